"""The contract of a translation engine: plain texts in, ranked hypotheses with alignment out.

An engine knows nothing of Markdown, catalogues or glossaries. It never drops, reorders or merges
texts, and it answers an empty text with an empty hypothesis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from workflow.model import Hypothesis, LangTag

    Progress: TypeAlias = Callable[[int], None]
    """Called with the number of texts finished since the last call."""


class Engine(Protocol):
    """Translate from one language to another."""

    @property
    def name(self) -> str:
        """Name engine and model for a reviewer: ``argos translate-fr_en 1.0``."""

    @property
    def source_lang(self) -> LangTag:
        """The language it reads."""

    @property
    def target_lang(self) -> LangTag:
        """The language it writes."""

    def translate(
        self,
        texts: Sequence[str],
        *,
        prefixes: Sequence[str] | None = None,
        progress: Progress | None = None,
    ) -> tuple[tuple[Hypothesis, ...], ...]:
        """Return, for each text in order, at least one hypothesis, best first.

        `prefixes` gives each target text's required beginning ("" for none). Raises `EngineError`
        when the model cannot run.
        """

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Return the mean natural-log probability of each (source, target) pair's target tokens."""
