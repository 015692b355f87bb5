"""Share out the words of a sentence among the terms that it should hold.

Two terms may claim the same words (``Совет`` and ``Совет Безопасности``), and a term may be due
twice. Each term is given one place of its own so that as many as possible are served.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Span

_PATIENCE = 20_000
"""Steps of the search before the best answer so far is taken."""


def assign_spans(candidates: Sequence[Sequence[Span]]) -> tuple[Span | None, ...]:
    """Return one span for each list of candidates, no two overlapping, as many as possible.

    Candidates come best first; None where nothing is left for a list.
    """
    order = sorted(range(len(candidates)), key=lambda item: (len(candidates[item]), item))
    search = _Search(candidates, tuple(order))
    search.go_on(0)
    return tuple(search.best)


class _Search:
    """Depth first, the most constrained list first; stops when nothing better can be found."""

    def __init__(self, candidates: Sequence[Sequence[Span]], order: tuple[int, ...]) -> None:
        self._candidates = candidates
        self._order = order
        self._current: list[Span | None] = [None] * len(candidates)
        self._steps = 0
        self._served = -1
        self.best: list[Span | None] = list(self._current)

    def go_on(self, depth: int) -> None:
        """Try every candidate of the list at `depth`, then leaving it out."""
        self._steps += 1
        served = sum(span is not None for span in self._current)
        if served + len(self._order) - depth <= self._served or self._steps > _PATIENCE:
            return
        if depth == len(self._order):
            self._served, self.best = served, list(self._current)
            return
        item = self._order[depth]
        for span in self._candidates[item]:
            if not any(taken and span.overlaps(taken) for taken in self._current):
                self._current[item] = span
                self.go_on(depth + 1)
                self._current[item] = None
        self.go_on(depth + 1)
