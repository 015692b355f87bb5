"""The glossary of a workspace, read once a run; an error in it stops the run with file and row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.errors import GlossaryError
from workflow.glossary.enforcement.demands import phrase_of
from workflow.glossary.enforcement.opening import open_house
from workflow.glossary.load import load_glossary
from workflow.glossary.morphology.registry import load_morphology
from workflow.glossary.places import add_places
from workflow.glossary.terms import Kind
from workflow.model import Severity
from workflow.wording import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workflow.glossary.enforcement.ladder import House
    from workflow.glossary.terms import Glossary, Term
    from workflow.model import LangTag
    from workflow.workspace import Workspace


def open_terms(
    workspace: Workspace, *, source_lang: LangTag, target_lang: LangTag, wanted: bool = True
) -> House | None:
    """Return the workspace's glossary ready for a pair of languages, None where none is wanted.

    Without a glossary folder there are the names of CLDR. Raises `GlossaryError`.
    """
    if not wanted:
        return None
    glossary = read_glossary(workspace, langs=(source_lang, target_lang))
    refuse_errors(glossary)
    return open_house(glossary, source_lang=source_lang, target_lang=target_lang)


class Houses:
    """The glossary ready for each language that a run asks for, opened at most once."""

    def __init__(self, workspace: Workspace, *, wanted: bool = True) -> None:
        """Open nothing yet; without `wanted` there is no glossary in any language."""
        self._workspace = workspace
        self._wanted = wanted
        self._opened: dict[LangTag, House | None] = {}

    def open(self, lang: LangTag) -> House | None:
        """Return the glossary into `lang`. Raises `GlossaryError`."""
        if lang not in self._opened:
            self._opened[lang] = open_terms(
                self._workspace,
                source_lang=self._workspace.settings.source_lang,
                target_lang=lang,
                wanted=self._wanted,
            )
        return self._opened[lang]

    def terms(self, lang: LangTag) -> Callable[[], House | None]:
        """Return what opens the glossary into `lang` once somebody needs it."""
        return lambda: self.open(lang)


def read_glossary(
    workspace: Workspace, *, langs: Sequence[LangTag], required: Sequence[LangTag] = ()
) -> Glossary:
    """Read all files of the glossary folder; the names of CLDR are given in `langs`.

    The first of `langs` is the source language. Faults of content are findings, not errors.
    """
    glossary = load_glossary(
        glossary_files(workspace),
        source_lang=langs[0],
        required=required,
        places=False,
        can_inflect=_doubts if required else None,
    )
    terms = add_places(glossary.terms, langs=tuple(langs), source_lang=langs[0])
    return replace(glossary, terms=terms)


def glossary_files(workspace: Workspace) -> list[Path]:
    """Return the files of the glossary folder, sorted by name."""
    return sorted(workspace.settings.glossary_folder.glob("*.csv"))


def refuse_errors(glossary: Glossary) -> None:
    """Raise `GlossaryError` for the first error that reading found."""
    errors = [finding for finding in glossary.findings if finding.severity is Severity.ERROR]
    if not errors:
        return
    first = errors[0]
    more = len(errors) - 1
    message = trn(
        "{message} (and {count} more error)",
        "{message} (and {count} more errors)",
        more,
        message=first.message,
    )
    raise GlossaryError(
        message if more else first.message,
        slug=first.code,
        position=first.position,
        hint=first.hint or tr("translate glossary check lists all that is wrong"),
    )


def _doubts(term: Term) -> str | None:
    """Return why the rules cannot inflect a term in some language that has a grammar.

    A formula is a verb phrase: it is conjugated where its place asks for it, not declined.
    """
    if term.kind is Kind.FORMULA:
        return None
    for wording in term.wordings:
        grammar = load_morphology(wording.lang)
        if grammar is None or not wording.preferred:
            continue
        reason = grammar.can_inflect(phrase_of(term, wording.preferred, wording.lang))
        if reason:
            return tr("{lang}: {reason}", lang=wording.lang, reason=reason)
    return None
