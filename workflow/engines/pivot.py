"""Translate through a third language, where no direct model exists: fr → en → ru.

The alignment of the two steps is composed word by word, so that markup and terms still find their
places. Scores are added: both steps can be wrong.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from workflow.model import Hypothesis, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.engines.base import Engine, Progress
    from workflow.model import LangTag


class PivotEngine:
    """Two engines in a row; an `Engine`."""

    def __init__(self, first: Engine, second: Engine) -> None:
        """Compose `first`, whose target language is the source language of `second`."""
        self._first = first
        self._second = second

    @property
    def name(self) -> str:
        """Name both engines, in order."""
        return f"{self._first.name} + {self._second.name}"

    @property
    def source_lang(self) -> LangTag:
        """The language that the first engine reads."""
        return self._first.source_lang

    @property
    def target_lang(self) -> LangTag:
        """The language that the second engine writes."""
        return self._second.target_lang

    def translate(
        self,
        texts: Sequence[str],
        *,
        prefixes: Sequence[str] | None = None,
        progress: Progress | None = None,
    ) -> tuple[tuple[Hypothesis, ...], ...]:
        """Translate the best intermediate text of each; `prefixes` bind the second step."""
        middles = [hypotheses[0] for hypotheses in self._first.translate(texts)]
        answers = self._second.translate(
            [middle.text for middle in middles], prefixes=prefixes, progress=progress
        )
        return tuple(
            tuple(_compose(middle, final) for final in finals)
            for middle, finals in zip(middles, answers, strict=True)
        )

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Score the targets against the intermediate texts of their sources."""
        middles = [hypotheses[0] for hypotheses in self._first.translate([s for s, _ in pairs])]
        scores = self._second.score(
            [(middle.text, target) for middle, (_, target) in zip(middles, pairs, strict=True)]
        )
        return tuple(middle.score + score for middle, score in zip(middles, scores, strict=True))


def _compose(middle: Hypothesis, final: Hypothesis) -> Hypothesis:
    links = {
        Link(source=first.source, target=second.target)
        for first, second in product(middle.links, final.links)
        if first.target.start < second.source.end and second.source.start < first.target.end
    }
    return replace(final, score=middle.score + final.score, links=tuple(sorted(links)))
