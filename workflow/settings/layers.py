"""The layers of a configuration, each a value and a place for every key that it sets."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING

from workflow.errors import SettingsError
from workflow.model import Position
from workflow.settings.places import find_key, toml_position
from workflow.settings.schema import parsers, sections
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import TypeAlias

    Layer: TypeAlias = dict[str, tuple[object, Position]]

FILE_NAME = "workflow.toml"
ENVIRONMENT_PREFIX = "TRIANON_"


def file_layer(root: Path) -> Layer:
    """Return what workflow.toml says; nothing when there is none."""
    path = root / FILE_NAME
    try:
        text = path.read_bytes().decode("utf-8-sig")
        tables = tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(
            tr("the file cannot be read: {strerror}", strerror=error.strerror),
            slug="settings-unreadable",
            position=Position(path=str(path)),
            hint=tr("check that it is a file and its permissions"),
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            tr("the file is not UTF-8"),
            slug="settings-syntax",
            position=Position(path=str(path)),
            hint=tr("save it as UTF-8"),
        ) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(
            tr("not valid TOML: {error}", error=error),
            slug="settings-syntax",
            position=toml_position(path, text, str(error)),
            hint=tr('a key is written: beam = 4, a text: engine = "argos", a list: ["en", "ru"]'),
        ) from error
    return {key: (value, find_key(path, text, key)) for key, value in _flatten(tables)}


def _flatten(tables: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in tables.items():
        if name in sections() and isinstance(value, dict):
            yield from ((f"{name}.{key}", item) for key, item in value.items())
        else:
            yield name, value


def environment_layer(environ: Mapping[str, str] | None) -> Layer:
    """Return what the environment says; a variable with our prefix and no key is a mistake."""
    names = {ENVIRONMENT_PREFIX + key.upper().replace(".", "_"): key for key in parsers()}
    layer: Layer = {}
    for name, value in sorted((os.environ if environ is None else environ).items()):
        if name.startswith(ENVIRONMENT_PREFIX):
            key = names.get(name) or name.removeprefix(ENVIRONMENT_PREFIX).lower()
            layer[key] = (value, Position(path=f"environment variable {name}"))
    return layer


def option_layer(overrides: Mapping[str, object] | None) -> Layer:
    """Return what options say; None is an option that was not given."""
    return {
        key: (value, Position(path=f"option --{key.replace('_', '-').replace('.', '-')}"))
        for key, value in (overrides or {}).items()
        if value is not None
    }
