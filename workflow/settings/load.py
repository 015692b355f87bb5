"""Put the layers together: defaults, workflow.toml, environment, options; later ones win.

Every key of every layer is validated, also one that a later layer overrides.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import re
from typing import TYPE_CHECKING

from workflow.errors import SettingsError
from workflow.settings.layers import FILE_NAME, environment_layer, file_layer, option_layer
from workflow.settings.schema import Settings, default_of, parsers, sections
from workflow.storage import real_path
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any, NoReturn

    from workflow.model import Position

_SHOWN = 60
_PASSWORD = re.compile(r"(://[^:/@\s]*:).*@")
"""In the URL of a database: a message may end up in a log that others read."""


def find_workspace(start: Path, *, near: Path | None = None) -> Path:
    """Return the workspace that the file `near` belongs to, else the folder `start`.

    It is the nearest folder upwards that holds ``workflow.toml``, else the nearest that holds
    ``releases/``; where neither has one, the folder `start` itself.
    """
    here = real_path(start)
    for place in (real_path(near), here) if near else (here,):
        folders = (place, *place.parents)
        marked = [folder for folder in folders if (folder / FILE_NAME).is_file()]
        filled = [folder for folder in folders if (folder / "releases").is_dir()]
        if marked or filled:
            return (marked or filled)[0]
    return here.parent if here.is_file() else here


def load_settings(
    root: Path,
    overrides: Mapping[str, object] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Return the settings of the workspace `root`; without ``workflow.toml``, the defaults.

    `overrides` are options by key (``beam``, ``project.name``); those that are None were not given.
    `environ` stands in for the environment. Raises `SettingsError` for an unknown key, a wrong
    type, a bad value or a broken file.
    """
    values: dict[str, object] = {}
    places: dict[str, Position] = {}
    for layer in (file_layer(root), environment_layer(environ), option_layer(overrides)):
        for key, (value, position) in layer.items():
            values[key] = _parse_value(key, value, position)
            places[key] = position
    settings = _assemble(root, values)
    if settings.source_lang in settings.target_langs:
        raise SettingsError(
            tr(
                '"{source_lang}" is both the source and a target language',
                source_lang=settings.source_lang,
            ),
            slug="settings-value",
            position=places.get("target_langs"),
            hint=tr("remove it from target_langs, or set another source_lang"),
        )
    _refuse_shared_folders(settings, places)
    return settings


def _refuse_shared_folders(settings: Settings, places: Mapping[str, Position]) -> None:
    """Raise `SettingsError` where what is made of releases would be taken for releases."""
    made = {
        "locales": settings.locales_folder,
        "editions": settings.editions_folder,
        "site.folder": settings.site_folder,
    }
    for key, folder in made.items():
        if folder.is_relative_to(settings.releases_folder):
            raise SettingsError(
                tr('"{key}" lies in the folder of the releases', key=key),
                slug="settings-value",
                position=places.get(key) or places.get("releases"),
                hint=tr("choose a folder beside it: what is made would be taken for releases"),
            )


def _assemble(root: Path, values: Mapping[str, object]) -> Settings:
    tables: dict[str, dict[str, Any]] = {name: {} for name in ("", *sections())}
    for key, value in values.items():
        section, _, name = key.rpartition(".")
        tables[section][name] = value
    top = tables.pop("")
    nested = {name: sections()[name](**table) for name, table in tables.items()}
    return dataclasses.replace(Settings(root=root.resolve()), **top, **nested)


def _parse_value(key: str, value: object, position: Position) -> object:
    parse = parsers().get(key)
    if parse is None:
        _refuse_key(key, position)
    try:
        return parse(value)
    except TypeError as error:
        raise SettingsError(
            tr(
                '"{key}" must be {error}, not {quoted}', key=key, error=error, quoted=_quoted(value)
            ),
            slug="settings-type",
            position=position,
            hint=tr("for example: {example}", example=_example(key)),
        ) from error
    except ValueError as error:
        raise SettingsError(
            tr('"{key}" is {quoted}: {error}', key=key, quoted=_quoted(value), error=error),
            slug="settings-value",
            position=position,
            hint=tr("for example: {example}", example=_example(key)),
        ) from error


def _refuse_key(key: str, position: Position) -> NoReturn:
    if key in sections():
        raise SettingsError(
            tr('"{key}" must be a table', key=key),
            slug="settings-type",
            position=position,
            hint=tr("write [{key}] on a line of its own and its keys below", key=key),
        )
    near = difflib.get_close_matches(key, [*parsers(), *sections()], n=1, cutoff=0.5)
    raise SettingsError(
        tr('unknown key "{key}"', key=key),
        slug="settings-unknown-key",
        position=position,
        hint=tr('did you mean "{key}"?', key=near[0])
        if near
        else tr("keys: {names}", names=", ".join(parsers())),
    )


def _example(key: str) -> str:
    if key == "checks.severity":
        return '[checks.severity] and below it: typography = "off"'
    default = ("en", "ru") if key == "target_langs" else default_of(key)
    return f"{key.rpartition('.')[2]} = {_quoted(default)}"


def _quoted(value: object) -> str:
    """Show a value as TOML does, shortened."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_quoted(item) for item in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
    text = _PASSWORD.sub(r"\1***@", text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
