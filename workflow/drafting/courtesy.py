"""Who is called sir and who madam in Russian drafts: "Mme Branden" is no г-н Бранден.

The small network takes one for the other. Where the source has one title of courtesy and the draft
one, of the other sex, it gives way to the right one in its case; the words that agree with it are
for the reviewer, who is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.drafting.edits import Edit
from workflow.drafting.guards import GuardWarning
from workflow.glossary.morphology.base import Case
from workflow.glossary.morphology.registry import load_morphology
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import LangTag

_SIR = re.compile(r"(?<![\w.])(?:M\.|Monsieur)(?=[ \u00a0])")
_MADAM = re.compile(r"(?<!\w)(?:Mme|Mlle|Madame|Mademoiselle)(?=[ \u00a0])")
_SEVERAL = re.compile(r"(?<!\w)(?:MM\.|Mmes|Messieurs|Mesdames)(?!\w)")
_COURTESY = re.compile(
    r"(?<!\w)(?:г-н(?:а|у|ом|е)?|г-ж[аиеу]|г-жой|господин(?:а|у|ом|е)?"
    r"|госпож[аиеу]|госпожой)(?!\w)",
    re.IGNORECASE,
)
_ENDINGS = {
    Case.NOMN: ("", "а"),
    Case.GENT: ("а", "и"),
    Case.DATV: ("у", "е"),
    Case.ACCS: ("а", "у"),
    Case.ABLT: ("ом", "ой"),
    Case.LOCT: ("е", "е"),
}
"""Endings of г-н and of г-жа."""


def mend_courtesy(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> Iterator[tuple[Edit, GuardWarning]]:
    """Yield the title of the draft that calls a man madam, or a woman sir; one at most."""
    grammar = load_morphology(target_lang)
    if (base_of(source_lang), base_of(target_lang)) != ("fr", "ru") or grammar is None:
        return
    sirs, madams = len(_SIR.findall(source)), len(_MADAM.findall(source))
    titles = list(_COURTESY.finditer(target))
    if sirs + madams != 1 or len(titles) != 1 or _SEVERAL.search(source):
        return
    span, wrote = Span(*titles[0].span()), titles[0].group()
    low = wrote.casefold()
    if low.startswith(("г-ж", "госпож")) is bool(madams):
        return
    is_short = "-" in low
    own = _ending(low)
    possible = [case for case, ends in _ENDINGS.items() if ends[bool(sirs)] == own]
    ranking = [case for case, _ in grammar.analyse_place(target, span).ranking]
    case = next((case for case in ranking if case in possible), None)
    if case is None:
        return
    stem = ("г-ж" if is_short else "госпож") if madams else ("г-н" if is_short else "господин")
    written = stem + _ENDINGS[case][bool(madams)]
    written = written[0].upper() + written[1:] if wrote[0].isupper() else written
    said = f'the machine wrote "{wrote}"; "{written}" was put in its place; see what agrees with it'
    yield Edit(span=span, text=written), GuardWarning("draft-name", said)


def _ending(title: str) -> str:
    return re.sub(r"^(?:г-[нж]|господин|госпож)", "", title)
