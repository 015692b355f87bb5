"""Two versions of a release side by side: which new sentences came from which old ones.

Sentences with the same key are anchors. The others are paired by likeness, the best pair first;
a pair that stands between the same anchors needs less of it. One sentence may have become several,
and several one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.reuse.carrying.similarity import Index, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LIKE = 0.6
"""Enough for a pair anywhere."""
_LIKE_HERE = 0.4
"""Enough between the same anchors: what to make of it is decided later, with both texts at hand."""
_LIKE_JOINED = 0.75
"""Enough for several sentences against one."""
_GAIN = 0.05
"""By how much each further sentence must bring a run nearer."""
_LONGEST_RUN = 4
_WIDEST_GAP = 24
"""In a longer stretch of changes, only neighbours and shared words lead from one to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that waits for its counterpart in the other version."""

    words: tuple[str, ...]
    before: int | None = None
    """The number of the nearest anchor before it; None where its place is unknown."""
    after: int | None = None
    rank: int = 0
    """How many sentences stand between the anchor before and this one."""
    run: tuple[int, int] = (0, 0)
    """Where it stands, as stretch and place in the stretch: only neighbours in one are joined."""
    context: str = ""
    bonus: float = 0.0
    """Added to its likeness: of two old texts alike, the better one is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Numbers of new sentences and of the old ones they came from; one side holds one number."""

    new: tuple[int, ...]
    old: tuple[int, ...]


def align(new: Sequence[Sentence], old: Sequence[Sentence]) -> tuple[Match, ...]:
    """Return the matches, in the order of the new sentences; each sentence is in one at most."""
    pairs = {pair: _score(new[pair[0]], old[pair[1]]) for pair in _candidates(new, old)}
    scored = [
        *(
            ((n,), (o,), score)
            for (n, o), score in pairs.items()
            if _is_enough(new[n], old[o], score)
        ),
        *((run, (o,), score) for run, o, score in _runs(new, old, pairs)),
        *(
            ((n,), run, score)
            for run, n, score in _runs(old, new, {(o, n): pairs[n, o] for n, o in pairs})
        ),
    ]
    scored.sort(key=lambda each: (-round(each[2], 6), each[0], each[1]))
    return tuple(sorted(_take(scored), key=lambda match: match.new))


def _take(
    scored: Iterable[tuple[tuple[int, ...], tuple[int, ...], float]],
) -> Iterator[Match]:
    """Yield the matches, best first, that use no sentence twice."""
    used_new: set[int] = set()
    used_old: set[int] = set()
    for news, olds, _ in scored:
        if used_new.isdisjoint(news) and used_old.isdisjoint(olds):
            used_new.update(news)
            used_old.update(olds)
            yield Match(new=news, old=olds)


def _candidates(new: Sequence[Sentence], old: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Yield each pair that is worth comparing once."""
    index = Index(sentence.words for sentence in old)
    here = _by_anchor(old)
    for number, sentence in enumerate(new):
        near = [
            *here.get(("before", sentence.before), ()),
            *here.get(("after", sentence.after), ()),
        ]
        if len(near) > _WIDEST_GAP:
            near = [each for each in near if abs(old[each].rank - sentence.rank) <= 1]
        for other in dict.fromkeys((*near, *index.like(sentence.words))):
            yield number, other


def _by_anchor(sentences: Sequence[Sentence]) -> Mapping[tuple[str, int | None], list[int]]:
    found: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        if sentence.before is not None:
            found["before", sentence.before].append(number)
            found["after", sentence.after].append(number)
    return found


def _are_near(new: Sentence, old: Sentence) -> bool:
    return old.before is not None and (new.before == old.before or new.after == old.after)


def _score(new: Sentence, old: Sentence) -> float:
    score = likeness(new.words, old.words) + old.bonus
    if _are_near(new, old):
        score += 0.1 + 0.02 * (new.rank == old.rank)
    if new.context == old.context:
        score += 0.1 if new.context else 0.02
    return score


def _is_enough(new: Sentence, old: Sentence, score: float) -> bool:
    return score >= (_LIKE_HERE + 0.1 if _are_near(new, old) else _LIKE)


def _runs(
    many: Sequence[Sentence], ones: Sequence[Sentence], pairs: Mapping[tuple[int, int], float]
) -> Iterator[tuple[tuple[int, ...], int, float]]:
    """Yield runs of neighbours in `many` that together are nearer to one sentence than each alone.

    `pairs` has the scores of the pairs that were compared; a run starts from one of them.
    """
    at = {sentence.run: number for number, sentence in enumerate(many)}
    for (number, one), score in pairs.items():
        stretch, place = many[number].run
        for start in (place - 1, place):
            run = _grow(many, at, (stretch, start), ones[one].words)
            if run is not None:
                extra = score - likeness(many[number].words, ones[one].words)
                yield run[0], one, run[1] + extra


def _grow(
    many: Sequence[Sentence],
    at: Mapping[tuple[int, int], int],
    start: tuple[int, int],
    words: Sequence[str],
) -> tuple[tuple[int, ...], float] | None:
    """Return the run from `start` that is nearest to `words`, and how near it is."""
    run: list[int] = []
    joined: tuple[str, ...] = ()
    best = 0.0
    while len(run) < _LONGEST_RUN and (start[0], start[1] + len(run)) in at:
        number = at[start[0], start[1] + len(run)]
        nearer = likeness((*joined, *many[number].words), words)
        if run and nearer < best + _GAIN:
            break
        run.append(number)
        joined += many[number].words
        best = nearer
    if len(run) < 2 or best < _LIKE_JOINED:  # noqa: PLR2004 - a run has at least two
        return None
    alone = max(likeness(many[number].words, words) for number in run)
    return (tuple(run), best) if best >= alone + _GAIN else None
