"""Figures that the engine copied wrongly, put right in its draft.

A network writes numbers digit by digit and may slip on one: 168 becomes 188, 2004 becomes 20014.
Where one figure of a kind is wrong, and the source has one of that kind that nothing answers, the
place is known and the right digits are put there. Everything else stays for a person: numbers in
words, whose grammar a rule would break, and two wrong figures of a kind, which might be swapped.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.drafting.edits import Edit, apply_edits, edit_to
from workflow.drafting.guards import GuardWarning
from workflow.facts import (
    FactKind,
    compare_facts,
    extract_facts,
    render_digits,
    render_fact,
    render_figure,
)
from workflow.facts.values import NUMERIC
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.facts import Fact, FactDifference
    from workflow.model import Hypothesis, LangTag

_FIGURE = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*")
_CLOCK = re.compile(r"\d+(?:[:.]\d+)?")
_ALIKE = 0.5
"""Least share of digits that both figures have in the same order."""


def mend_figures(
    source: str, hypothesis: Hypothesis, *, source_lang: LangTag, target_lang: LangTag
) -> tuple[Hypothesis, tuple[GuardWarning, ...]]:
    """Return the draft of `source` with its wrong figures put right, and what to say of each.

    The draft comes back as it was where nothing can be put right for certain.
    """

    def doubts(target: str) -> list[FactDifference]:
        facts = extract_facts(source, source_lang), extract_facts(target, target_lang)
        differences = compare_facts(*facts, source_lang, target_lang)
        return [each for each in differences if each.certain and each.fact.kind in NUMERIC]

    before = doubts(hypothesis.text)
    places = [
        _Place(*pair, hypothesis.text, source_lang, target_lang)
        for pair in _sure(before, hypothesis.text)
    ]
    changes = [
        (place, edits)
        for place in places
        if (_are_alike(place) or _are_linked(place, hypothesis)) and (edits := place.edits())
    ]
    edits = sorted((edit for _, each in changes for edit in each), key=lambda edit: edit.span)
    if not edits or any(one.span.overlaps(next_.span) for one, next_ in pairwise(edits)):
        return hypothesis, ()
    mended = apply_edits(hypothesis, edits)
    if len(doubts(mended.text)) > len(before) - len(changes):
        return hypothesis, ()
    return mended, tuple(
        GuardWarning(
            "draft-figure",
            f'the machine wrote "{place.theirs.text}"; "{place.ours.text}" of the source was put in'
            " its place",
        )
        for place, _ in changes
    )


def _sure(differences: list[FactDifference], target: str) -> Iterator[tuple[Fact, Fact]]:
    """Yield what the source and the draft say where no other fact of the kind is in doubt."""
    kinds = Counter(
        kind
        for each in differences
        if each.source or not _ends_a_clock(each.fact, target)
        for kind in {fact.kind for fact in (each.source, each.target) if fact}
    )
    for each in differences:
        if each.source and each.target and kinds[each.source.kind] == kinds[each.target.kind] == 1:
            yield each.source, each.target


def _ends_a_clock(fact: Fact, target: str) -> bool:
    """Tell whether a number is the minutes of what was to be a time: 68:00."""
    return bool(re.search(r"\d:$", target[: fact.span.start]))


def _are_alike(place: _Place) -> bool:
    """Tell whether one figure may be a slip of the other, and not a number of something else."""
    if set(place.ours.atoms) & set(place.theirs.atoms):
        return True  # another day of the same month
    texts = place.ours.text, place.clock.of(place.target)
    ours, theirs = ("".join(filter(str.isdecimal, text)) for text in texts)
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _ALIKE


def _are_linked(place: _Place, hypothesis: Hypothesis) -> bool:
    """Tell whether the engine was looking at the one figure when it wrote the other."""
    return any(
        link.source.overlaps(place.ours.span) and link.target.overlaps(place.theirs.span)
        for link in hypothesis.links
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the draft may be changed."""

    ours: Fact
    theirs: Fact
    target: str
    source_lang: LangTag
    target_lang: LangTag

    @property
    def clock(self) -> Span:
        """The span of what stands in the draft, with the minutes of what is no time: 68:00."""
        span = self.theirs.span
        if (self.ours.kind, self.theirs.kind) != (FactKind.TIME, FactKind.NUMBER):
            return span
        clocks = (Span(*each.span()) for each in _CLOCK.finditer(self.target))
        return next((each for each in clocks if each.overlaps(span)), span)

    def edits(self) -> list[Edit]:
        """Return what makes the draft say what the source says; nothing where no rule can."""
        if self.ours.words or self.theirs.words or self.ours.negative is not self.theirs.negative:
            return []
        if self.ours.kind is FactKind.TIME:
            return self._clock()
        return self._single_figures() or self._whole_number()

    def _clock(self) -> list[Edit]:
        """Write the time of the source."""
        written = render_fact(self.ours, self.target_lang)
        if written is None or self.theirs.kind not in {FactKind.TIME, FactKind.NUMBER}:
            return []
        return [edit_to(written, self.clock, self.target)]

    def _single_figures(self) -> list[Edit]:
        """Return the edits of single figures where both sides have the same number of them."""
        wanted = [each.group() for each in _FIGURE.finditer(self.ours.text)]
        found = list(_FIGURE.finditer(self.theirs.text))
        if len(wanted) != len(found):
            return []
        start = self.theirs.span.start
        edits = []
        for figure, match in zip(wanted, found, strict=True):
            written = render_figure(figure, self.source_lang, self.target_lang)
            if written is None:
                return []
            if written != match.group():
                span = Span(start + match.start(), start + match.end())
                edits.append(Edit(span=span, text=written))
        return edits

    def _whole_number(self) -> list[Edit]:
        """Write a number as digits where only digits stand: 5 000 352 for *5 mille 352*."""
        are_numbers = self.ours.kind is self.theirs.kind is FactKind.NUMBER
        if not are_numbers or re.search(r"[^\W\d]", self.theirs.text):
            return []
        if not re.fullmatch(r"\d{1,15}", self.ours.value):
            return []
        written = render_digits(self.ours.value, self.target_lang, decimals=0)
        return [Edit(span=self.theirs.span, text=written)]
