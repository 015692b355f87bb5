"""A Markdown edition as a safe, semantic HTML5 fragment: what all formats for readers start from.

One parser and one sanitiser decide for HTML, PDF, EPUB, DOCX, ODT and the site alike.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from workflow.editions.html.markup import Markers, to_html, to_tokens, visible_text
from workflow.editions.html.passages import Passage, split_body
from workflow.editions.html.sanitise import drop_controls, sanitise
from workflow.markdown.frontmatter import parse_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from workflow.model import LangTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the text."""

    level: int
    text: str
    id: str
    """``section-1`` for the first: the same in every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlBody:
    """The text of an edition as HTML, and what a page around it needs to know."""

    html: str
    """Harmless and well-formed; footnotes are a last ``<section class="notes">``."""
    title: str
    """Plain text: the front matter's title, else the first heading, else the first text."""
    has_title: bool
    """True where the text shows its own first-level heading; a page then needs no other."""
    headings: tuple[Heading, ...]
    metadata: tuple[tuple[str, str], ...]
    """Front matter keys that hold one value, in file order."""
    lang: LangTag


def render_body(
    markdown_text: str,
    *,
    lang: LangTag,
    source_lang: LangTag,
    untranslated: Iterable[Passage] = (),
    back_label: str = "",
    looks: Mapping[int, str] | None = None,
) -> HtmlBody:
    """Return the body of a Markdown edition, front matter read and left out.

    `untranslated`, from `find_passages`, are marked as being in `source_lang`, and so is what
    stands between ``translate:off`` and ``translate:on``. `looks`, from `find_looks`, are what the
    source says of its texts. Raises `SourceError` for front matter that cannot be read.
    """
    markdown_text = drop_controls(markdown_text)
    front = parse_front_matter(markdown_text, path="")
    markers = Markers(
        lang=lang,
        source_lang=source_lang,
        untranslated=_by_number(untranslated),
        own=_prefix_for(markdown_text),
        back_label=back_label,
        looks=looks,
    )
    tokens = to_tokens(split_body(markdown_text), markers)
    metadata = tuple(
        (key, drop_controls(value)) for key, value in (front.metadata if front else ())
    )
    headings = tuple(_iter_headings(tokens, markers))
    return HtmlBody(
        html=sanitise(to_html(tokens, markers), own=markers.own),
        title=dict(metadata).get("title", "").strip() or _title_of(tokens, headings),
        has_title=any(heading.level == 1 and heading.text.strip() for heading in headings),
        headings=headings,
        metadata=metadata,
        lang=lang,
    )


@functools.lru_cache(maxsize=2048)
def find_looks(source: str, *, lang: LangTag) -> Mapping[int, str]:
    """Return the class of each paragraph of a release that is not prose, by number of its text.

    It is remembered: a release has the same looks in all its languages and formats.
    """
    markers = Markers(lang=lang, source_lang=lang, untranslated={}, own="")
    tokens = to_tokens(split_body(drop_controls(source)), markers)
    return MappingProxyType(
        {
            token.meta["number"]: str(opening.attrs["class"])
            for opening, token in pairwise(tokens)
            if token.type == "inline" and "class" in opening.attrs
        }
    )


def _by_number(untranslated: Iterable[Passage]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for passage in untranslated:
        found[passage.number] = (*found.get(passage.number, ()), passage.text)
    return found


def _prefix_for(text: str) -> str:
    """Return a prefix that `text` does not hold, so that no raw HTML can claim an id of ours."""
    prefix = "own-"
    while prefix in text:
        prefix = f"x{prefix}"
    return prefix


def _iter_headings(tokens: Sequence[Token], markers: Markers) -> Iterator[Heading]:
    for opening, token in pairwise(tokens):
        if opening.type == "heading_open":
            yield Heading(
                level=int(opening.tag[1]),
                text=" ".join(visible_text(token).split()),
                id=str(opening.attrs["id"]).removeprefix(markers.own),
            )


def _title_of(tokens: Sequence[Token], headings: Sequence[Heading]) -> str:
    first = min(headings, key=lambda heading: heading.level, default=None)
    if first and first.text:
        return first.text
    texts = (" ".join(visible_text(token).split()) for token in tokens if token.type == "inline")
    return next(filter(None, texts), "")
