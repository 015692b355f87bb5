"""How commands speak: results on stdout, everything else on stderr.

Only text that is itself the product goes past it: the lines of `translate lines`, an exported
glossary, a completion script, and what `cli.main` says when nothing else works.

What people read is said in the language of their terminal (`messages.interface`); what programs
read is English. Results are for people (tables) or for programs (one JSON document); progress,
warnings and errors never mix with them. rich is imported only when a table or a progress bar is
drawn, and colours follow NO_COLOR and whether the stream is a terminal.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from workflow.editions.differences import Mark, format_marked
from workflow.messages.interface import say
from workflow.wording import joined, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.progress import Progress as Bars

    from workflow.editions.differences import Piece
    from workflow.errors import WorkflowError
    from workflow.model import Excerpt, Finding, Position
    from workflow.wording import Text


_SEVERITIES = {"error": tr("error"), "warning": tr("warning"), "info": tr("info")}
_COLOURS = {Mark.SAME: "", Mark.REMOVED: "\x1b[31;9m", Mark.ADDED: "\x1b[32;1m"}
"""Red and struck through, green and bold: told apart by who sees no colours too."""

_ENDLESS = 10_000
"""Columns."""


class Progress(Protocol):
    """Takes the name of a stage, what is done of it, and the total (0 where unknown)."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show where the stage stands."""


