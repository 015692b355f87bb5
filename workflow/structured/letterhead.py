"""Names set over several lines: joined for the engine, broken again in as many lines after it."""

from __future__ import annotations

import functools
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_LINE = 44
_MANY_WORDS = 16
_STOPS = ".!?…:;"


def is_letterhead(text: str) -> bool:
    """Tell whether the lines of `text`, which belong together, are one name and no sentence."""
    lines = text.split("\n")
    if len(lines) == 1 or len(text.split()) > _MANY_WORDS:
        return False
    short = all(0 < len(line) <= _LONGEST_LINE for line in lines)
    return short and not any(line.rstrip().endswith(tuple(_STOPS)) for line in lines)


def rebreak(text: str, *, lines: int, source_lines: Sequence[str] = ()) -> str:
    r"""Return `text` in as many lines as asked, broken where they come out most even.

    With `source_lines` each line is as long, in proportion, as the one it stands for. A text of
    fewer words has fewer lines; Chinese and Japanese break between characters.

    >>> rebreak("PRESIDENCY OF THE REPUBLIC", lines=3)
    'PRESIDENCY\nOF THE\nREPUBLIC'
    """
    flat = " ".join(text.split())
    wide = " " not in flat and any(map(_is_wide, flat))
    words, joint = (list(flat), "") if wide else (flat.split(" "), " ")
    count = min(lines, len(words))
    if count <= 1:
        return flat
    wanted = _wanted(len(flat), count, source_lines if len(source_lines) == count else ())
    cuts = _best_cuts(tuple(len(word) for word in words), len(joint), wanted)
    edges = [0, *cuts, len(words)]
    return "\n".join(joint.join(words[a:b]) for a, b in pairwise(edges))


def _wanted(length: int, count: int, source_lines: Sequence[str]) -> tuple[float, ...]:
    sizes = [max(len(line.strip()), 1) for line in source_lines] or [1] * count
    return tuple(length * size / sum(sizes) for size in sizes)


def _best_cuts(sizes: tuple[int, ...], joint: int, wanted: tuple[float, ...]) -> tuple[int, ...]:
    """Return where lines begin, after the first, so that squared misses are least."""

    @functools.cache
    def best(start: int, line: int) -> tuple[float, tuple[int, ...]]:
        if line == len(wanted) - 1:
            return miss(start, len(sizes), line), ()
        ends = range(start + 1, len(sizes) - (len(wanted) - line - 1) + 1)
        tried = ((end, best(end, line + 1)) for end in ends)
        return min((miss(start, end, line) + cost, (end, *cuts)) for end, (cost, cuts) in tried)

    def miss(start: int, end: int, line: int) -> float:
        length = sum(sizes[start:end]) + joint * (end - start - 1)
        return (length - wanted[line]) ** 2

    return best(0, 0)[1]


def _is_wide(char: str) -> bool:
    """Tell kana, ideographs and Hangul."""
    return any(first <= char <= last for first, last in _WIDE)


_WIDE = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
