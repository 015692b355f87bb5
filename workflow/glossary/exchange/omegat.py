"""OmegaT's glossary: UTF-8 lines of source, target and comment between tabs, no header.

OmegaT escapes nothing: a line that begins with ``#`` is a comment of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.exchange.cells import check_size, guarded, unguarded
from workflow.glossary.exchange.pairs import Pair, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.model import LangTag

_MIN_CELLS = 2


def write_omegat(pairs: Iterable[Pair]) -> str:
    """Return the pairs as the text of a glossary file."""
    rows = (
        (one_line(pair.source), one_line(pair.target), one_line(pair.comment)) for pair in pairs
    )
    lines = ("\t".join(_shown(cell) for cell in row).rstrip("\t") for row in rows)
    return "".join(f"{line}\n" for line in lines)


def read_omegat(text: str, *, source_lang: LangTag, target_lang: LangTag) -> tuple[Pair, ...]:
    """Return the pairs of a glossary file; lines without a target are left out."""
    check_size(text)
    pairs = []
    for line in text.removeprefix("\ufeff").split("\n"):
        cells = [_value(cell.strip()) for cell in line.rstrip("\r").split("\t")]
        if line.startswith("#") or len(cells) < _MIN_CELLS or not all(cells[:_MIN_CELLS]):
            continue
        pairs.append(
            Pair(
                source=cells[0],
                target=cells[1],
                comment=" ".join(filter(None, cells[2:])),
                source_lang=source_lang,
                target_lang=target_lang,
            )
        )
    return tuple(pairs)


def _shown(value: str) -> str:
    """Guard a value, also against being read as a comment line."""
    return f"'{value}" if value.lstrip("'").startswith("#") else guarded(value)


def _value(cell: str) -> str:
    if cell.startswith("'") and cell.lstrip("'").startswith("#"):
        return cell[1:]
    return unguarded(cell)
