"""What a review file is examined with, opened once a language: terms, dictionary, switches.

Whoever must know whether a text may leave the house asks here, so that all give one answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workflow.catalog.pofile import read_parsed
from workflow.checks.dictionaries import find_dictionary, open_wordlist
from workflow.checks.examine import Subject, examine
from workflow.checks.origin import split_reference
from workflow.checks.pairs import Options
from workflow.commands.terms import open_terms
from workflow.commands.weights import is_weighed, read_severities
from workflow.errors import WorkflowError
from workflow.model import Severity
from workflow.storage import read_text, real_path

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.catalog.parser import ParsedFile
    from workflow.glossary.enforcement.ladder import House
    from workflow.glossary.verify import TermChecker
    from workflow.memory.store import Store
    from workflow.model import Catalog, Finding, LangTag
    from workflow.settings import Settings
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the files of one language are examined with."""

    lang: LangTag
    house: House | None = None
    """The glossary; None for no terms."""
    options: Options = field(default_factory=Options)


def open_tools(
    workspace: Workspace,
    *,
    lang: LangTag,
    has_spelling: bool = True,
) -> Tools:
    """Make ready what files in `lang` are examined with. Raises `GlossaryError`."""
    settings = workspace.settings
    house = open_terms(workspace, source_lang=settings.source_lang, target_lang=lang)
    severities = read_severities(settings)
    wanted = has_spelling and is_weighed("spelling", severities)
    options = Options(
        severities=severities,
        speller=open_wordlist(lang, own=_own_words(house, lang)) if wanted else None,
    )
    return Tools(lang=lang, house=house, options=options)


def _own_words(house: House | None, lang: LangTag) -> list[str]:
    """Return every form that the glossary has in a language."""
    terms = house.checker.glossary.terms if house else ()
    wordings = (term.wording(lang) for term in terms)
    return [text for each in wordings if each for text in (each.preferred, *each.admitted) if text]


def examine_file(
    path: Path, *, workspace: Workspace, tools: Tools, store: Store | None = None
) -> tuple[Finding, ...]:
    """Return the findings of a review file on the disk, with line and column of the words.

    `store` is the memory that its texts are compared with. Raises `CatalogError` for a file that
    cannot be read.
    """
    from workflow.commands.elsewhere import recall_elsewhere  # noqa: PLC0415 - `build` has no need

    parsed = read_parsed(path)
    lang = workspace.lang_of(path)
    elsewhere = recall_elsewhere(
        store, parsed.catalog, path, lang=lang, source_lang=workspace.settings.source_lang
    )
    options = replace(
        tools.options, memory=elsewhere.translations, memory_sources=elsewhere.sources
    )
    subject = _subject(
        parsed.catalog,
        name=workspace.name_of(path),
        lang=lang,
        workspace=workspace,
        parsed=parsed,
    )
    return examine(subject, options=options, checker=_checker_of(tools.house))


def examine_catalog(
    catalog: Catalog,
    *,
    name: str,
    lang: LangTag,
    house: House | None,
    workspace: Workspace,
    parsed: ParsedFile | None = None,
) -> tuple[Finding, ...]:
    """Return all findings of a catalogue in memory, in the order of its lines.

    `name` is its path in the workspace, for positions; `house` the glossary of its language pair,
    from `open_terms`, or None for no terms. Without `parsed` a finding has the line of its entry.
    The switches of the settings apply. Errors and warnings are those of `translate check`; what
    are mere remarks of the dictionary is looked up only where the settings make more of them. An
    accepted finding is only a remark: whoever sees an error may refuse the edition.
    """
    subject = _subject(catalog, name=name, lang=lang, workspace=workspace, parsed=parsed)
    severities = read_severities(workspace.settings)
    wanted = is_weighed("spelling", severities, least=Severity.WARNING)
    speller = open_wordlist(lang, own=_own_words(house, lang)) if wanted else None
    options = Options(severities=severities, speller=speller)
    return examine(subject, options=options, checker=_checker_of(house))


def dictionary_stamp(settings: Settings, lang: LangTag) -> str:
    """Return what changes with the dictionary that `examine_catalog` asks, "" where it asks none.

    Whoever keeps findings from run to run must keep this with them.
    """
    severities = read_severities(settings)
    wanted = is_weighed("spelling", severities, least=Severity.WARNING)
    path = find_dictionary(lang) if wanted else None
    if path is None:
        return ""
    stat = path.stat()
    return f"{path}:{stat.st_size}:{stat.st_mtime_ns}"


def _subject(
    catalog: Catalog,
    *,
    name: str,
    lang: LangTag,
    workspace: Workspace,
    parsed: ParsedFile | None,
) -> Subject:
    return Subject(
        catalog=catalog,
        name=name,
        source_lang=workspace.settings.source_lang,
        target_lang=lang,
        parsed=parsed,
        sources=_read_sources(catalog, workspace),
    )


def _checker_of(house: House | None) -> TermChecker | None:
    return house.checker if house else None


def _read_sources(catalog: Catalog, workspace: Workspace) -> dict[str, str]:
    """Read the releases that the entries refer to; one that is gone or broken has no text."""
    texts = {}
    for name in source_names(catalog):
        path = workspace.root / name
        if not real_path(path).is_relative_to(workspace.root) or not path.is_file():
            continue
        try:
            texts[name] = read_text(path)
        except WorkflowError:  # whoever translates the release is told why
            continue
    return texts


def source_names(catalog: Catalog) -> tuple[str, ...]:
    """Return the names of the releases that a catalogue is examined against, sorted."""
    names = {
        split_reference(reference)[0]
        for entry in catalog.entries
        if not entry.obsolete
        for reference in entry.references[:1]
    }
    return tuple(sorted(names))
