"""Open the engine that a run asks for: the only place that knows all engines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.engines import packages
from workflow.engines.installed import PIVOT
from workflow.engines.pairs import Pair
from workflow.errors import EngineError
from workflow.wording import tr

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
    beam: int = 0
    """Translations pursued at once; 0 for as many as the model asks for."""

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


def open_relay(choice: EngineChoice, *, source: LangTag, target: LangTag) -> Engine | None:
    """Return the engine that reads the language in which two models meet, for such a pair only.

    None where the pair has a good model of its own, or one was named, and where nothing writes
    `target`.
    """
    if choice.is_literal or choice.model is not None or PIVOT in {source, target}:
        return None
    direct = packages.find_model(source, target)
    if (direct and not direct.weak) or not packages.find_model(PIVOT, target):
        return None
    return open_engine(choice, source=PIVOT, target=target)


def weak_model(choice: EngineChoice, *, source: LangTag, target: LangTag) -> str:
    """Return the name of the weak model that a pair is drafted with; empty for any other."""
    if choice.is_literal or choice.model is not None:
        return ""
    return next((model.name for model in packages.find_route(source, target) if model.weak), "")


def _open_argos(choice: EngineChoice, source: LangTag, target: LangTag) -> Engine:
    from workflow.engines.argos import ArgosEngine  # noqa: PLC0415 - loads CTranslate2
    from workflow.engines.pivot import PivotEngine  # noqa: PLC0415 - the same

    engines: list[Engine] = [
        ArgosEngine(path, beam=choice.beam) for path in _find_paths(choice, Pair(source, target))
    ]
    return engines[0] if len(engines) == 1 else PivotEngine(*engines)


def _find_paths(choice: EngineChoice, pair: Pair) -> tuple[Path, ...]:
    if choice.model is None:
        route = packages.find_route(*pair)
        if not route:
            raise packages.missing_model(pair)
        return tuple(model.path for model in route)
    named = [model for model in packages.installed_models() if model.name == choice.model]
    path = named[0].path if named else Path(choice.model)
    model = packages.read_model(path)
    if model is None or model.pair != pair:
        found = (
            tr("it translates {pair}", pair=model.pair)
            if model
            else tr("no such model is installed")
        )
        raise EngineError(
            tr(
                'the model "{model}" cannot translate {pair}: {found}',
                model=choice.model,
                pair=pair,
                found=found,
            ),
            slug="model-unusable",
            hint=tr("translate models list shows the names of the models that are installed"),
        )
    return (path,)
