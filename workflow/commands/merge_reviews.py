"""`translate merge-reviews A.po B.po`: two people's work on one release in one file."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.catalog.belonging import check_belongs
from workflow.catalog.headers import header_value
from workflow.catalog.joining import Version, join_reviews
from workflow.catalog.pofile import format_catalog, read_catalog, write_catalog
from workflow.errors import SettingsError
from workflow.languages import from_gettext
from workflow.model import Finding, LangTag, Position, Severity
from workflow.storage import workspace_lock
from workflow.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.catalog.joining import Conflict, Joined
    from workflow.console import Console
    from workflow.model import Catalog
    from workflow.workspace import Workspace

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The files of a run."""

    ours: Path
    theirs: Path
    base: Path | None = None
    """What both started from."""


def run_merge_reviews(
    inputs: Inputs, output: Path | None, *, workspace: Workspace, console: Console
) -> int:
    """Write one file of two; return 1 where a person has to choose between two approved texts.

    Without an `output` the file goes to the standard output. Raises `CatalogError` where a file
    cannot be read, or the files belong to different releases or languages.
    """
    ours, theirs = read_catalog(inputs.ours), read_catalog(inputs.theirs)
    base = read_catalog(inputs.base) if inputs.base else None
    lang = _lang_of(ours, theirs)
    for path, catalog in ((inputs.theirs, theirs), (inputs.base, base)):
        if path is not None and catalog is not None:
            check_belongs(catalog, ours, lang=lang, path=str(path))
    joined = join_reviews(
        Version(name=_name_of(inputs.ours), catalog=ours),
        Version(name=_name_of(inputs.theirs), catalog=theirs),
        base=base,
    )
    _write(joined.catalog, output, workspace)
    _report(joined, inputs, output, console)
    return 1 if joined.conflicts else 0


def _name_of(path: Path) -> str:
    """Return the name by which people know a file; git gives its drivers temporary ones."""
    return "the other branch" if path.name.startswith(".merge_file_") else path.name


def _lang_of(*catalogs: Catalog) -> LangTag:
    """Return the language that the files declare; undetermined where none does."""
    for catalog in catalogs:
        try:
            return from_gettext(header_value(catalog, "Language").replace("-", "_"))
        except SettingsError:
            continue
    return LangTag("und")


def _write(catalog: Catalog, output: Path | None, workspace: Workspace) -> None:
    width = workspace.settings.wrap
    if output is None:
        if sys.stdout is not None:  # closed before we started: nobody listens
            sys.stdout.buffer.write(format_catalog(catalog, width=width).encode("utf-8"))
            sys.stdout.buffer.flush()
        return
    with workspace_lock(workspace.root, command="translate merge-reviews"):
        write_catalog(output, catalog, width=width)


def _report(joined: Joined, inputs: Inputs, output: Path | None, console: Console) -> None:
    findings = [_finding(conflict, inputs) for conflict in joined.conflicts]
    console.document(
        {
            "output": str(output) if output else "",
            "taken": joined.taken,
            "conflicts": [console.described_finding(each) for each in findings],
        }
    )
    for finding in findings:
        console.finding(finding)
    console.info(
        tr(
            "{count} texts taken from {name}, {left} left to choose",
            count=joined.taken,
            name=inputs.theirs.name,
            left=len(findings),
        )
    )


def _finding(conflict: Conflict, inputs: Inputs) -> Finding:
    ours, theirs = conflict.ours, conflict.theirs
    return Finding(
        code="merge-conflict",
        severity=Severity.ERROR,
        position=Position(path=str(inputs.ours), line=ours.line),
        message=tr(
            '"{source}" is "{ours}" here and "{theirs}" in {path}:{line}',
            source=_short(ours.msgid),
            ours=_short(ours.msgstr),
            theirs=_short(theirs.msgstr),
            path=inputs.theirs,
            line=theirs.line,
        ),
        hint=tr(
            'the first is fuzzy now, the second stands above it in "# other version": choose, and'
            " clear fuzzy"
        ),
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
