"""`translate status --by-risk`: what to read first, across releases and languages.

Every sentence that somebody has still to approve is listed, and approved ones that a check finds
something wrong in; those where a mistake is most probable come first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.catalog.pofile import read_catalog
from workflow.checks.risk import order_by_risk
from workflow.commands.check import find_files
from workflow.commands.examination import examine_file, open_tools
from workflow.commands.faults import Faults
from workflow.commands.inventory import slug_named
from workflow.model import Position, State
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workflow.checks.risk import Risk
    from workflow.commands.examination import Tools
    from workflow.console import Console
    from workflow.model import Entry, LangTag
    from workflow.workspace import Workspace

_LONGEST = 60
"""Characters of a sentence that a line shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskySegment:
    """A sentence of a review file, and how probable a mistake in it is."""

    slug: str
    lang: LangTag
    position: Position
    entry: Entry
    risk: Risk


def run_by_risk(
    slugs: Sequence[str], langs: Sequence[LangTag], *, workspace: Workspace, console: Console
) -> int:
    """List the sentences of the review files, the riskiest first; return the exit code.

    It is 1 where a file cannot be read. Raises `CatalogError` where there is no such review file.
    """
    faults = Faults()
    files = find_files([slug_named(name) for name in slugs], langs, workspace, faults)
    tools = {lang: open_tools(workspace, lang=lang) for lang in dict.fromkeys(files.values())}
    found: list[RiskySegment] = []
    with console.progress() as progress:
        for done, (path, lang) in enumerate(files.items()):
            progress(tr("checking"), done, len(files))
            with faults.apart():
                found += _iter_segments(path, tools[lang], workspace)
    found.sort(key=lambda each: -each.risk.value)
    errors = faults.described(console)
    console.document({"segments": [_described(each) for each in found], "errors": errors})
    for each in found:
        console.result(_line(each))
    faults.complain(console)
    return 1 if faults else 0


def _iter_segments(path: Path, tools: Tools, workspace: Workspace) -> Iterator[RiskySegment]:
    findings = examine_file(path, workspace=workspace, tools=tools)
    for entry, risk in order_by_risk(read_catalog(path).entries, findings):
        if entry.state is State.DRAFT or risk.value:
            yield RiskySegment(
                slug=path.stem,
                lang=tools.lang,
                position=Position(path=workspace.name_of(path), line=entry.line),
                entry=entry,
                risk=risk,
            )


def _described(segment: RiskySegment) -> dict[str, object]:
    return {
        "slug": segment.slug,
        "lang": segment.lang,
        "path": segment.position.path,
        "line": segment.position.line,
        "state": segment.entry.state.value,
        "risk": segment.risk.value,
        "level": segment.risk.level.value,
        "reasons": list(segment.risk.reasons),
        "source": segment.entry.msgid,
        "target": segment.entry.msgstr,
    }


def _line(segment: RiskySegment) -> str:
    source, target = _short(segment.entry.msgid), _short(segment.entry.msgstr)
    return tr(
        '{risk}  {position}: {level}: "{source}" → "{target}"',
        risk=f"{segment.risk.value:>3}",
        position=segment.position,
        level=segment.risk.said(),
        source=source,
        target=target,
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
