"""Give a translation its untouchable texts back: code, URLs, addresses, hashtags, names.

An engine may alter, double or lose them. Each must stand in the target once for each time that the
source has it, so what it left of them is found, aligned or not, and replaced; what is missing is
put in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from workflow.markdown.alignment import Alignment, best_run, split_units
from workflow.model import Link, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DISTINCTIVE = 4
"""Length from which a text of letters alone is surely no common word of the target language."""

_LETTER = r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
"""A letter that would make one word with the next: not in scripts without spaces, nor Korean."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def restore(
    source: str, spans: Sequence[Span], target: str, links: Sequence[Link]
) -> tuple[str, list[Link], dict[Span, Span]]:
    """Return the mended target, the links moved along, and where each of `spans` now stands.

    `spans` of the source are the untouchable texts, in order.
    """
    claimed: dict[Span, Span] = {}
    texts = sorted({span.of(source) for span in spans}, key=len, reverse=True)
    for text in texts:
        found = _free(_find(target, text), claimed.values())
        mine = [span for span in spans if span.of(source) == text]
        claimed.update(_nearest(mine, _find(source, text), found, links))
    alignment = Alignment(source, target, links, whole=_links(claimed))
    for span in spans:
        if span not in claimed:
            claimed[span] = _replacement(alignment, span, claimed)
    edits: list[_Edit] = []
    for text in filter(_is_distinctive, texts):
        elsewhere = len(_free(_find(source, text), spans))
        taken = [*claimed.values(), *(Span(edit.start, edit.end) for edit in edits)]
        edits += [_without(target, span) for span in _free(_find(target, text), taken)[elsewhere:]]
    return _edited(source, target, links, claimed, edits)


def _find(text: str, part: str) -> list[Span]:
    """Return where `part` stands in `text` on its own, not within a longer word."""
    return [Span(*m.span()) for m in re.finditer(_alone(part, re.escape(part)), text)]


def _find_altered(text: str, part: str) -> list[Span]:
    """Return where `part` stands but for capitals and white space."""
    pattern = r"\s*".join(re.escape(letter) for letter in part if not letter.isspace())
    found = re.finditer(_alone(part, pattern), text, re.IGNORECASE)
    return [Span(*match.span()) for match in found]


def _alone(part: str, pattern: str) -> str:
    before = f"(?<!{_LETTER})" if part[:1].isalnum() else ""
    after = f"(?!{_LETTER})" if part[-1:].isalnum() else ""
    return before + pattern + after


