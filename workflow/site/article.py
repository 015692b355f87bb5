"""What lists, feeds and searches say of an edition, read from its Markdown.

The rule: what is not the text itself is plain, short, and runs in its own direction only.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from workflow.editions.html.sanitise import drop_controls
from workflow.markdown.inline import lift
from workflow.markdown.parse import parse_document
from workflow.model import BlockKind, LangTag
from workflow.site.moments import Moment, read_moment
from workflow.site.search import fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.model import Block, Document

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls that would reorder the page around a title; the page isolates titles itself."""
_FILE_NAME = re.compile(
    r"[^\s()<>\[\]\"':]+\.(?:md|pdf|png|jpe?g|gif|webp|avif)(?![\w.])", re.IGNORECASE
)
_TITLE_LENGTH = 200
_DESCRIPTION_LENGTH = 280
_SHORTEST_LEAD = 60
"""In characters: what is shorter is a dateline or a formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An edition as seen from outside."""

    lang: LangTag
    title: str
    """In full; look at `short_title`."""
    description: str
    """The front matter's, else the first words of the text."""
    lead: str
    """The front matter's description alone, for the head of the page."""
    reference: str
    date: Moment | None
    corrected: Moment | None
    correction: str
    """What was corrected, in the language of the edition."""
    has_heading: bool
    """The text begins with its own title, so that the page needs no other."""
    mentions: tuple[str, ...]
    """What its links and pictures may lead to beside the release: file names, sorted."""
    words: str
    """The words of title and text for the search, folded, each once, in order of the alphabet."""

    @property
    def short_title(self) -> str:
        """Return the title, cut where a list or a window would burst."""
        return shorten(self.title, _TITLE_LENGTH)

    @property
    def updated(self) -> Moment | None:
        """Return the date of the last change that its author states."""
        moments = [moment for moment in (self.date, self.corrected) if moment]
        return max(moments, default=None)


def read_article(text: str, *, lang: LangTag, name: str, zone: dt.tzinfo) -> Article:
    """Return what the Markdown `text` says of itself; `name` stands in for a title.

    Raises `SourceError` for front matter that cannot be read.
    """
    document = parse_document(drop_controls(text), path=name, translated_keys=())
    metadata = {key.casefold(): plain(value) for key, value in document.metadata}
    texts = [(block, plain(lift(block.text).text)) for block in _blocks(document)]
    title = metadata.get("title") or _heading_of(texts) or name
    lead = next(filter(None, (metadata.get(key) for key in ("description", "summary"))), "")
    corrected = [read_moment(metadata, key, zone) for key in ("corrected", "updated")]
    return Article(
        lang=lang,
        title=title,
        description=shorten(lead or _lead_of(texts), _DESCRIPTION_LENGTH),
        lead=lead,
        reference=shorten(metadata.get("reference", ""), _TITLE_LENGTH),
        date=read_moment(metadata, "date", zone),
        corrected=max((moment for moment in corrected if moment), default=None),
        correction=metadata.get("correction", ""),
        mentions=tuple(sorted(set(_FILE_NAME.findall(text)))),
        has_heading=any(block.context.startswith("title") for block, _ in texts),
        words=fold_words(" ".join([title, lead, *(words for _, words in texts)])),
    )


def article_to_json(article: Article) -> dict[str, object]:
    """Return what `article_from_json` reads."""
    values = {field.name: getattr(article, field.name) for field in fields(article)}
    for name in ("date", "corrected"):
        moment = values[name]
        values[name] = [moment.instant.isoformat(), moment.is_day] if moment else None
    return values


def article_from_json(values: Mapping[str, Any]) -> Article:
    """Return the article that `article_to_json` wrote."""
    moments = {
        name: Moment(instant=dt.datetime.fromisoformat(stated[0]), is_day=stated[1])
        for name in ("date", "corrected")
        if (stated := values[name])
    }
    rest = {"date": None, "corrected": None, "mentions": tuple(values["mentions"])}
    return Article(**{**values, **rest, **moments})


def plain(text: str) -> str:
    """Return `text` on one line, without characters that change its direction."""
    return " ".join(_BIDI.sub("", text).split())


def shorten(text: str, length: int) -> str:
    """Return `text`, cut at a word with an ellipsis where it is longer than `length`.

    >>> shorten("one two three", 9)
    'one two…'
    """
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head = cut.rpartition(" ")[0] if " " in cut[length // 2 :] else cut
    return head.rstrip(" ,;:–—-") + "…"


def _blocks(document: Document) -> list[Block]:
    left_out = {BlockKind.SKELETON, BlockKind.FRONT_MATTER}
    return [block for block in document.blocks if block.kind not in left_out]


def _heading_of(texts: list[tuple[Block, str]]) -> str:
    headings = [(block, words) for block, words in texts if block.kind is BlockKind.HEADING]
    first = [words for block, words in headings if block.context.startswith("title")]
    return next(filter(None, [*first, *(words for _, words in headings)]), "")


def _lead_of(texts: list[tuple[Block, str]]) -> str:
    paragraphs = [words for block, words in texts if block.kind is BlockKind.PARAGRAPH]
    long = (words for words in paragraphs if len(words) >= _SHORTEST_LEAD)
    return next(long, next(iter(paragraphs), ""))
