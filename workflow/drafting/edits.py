"""Changes of a draft's text that keep its word alignment: every later station needs both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from workflow.model import Link, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Hypothesis


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One replacement."""

    span: Span
    """In the text before."""
    text: str


def edit_to(written: str, span: Span, text: str) -> Edit:
    """Return the edit that puts `written` in the place of `span` of `text`.

    Where a sentence ends with it, one full stop serves both: "at 9 a.m." at the end of a sentence.
    """
    serves_both = written.endswith(".") and text[span.end :].startswith(".")
    return Edit(span=span, text=written[:-1] if serves_both else written)


def apply_edits(hypothesis: Hypothesis, edits: Sequence[Edit]) -> Hypothesis:
    """Return the hypothesis with `edits`, in order and apart, and its links moved with them.

    A word inside a replaced stretch is linked to all of what replaces it.
    """
    text = hypothesis.text
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    links = {
        Link(source=link.source, target=moved(link.target, edits)) for link in hypothesis.links
    }
    kept = tuple(sorted(link for link in links if len(link.target)))
    return replace(hypothesis, text=text, links=kept)


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """Return the smallest replacements that turn one text into the other."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        Edit(span=Span(start, end), text=after[new_start:new_end])
        for tag, start, end, new_start, new_end in matcher.get_opcodes()
        if tag != "equal"
    )


def undone(text: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that turn what `edits` made of `text` into it again."""
    back = []
    shift = 0
    for edit in edits:
        start = edit.span.start + shift
        back.append(Edit(span=Span(start, start + len(edit.text)), text=edit.span.of(text)))
        shift += len(edit.text) - len(edit.span)
    return tuple(back)


def moved(span: Span, edits: Sequence[Edit]) -> Span:
    """Return where a span of a text lies after `edits`, grown by what replaces a part of it."""
    start, end = span.start, span.end
    shift = 0
    for edit in edits:
        grown = len(edit.text) - len(edit.span)
        if edit.span.end <= span.start:
            shift += grown
        elif edit.span.start < span.end:  # they meet: the span takes in what replaces the stretch
            start = min(start, edit.span.start)
            end = max(end, edit.span.end) + grown
    return Span(start + shift, max(start, end) + shift)
