"""Brackets and quotation marks come in pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.checks.pairs import ALL, Check, Issue, Options, Pair
from workflow.model import Severity, Span
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS = ("()", "[]", "«»", "“”", "{}")


def _surplus(text: str, marks: str) -> int:
    return text.count(marks[0]) - text.count(marks[1])


def _check(pair: Pair, _options: Options) -> Iterator[Issue]:
    for marks in _PAIRS:
        surplus = _surplus(pair.target_text, marks)
        # German and Polish open with „; a list's "a)" is unpaired on both sides.
        if marks == "“”" and "„" in pair.target_text:
            continue
        if surplus and surplus != _surplus(pair.source_text, marks):
            opened, closed = (pair.target_text.count(mark) for mark in marks)
            yield Issue(
                message=tr(
                    '{opened} "{first}" for {closed} "{last}"',
                    opened=opened,
                    first=marks[0],
                    closed=closed,
                    last=marks[1],
                ),
                hint=tr("add or delete the mark that has no partner"),
                target=_alone(pair.target_text, marks),
            )
    if pair.target_text.count('"') % 2 and not pair.source_text.count('"') % 2:
        yield Issue(
            message=tr("a straight quotation mark has no partner"),
            hint=tr("add or delete the mark that has no partner"),
            target=Span(pair.target_text.rindex('"'), pair.target_text.rindex('"') + 1),
        )


def _alone(text: str, marks: str) -> Span:
    """Return the last mark that has no partner: of "a) b (c" the second bracket."""
    opened: list[int] = []
    alone = []
    for at, char in enumerate(text):
        if char == marks[0]:
            opened.append(at)
        elif char == marks[1] and opened:
            opened.pop()
        elif char == marks[1]:
            alone.append(at)
    last = max([*opened, *alone], default=-1)
    return Span(last, last + 1) if last >= 0 else ALL


CHECKS = (
    Check(
        code="unpaired",
        severity=Severity.WARNING,
        explanation="A bracket or quotation mark of the target is opened and not closed, or the"
        " reverse, while the source's are paired.",
        pair=_check,
    ),
)