class Console:
    """Where a command reports to; one is made for each run of the command line."""

    def __init__(self, *, quiet: bool = False, as_json: bool = False) -> None:
        """With `quiet`, say only results and errors; with `as_json`, results are one document."""
        self.quiet = quiet
        self.as_json = as_json

    def result(self, text: str) -> None:
        """Print a line of the result for people; nothing under `as_json`."""
        if not self.as_json:
            _write(sys.stdout, say(text))

    def text(self, text: str) -> None:
        """Print a whole text that is the result, whatever else was asked for."""
        _write(sys.stdout, text.removesuffix("\n"))

    def document(self, value: Mapping[str, object]) -> None:
        """Print the result for programs; nothing unless `as_json`."""
        if self.as_json:
            _write(sys.stdout, json.dumps(value, ensure_ascii=False, indent=2))

    def info(self, text: str) -> None:
        """Say what is going on; silenced by `quiet`."""
        if not self.quiet:
            _write(sys.stderr, say(text))

    def finding(self, finding: Finding) -> None:
        """Show something a check found, with its hint."""
        _write(sys.stderr, self.told(finding))
        _hint(finding.hint)

    @staticmethod
    def told(finding: Finding) -> str:
        """Return a finding on one line, for people."""
        return say(
            tr(
                "{position}: {severity}: {message} [{code}]",
                position=finding.position,
                severity=_SEVERITIES[finding.severity.value],
                message=finding.message,
                code=finding.code,
            )
        )

    def error(self, error: WorkflowError) -> None:
        """Show what stopped the run, with its hint; under `as_json`, on stdout for programs too."""
        self.document({"errors": [self.described(error)]})
        self.complain(error)

    def described(self, error: WorkflowError) -> dict[str, str]:
        """Return an error as JSON output has it."""
        position = str(_nearer(error.position)) if error.position else ""
        return {
            "slug": error.slug,
            "message": error.message,
            "hint": error.hint,
            "position": position,
        }

    def complain(self, error: WorkflowError) -> None:
        """Show an error to people only."""
        _write(sys.stderr, say(self.explained(error)))
        _hint(error.hint)

    @staticmethod
    def explained(error: WorkflowError) -> Text:
        """Return an error on one line: where and what."""
        where = f"{_nearer(error.position)}: " if error.position else ""
        said = tr("error: {message} [{slug}]", message=error.message, slug=error.slug)
        return joined([where, said], "")

    @staticmethod
    def described_finding(finding: Finding) -> dict[str, object]:
        """Return a finding as a program reads it."""
        described: dict[str, object] = {
            "code": finding.code,
            "severity": finding.severity.value,
            "path": finding.position.path,
            "line": finding.position.line,
            "column": finding.position.column,
            "message": finding.message,
            "hint": finding.hint,
        }
        if finding.source is not None:
            described["source"] = _described_excerpt(finding.source)
        if finding.target is not None:
            described["target"] = _described_excerpt(finding.target)
        if finding.accepted:
            described["accepted"] = finding.accepted
        return described

    @staticmethod
    def lines_of(finding: Finding) -> list[str]:
        """Return what people read of a finding: where, what, the words of both sides, a hint."""
        weight = tr("accepted") if finding.accepted else _SEVERITIES[finding.severity.value]
        lines = [
            say(
                tr(
                    "{position}: {severity}: {message} [{code}]",
                    position=finding.position,
                    severity=weight,
                    message=finding.message,
                    code=finding.code,
                )
            )
        ]
        source, target = finding.source, finding.target
        if source is not None and source.span:
            place = f"{source.position}: " if source.position else ""
            words = tr('"{text}"', text=source.fragment)
            if target is not None and target.span:
                words = joined([words, tr('"{text}"', text=target.fragment)], " → ")
            lines.append(say(tr("source: {words}", words=joined([place, words], ""))))
        if finding.accepted:
            lines.append(say(tr("accepted: {reason}", reason=finding.accepted)))
        elif finding.hint:
            lines.append(say(tr("hint: {hint}", hint=finding.hint)))
        return lines

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a table; columns of figures are aligned right. Nothing when quiet or as JSON."""
        if self.quiet or self.as_json or not rows:
            return
        from rich.console import Console as Terminal  # noqa: PLC0415 - loaded to draw, not to start
        from rich.table import Table  # noqa: PLC0415 - the same

        table = Table(box=None, pad_edge=False, header_style="bold")
        for index, column in enumerate(columns):
            figures = all(row[index].replace(" ", "").isdigit() or not row[index] for row in rows)
            table.add_column(
                say(column), justify="right" if figures else "left", no_wrap=index == 0
            )
        for row in rows:
            table.add_row(*map(say, row))
        # A file has no width: nothing is cut off that a script may look for.
        width = None if _is_terminal(sys.stdout) or "COLUMNS" in os.environ else _ENDLESS
        Terminal(highlight=False, markup=False, emoji=False, width=width).print(table)

    def differences(self, label: str, pieces: Sequence[Piece]) -> None:
        """Print two texts as one after `label`: in colours on a terminal, else marked as by wdiff.

        Nothing under `as_json`.
        """
        if self.as_json:
            return
        if not _is_terminal(sys.stdout) or os.environ.get("NO_COLOR"):
            _write(sys.stdout, label + format_marked(pieces))
            return
        coloured = (f"{_COLOURS[piece.mark]}{piece.text}\x1b[0m" for piece in pieces)
        _write(sys.stdout, label + "".join(coloured))

    @contextlib.contextmanager
    def progress(self) -> Iterator[Progress]:
        """Give a callback ``(stage, done, total)`` that draws bars on a terminal.

        Off a terminal nothing is drawn: a log of a thousand bars helps nobody.
        """
        if self.quiet or not _is_terminal(sys.stderr):
            yield _draw_nothing
            return
        with _bars() as bars:
            tasks: dict[str, int] = {}

            def update(stage: str, done: int, total: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bars.add_task(say(stage), total=total or None)
                bars.update(tasks[stage], completed=done, total=total or None)  # type: ignore[arg-type] # rich's TaskID is an int

            yield update


def _described_excerpt(excerpt: Excerpt) -> dict[str, object]:
    place = excerpt.position
    return {
        "path": place.path if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "fragment": excerpt.fragment,
        "text": excerpt.text,
    }


def _draw_nothing(stage: str, done: int, total: int) -> None:
    """Stand in for bars where there is no terminal to draw them on."""


def _bars() -> Bars:
    from rich.console import Console as Terminal  # noqa: PLC0415 - loaded to draw, not to start
    from rich.progress import (  # noqa: PLC0415 - the same
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Terminal(stderr=True),
        transient=True,
    )


def _write(stream: TextIO | None, text: str) -> None:
    """Write a line; a terminal that cannot show a character gets a replacement, not a crash.

    A stream that was closed before we started is None: nobody listens.
    """
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def _is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person looks; nobody does at a stream that was closed before we started."""
    return stream is not None and stream.isatty()


def _nearer(position: Position) -> Position:
    """Return the position with its path relative to the current folder, where it is below it."""
    path = Path(position.path)
    if not path.is_absolute() or not path.is_relative_to(Path.cwd()):
        return position
    return replace(position, path=path.relative_to(Path.cwd()).as_posix())


def _hint(hint: str) -> None:
    if hint:
        _write(sys.stderr, say(tr("hint: {hint}", hint=hint)))
