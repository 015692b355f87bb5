"""Compare what two sentences deny, oblige, permit and condemn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.facts.polarity_words import (
    LEXICAL,
    ONLY,
    UNTIL,
    PolarityKind,
    PolarityMark,
)
from workflow.facts.values import DifferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPPOSITES = {
    PolarityKind.MODALITY: (("must", "may"),),
    PolarityKind.BOUND: (("least", "most"),),
    PolarityKind.ATTITUDE: (
        ("condemn", "welcome"),
        ("reject", "accept"),
        ("increase", "decrease"),
        ("forbid", "allow"),
        ("oppose", "support"),
        ("worsen", "improve"),
    ),
}
"""The values of a kind that turn the sense round where one stands for the other."""
_ALIKE = 5
"""Letters by which "interdit" and "interdiction" are known for one word."""
_NEAR = 0.2
"""Share of a sentence within which its translation says the same thing."""
_BESIDE = 30
"""Letters within which it does in a short one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolarityDifference:
    """A negation or a modality that the two sides do not share."""

    kind: DifferenceKind
    polarity: PolarityKind
    source: PolarityMark | None = None
    target: PolarityMark | None = None
    counts: tuple[int, int] = (0, 0)
    """Negations of the source and of the target."""
    certain: bool = False


def compare_polarity(
    source_marks: Sequence[PolarityMark], target_marks: Sequence[PolarityMark]
) -> tuple[PolarityDifference, ...]:
    """Return the negations, obligations and judgements that only one side has."""
    negations = (
        *_compare_negations(source_marks, target_marks),
        *_swapped(source_marks, target_marks, PolarityKind.BOUND),
        *_compare_restrictions(source_marks, target_marks),
    )
    if _firm(source_marks) or _firm(target_marks):
        # "Must not" is "may not", "does not accept" is "refuses".
        return negations
    return (
        *negations,
        *_swapped(source_marks, target_marks, PolarityKind.MODALITY),
        *_swapped(source_marks, target_marks, PolarityKind.ATTITUDE),
    )


def _compare_negations(
    source: Sequence[PolarityMark], target: Sequence[PolarityMark]
) -> Iterator[PolarityDifference]:
    ours, theirs = _firm(source), _firm(target)
    kind = DifferenceKind.LOST if len(ours) > len(theirs) else DifferenceKind.ADDED
    more, fewer = sorted((ours, theirs), key=len, reverse=True)
    own, other = (source, target) if more is ours else (target, source)
    is_bounded = any(mark.value == UNTIL for mark in other)
    needed = [m for m in more if not m.echo and not (is_bounded and m.value == UNTIL)]
    if len(fewer) + _said_in_words(needed, own, other) >= len(needed):
        return
    strong = [mark for mark in more if mark.strong]
    lost = kind is DifferenceKind.LOST
    restricts = any(mark.value == ONLY for mark in source)
    if not lost and not strong and not fewer and not restricts:
        return  # "sans", "no", "не достигший" alone: languages say it otherwise
    # "Refuses" may become "does not accept", but a lost "not" without a like word has no excuse.
    bare = not any(mark.kind is PolarityKind.NEGATION for mark in target)
    mark = (strong or more)[0]
    yield PolarityDifference(
        kind=kind,
        polarity=PolarityKind.NEGATION,
        source=mark if lost else None,
        target=None if lost else mark,
        counts=(len(ours), len(theirs)),
        certain=lost and bool(strong) and bare,
    )


def _said_in_words(
    needed: Sequence[PolarityMark], own: Sequence[PolarityMark], other: Sequence[PolarityMark]
) -> int:
    """Return how many negations the other side says by a word: "n'est pas couvert", "uncovered".

    A word that answers for one like it ("absence", "lack") answers for no negation, nor does one
    at the other end of the sentence.
    """
    words = [mark for mark in _lexical(other) if any(_is_near(mark, each) for each in needed)]
    return max(0, min(len(words), len(_lexical(other)) - len(_like(own))))


def _is_near(one: PolarityMark, other: PolarityMark) -> bool:
    away = abs(one.span.start - other.span.start)
    return away <= _BESIDE or abs(one.place - other.place) <= _NEAR


def _lexical(marks: Sequence[PolarityMark]) -> list[PolarityMark]:
    """Return the words that deny by their own sense, one of those that begin alike."""
    return list({m.text[:_ALIKE].casefold(): m for m in marks if m.value == LEXICAL}.values())


def _like(marks: Sequence[PolarityMark]) -> list[PolarityMark]:
    return list(
        {
            m.text[:_ALIKE].casefold(): m
            for m in marks
            if m.kind is PolarityKind.NEGATION and not m.firm and m.value in {LEXICAL, "not"}
        }.values()
    )


def _firm(marks: Sequence[PolarityMark]) -> list[PolarityMark]:
    return [mark for mark in marks if mark.kind is PolarityKind.NEGATION and mark.firm]


def _compare_restrictions(
    source: Sequence[PolarityMark], target: Sequence[PolarityMark]
) -> Iterator[PolarityDifference]:
    """Report an "only" of the source that nothing in the target answers for.

    A target that denies more is compared by its negations: "not … until" says "only", "no"
    reverses it.
    """
    ours, theirs = (
        [mark for mark in side if mark.kind is PolarityKind.RESTRICTION]
        for side in (source, target)
    )
    lost = next((mark for mark in ours if mark.value == ONLY), None)
    if lost is not None and not theirs and len(_firm(target)) <= len(_firm(source)):
        yield PolarityDifference(
            kind=DifferenceKind.LOST, polarity=PolarityKind.RESTRICTION, source=lost
        )


def _swapped(
    source: Sequence[PolarityMark], target: Sequence[PolarityMark], kind: PolarityKind
) -> Iterator[PolarityDifference]:
    """Report "must" for "may", "at least" for "at most", where neither side has both."""
    ours, theirs = _by_value(source, kind), _by_value(target, kind)
    if not ours or not theirs:
        return
    stated = {mark.value for mark in (*source, *target) if mark.kind is kind and mark.firm}
    for pair in _OPPOSITES[kind]:
        for wanted, opposite in (pair, pair[::-1]):
            is_turned = wanted in ours and opposite in theirs
            has_both = opposite in ours or wanted in theirs
            if is_turned and not has_both and stated.issuperset(pair):
                yield PolarityDifference(
                    kind=DifferenceKind.CHANGED,
                    polarity=kind,
                    source=ours[wanted],
                    target=theirs[opposite],
                )


def _by_value(marks: Sequence[PolarityMark], kind: PolarityKind) -> dict[str, PolarityMark]:
    """Return the last mark of each value, of those that state it where there is one."""
    some = (mark for mark in marks if mark.kind is kind)
    return {mark.value: mark for mark in sorted(some, key=lambda mark: mark.firm)}
