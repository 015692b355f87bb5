"""Install and remove models, and write one to a file for a machine without a network.

Argos's own functions to install and remove are not used: they unpack in place and import torch.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import workflow
from workflow.engines.archive import pack
from workflow.engines.installed import (
    PROVENANCE,
    Model,
    check_package,
    find_model,
    find_route,
    installed_models,
    package_folders,
    read_model,
    stray_folders,
)
from workflow.engines.pairs import Pair, to_argos
from workflow.engines.sources import recipes
from workflow.engines.sources.base import Progress, Source, Stage, no_progress, version_key
from workflow.engines.sources.index import IndexSource
from workflow.engines.sources.local import BundledSource, LocalSource, pairs_in
from workflow.engines.sources.recipes import find_recipe
from workflow.engines.sources.registry import RegistrySource
from workflow.engines.staging import explained, publish, withdraw, workplace
from workflow.errors import EngineError
from workflow.wording import joined, tr

__all__ = [
    "Model",
    "Pair",
    "Progress",
    "Source",
    "Stage",
    "available_sources",
    "export",
    "find_model",
    "find_route",
    "install",
    "installed_models",
    "known_pairs",
    "missing_model",
    "newer_source",
    "read_model",
    "remove",
    "stray_folders",
]

_STOPS = {"disk-full", "models-unwritable", "models-locked"}
"""Errors that another source would not mend."""


def available_sources(pair: Pair) -> tuple[Source, ...]:
    """Return the sources of a pair, in the order in which `install` tries them."""
    recipe = find_recipe(pair)
    return tuple(source for name in recipe.order if (source := _source(name, pair)))


def known_pairs() -> tuple[Pair, ...]:
    """Return the pairs that have a recipe of their own, and those whose model is shipped."""
    shipped = [pair for folder in _bundled_folders() for pair in pairs_in(folder)]
    return tuple(dict.fromkeys((*recipes.known_pairs(), *shipped)))


def newer_source(model: Model) -> Source | None:
    """Return the source that gave an installed model, where it now has a newer version.

    No network is asked: only sources that know their version without one.
    """
    given = (each for each in available_sources(model.pair) if each.name == model.source)
    source = next(given, None)
    if source and version_key(source.version) > version_key(model.version):
        return source
    return None


def install(pair: Pair, *, source: str | None = None, progress: Progress = no_progress) -> Model:
    """Install the model of a pair, in place of an older one.

    `source` is the name of a source, or the path of a file or folder; without it the sources of the
    pair are tried in order.

    Raises `EngineError` with what was there before unchanged; when all sources fail, the message
    tells what each said.
    """
    packages = package_folders()[0]
    sources = (_named_source(source, pair),) if source else available_sources(pair)
    refusals: list[tuple[str, EngineError]] = []
    for candidate in sources:
        try:
            return _install_from(candidate, pair, packages, progress=progress)
        except EngineError as error:
            if error.slug in _STOPS or len(sources) == 1:
                raise
            refusals.append((candidate.name, error))
    said = joined(
        [tr("{name}: {message}", name=name, message=error.message) for name, error in refusals]
    )
    raise EngineError(
        tr(
            "no source gives the model {pair}: {reasons}",
            pair=pair,
            reasons=said or tr("none is known"),
        ),
        slug="model-source-unreachable",
        hint=tr(
            "mend what they say, or fetch the .argosmodel elsewhere and install it with --from"
        ),
    )


def remove(pair: Pair) -> tuple[Model, ...]:
    """Remove the models of a pair, every version, and return them.

    Raises `EngineError` (``model-missing``) when there is none.
    """
    models = tuple(model for model in installed_models() if model.pair == pair)
    if not models:
        raise missing_model(pair)
    for model in models:
        with workplace(model.path.parent) as place:
            withdraw(model.path, place)
    return models


def export(pair: Pair, target: Path) -> None:
    """Write the installed model of a pair to an ``.argosmodel``, for a machine without a network.

    The same model gives the same bytes. Raises `EngineError` (``model-missing``).
    """
    model = find_model(*pair)
    if model is None:
        raise missing_model(pair)
    with explained(target.parent):
        part = target.with_name(f"{target.name}.part")
        pack(model.path, part, name=_folder_name(pair, model.version), leave_out=(PROVENANCE,))
        part.replace(target)


def missing_model(pair: Pair) -> EngineError:
    """Return the error for a pair that no installed model translates."""
    return EngineError(
        tr("no installed model translates {pair}", pair=pair),
        slug="model-missing",
        hint=f"translate models install {pair}",
    )


def _install_from(source: Source, pair: Pair, packages: Path, *, progress: Progress) -> Model:
    with workplace(packages) as place:
        folder = source.fetch(place, progress=progress)
        progress(Stage.CHECK, 0, 1)
        check_package(folder, pair)
        provenance = json.dumps({"source": source.name, "origin": source.origin}, indent=2)
        (folder / PROVENANCE).write_text(provenance + "\n", encoding="utf-8")
        older = [model for model in installed_models() if model.pair == pair]
        path = publish(folder, packages, name=_folder_name(pair, _version_of(folder)))
        for model in older:
            if model.path.parent == packages:
                withdraw(model.path, place)
        progress(Stage.CHECK, 1, 1)
    installed = read_model(path)
    if installed is None:
        raise missing_model(pair)
    return installed


def _version_of(folder: Path) -> str:
    model = read_model(folder)
    return model.version if model else ""


def _folder_name(pair: Pair, version: str) -> str:
    """Return Argos's name for a package's folder: ``translate-fr_en-1_0``."""
    safe = re.sub(r"[^0-9A-Za-z]+", "_", version)
    return f"translate-{to_argos(pair.source)}_{to_argos(pair.target)}-{safe}"


def _named_source(text: str, pair: Pair) -> Source:
    if text == "bundled":
        return BundledSource(pair=pair, folders=_bundled_folders())
    if source := _source(text, pair):
        return source
    if text == "registry":
        raise EngineError(
            tr("the registry has no model {pair}", pair=pair),
            slug="model-missing",
            hint=tr("use another source"),
        )
    return LocalSource(pair=pair, path=Path(text))


def _source(name: str, pair: Pair) -> Source | None:
    """Return a source by its name, where it can have the pair."""
    bundled = BundledSource(pair=pair, folders=_bundled_folders())
    if name == "bundled" and bundled.has_model():
        return bundled
    if name == "index":
        from argostranslate import settings  # noqa: PLC0415 - makes folders where it is imported

        return IndexSource(pair=pair, base_url=settings.package_index)
    recipe = find_recipe(pair).registry
    return RegistrySource(pair=pair, recipe=recipe) if name == "registry" and recipe else None


def _bundled_folders() -> tuple[Path, ...]:
    """Return ``models/`` inside the installed wheel, and that of a repository."""
    inside = Path(workflow.__file__).parent
    repository = inside.parent
    outside = (repository / "models",) if (repository / "pyproject.toml").is_file() else ()
    return (inside / "models", *outside)
