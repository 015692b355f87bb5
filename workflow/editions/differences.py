"""Word-level differences between two texts, in any script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from workflow.engines.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_COMPARED = 2_000
"""Words of a text up to which its words are compared; of longer ones, what is between their common
beginning and end counts as one change."""


class Mark(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A stretch of text with its mark."""

    mark: Mark
    text: str


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in order: same and removed are `old`, same and added `new`.

    >>> [str(each.mark) + ":" + each.text for each in compare_words("le 3 mai", "le 13 mai")]
    ['same:le ', 'removed:3', 'added:13', 'same: mai']
    """
    before, after = _words(old), _words(new)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    pieces = [
        Piece(Mark.SAME, "".join(before[:start])),
        *_compared(before[start : len(before) - end], after[start : len(after) - end]),
        Piece(Mark.SAME, "".join(before[len(before) - end :])),
    ]
    return tuple(piece for piece in pieces if piece.text)


def format_marked(pieces: Sequence[Piece]) -> str:
    """Write differences as wdiff does: ``le [-3-]{+13+} mai``."""
    shapes = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}
    return "".join(shapes[piece.mark].format(piece.text) for piece in pieces)


def _words(text: str) -> list[str]:
    """Cut a text into its words and what stands between them, character by character."""
    parts: list[str] = []
    done = 0
    for span in split_words(text):
        parts += [*re.findall(r"\s+|\S", text[done : span.start]), span.of(text)]
        done = span.end
    return [*parts, *re.findall(r"\s+|\S", text[done:])]


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many words two lists begin with alike."""
    pairs = zip(before, after, strict=False)
    return next(
        (at for at, (one, other) in enumerate(pairs) if one != other),
        min(len(before), len(after)),
    )


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    if max(len(before), len(after)) > _MOST_COMPARED:
        yield from (Piece(Mark.REMOVED, "".join(before)), Piece(Mark.ADDED, "".join(after)))
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in _without_crumbs(matcher.get_opcodes(), before):
        if tag == "equal":
            yield Piece(Mark.SAME, "".join(before[start:end]))
        else:
            yield Piece(Mark.REMOVED, "".join(before[start:end]))
            yield Piece(Mark.ADDED, "".join(after[new_start:new_end]))


def _without_crumbs(
    codes: Sequence[tuple[str, int, int, int, int]], before: Sequence[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    """Join two changes that only a space parts: a reader sees words, not what is between them."""
    joined: list[tuple[str, int, int, int, int]] = []
    for tag, start, end, new_start, new_end in codes:
        is_crumb = tag == "equal" and not "".join(before[start:end]).strip()
        tag = "replace" if is_crumb and joined and end < len(before) else tag  # noqa: PLW2901 - renamed
        if joined and joined[-1][0] != "equal" and tag != "equal":
            _, first, _, new_first, _ = joined.pop()
            joined.append(("replace", first, end, new_first, new_end))
        else:
            joined.append((tag, start, end, new_start, new_end))
    return iter(joined)
