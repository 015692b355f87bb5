"""The manifest of a site: every file with its size and SHA-256, sorted.

It proves what was published, and it tells our files from anybody else's: a folder with a file that
its manifest does not name is never written into.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflow.errors import EditionError
from workflow.model import Position
from workflow.storage import digest
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_GENERATOR = "trianon"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SiteFile:
    """A file of a site."""

    path: str
    """From the site's root, with forward slashes."""
    size: int
    sha256: str


def describe_file(path: str, content: bytes) -> SiteFile:
    """Return the line of a file."""
    return SiteFile(path=path, size=len(content), sha256=digest(content))


def format_manifest(files: Iterable[SiteFile]) -> bytes:
    """Return the manifest of `files`; itself is not among them."""
    lines = ",\n".join(
        json.dumps(
            {"path": file.path, "size": file.size, "sha256": file.sha256}, ensure_ascii=False
        )
        for file in sorted(files)
    )
    return f'{{"generator": "{_GENERATOR}", "files": [\n{lines}\n]}}\n'.encode()


def parse_manifest(content: bytes, *, path: str) -> dict[str, SiteFile]:
    """Return the files of a manifest by their paths. Raises `EditionError`."""
    try:
        values = json.loads(content)
        files = [_checked(line, values["generator"]) for line in values["files"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise EditionError(
            tr("this is no manifest of a published site"),
            slug="site-foreign",
            position=Position(path=path),
            hint=tr("publish into another folder with --site, or empty this one"),
        ) from error
    return {file.path: file for file in files}


def _checked(line: dict[str, Any], generator: object) -> SiteFile:
    """Return a line; one that would lead out of the folder is none."""
    file = SiteFile(path=str(line["path"]), size=int(line["size"]), sha256=str(line["sha256"]))
    parts = file.path.split("/")
    if generator != _GENERATOR or not {"", ".", ".."}.isdisjoint(parts) or "\\" in file.path:
        raise ValueError(file.path)
    return file


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a site on disk differs from what the sources give."""

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.foreign)


def compare_files(wanted: Mapping[str, SiteFile], found: Mapping[str, SiteFile]) -> Difference:
    """Return what is missing, changed or not ours on disk."""
    return Difference(
        missing=tuple(sorted(wanted.keys() - found.keys())),
        changed=tuple(
            path for path in sorted(wanted.keys() & found.keys()) if wanted[path] != found[path]
        ),
        foreign=tuple(sorted(found.keys() - wanted.keys())),
    )
