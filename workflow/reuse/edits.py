"""Small replacements in a text, made together or not at all."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One replacement in the old text."""

    span: Span
    text: str


def settle(edits: Iterable[Edit]) -> tuple[Edit, ...] | None:
    """Return the edits in order, doubles left out; None where two of them meet."""
    ordered = sorted(set(edits))
    for one, other in itertools.pairwise(ordered):
        if one.span.overlaps(other.span) or one.span.start == other.span.start:
            return None
    return tuple(ordered)


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with settled edits made."""
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def trimmed(edit: Edit, text: str) -> Edit:
    """Return the edit without what the old and the new words begin and end with alike."""
    old, new = edit.span.of(text), edit.text
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    span = Span(edit.span.start + start, edit.span.end - end)
    return Edit(span, new[start : len(new) - end])
