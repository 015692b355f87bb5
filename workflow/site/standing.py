"""What the sources give for a release in one language: its text, and what stands against it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from workflow.editions.html.passages import Passage
from workflow.site.policy import Standing
from workflow.wording import text_from_json, text_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE_STATUS = "source"
"""In the front matter and the record of a source as it was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What a release gives in one language."""

    standing: Standing
    catalog_sha256: str = ""
    text_sha256: str = ""
    faults: tuple[str, ...] = ()
    """What checks hold against it."""
    gaps: tuple[Passage, ...] = ()
    """Passages without translation."""
    foreign: tuple[str, ...] = ()
    """Keys of the front matter whose values are in the language of the source, sorted."""
    looks: tuple[tuple[int, str], ...] = ()
    """What the source says its texts look like: number of a text and class."""


def examined_to_json(examined: Examined) -> dict[str, object]:
    """Return what `examined_from_json` reads."""
    return asdict(examined) | {"faults": [text_to_json(fault) for fault in examined.faults]}


def examined_from_json(values: Mapping[str, Any]) -> Examined:
    """Return what was remembered as a plain mapping."""
    return Examined(
        standing=Standing(values["standing"]),
        catalog_sha256=values["catalog_sha256"],
        text_sha256=values["text_sha256"],
        faults=tuple(map(text_from_json, values["faults"])),
        gaps=tuple(Passage(**gap) for gap in values["gaps"]),
        foreign=tuple(values["foreign"]),
        looks=tuple((number, look) for number, look in values["looks"]),
    )
