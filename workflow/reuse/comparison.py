"""Compare two versions of a sentence: which slots are filled otherwise, which words differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from workflow.model import Span
from workflow.reuse.units import NAME, PLACE, TERM, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two rows of units have in common and what not."""

    pairs: tuple[tuple[Unit, Unit], ...] = ()
    """Slots that are filled otherwise, the old and the new one."""
    removed: tuple[tuple[Unit, ...], ...] = ()
    """Stretches of the old sentence that are gone and no slot."""
    added: tuple[tuple[Unit, ...], ...] = ()
    likeness: float = 1.0
    """Share of the words that both have, slots of one kind counted as common."""


_NOMINAL = frozenset({NAME, PLACE, TERM})
_THE = frozenset({"le", "la", "les", "l"})
_OF = dict.fromkeys(("de", "d", "du", "des"), ("de",))
_AT = dict.fromkeys(("a", "à", "au", "aux"), ("à",))
_IN = dict.fromkeys(("en", "dans"), ("à",))
"""Before the name of a country: en France, au Mali, aux Pays-Bas, dans l'Union."""


@dataclass(slots=True)
class _Found:
    pairs: list[tuple[Unit, Unit]]
    removed: list[tuple[Unit, ...]]
    added: list[tuple[Unit, ...]]


def compare(old: Sequence[Unit], new: Sequence[Unit]) -> Comparison:
    """Return what differs between the units of an old and of a new sentence."""
    found = _Found([], [], [])
    common = 0
    matcher = SequenceMatcher(None, [u.key for u in old], [u.key for u in new], autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            common += _weight(old[first:last])
        else:
            context = (old[last : last + 1], new[end : end + 1])
            _compare_region(old[first:last], new[start:end], context, found)
    common += len(found.pairs)
    words = _weight(old) + _weight(new)
    return Comparison(
        pairs=tuple(found.pairs),
        removed=tuple(found.removed),
        added=tuple(found.added),
        likeness=2 * common / words if words else 1.0,
    )


def _weight(units: Sequence[Unit]) -> int:
    """Return how many words there are, articles left out: they follow the noun."""
    return sum(unit.is_word and unit.key.casefold() not in _THE for unit in units)


def _compare_region(
    old: Sequence[Unit],
    new: Sequence[Unit],
    context: tuple[Sequence[Unit], Sequence[Unit]],
    found: _Found,
) -> None:
    """Pair the slots of two stretches; what remains of them is removed and added."""
    ours, theirs = _shapes(old, context[0]), _shapes(new, context[1])
    matcher = SequenceMatcher(
        None, [shape for shape, _ in ours], [shape for shape, _ in theirs], autojunk=False
    )
    for tag, first, last, start, end in matcher.get_opcodes():
        gone = _once(unit for _, unit in ours[first:last])
        come = _once(unit for _, unit in theirs[start:end])
        if tag == "equal":
            paired = zip(ours[first:last], theirs[start:end], strict=True)
            found.pairs.extend((a, b) for (_, a), (_, b) in paired if a.family)
            continue
        if gone:
            found.removed.append(gone)
        if come:
            found.added.append(come)


def _shapes(units: Sequence[Unit], following: Sequence[Unit]) -> list[tuple[str, Unit]]:
    """Return what each unit is in a formula: a slot of a family, a word, or nothing."""
    shapes: list[tuple[str, Unit]] = []
    for index, unit in enumerate(units):
        if unit.family:
            shapes.append((f"<{unit.family}>", unit))
            continue
        if unit.key == "'":
            continue
        later = [u for u in (*units[index + 1 :], *following) if u.key != "'"]
        shapes += [(shape, unit) for shape in _function(unit, later)]
    return shapes


def _function(unit: Unit, later: Sequence[Unit]) -> tuple[str, ...]:
    """Return a word as it is or, before a slot, in the shape that any article leaves it."""
    low = unit.key.casefold()
    past = later[1:] if later and later[0].key.casefold() in _THE else later
    slot = next((each.family for each in past[:1]), "")
    if slot not in _NOMINAL:
        return (unit.key,)
    if low in _THE:
        return ()
    spelled = {**_OF, **_AT, **(_IN if slot == PLACE else {})}.get(low)
    return spelled or (unit.key,)


def _once(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple({unit.span: unit for unit in units}.values())


def extent(units: Sequence[Unit]) -> Span:
    """Return the span from the first to the last of some units."""
    return Span(units[0].span.start, units[-1].span.end)
