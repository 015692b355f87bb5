"""Which repair serves which kind of slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.facts import FactKind
from workflow.reuse.repairs.dates import repair_date, repair_weekday
from workflow.reuse.repairs.literals import repair_literal, repair_reference
from workflow.reuse.repairs.nominals import repair_nominal
from workflow.reuse.repairs.numbers import repair_number
from workflow.reuse.repairs.times import repair_time
from workflow.reuse.units import NAME, PLACE, TERM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workflow.reuse.repairs.base import Repair, Scene, Slot

_REPAIRS: Mapping[str, Callable[[Slot, Scene], Repair | None]] = {
    NAME: repair_nominal,
    PLACE: repair_nominal,
    TERM: repair_nominal,
    FactKind.NUMBER: repair_number,
    FactKind.ORDINAL: repair_number,
    FactKind.PERCENT: repair_number,
    FactKind.MONEY: repair_number,
    FactKind.DURATION: repair_number,
    FactKind.DATE: repair_date,
    FactKind.WEEKDAY: repair_weekday,
    FactKind.TIME: repair_time,
    FactKind.REFERENCE: repair_reference,
    FactKind.URL: repair_literal,
    FactKind.EMAIL: repair_literal,
    FactKind.PHONE: repair_literal,
    FactKind.HASHTAG: repair_literal,
}


def repair(slot: Slot, scene: Scene) -> Repair | None:
    """Return how a slot is filled in the old translation; None where no rule is sure."""
    found = _REPAIRS.get(slot.old.family)
    return found(slot, scene) if found else None
