"""Write translations as TMX 1.4b, the same bytes for the same translations.

Each translation is a unit of its own, so that OmegaT and others show every one of two that differ.
Segments hold Markdown as it stands in the review files.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.memory.tmx.reader import CONTEXT, OBSOLETE, PLACE, STATE, UNREVIEWED
from workflow.memory.values import NO_CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.memory.values import Unit
    from workflow.model import LangTag

_EXACT = {"\r": "&#13;"}
"""A reader of XML turns a bare one into a line feed."""


def write_tmx(units: Iterable[Unit], *, source_lang: LangTag) -> Iterator[bytes]:
    """Yield the pieces of a TMX file in UTF-8.

    Characters that XML cannot hold are left out of their texts.
    """
    header = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'  <header creationtool="Trianon" creationtoolversion={_quoted(__version__)}'
        ' segtype="sentence" o-tmf="Trianon" adminlang="en"'
        f' srclang={_quoted(source_lang)} datatype="plaintext"/>\n'
        "  <body>\n"
    )
    yield header.encode()
    for unit in units:
        yield _written(unit, source_lang).encode()
    yield b"  </body>\n</tmx>\n"


def _written(unit: Unit, source_lang: LangTag) -> str:
    own = f" srclang={_quoted(unit.source_lang)}" if unit.source_lang != source_lang else ""
    properties = "".join(
        f'      <prop type="{name}">{_escaped(value)}</prop>\n' for name, value in _properties(unit)
    )
    changed = "".join(
        f" {name}={_quoted(_writable(value))}"
        for name, value in (("changedate", unit.date), ("changeid", unit.by))
        if value
    )
    return (
        f"    <tu{own}>\n{properties}"
        f"      <tuv xml:lang={_quoted(unit.source_lang)}>"
        f"<seg>{_escaped(unit.source)}</seg></tuv>\n"
        f"      <tuv xml:lang={_quoted(unit.target_lang)}{changed}>"
        f"<seg>{_escaped(unit.target)}</seg></tuv>\n"
        "    </tu>\n"
    )


def _properties(unit: Unit) -> Iterator[tuple[str, str]]:
    if not unit.reviewed:
        yield STATE, UNREVIEWED
    elif unit.is_old:
        yield STATE, OBSOLETE
    if (unit.before, unit.after) != (NO_CONTEXT, NO_CONTEXT):
        yield CONTEXT, f"{unit.before} {unit.after}"
    if unit.place:
        yield PLACE, unit.place


def _escaped(text: str) -> str:
    from xml.sax.saxutils import escape  # noqa: PLC0415 - it loads the libraries of the network

    return escape(_writable(text), _EXACT)


def _quoted(text: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 - as above

    return quoteattr(text)


def _writable(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _unwritable().sub("", text)


@functools.cache
def _unwritable() -> re.Pattern[str]:
    """Return what finds the characters that XML has no way to write; it takes long to make."""
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
