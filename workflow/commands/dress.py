"""What editions look like: settings, templates, fonts and the logo, as one digest.

Whoever keeps a rendered file from run to run keeps this with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workflow.storage import digest, digest_file, list_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.workspace import Workspace


def digest_dress(workspace: Workspace, formats: Iterable[str]) -> str:
    """Return the digest of all that dresses a text in `formats`; "" for Markdown alone.

    A PDF may be set in fonts of the system: those that are there are a part of its dress.
    """
    worn = set(formats) - {"md"}
    if not worn:
        return ""
    settings = workspace.settings
    fonts = tuple(_system_fonts()) if "pdf" in worn else ()
    said = (repr(settings.build), settings.project.name, *_own_files(workspace), *fonts)
    return digest("\0".join(said))


def _own_files(workspace: Workspace) -> Iterator[str]:
    build = workspace.settings.build
    names = [build.logo] if build.logo else []
    for folder in (build.templates, build.fonts):
        found = list_files(workspace.root / folder)
        names += [f"{folder}/{name}" for name in found if not name.startswith("site/")]
    for name in names:
        path = workspace.root / name
        if path.is_file():
            yield f"{name}:{digest_file(path)}"


def _system_fonts() -> Iterator[str]:
    """Yield what tells the fonts of the system from others; reading them would take seconds."""
    from workflow.editions.pdf.fonts import load_fonts  # noqa: PLC0415 - only PDF needs it

    paths = {font.path for font in load_fonts("", has_system=True).fonts() if font.path}
    for path in sorted(paths):
        stat = Path(path).stat()
        yield f"{path}:{stat.st_size}:{stat.st_mtime_ns}"