def _free(found: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    taken = list(taken)
    return [span for span in found if not any(span.overlaps(other) for other in taken)]


def _nearest(
    mine: list[Span], known: list[Span], found: list[Span], links: Sequence[Link]
) -> dict[Span, Span]:
    """Give each of `mine` one of `found`: an aligned one, else the one in its turn, else the next.

    `known` is where the source has the text at all, on `mine` and elsewhere.
    """
    turns = dict(zip(known, found, strict=True)) if len(known) == len(found) else {}
    pairs: dict[Span, Span] = {}
    for span in mine:
        aligned = [link.target for link in links if link.source.overlaps(span)]
        free = [place for place in found if place not in pairs.values()]
        fitting = [place for place in free if any(place.overlaps(other) for other in aligned)]
        if fitting or (free and len(found) <= len(mine)):
            pairs[span] = (fitting or free)[0]
    for span in mine:
        free = [place for place in found if place not in pairs.values()]
        if span not in pairs and free:
            turn = turns.get(span)
            pairs[span] = turn if turn in free else free[0]
    return pairs


def _is_distinctive(text: str) -> bool:
    return len(text) >= _DISTINCTIVE or not text.isalpha()


def _without(target: str, span: Span) -> _Edit:
    """Take `span` out together with one of the spaces round it."""
    start = span.start - (target[span.start - 1 : span.start] == " ")
    return _Edit(start, span.end, "")


def _links(claimed: dict[Span, Span]) -> list[Link]:
    return [Link(source, target) for source, target in claimed.items()]


def _replacement(alignment: Alignment, span: Span, claimed: dict[Span, Span]) -> Span:
    """Choose what `span` replaces in the target: its altered form, its rendering, or nothing."""
    text = span.of(alignment.source)
    taken = list(claimed.values())
    altered = _find_altered(alignment.target, text)
    if len(text) >= _DISTINCTIVE and (free := _free(altered, taken)):
        return free[0]
    allowed = [
        index
        for index, unit in enumerate(alignment.units)
        if not any(Span(unit.start, unit.end).overlaps(other) for other in taken)
    ]
    run = best_run(alignment.scores(span), allowed)
    if not run:
        return _gap(alignment, span, taken)
    start, end = alignment.units[run[0]].start, alignment.units[run[1]].end
    # Marks at the edges, as of a hashtag, are rarely aligned together with its words.
    words = [unit for unit in split_units(text) if unit.is_word]
    head, tail = (text[: words[0].start], text[words[-1].end :]) if words else ("", "")
    start -= len(head) * alignment.target.endswith(head, 0, start)
    end += len(tail) * alignment.target.startswith(tail, end)
    if _ADDRESS.search(text):  # what is left of an address goes with its aligned part
        start, end = _grown(alignment.target, start, end, taken)
    return Span(start, end)


_ADDRESS = re.compile(r"://|@|^www\.")
_ADDRESSED = re.compile(r"[^\s<>()\[\]«»“”\"']*[^\s<>()\[\]«»“”\"'.,;:!?…]")


def _grown(target: str, start: int, end: int, taken: Iterable[Span]) -> tuple[int, int]:
    """Return the whole address round a part of it, unless another text stands there."""
    for match in _ADDRESSED.finditer(target):
        whole = Span(*match.span())
        if whole.start <= start and end <= whole.end and _free([whole], taken):
            return whole.start, whole.end
    return start, end


def _gap(alignment: Alignment, span: Span, taken: list[Span]) -> Span:
    """Return an empty span between two units, at the relative position of `span`."""
    at = alignment.relative(span).start
    edges = {0, *(unit.end for unit in alignment.units)}
    free = [edge for edge in edges if not any(t.start < edge < t.end for t in taken)]
    best = min(free, key=lambda edge: (abs(edge - at), edge))
    return Span(best, best)


def _edited(
    source: str,
    target: str,
    links: Sequence[Link],
    claimed: dict[Span, Span],
    edits: list[_Edit],
) -> tuple[str, list[Link], dict[Span, Span]]:
    """Carry all edits out at once, and move every offset into the new text."""
    edits = [*edits, *(_Edit(new.start, new.end, old.of(source)) for old, new in claimed.items())]
    order = sorted(edits, key=lambda edit: (edit.start, edit.end))
    pieces: list[str] = []
    moved: dict[_Edit, Span] = {}
    at = length = 0
    shifts: list[tuple[int, int, int]] = []  # start, end, new offset of the end
    for edit in order:
        before, after = _spacing(target, edit)
        pieces += [target[at : edit.start], before, edit.text, after]
        length += len(target[at : edit.start]) + len(before)
        moved[edit] = Span(length, length + len(edit.text))
        length += len(edit.text) + len(after)
        at = edit.end
        shifts.append((edit.start, edit.end, length))
    pieces.append(target[at:])
    places = {old: moved[_Edit(new.start, new.end, old.of(source))] for old, new in claimed.items()}
    return "".join(pieces), [_shifted(link, shifts) for link in links], places


def _spacing(target: str, edit: _Edit) -> tuple[str, str]:
    """Return the spaces that a text needs which is put where the target had nothing."""
    if edit.start < edit.end or not edit.text:
        return "", ""
    before, after = target[: edit.start], target[edit.start :]
    return (
        " " if before and not before[-1].isspace() else "",
        " " if after and after[0].isalnum() else "",
    )


def _shifted(link: Link, shifts: list[tuple[int, int, int]]) -> Link:
    return Link(
        link.source, Span(_moved(link.target.start, shifts), _moved(link.target.end, shifts))
    )


def _moved(offset: int, shifts: list[tuple[int, int, int]]) -> int:
    """Return the new place of an offset; one inside an edit moves to the nearer edge."""
    new = offset
    for start, end, new_end in shifts:
        if end <= offset:
            new = new_end + offset - end
        elif start < offset:
            return new_end
    return new
