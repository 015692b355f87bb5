"""`translate lines`: one text a line in, one a line out, in order, nothing lost."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from workflow import structured
from workflow.drafting.pipeline import Languages, Unit, draft_units
from workflow.engines.registry import EngineChoice, open_engine
from workflow.model import LineKind
from workflow.segmentation.segmenter import split_text
from workflow.storage import decode_text, read_bytes, write_atomic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.console import Console
    from workflow.model import Draft, LangTag

STANDARD_STREAM = Path("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line: its units and the white space around each, which reaches the target unchanged."""

    units: tuple[Unit, ...]
    gaps: tuple[str, ...]
    """One more than units: before the first, between, after the last."""


def run_lines(
    source: Path,
    output: Path,
    *,
    source_lang: LangTag,
    target_lang: LangTag,
    choice: EngineChoice,
    console: Console,
) -> int:
    """Translate the lines of `source` (``-``: standard input) into `output`; return 0.

    Raises `EngineError` where the pair has no model: there is nothing to write then.
    """
    lines = [
        _split_line(line, source_lang, is_literal=choice.is_literal) for line in _read_lines(source)
    ]
    engine = open_engine(choice, source=source_lang, target=target_lang)
    with console.progress() as progress:
        drafts = draft_units(
            [unit for line in lines for unit in line.units],
            engine=engine,
            languages=Languages(source=source_lang, target=target_lang),
            is_literal=choice.is_literal,
            in_manner=False,  # bulk text, often to be compared with others' translations
            progress=lambda done, total: progress("translating", done, total),
        )
    _write_text("\n".join(_join_lines(lines, drafts)), output)
    return 0


def _read_lines(source: Path) -> list[str]:
    """Return the lines, split at line feeds only: other separators belong to the text."""
    data = sys.stdin.buffer.read() if source == STANDARD_STREAM else read_bytes(source)
    return decode_text(data, path=source).split("\n")


def _write_text(text: str, output: Path) -> None:
    if output == STANDARD_STREAM:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    else:
        write_atomic(output, text)


def _split_line(line: str, lang: LangTag, *, is_literal: bool) -> _Line:
    text = line.strip()
    start = line.index(text) if text else len(line)
    before, after = line[:start], line[start + len(text) :]
    if not text:
        return _Line(units=(), gaps=(line,))
    kind = LineKind.PROSE if is_literal else structured.classify(text, lang)
    if kind is not LineKind.PROSE:
        return _Line(units=(Unit(text=text, kind=kind, is_markdown=False),), gaps=(before, after))
    spans = [sentence.span for sentence in split_text(text, lang)]
    inner = (text[left.end : right.start] for left, right in pairwise(spans))
    gaps = (before, *inner, after)
    units = tuple(Unit(text=span.of(text), is_markdown=False) for span in spans)
    return _Line(units=units, gaps=gaps)


def _join_lines(lines: Sequence[_Line], drafts: Sequence[Draft | None]) -> list[str]:
    texts = iter(draft.text if draft else "" for draft in drafts)
    return [
        "".join(
            gap + (next(texts).replace("\n", " ") if index < len(line.units) else "")
            for index, gap in enumerate(line.gaps)
        )
        for line in lines
    ]
