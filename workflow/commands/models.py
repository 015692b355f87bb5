"""`translate models`: list, install and remove Argos packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.engines import packages
from workflow.engines.sources.base import Stage
from workflow.errors import SettingsError
from workflow.languages import parse_lang
from workflow.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.console import Console

_STAGES = {
    Stage.DOWNLOAD: tr("download"),
    Stage.UNPACK: tr("unpack"),
    Stage.CONVERT: tr("convert"),
    Stage.CHECK: tr("check"),
}


def run_list(*, console: Console) -> int:
    """Show the installed models."""
    models = packages.installed_models()
    console.document({"models": [_describe(model) for model in models]})
    console.table(
        (tr("Pair"), tr("Model"), tr("Version"), tr("MB"), tr("Licence"), tr("Origin")),
        [
            (
                str(model.pair),
                model.name,
                model.version,
                str(round(model.size / 1e6)),
                model.licence or tr("not stated"),
                model.origin,
            )
            for model in models
        ],
    )
    for folder in packages.stray_folders():
        console.info(tr("not a model: {folder}", folder=folder))
    installed = {model.pair for model in models}
    for pair in packages.known_pairs():
        if pair not in installed:
            console.info(tr("available: {pair} (translate models install {pair})", pair=pair))
    return 0


def run_export(pair: str, target: Path, *, console: Console) -> int:
    """Write the installed model of `pair` to a file, for a machine without a network."""
    packages.export(parse_pair(pair), target)
    console.info(tr("{pair}: written to {target}", pair=pair, target=target))
    return 0


def run_install(pair: str, *, source: str | None, console: Console) -> int:
    """Install the model of `pair` and say where it came from.

    One that is there stays, unless what gave it has a newer version.
    """
    found = packages.find_model(*parse_pair(pair))
    if found and source is None:
        newer = packages.newer_source(found)
        if newer is None:
            console.info(
                tr(
                    "{pair}: {name} {version} is installed already",
                    pair=pair,
                    name=found.name,
                    version=found.version,
                )
            )
            return 0
        source = newer.name
    with console.progress() as progress:
        model = packages.install(
            parse_pair(pair),
            source=source,
            progress=lambda stage, done, total: progress(_STAGES[stage], done, total),
        )
    console.info(
        tr(
            "{pair}: {name} {version} is installed ({licence}; {origin})",
            pair=pair,
            name=model.name,
            version=model.version,
            licence=model.licence,
            origin=model.origin,
        )
    )
    return 0


def run_remove(pair: str, *, console: Console) -> int:
    """Remove the model of `pair`."""
    for model in packages.remove(parse_pair(pair)):
        console.info(
            tr(
                "{pair}: {name} {version} was removed",
                pair=pair,
                name=model.name,
                version=model.version,
            )
        )
    return 0


def parse_pair(text: str) -> packages.Pair:
    """Return the pair that is written ``fr-en`` or, where a tag has a hyphen, ``pt-BR:en``.

    Raises `SettingsError` for anything else.
    """
    separator = ":" if ":" in text else "-"
    source, found, target = text.partition(separator)
    if not found:
        raise SettingsError(
            tr('"{text}" is not a pair of languages', text=text),
            slug="pair-invalid",
            hint=tr("write source-target, such as fr-en"),
        )
    return packages.Pair(parse_lang(source), parse_lang(target))


def _describe(model: packages.Model) -> dict[str, object]:
    return {
        "pair": str(model.pair),
        "name": model.name,
        "version": model.version,
        "licence": model.licence or "not stated",
        "origin": model.origin,
        "bytes": model.size,
        "path": str(model.path),
    }
