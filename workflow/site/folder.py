"""The folder of a site on disk: what is in it, what is ours, and what has to be written.

The rule: files that we did not make are never removed; a folder that holds one is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.errors import EditionError
from workflow.model import Position
from workflow.site.addresses import MANIFEST
from workflow.site.manifest import (
    SiteFile,
    compare_files,
    describe_file,
    format_manifest,
    parse_manifest,
)
from workflow.storage import list_files, read_bytes
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from workflow.site.manifest import Difference
    from workflow.site.outputs import Output
    from workflow.storage import Memo

_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems put into every folder that somebody looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The files that a site shall have."""

    kept: tuple[SiteFile, ...]
    """Those that are on disk already."""
    new: Mapping[str, bytes]
    """Those that have to be written, with the manifest."""
    removed: tuple[str, ...]

    @property
    def is_change(self) -> bool:
        """Tell whether the folder has to be touched at all."""
        return bool(self.new or self.removed)


def refuse_twins(outputs: Iterable[Output]) -> tuple[Output, ...]:
    """Return `outputs`, of which no two have one name, upper and lower case being the same.

    Raises `EditionError` (``site-twins``): a file of the theme took the name of a page.
    """
    by_name: dict[str, Output] = {}
    for output in outputs:
        twin = by_name.setdefault(output.path.casefold(), output)
        if twin is not output or output.path == MANIFEST:
            raise EditionError(
                tr('two files of the site would be named "{path}"', path=output.path),
                slug="site-twins",
                position=Position(path=output.path),
                hint=tr("rename the file in the folder static/ of your templates"),
            )
    return tuple(by_name.values())


def assemble(outputs: Iterable[Output], folder: Path, memo: Memo) -> Assembly:
    """Make what is not on disk already. Raises `EditionError` where the folder is not ours."""
    former = _own_files(folder)
    kept: list[SiteFile] = []
    new: dict[str, bytes] = {}
    for output in outputs:
        file = _unchanged(output, former, folder, memo)
        if file is None:
            content = output.make()
            file = describe_file(output.path, content)
            if former.get(output.path) != file or not _holds(folder, file):
                new[output.path] = content
        memo.put(f"file:{output.path}", [output.key, file.size, file.sha256])
        if output.path not in new:
            kept.append(file)
    manifest = format_manifest([*kept, *(describe_file(path, new[path]) for path in new)])
    if not _holds(folder, describe_file(MANIFEST, manifest)):
        new[MANIFEST] = manifest
    else:
        kept.append(describe_file(MANIFEST, manifest))
    stay = {MANIFEST, *new, *(file.path for file in kept)}
    return Assembly(kept=tuple(kept), new=new, removed=tuple(sorted(former.keys() - stay)))


def _unchanged(
    output: Output, former: Mapping[str, SiteFile], folder: Path, memo: Memo
) -> SiteFile | None:
    """Return the file as it is on disk, if it is what `output` would make again."""
    known = memo.find(f"file:{output.path}")
    if not known or known[0] != output.key:
        return None
    file = SiteFile(path=output.path, size=known[1], sha256=known[2])
    return file if former.get(output.path) == file and _holds(folder, file) else None


def _holds(folder: Path, file: SiteFile) -> bool:
    try:
        with open(f"{folder}/{file.path}", "rb") as stream:  # noqa: PTH123 - thousands of them
            return describe_file(file.path, stream.read()) == file
    except OSError:
        return False


def _own_files(folder: Path) -> dict[str, SiteFile]:
    """Return the files that the manifest of `folder` names; none for a folder that is not there."""
    if not folder.exists():
        return {}
    if not folder.is_dir():
        _refuse(folder.name, folder)
    if not (folder / MANIFEST).is_file():  # and do not search a whole disk for it
        first = min(
            (path.name for path in folder.iterdir() if path.name not in _LITTER), default=""
        )
        if first:
            _refuse(first, folder)
        return {}
    found = [name for name in list_files(folder) if not _is_litter(name)]
    former = parse_manifest(read_bytes(folder / MANIFEST), path=str(folder / MANIFEST))
    for name in found:
        if name not in former and name != MANIFEST:
            _refuse(name, folder)
    return former


def _is_litter(name: str) -> bool:
    return name.endswith("/") or name.rpartition("/")[2] in _LITTER


def _refuse(name: str, folder: Path) -> None:
    raise EditionError(
        tr('"{name}" in this folder is not from a site that this program made', name=name),
        slug="site-foreign",
        position=Position(path=str(folder)),
        hint=tr(
            "remove or move it, or publish into another folder with --site; files that belong to"
            " the site go into the folder static/ of your templates"
        ),
    )


def compare_folder(outputs: Iterable[Output], folder: Path) -> Difference:
    """Return how the site on disk differs from what `outputs` make, every file made again."""
    wanted = {output.path: describe_file(output.path, output.make()) for output in outputs}
    manifest = format_manifest(wanted.values())
    wanted[MANIFEST] = describe_file(MANIFEST, manifest)
    found = {
        name: describe_file(name, (folder / name).read_bytes())
        for name in list_files(folder)
        if not _is_litter(name) and (folder / name).is_file()
    }
    return compare_files(wanted, found)
