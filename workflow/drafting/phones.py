"""Telephone numbers that a draft garbled: digits that nobody may lose are copied.

A network writes a number digit by digit, and one wrong digit rings elsewhere. Where one number of
the source is missing, and one run of digits in the draft is no other number of it, the number is
put in the place of the run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.drafting.edits import Edit
from workflow.drafting.guards import GuardWarning
from workflow.facts import FactKind, extract_facts
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.facts import Fact
    from workflow.model import LangTag

_RUN = re.compile(r"(?<![\w.,/])\+?\d(?:[ \u00a0\u202f().-]{0,2}\d){5,}(?![\w/])")
"""Six digits at least, and what parts them."""
_SHARED = 4
"""Digits in a row that the run and the number have in common."""


def lost_phones(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> tuple[Fact, ...]:
    """Return the telephone numbers of `source` that the target has not."""
    said = {fact.value for fact in extract_facts(target, target_lang)}
    digits = _digits(target)
    return tuple(
        fact
        for fact in extract_facts(source, source_lang)
        if fact.kind is FactKind.PHONE
        and fact.value not in said
        and _digits(fact.text) not in digits
    )


def mend_phones(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> Iterator[tuple[Edit, GuardWarning]]:
    """Yield what puts the one lost number of `source` in its place; nothing where it is unclear."""
    lost = lost_phones(source, target, source_lang=source_lang, target_lang=target_lang)
    known = _digits(source)
    runs = [
        match
        for match in _RUN.finditer(target)
        if _digits(match.group()) not in known and _is_like(match.group(), lost)
    ]
    if len(lost) != 1 or len(runs) != 1:
        return
    wrote, number = runs[0].group(), lost[0].text
    said = f'the machine wrote "{wrote}"; "{number}" of the source was put in its place'
    yield Edit(span=Span(*runs[0].span()), text=number), GuardWarning("draft-figure", said)


def _is_like(run: str, lost: tuple[Fact, ...]) -> bool:
    digits = _digits(run)
    return any(
        number[at : at + _SHARED] in digits
        for number in (_digits(fact.text) for fact in lost)
        for at in range(len(number) - _SHARED + 1)
    )


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))
