"""The engine that says the same again: it proves that the rest of the workflow loses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.engines.words import split_words
from workflow.model import Hypothesis, LangTag, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.engines.base import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityEngine:
    """Return every text unchanged, each word linked to itself."""

    source_lang: LangTag
    target_lang: LangTag

    @property
    def name(self) -> str:
        """Name the engine for a reviewer."""
        return "identity"

    def translate(
        self,
        texts: Sequence[str],
        *,
        prefixes: Sequence[str] | None = None,  # noqa: ARG002 - a copy has its own beginning
        progress: Progress | None = None,
    ) -> tuple[tuple[Hypothesis, ...], ...]:
        """Return one hypothesis a text: the text itself."""
        if progress:
            progress(len(texts))
        return tuple((_copy(text),) for text in texts)

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Return certainty for every pair: an engine without a model prefers nothing."""
        return (0.0,) * len(pairs)


def _copy(text: str) -> Hypothesis:
    links = tuple(Link(span, span) for span in split_words(text))
    return Hypothesis(text=text, score=0.0, links=links)
