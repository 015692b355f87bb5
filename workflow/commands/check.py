"""`translate check`: what is wrong in review files, whoever wrote the words.

Facts, negation, structure, language, typography and the glossary are examined in every entry that
has a text, drafts and reviewed ones alike. Nothing is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.catalog.pofile import read_catalog
from workflow.checks import Pair, run_checks
from workflow.commands.terms import open_terms
from workflow.errors import CatalogError
from workflow.glossary.verify import check_consistency, check_terms
from workflow.languages import from_gettext, to_gettext
from workflow.markdown.inline import lift
from workflow.markdown.render import SAID_BEFORE
from workflow.model import Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workflow.console import Console
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Catalog, Finding, LangTag
    from workflow.workspace import Workspace


def run_check(
    slugs: Sequence[str], langs: Sequence[LangTag], *, workspace: Workspace, console: Console
) -> int:
    """Show the findings of the review files, all of them by default; return 1 if one is an error.

    Raises `CatalogError` where there is no such review file, or one cannot be read.
    """
    files = _find_files(slugs, langs, workspace)
    houses = _open_houses(files, workspace)
    findings = [
        finding
        for path in files
        for finding in examine_catalog(
            read_catalog(path),
            name=workspace.name_of(path),
            lang=_lang_of(path),
            house=houses[_lang_of(path)],
            workspace=workspace,
        )
    ]
    console.document(
        {"files": len(files), "findings": [console.described_finding(each) for each in findings]}
    )
    for finding in findings:
        console.result(str(finding))
        if finding.hint:
            console.result(f"hint: {finding.hint}")
    counts = ", ".join(
        f"{sum(finding.severity is severity for finding in findings)} {severity.value}"
        for severity in Severity
    )
    console.info(f"{len(files)} review files: {counts}")
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


def _find_files(
    slugs: Sequence[str], langs: Sequence[LangTag], workspace: Workspace
) -> tuple[Path, ...]:
    folders = [to_gettext(lang) for lang in langs] or ["*"]
    files = {
        path
        for folder in folders
        for slug in slugs or ["*"]
        for path in workspace.settings.locales_folder.glob(f"{folder}/LC_MESSAGES/{slug}.po")
    }
    for slug in slugs:
        if not any(path.stem == slug for path in files):
            raise CatalogError(
                f'release "{slug}" has no review file',
                slug="po-missing",
                position=Position(path=workspace.settings.locales),
                hint=f"translate releases/{slug}.md --to en",
            )
    return tuple(sorted(files))


def _lang_of(path: Path) -> LangTag:
    return from_gettext(path.parent.parent.name)


def _open_houses(files: Sequence[Path], workspace: Workspace) -> dict[LangTag, House | None]:
    """Make the glossary ready once for each language: it takes longer than a file's checks."""
    source_lang = workspace.settings.source_lang
    return {
        lang: open_terms(workspace, source_lang=source_lang, target_lang=lang)
        for lang in dict.fromkeys(map(_lang_of, files))
    }


def examine_catalog(
    catalog: Catalog, *, name: str, lang: LangTag, house: House | None, workspace: Workspace
) -> tuple[Finding, ...]:
    """Return the findings of a review file, in the order of its lines.

    `name` is its path in the workspace, for positions; `house` the glossary of its language pair,
    from `open_terms`, or None for no terms.
    """
    pairs = tuple(_iter_pairs(catalog, name, lang, workspace))
    findings = [*run_checks(pairs)]
    if house is not None:
        for pair in pairs:
            findings += check_terms(
                pair.source_text,
                pair.target_text,
                checker=house.checker,
                position=pair.position,
            )
        texts = [(pair.source_text, pair.target_text, pair.position) for pair in pairs]
        findings += check_consistency(texts, checker=house.checker)
    return tuple(sorted(findings, key=lambda finding: finding.position))


def _iter_pairs(
    catalog: Catalog, name: str, target_lang: LangTag, workspace: Workspace
) -> Iterator[Pair]:
    for entry in catalog.entries:
        if entry.obsolete or not entry.msgstr or entry.msgstr == SAID_BEFORE:
            continue
        yield Pair(
            source=entry.msgid,
            target=entry.msgstr,
            source_lang=workspace.settings.source_lang,
            target_lang=target_lang,
            position=Position(path=name, line=entry.line),
            source_plain=lift(entry.msgid).text,
            target_plain=lift(entry.msgstr).text,
        )
