"""What a value may be: each function turns what a layer says into the value, or refuses it.

A `TypeError` carries what was expected ("a whole number"), a `ValueError` what is wrong. In the
environment everything is text, so that the text of a number or of a list is accepted too.
"""

from __future__ import annotations

import difflib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workflow.errors import SettingsError
from workflow.languages import parse_lang
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from workflow.model import LangTag

_T = TypeVar("_T")
_NARROWEST = 20


def parse_text(value: object) -> str:
    """Return one printable line of text."""
    if not isinstance(value, str):
        raise TypeError(tr("a text in quotes"))
    if not value.isprintable():
        raise ValueError(tr("must be one line of printable characters"))
    return value


def one_of(*choices: str) -> Callable[[object], str]:
    """Return the parser of one of several words."""

    def parse(value: object) -> str:
        text = parse_text(value)
        if text not in choices:
            raise ValueError(tr("must be one of {names}", names=", ".join(choices)))
        return text

    return parse


def parse_folder(value: object) -> str:
    """Return a folder inside the workspace, relative to it, with ``/``."""
    path = PurePosixPath(parse_text(value).replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(tr("must be a folder inside the workspace, such as releases"))
    return str(path)


def parse_file(value: object) -> str:
    """Return a file inside the workspace, relative to it, with ``/``; empty for none."""
    return parse_folder(value) if value != "" else ""


def whole_number(low: int, high: int) -> Callable[[object], int]:
    """Return the parser of a whole number between `low` and `high`."""

    def parse(value: object) -> int:
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}", value):
            value = int(value)  # from the environment, where everything is text
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(tr("a whole number"))
        if not low <= value <= high:
            raise ValueError(tr("must be between {low} and {high}", low=low, high=high))
        return value

    return parse


def parse_language(value: object) -> LangTag:
    """Return a canonical language tag."""
    try:
        return parse_lang(parse_text(value))
    except SettingsError as error:
        raise ValueError(tr("{message}: {hint}", message=error.message, hint=error.hint)) from error


def list_of(parse: Callable[[object], _T]) -> Callable[[object], tuple[_T, ...]]:
    """Return the parser of a list, repeats left out; in one text, items stand between commas."""

    def parse_list(value: object) -> tuple[_T, ...]:
        if isinstance(value, str):
            value = [part.strip() for part in value.split(",") if part.strip()]
        if not isinstance(value, (list, tuple)):
            raise TypeError(tr("a list of texts in brackets"))
        return tuple(dict.fromkeys(parse(item) for item in value))

    return parse_list


def parse_optional_language(value: object) -> str:
    """Return a canonical language tag, or nothing."""
    return parse_language(value) if parse_text(value) else ""


def parse_base_url(value: object) -> str:
    """Return the address of a site with its last slash, or nothing."""
    text = parse_text(value)
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError as error:
        raise ValueError(tr("is no address: {error}", error=error)) from error
    is_plain = text.isascii() and " " not in text and not set(text) & set("\"'<>?#\\")
    if parts.scheme not in {"http", "https"} or not host or parts.username or not is_plain:
        raise ValueError(tr("must be an address such as https://press.example.org/news/"))
    return text if text.endswith("/") else f"{text}/"


def parse_titles(value: object) -> str | tuple[tuple[LangTag, str], ...]:
    """Return one title, or a title for each language of a table."""
    if isinstance(value, dict):
        return tuple((parse_language(lang), parse_text(title)) for lang, title in value.items())
    if not isinstance(value, str):
        raise TypeError(tr('a text in quotes, or a table such as { fr = "Presse", en = "Press" }'))
    return parse_text(value)


def parse_time_zone(value: object) -> str:
    """Return the name of a time zone that this computer knows."""
    name = parse_text(value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        if name == "UTC":  # known without data
            return name
        raise ValueError(tr("must be the name of a time zone such as Europe/Paris")) from error
    return name


def mapping_of(
    names: Collection[str], parse: Callable[[object], _T]
) -> Callable[[object], tuple[tuple[str, _T], ...]]:
    """Return the parser of a table whose keys are among `names`, as pairs in order of the names.

    In one text, pairs stand between commas: ``fact-number=warning,typography=off``.
    """

    def parse_mapping(value: object) -> tuple[tuple[str, _T], ...]:
        if isinstance(value, str):
            value = dict(_pair_of(part) for part in value.split(",") if part.strip())
        if not isinstance(value, dict):
            raise TypeError(tr("a table"))
        for name in value:
            if name not in names:
                near = difflib.get_close_matches(str(name), names, n=1)
                meant = tr(', did you mean "{near}"?', near=near[0]) if near else ""
                raise ValueError(tr('there is no "{name}"{meant}', name=name, meant=meant))
        return tuple((name, _parse_item(name, value[name], parse)) for name in sorted(value))

    return parse_mapping


def _parse_item(name: str, value: object, parse: Callable[[object], _T]) -> _T:
    try:
        return parse(value)
    except TypeError as error:
        raise TypeError(
            tr('a table in which "{name}" is {error}', name=name, error=error)
        ) from error
    except ValueError as error:
        raise ValueError(tr('"{name}" {reason}', name=name, reason=error)) from error


def _pair_of(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(tr('"{text}" has no "="', text=text.strip()))
    return name.strip(), value.strip()


def parse_wrap_width(value: object) -> int:
    """Return the columns of a .po line, 0 for no wrapping."""
    width = whole_number(0, 1000)(value)
    if 0 < width < _NARROWEST:
        raise ValueError(tr("must be 0 (no wrapping) or at least {low}", low=_NARROWEST))
    return width
