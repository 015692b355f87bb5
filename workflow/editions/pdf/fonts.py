"""Fonts of PDF editions: chosen by the scripts of a text, never by chance.

Typst carries fonts for Latin, Greek and Cyrillic, so that such an edition is the same on every
machine. Another script is set in a font of the workspace's ``fonts/``, else of the system; where
there is none, the edition is refused: a reader would see boxes.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from workflow.errors import EditionError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    import typst

    from workflow.model import LangTag

TEXT_FAMILY = "Libertinus Serif"
CODE_FAMILY = "DejaVu Sans Mono"
_SYMBOLS = ("DejaVu Sans", "Noto Sans Symbols", "Noto Sans Symbols 2", "Segoe UI Symbol")
_PREFERRED = {"ja": "Japanese", "ko": "Korean", "zh": "Chinese"}
"""Ideographs are drawn in the manner of the edition's language."""
_CJK = frozenset(_PREFERRED.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script that needs a font of its own."""

    name: str
    ranges: tuple[tuple[int, int], ...]
    families: tuple[str, ...]
    package: str
    """The Debian package that brings one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSet:
    """The fonts that an edition is set in."""

    fonts: typst.Fonts
    families: tuple[str, ...]
    """In the order in which a glyph is looked for."""


def choose_fonts(
    text: str,
    *,
    lang: LangTag,
    folder: Path,
    family: str = "",
    name: str = "",
    has_system: bool = True,
) -> FontSet:
    """Return the fonts for `text`: those inside Typst and in `folder`, else the system's too.

    `family` is set first; `name` is the edition's, for messages; without `has_system` the system's
    fonts are left alone. Raises `EditionError`
    (``font-missing``) for a script or a family that no font is found for.
    """
    scripts = scripts_of(text, lang)
    bundled = load_fonts(str(folder) if folder.is_dir() else "", has_system=False)
    fonts = bundled
    if has_system and (_unserved(bundled, scripts) or _is_missing(bundled, family)):
        fonts = load_fonts(str(folder) if folder.is_dir() else "", has_system=True)
    _refuse(_unserved(fonts, scripts), folder, name)
    found = set(fonts.families())
    if _is_missing(fonts, family):
        raise EditionError(
            tr('there is no font "{family}"', family=family),
            slug="font-missing",
            position=Position(path=name),
            hint=tr(
                "put its files in {name}/, or change build.font in workflow.toml", name=folder.name
            ),
        )
    chosen = [family or TEXT_FAMILY, TEXT_FAMILY]
    chosen += [next(each for each in script.families if each in found) for script in scripts]
    chosen += [each for each in (*_own_families(folder), *_SYMBOLS, CODE_FAMILY) if each in found]
    return FontSet(fonts=fonts, families=tuple(dict.fromkeys(chosen)))


def scripts_of(text: str, lang: LangTag) -> tuple[Script, ...]:
    """Return the scripts in `text` that need a font of their own, in the order of the table."""
    points = {ord(character) for character in set(text)}
    found = [
        script
        for script in _scripts()
        if any(low <= point <= high for point in points for low, high in script.ranges)
    ]
    preferred = _PREFERRED.get(lang.partition("-")[0])
    if preferred and _CJK & {script.name for script in found}:
        own = next(script for script in _scripts() if script.name == preferred)
        found = [own, *(script for script in found if script.name != preferred)]
    return tuple(found)


@functools.cache
def _scripts() -> tuple[Script, ...]:
    table = tomllib.loads(
        (resources.files("workflow.editions.pdf") / "scripts.toml").read_text("utf-8")
    )
    return tuple(
        Script(
            name=name,
            ranges=tuple(_range(each) for each in row["ranges"]),
            families=tuple(row["families"]),
            package=row["package"],
        )
        for name, row in table.items()
    )


def _range(text: str) -> tuple[int, int]:
    low, _, high = text.partition("-")
    return int(low, 16), int(high, 16)


@functools.cache
def load_fonts(folder: str, *, has_system: bool) -> typst.Fonts:
    """Look for fonts once a run: the system's take a tenth of a second."""
    import typst  # noqa: PLC0415 - only PDF editions need it

    return typst.Fonts(
        include_system_fonts=has_system,
        include_embedded_fonts=True,
        font_paths=[folder] if folder else [],
    )


def _own_families(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        fonts = load_fonts(str(folder), has_system=False).fonts()
        yield from sorted({font.family for font in fonts if font.path})


def _is_missing(fonts: typst.Fonts, family: str) -> bool:
    return bool(family) and family not in fonts.families()


def _unserved(fonts: typst.Fonts, scripts: Collection[Script]) -> tuple[Script, ...]:
    found = set(fonts.families())
    return tuple(script for script in scripts if found.isdisjoint(script.families))


def _refuse(missing: Collection[Script], folder: Path, name: str) -> None:
    for script in missing:
        raise EditionError(
            tr("no font for {name} script is installed", name=script.name),
            slug="font-missing",
            position=Position(path=name),
            hint=tr(
                'put a font such as "{value}" into {name}/, or install the package {package}',
                value=script.families[0],
                name=folder.name,
                package=script.package,
            ),
        )
