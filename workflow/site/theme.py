"""Templates and style of a site: ours, with those that a workspace puts in their place.

A workspace's templates describe pages and run nothing: they are rendered in a sandbox, everything
they print is escaped, and a name that is not there is an error.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING

from workflow.errors import EditionError
from workflow.model import Position
from workflow.storage import digest, list_files, read_bytes, read_text
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import Environment

TEMPLATES = (
    "base.html",
    "feed.xml",
    "index.html",
    "items.html",
    "languages.html",
    "missing.html",
    "page.html",
    "search.html",
)
STYLE = "site.css"
SCRIPT = "search.js"
STATIC = "static/"
"""The folder, within that of the templates, whose files become part of the site as they are."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    f"{''.join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))}]"
)
"""Characters that HTML or XML cannot hold."""
_SHORT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """How pages look."""

    templates: Mapping[str, str]
    """Jinja templates by name."""
    assets: Mapping[str, bytes]
    """Paths in the site → style and script; a changed one has another name."""
    static: Mapping[str, bytes]
    """Paths in the site → files of the workspace."""
    style: str
    script: str
    place: str
    """The folder of the workspace's templates, for messages."""
    is_ours: bool
    """No template of the workspace is among them."""
    digest: str = field(repr=False)
    """Of all that makes pages look different."""

    def render(self, name: str, values: Mapping[str, object]) -> bytes:
        """Return a page. Raises `EditionError` (``template-invalid``)."""
        import jinja2  # noqa: PLC0415 - only a site needs it

        try:
            environment = _environment(
                self.digest, tuple(self.templates.items()), is_ours=self.is_ours
            )
            page = environment.get_template(name).render(values)
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as error:
            raise self._fault(name, error) from error
        return _FORBIDDEN.sub(" ", page).encode()

    def _fault(self, name: str, error: Exception) -> EditionError:
        where = getattr(error, "name", None) or name
        return EditionError(
            tr("the template cannot be used: {value}", value=" ".join(str(error).split())),
            slug="template-invalid",
            position=Position(path=f"{self.place}/{where}", line=getattr(error, "lineno", 0) or 0),
            hint=tr(
                "docs/publishing.md lists what a template may use; without the file, ours is used"
            ),
        )


@functools.lru_cache(maxsize=2)
def _environment(
    _digest: str, templates: tuple[tuple[str, str], ...], *, is_ours: bool
) -> Environment:
    """Return what renders templates: a sandbox, which takes twice the time, unless all are ours."""
    from jinja2 import DictLoader, Environment, StrictUndefined  # noqa: PLC0415 - only a site needs it
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - the same

    kind = Environment if is_ours else ImmutableSandboxedEnvironment
    return kind(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def load_theme(folder: Path, *, place: str) -> Theme:
    """Read our templates and those of `folder`, which may be missing.

    `place` is its name in messages. Raises `SourceError` for a file that cannot be read, and
    `EditionError` (``template-unknown``) for one that nothing would use.
    """
    templates = ours = {name: _own("templates", name).decode() for name in TEMPLATES}
    assets = {name: _own("assets", name) for name in (STYLE, SCRIPT)}
    static: dict[str, bytes] = {}
    for name in list_files(folder):
        if name.startswith(STATIC):
            if not name.endswith("/"):
                static[name.removeprefix(STATIC)] = read_bytes(folder / name)
        elif name in assets:
            assets[name] = read_text(folder / name).encode()
        elif name.endswith((".html", ".xml")):
            templates = {**templates, name: read_text(folder / name)}
        elif not name.startswith(".") and not name.endswith(("/", "~", ".md", ".txt")):
            _refuse(name, place)
    style, script = (_hashed(name, assets[name]) for name in (STYLE, SCRIPT))
    return Theme(
        templates=templates,
        assets={style: assets[STYLE], script: assets[SCRIPT]},
        static=static,
        style=style,
        script=script,
        place=place,
        is_ours=templates is ours,
        digest=digest("\0".join([style, script, *(f"{k}\0{v}" for k, v in templates.items())])),
    )


def _own(folder: str, name: str) -> bytes:
    return (resources.files("workflow.site") / folder / name).read_bytes()


def _hashed(name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"assets/{stem}-{digest(content)[:_SHORT]}.{suffix}"


def _refuse(name: str, place: str) -> None:
    raise EditionError(
        tr("this file is no template, style or script of a site"),
        slug="template-unknown",
        position=Position(path=f"{place}/{name}"),
        hint=tr(
            "files that pages need, such as pictures, go into {place}/{static}",
            place=place,
            static=STATIC,
        ),
    )
