"""Templates of pages: ours, or those of the same name that an office keeps in its workspace.

What a template prints is escaped unless it is the body of an edition, which is safe already. A
template works in jinja2's sandbox: it lays out a page and reaches nothing else.
"""

from __future__ import annotations

import functools
import traceback
from importlib import resources
from typing import TYPE_CHECKING

from workflow.errors import EditionError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from jinja2.sandbox import SandboxedEnvironment

_SAFE = ("body", "style")
_LARGEST = 5 * 1024 * 1024


def render_template(name: str, *, folder: Path, variables: Mapping[str, object]) -> str:
    """Return the template `name` filled with `variables`; ``body`` is printed as it is.

    ``style`` is the style sheet ``page.css``, which can be replaced alike. Raises `EditionError`
    with the place in the template where it is broken.
    """
    import jinja2  # noqa: PLC0415 - only editions with templates need it
    from markupsafe import Markup  # noqa: PLC0415 - the same

    environment = _environment(folder)
    values = {**variables, "style": read_template("page.css", folder=folder)}
    safe = {key: Markup(values[key]) for key in _SAFE if key in values}  # noqa: S704 - sanitised, or the office's own
    try:
        return environment.get_template(name).render({**values, **safe})
    except jinja2.TemplateSyntaxError as error:
        raise _broken(error.message or "", error.name or name, folder, error.lineno) from error
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame for frame in frames if frame.filename.startswith("template ")]
        line = lines[-1].lineno if lines else 0
        where = lines[-1].filename.removeprefix("template ") if lines else name
        raise _broken(str(error), where, folder, line or 0) from error


def read_template(name: str, *, folder: Path) -> str:
    """Return the text of a template: the office's, else ours."""
    own = folder / name
    if not own.is_file():
        return (resources.files("workflow.editions") / "templates" / name).read_text("utf-8")
    try:
        if own.stat().st_size > _LARGEST:
            raise _broken(tr("the file is too large"), name, folder, 0)
        return own.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(tr("the file cannot be read as UTF-8 text"), name, folder, 0) from error


@functools.lru_cache(maxsize=8)
def _environment(folder: Path) -> SandboxedEnvironment:
    """Return what renders templates; one that changed on the disk is compiled again."""
    import jinja2  # noqa: PLC0415 - only editions with templates need it
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - the same

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if name.startswith(("/", ".")) or ".." in name or "\\" in name:
            return None
        try:
            text = read_template(name, folder=folder)
        except FileNotFoundError:
            return None
        return text, f"template {name}", lambda: read_template(name, folder=folder) == text

    return SandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _broken(problem: str, name: str, folder: Path, line: int) -> EditionError:
    own = (folder / name).is_file()
    return EditionError(
        tr("the template is broken: {problem}", problem=problem),
        slug="template-invalid",
        position=Position(path=f"{folder.name}/{name}" if own else name, line=line),
        hint=tr("mend it, or remove it: the program's own template is then used"),
    )
