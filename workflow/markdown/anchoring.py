"""Where constructs without text go in a translation: marks, images, tags, line breaks.

They follow the word that renders their neighbour, on the same side of punctuation as in the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.markdown.alignment import Alignment, Unit

_SPACE = re.compile(r"\s+")
_PHRASE = 3
"""Units before a mark among which its phrase is looked for."""


def anchor(words: Alignment, at: int, *, spaced: tuple[bool, bool]) -> int:
    """Return the target offset for a construct at offset `at` of the source.

    `spaced` tells whether white space is before and after it: a construct that touches only the
    next word goes before that word, any other behind the previous one. The edges of the segment
    stay at the edges.
    """
    before = [unit for unit in words.source_units if unit.is_word and unit.start < at]
    after = [unit for unit in words.source_units if unit.is_word and unit.end > at]
    if not before:
        return _lead(words, words.source[:at])
    if not after:
        return _trail(words, words.source[at:])
    cut = within(words, before[-1], at)
    if cut is not None:
        return cut
    is_opening = spaced[0] and not spaced[1]
    if is_opening:
        return _start_of(words, after[0], words.source[at : after[0].start])
    return _end_of(words, before[-1], words.source[before[-1].end : at])


def break_places(words: Alignment, breaks: Sequence[Span]) -> dict[Span, Span]:
    """Return what replaces each line break of the source in the target: white space, if any.

    Each is where fewest links cross it; those for which there are too few words are left out. A
    break before all text or after it, as below an image, stays there.
    """
    found = words.source_units
    first = found[0].start if found else len(words.source)
    last = found[-1].end if found else 0
    places = {span: _edge_place(words, span) for span in breaks if span.start < first}
    places |= {span: _edge_place(words, span) for span in breaks if span.end > last >= first}
    groups = _groups(words, [span for span in breaks if span not in places])
    gaps = _gaps(words, len(groups))
    start = 0
    for index, group in enumerate(groups):
        stop = min(max(len(gaps) - (len(groups) - index - 1), start + 1), len(gaps))
        costs = [(_cost(words, group[0], gaps[at]), at) for at in range(start, stop)]
        if costs:
            _, chosen = min(costs)
            places |= _shared_out(group, gaps[chosen])
            start = chosen + 1
    return places


def _groups(words: Alignment, breaks: Sequence[Span]) -> list[list[Span]]:
    """Put breaks together that have no word between them, as before and after an image."""
    groups: list[list[Span]] = []
    for span in breaks:
        before = groups[-1][-1].end if groups else -1
        between = any(u.is_word and before <= u.start < span.start for u in words.source_units)
        if not groups or between:
            groups.append([])
        groups[-1].append(span)
    return groups


def _shared_out(group: list[Span], gap: Span) -> dict[Span, Span]:
    """Give each break of a group a character of the gap, as long as there are any."""
    last = len(group) - 1
    edges = [min(gap.start + count, gap.end) for count in range(len(group))] + [gap.end]
    if len(gap) <= last:
        edges = [gap.start] + [gap.end] * (last + 1)
    return {span: Span(edges[at], edges[at + 1]) for at, span in enumerate(group)}


def _edge_place(words: Alignment, span: Span) -> Span:
    """Return the white space at an edge of the target that matches `span`; it may be empty."""
    source, target = words.source, words.target
    if not source[: span.start].strip():
        room = _space_after(target, 0)
        return Span(min(span.start, room), min(span.end, room))
    room = len(target) - len(target.rstrip())
    left = (min(len(source) - edge, room) for edge in (span.start, span.end))
    start, end = (len(target) - distance for distance in left)
    return Span(start, end)


def _gaps(words: Alignment, count: int) -> list[Span]:
    """Return at least `count` places between units, white space before any other."""
    matches = _SPACE.finditer(words.target)
    gaps = [Span(*m.span()) for m in matches if m.start() and m.end() < len(words.target)]
    if len(gaps) < count:
        gaps = [Span(unit.start, unit.start) for unit in words.units[1:]]
    return [gap for gap in gaps if not _splits(words, gap)]


def _cost(words: Alignment, span: Span, gap: Span) -> tuple[int, int]:
    crossing = sum(
        (link.source.start < span.start) != (link.target.start < gap.end) for link in words.links
    )
    return crossing, abs(gap.start - words.relative(span).start)


def _splits(words: Alignment, gap: Span) -> bool:
    return any(
        unit.start < gap.end and gap.start < unit.end for unit in words.units if unit.is_word
    )


def _lead(words: Alignment, before: str) -> int:
    """Return the start of the target, behind punctuation where the source has some before."""
    marks = sum(1 for character in before if not character.isspace())
    if not marks:
        return min(len(before), _space_after(words.target, 0))
    return _behind_marks(words, 0, marks)


def _trail(words: Alignment, after: str) -> int:
    """Return the end of the target, before punctuation where the source has some after."""
    end = len(words.target)
    if not after.strip():
        return end - min(len(after), end - len(words.target.rstrip()))
    last = max((unit.end for unit in words.units if unit.is_word), default=end)
    marks = [unit for unit in words.units if unit.start >= last]
    wanted = sum(1 for character in after if not character.isspace())
    for unit in reversed(marks[-wanted:]):
        end = unit.start
    return len(words.target[:end].rstrip()) if after[0].strip() else end


def _space_after(text: str, at: int) -> int:
    return len(text[at:]) - len(text[at:].lstrip())


def within(words: Alignment, unit: Unit, at: int) -> int | None:
    """Return the same place within the word, where its translation has as many letters.

    That is so for names, formulas and numbers, which are what has markup inside.
    """
    if at >= unit.end:
        return None
    text = words.source[unit.start : unit.end]
    for target in words.targets(Span(unit.start, unit.end)):
        if len(target) == len(text):
            return target.start + at - unit.start
    found = words.target.find(text)
    return found + at - unit.start if found >= 0 else None


def _end_of(words: Alignment, unit: Unit, between: str) -> int:
    """Return where the rendering of `unit` ends, with as much punctuation as the source has."""
    index = words.source_units.index(unit)
    for known in reversed(words.source_units[max(index - 2, 0) : index + 1]):
        targets = words.targets(Span(known.start, known.end))
        if targets:
            end = _phrase_end(words, index, max(target.end for target in targets))
            break
    else:
        end = _snapped(words, Span(unit.end, unit.end))
    end = _behind_marks(words, end, len("".join(between.split())))
    # Constructs without text leave runs of spaces in the source; each keeps its place in them.
    depth = len(between) - len(between.rstrip())
    return end + min(depth, max(_space_after(words.target, end) - 1, 0))


def _phrase_end(words: Alignment, index: int, end: int) -> int:
    """Move `end` behind words that render what stands just before: *international law*[^1].

    French has the adjective last, where the mark is; English may have the noun there.
    """
    around = words.source_units[max(index - _PHRASE, 0) : index + 1]
    phrase = Span(around[0].start, around[-1].end)
    for unit in words.units:
        if unit.start < end:
            continue
        origins = [link.source for link in words.links if unit.start < link.target.end <= unit.end]
        inside = [phrase.start <= origin.start and origin.end <= phrase.end for origin in origins]
        if not unit.is_word or not inside or not all(inside):
            break
        end = unit.end
    return end


def _start_of(words: Alignment, unit: Unit, marks: str) -> int:
    index = words.source_units.index(unit)
    for known in words.source_units[index : index + 3]:
        targets = words.targets(Span(known.start, known.end))
        if targets:
            start = min(target.start for target in targets)
            break
    else:
        start = _snapped(words, Span(unit.start, unit.start), starts=True)
    count = len("".join(marks.split()))
    for other in reversed([u for u in words.units if u.end <= start]):
        if other.is_word or not count or words.target[other.end : start].strip():
            break
        start, count = other.start, count - 1
    return start


def _snapped(words: Alignment, span: Span, *, starts: bool = False) -> int:
    """Return the edge of a word next to the relative position of `span`."""
    at = words.relative(span).start
    edges = [unit.start if starts else unit.end for unit in words.units if unit.is_word]
    return min(edges, key=lambda edge: (abs(edge - at), edge), default=0)


def _behind_marks(words: Alignment, at: int, count: int) -> int:
    """Move `at` behind up to `count` punctuation marks that follow it directly."""
    for unit in words.units:
        if unit.start < at or not count:
            continue
        if unit.is_word or words.target[at : unit.start].strip("\xa0\u202f"):
            break
        at, count = unit.end, count - 1
    return at
