"""Models that are installed: listed, found, and checked before they count as such.

A model is an Argos package in Argos's own folder, so that Argos Translate sees ours and we see its
own. `argostranslate.package` reads the packages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workflow.engines.pairs import Pair, from_argos
from workflow.engines.sources.base import version_key
from workflow.errors import EngineError
from workflow.model import LangTag
from workflow.wording import tr

PIVOT = LangTag("en")
"""The language in which two models meet where a pair has none of its own."""
PROVENANCE = "provenance.json"
"""Written into a package that we install: which source gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """An installed model."""

    pair: Pair
    name: str
    """Argos's name for it: ``translate-fr_en``."""
    version: str
    licence: str
    """Empty where the package states none."""
    origin: str
    """Who made it, else the source that gave it; empty where neither is known."""
    path: Path
    size: int
    """In bytes."""
    source: str = ""
    """Which source gave it, by name; empty where something else installed it."""
    weak: bool = False
    """The package says of itself that its drafts are often wrong."""


def installed_models() -> tuple[Model, ...]:
    """Return the installed models, by languages, the newest version of a pair first.

    A folder that Argos could not read either is no model; `stray_folders` names those.
    """
    models = [model for folder in _folders() if (model := read_model(folder))]
    newest_first = sorted(models, key=lambda model: version_key(model.version), reverse=True)
    return tuple(sorted(newest_first, key=lambda model: model.pair))


def stray_folders() -> tuple[Path, ...]:
    """Return the folders among the models that hold no readable package."""
    return tuple(folder for folder in _folders() if _read_package(folder) is None)


def find_model(source: LangTag, target: LangTag) -> Model | None:
    """Return the newest installed model of a pair."""
    pair = Pair(source, target)
    return next((model for model in installed_models() if model.pair == pair), None)


def find_route(source: LangTag, target: LangTag) -> tuple[Model, ...]:
    """Return the models that lead from one language to another; none where no route is installed.

    A direct model is preferred to two that meet in English, unless it is weak.
    """
    direct = find_model(source, target)
    if direct and not direct.weak:
        return (direct,)
    first, second = find_model(source, PIVOT), find_model(PIVOT, target)
    if first and second and not (first.weak or second.weak):
        return (first, second)
    return (direct,) if direct else ()


def package_folders() -> tuple[Path, ...]:
    """Return the folders that Argos looks for packages in; the first is the one to install in."""
    from argostranslate import settings  # noqa: PLC0415 - makes folders where it is imported

    return tuple(Path(folder) for folder in settings.package_dirs)


def read_model(folder: Path) -> Model | None:
    """Return the model in a package's folder; none when it is unreadable or translates nothing."""
    package = _read_package(folder)
    if package is None or package.type != "translate":
        return None
    pair = _pair_of(package)
    said = _read_object(folder / "metadata.json")
    given = _read_object(folder / PROVENANCE)
    return Model(
        pair=pair,
        name=f"translate-{package.from_code}_{package.to_code}",
        version=str(package.package_version),
        licence=str(said.get("licence") or said.get("license") or ""),
        origin=str(said.get("origin") or given.get("origin") or ""),
        path=folder,
        size=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        source=str(given.get("source") or ""),
        weak=said.get("weak") is True,
    )


def check_package(folder: Path, pair: Pair) -> None:
    """Prove that a package is of a pair, whole and fit to translate.

    Raises `EngineError`: ``model-corrupt``, ``model-wrong-pair``, ``model-unsupported``.
    """
    package = _read_package(folder)
    if package is None or not (folder / "model" / "model.bin").is_file():
        raise _corrupt(tr("its metadata.json or its model is missing or unreadable"))
    if package.type != "translate" or _pair_of(package) != pair:
        raise EngineError(
            tr("the package translates {found}, not {pair}", found=_pair_of(package), pair=pair),
            slug="model-wrong-pair",
            hint=tr("name the languages that the file is for"),
        )
    if not (folder / "sentencepiece.model").is_file():
        raise EngineError(
            tr("the package has no sentencepiece tokenizer"),
            slug="model-unsupported",
            hint=tr("use a newer package of the pair; the oldest ones have another tokenizer"),
        )
    _check_runs(folder, package)


def _check_runs(folder: Path, package: Any) -> None:  # noqa: ANN401 - Argos's classes have no types
    import ctranslate2  # noqa: PLC0415 - not needed to list models

    try:
        pieces = package.tokenizer.encode("1")
        translator = ctranslate2.Translator(str(folder / "model"), device="cpu", intra_threads=1)
        translator.translate_batch([pieces], beam_size=1, max_decoding_length=4)
    except (RuntimeError, ValueError, OSError, MemoryError) as error:
        raise _corrupt(" ".join(str(error).split())) from error


def _corrupt(reason: str) -> EngineError:
    return EngineError(
        tr("the model cannot be used: {reason}", reason=reason),
        slug="model-corrupt",
        hint=tr("fetch it again, or use another source"),
    )


def _folders() -> tuple[Path, ...]:
    roots = [root for root in package_folders() if root.is_dir()]
    return tuple(
        folder
        for root in roots
        for folder in sorted(root.iterdir())
        if folder.is_dir() and not folder.name.startswith(".")
    )


def _read_package(folder: Path) -> Any:  # noqa: ANN401 - Argos's classes have no types
    """Return Argos's view of a package, or None."""
    from argostranslate.package import Package  # noqa: PLC0415 - makes folders where it is imported

    try:
        return Package(folder)
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _pair_of(package: Any) -> Pair:  # noqa: ANN401 - as above
    return Pair(from_argos(str(package.from_code)), from_argos(str(package.to_code)))


def _read_object(path: Path) -> dict[str, object]:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return raw if isinstance(raw, dict) else {}
