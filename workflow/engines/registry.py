"""Open the engine that a run asks for: the only place that knows all engines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.engines.base import Engine
    from workflow.model import LangTag

LITERAL_ENGINES = frozenset({"identity", "pseudo"})
"""Engines that prove the skeleton: no rule, no guard and no glossary touches their answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """Which engine, and how it is tuned."""

    name: str = "argos"
    model: str | None = None
    """An installed model's name or a folder; None for the best one of the pair."""
    beam: int = 4

    @property
    def is_literal(self) -> bool:
        """Tell whether the engine's answer must be left as it is."""
        return self.name in LITERAL_ENGINES


def open_engine(choice: EngineChoice, *, source: LangTag, target: LangTag) -> Engine:
    """Return the engine for a pair. Raises `EngineError` (``model-missing``) where none can be."""
    if choice.name == "identity":
        from workflow.engines.identity import IdentityEngine  # noqa: PLC0415 - one engine a run

        return IdentityEngine(source_lang=source, target_lang=target)
    if choice.name == "pseudo":
        from workflow.engines.pseudo import PseudoEngine  # noqa: PLC0415 - the same

        return PseudoEngine(source_lang=source, target_lang=target)
    return _open_argos(choice, source, target)
