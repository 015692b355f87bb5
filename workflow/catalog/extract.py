"""Segments to a template: one entry a segment, in order, each with a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.catalog.headers import template_header
from workflow.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import LangTag, Position, Segment, Slug
    from workflow.settings import Project


def extract_entries(segments: Sequence[Segment]) -> tuple[Entry, ...]:
    """Return exactly one entry for each segment, in order.

    Where a text stands again in the same context, a number joins the context (``2``, ``title 2``):
    a file may hold each pair of context and text once, and each place has its own translation.
    """
    taken: set[tuple[str | None, str]] = {(None, "")}  # the key of the header
    entries = []
    for segment in segments:
        text = segment.text.strip()
        context = _free_context(segment.context, text, taken)
        taken.add((context, text))
        entries.append(
            Entry(
                msgid=text,
                msgctxt=context,
                extracted=tuple(line for note in segment.comments for line in note.splitlines()),
                references=(_reference(segment.position),),
            )
        )
    return tuple(entries)


def make_template(
    segments: Sequence[Segment],
    *,
    slug: Slug,
    project: Project,
    source_lang: LangTag,
    date: str = "",
    rules: int = 0,
) -> Catalog:
    """Return the template of a release.

    `date` is the date that the source states (ISO), if any: the header's date comes from it and
    never from a clock. `rules` is the version of the segmentation.
    """
    entries = extract_entries(segments)
    return Catalog(
        header=template_header(
            slug=slug,
            project=project,
            source_lang=source_lang,
            date=date,
            entries=entries,
            rules=rules,
        ),
        header_comments=(f"Translations of the release {slug}.",),
        header_fuzzy=True,
        entries=entries,
    )


def _free_context(context: str, text: str, taken: set[tuple[str | None, str]]) -> str | None:
    candidate = context or None
    number = 1
    while (candidate, text) in taken:
        number += 1
        candidate = f"{context} {number}".lstrip()
    return candidate


def _reference(position: Position) -> str:
    """Write a place as gettext does: names with spaces stand between U+2068 and U+2069."""
    path = position.path.replace("\\", "/")
    name = f"\u2068{path}\u2069" if any(character.isspace() for character in path) else path
    return f"{name}:{position.line}" if position.line else name
