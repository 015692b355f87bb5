"""`translate lines`: one text a line in, one a line out, in order, nothing lost."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from workflow import structured
from workflow.commands.terms import open_terms
from workflow.drafting.pipeline import draft_units
from workflow.drafting.terms import enforce_drafts
from workflow.drafting.units import Treatment, Unit
from workflow.engines.registry import EngineChoice, open_engine
from workflow.errors import SourceError, StorageError
from workflow.model import LineKind, Position
from workflow.segmentation.segmenter import split_text
from workflow.storage import decode_text, read_bytes, write_atomic
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.console import Console
    from workflow.drafting.units import Languages
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Draft, LangTag
    from workflow.workspace import Workspace

STANDARD_STREAM = Path("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line: its units and the white space around each, which reaches the target unchanged."""

    units: tuple[Unit, ...]
    gaps: tuple[str, ...]
    """One more than units: before the first, between, after the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFiles:
    """What a run reads and writes; ``-`` is a standard stream."""

    source: Path
    output: Path
    drafts: Path | None = None
    """Translations made elsewhere, a line each."""


def run_lines(
    files: LineFiles,
    *,
    languages: Languages,
    workspace: Workspace,
    choice: EngineChoice,
    has_glossary: bool = True,
    console: Console,
) -> int:
    """Translate the lines of a file into another; return 0.

    With drafts no engine is asked: the glossary is enforced on them. Raises `EngineError` where the
    pair has no model: there is nothing to write then.
    """
    house = open_terms(
        workspace,
        source_lang=languages.source,
        target_lang=languages.target,
        wanted=has_glossary and (files.drafts is not None or not choice.is_literal),
    )
    if files.drafts is not None:
        return _run_drafts(files, files.drafts, house=house, console=console)
    lines = [
        _split_line(line, languages.source, is_literal=choice.is_literal)
        for line in _read_lines(files.source)
    ]
    engine = open_engine(choice, source=languages.source, target=languages.target)
    with console.progress() as progress:
        made = draft_units(
            [unit for line in lines for unit in line.units],
            engine=engine,
            languages=languages,
            treatment=Treatment(
                house=house,
                is_literal=choice.is_literal,
                in_manner=False,  # bulk text, often to be compared with others' translations
            ),
            progress=lambda done, total: progress(tr("translating"), done, total),
        )
    _write_text("\n".join(_join_lines(lines, made)), files.output)
    return 0


def _run_drafts(files: LineFiles, drafts: Path, *, house: House | None, console: Console) -> int:
    """Enforce the glossary on lines that were translated elsewhere, and say what was done."""
    lines, targets = _read_lines(files.source), _read_lines(drafts)
    if len(lines) != len(targets):
        raise SourceError(
            tr(
                '"{drafts}" has {count} lines and "{source}" has {wanted}',
                drafts=drafts,
                count=len(targets),
                source=files.source,
                wanted=len(lines),
            ),
            slug="drafts-mismatch",
            position=Position(path=str(drafts)),
            hint=tr("give one draft a line, an empty line for none"),
        )
    if house is None:
        _write_text("\n".join(targets), files.output)
        return 0
    results = enforce_drafts(list(zip(lines, targets, strict=True)), house=house)
    _write_text("\n".join(result.text for result in results), files.output)
    edits = sum(len(result.edits) for result in results)
    unmet = sum(each.is_strict for result in results for each in result.unmet)
    console.info(
        tr("changes for terms: {edits}; terms left as they were: {unmet}", edits=edits, unmet=unmet)
    )
    return 0


def _read_lines(source: Path) -> list[str]:
    """Return the lines, split at line feeds only: other separators belong to the text."""
    data = sys.stdin.buffer.read() if source == STANDARD_STREAM else read_bytes(source)
    return decode_text(data, path=source).split("\n")


def _write_text(text: str, output: Path) -> None:
    if output == STANDARD_STREAM:
        stdout: TextIO | None = sys.stdout  # None where it was closed before we started
        if stdout is None:
            raise StorageError(
                tr("the standard output is closed"),
                slug="not-writable",
                hint=tr("name a file with -o"),
            )
        stdout.buffer.write(text.encode("utf-8"))
        stdout.buffer.flush()
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
