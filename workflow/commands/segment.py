"""`translate segment`: the units of review of a file, and the rules that made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.commands.releases import read_document
from workflow.segmentation.segmenter import explain as explain_text

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.console import Console
    from workflow.model import Document, LangTag, Segment
    from workflow.workspace import Workspace

CONTEXT = 24
"""Characters shown on either side of a boundary."""


def run_segment(
    file: Path, *, workspace: Workspace, source_lang: LangTag, explain: bool, console: Console
) -> int:
    """Show the segments of `file`; with `explain`, every candidate boundary and its rule."""
    document, segments = read_document(
        file, name=workspace.name_of(file), workspace=workspace, source_lang=source_lang
    )
    described = [_describe(segment) for segment in segments]
    decisions = _explain(document, source_lang) if explain else []
    console.document({"segments": described, **({"decisions": decisions} if explain else {})})
    for segment in segments:
        shown = segment.text.replace("\n", "⏎")
        console.result(f"{segment.position.line:>5}  {segment.kind.value:<10}  {shown}")
    for decision in decisions:
        console.result("{verdict:<5} {rule:<24} {before} ¦ {after}".format(**decision))
    return 0


def _describe(segment: Segment) -> dict[str, object]:
    return {
        "text": segment.text,
        "line": segment.position.line,
        "column": segment.position.column,
        "kind": segment.kind.value,
        "context": segment.context,
        "rule": segment.rule,
    }


def _explain(document: Document, source_lang: LangTag) -> list[dict[str, str]]:
    return [
        {
            "verdict": "split" if decision.split else "join",
            "rule": decision.rule,
            "before": block.text[max(0, decision.mark.end - CONTEXT) : decision.mark.end],
            "after": block.text[decision.mark.end : decision.mark.end + CONTEXT],
        }
        for block in document.blocks
        for decision in explain_text(block.text, source_lang)
    ]
