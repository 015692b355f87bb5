"""Our own layout, as `load` reads it: what an import becomes before people work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.exchange.cells import write_csv
from workflow.glossary.hints import format_grammar
from workflow.glossary.load import GENERAL_COLUMNS, PARTS, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workflow.glossary.terms import Term
    from workflow.model import LangTag


def write_native(terms: Iterable[Term], *, langs: Sequence[LangTag]) -> str:
    """Return terms as a glossary file with columns for `langs`."""
    columns = [f"{lang}_{part}" if part else str(lang) for lang in langs for part in PARTS]
    rows = ([*_general(term), *_forms(term, langs)] for term in terms)
    return write_csv([[*GENERAL_COLUMNS, *columns], *rows])


def _general(term: Term) -> list[str]:
    kept = "yes" if term.do_not_translate else ""
    return [term.id, term.kind, term.enforce, kept, term.authority, term.note]


def _forms(term: Term, langs: Sequence[LangTag]) -> Iterator[str]:
    wordings = {wording.lang: wording for wording in term.wordings}
    for lang in langs:
        wording = wordings.get(lang)
        if wording is None:
            yield from ("" for _ in PARTS)
            continue
        yield wording.preferred
        yield SEPARATOR.join(wording.admitted)
        yield SEPARATOR.join(wording.forbidden)
        yield wording.acronym
        yield format_grammar(wording.grammar)
        yield wording.guard.text if wording.guard else ""
