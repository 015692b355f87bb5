"""The one line that tells a reviewer what changed and what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.reuse.comparison import extent
from workflow.reuse.values import Change

if TYPE_CHECKING:
    from workflow.facts import FactDifference
    from workflow.reuse.classify import Versions
    from workflow.reuse.repairs.base import Slot

_LONGEST = 60
"""Characters of a fragment that a comment quotes."""


def why_nothing(versions: Versions) -> str:
    """Say why nothing is offered for a sentence that turned or is another one."""
    if versions.difference.change is Change.UNRELATED:
        return "little in common with the old source: the old translation is not offered"
    return f"{versions.turn}: the old translation is not offered"


def offered(versions: Versions) -> str:
    """Say what changed in a text that is offered."""
    parts = [*_slots(versions), *_links(versions)]
    said = "; ".join(f"{part}, repaired" for part in parts)
    worded = _wording(versions)
    return "; ".join(filter(None, (worded, said))) or "wording changed"


def unrepaired(versions: Versions, why: str, slot: Slot | None = None) -> str:
    """Say what changed and why the old translation is not offered."""
    if slot is not None:
        what = f"{slot.old.label} changed: {_arrow(slot.old.text, slot.new.text)}"
    else:
        what = "; ".join([*_slots(versions), *_links(versions)]) or _wording(versions)
    return f"{what or 'wording changed'}: not repaired, {why}"


def stale(versions: Versions, difference: FactDifference) -> str:
    """Say which fact of the old translation the new source does not state."""
    target = difference.target or difference.fact
    said = f'not offered, {target.kind.value} "{target.text}" would not be in the new source'
    worded = _wording(versions) or "; ".join(_slots(versions))
    return f"{worded}: {said}" if worded else said


def about_markup(markup: str) -> str:
    """Name markup that the reviewer has to put or take away."""
    return f"markup {_cut(markup)} changed in the source: check it here"


def about_missing(difference: FactDifference) -> str:
    """Name a fact of the new source that the old translation lacks."""
    fact = difference.fact
    return f'{fact.kind.value} "{fact.text}" of the new source is not in this text'


def about_inherited(difference: FactDifference) -> str:
    """Name a difference that the old pair had already."""
    source, target = difference.source, difference.target
    what = difference.fact.kind.value
    if source is not None and target is not None:
        return f'the old translation had "{target.text}" for "{source.text}" already'
    where = "lacked" if source is not None else "added"
    return f'the old translation {where} the {what} "{difference.fact.text}" already'


def _slots(versions: Versions) -> list[str]:
    found = []
    for old, new in versions.comparison.pairs:
        if old.value == new.value:
            continue
        found.append(f"{old.label} changed: {_arrow(old.text, new.text)}")
    return list(dict.fromkeys(found))


def _links(versions: Versions) -> list[str]:
    if versions.comparison.pairs or versions.difference.change is not Change.FACT:
        return []
    difference = versions.difference
    return [
        f"link changed: {_arrow(old.strip('[]()'), new.strip('[]()'))}"
        for old, new in zip(difference.removed, difference.added, strict=False)
    ] or ["link added or removed"]


def _wording(versions: Versions) -> str:
    if versions.difference.change is not Change.WORDING:
        return ""
    old, new = versions.old.text, versions.new.text
    gone = [extent(units).of(old) for units in versions.comparison.removed]
    come = [extent(units).of(new) for units in versions.comparison.added]
    same = [(a.text, b.text) for a, b in versions.comparison.pairs if a.value == b.value]
    parts = []
    if gone and come and len(gone) == len(come):
        parts += [f'"{_cut(one)}" → "{_cut(other)}"' for one, other in zip(gone, come, strict=True)]
    else:
        parts += [f'"{_cut(one)}" is gone' for one in gone]
        parts += [f'"{_cut(other)}" is new' for other in come]
    parts += [f'"{_cut(one)}" → "{_cut(other)}"' for one, other in same]
    return f"wording changed: {', '.join(parts)}" if parts else "wording changed"


def _arrow(old: str, new: str) -> str:
    return f"{_cut(old)} → {_cut(new)}"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
