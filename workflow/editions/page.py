"""An edition as its readers meet it: the text, and what an office puts round it.

Every format for readers starts from a `Page`, so that all say the same: one parser, one sanitiser,
one notice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from workflow.editions.base import Status
from workflow.editions.days import corrected_day, date_in_words, day_of
from workflow.editions.html.body import HtmlBody, find_looks, render_body
from workflow.editions.html.passages import find_foreign_keys, find_passages
from workflow.editions.html.tree import (
    Element,
    Node,
    iter_elements,
    parse_fragment,
    text_of,
    transform,
)
from workflow.editions.images import Picture, beside, is_local, read_picture
from workflow.editions.markdown import render_markdown
from workflow.languages import base_of, direction, text_in
from workflow.messages import public_strings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workflow.editions.base import EditionContent
    from workflow.messages import Strings
    from workflow.model import LangTag

_EARLIEST = dt.date(1980, 1, 1)
"""The first day that a zip file can name, and the day of releases that have none."""
_UPRIGHT = frozenset({"ar", "fa", "he", "hi", "ja", "ko", "ps", "ur", "yi", "zh"})
"""Languages whose letters join or fill squares."""
_LONGEST_TITLE = 300
_LONGEST_DESCRIPTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is the same for all editions of a workspace."""

    root: Path
    """The workspace; no picture is read from outside of it."""
    source_lang: LangTag
    templates: Path
    """The folder in which an office puts templates of its own; it need not exist."""
    fonts: Path
    """The folder in which an office puts fonts of its own; it need not exist."""
    font: str = ""
    """The family that texts of PDF editions are set in; empty for the one that Typst carries."""
    office: str | tuple[tuple[LangTag, str], ...] = ""
    """The name of the office, for the letterhead; one, or one for each language."""
    logo: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An edition ready to be set in any format."""

    lang: LangTag
    direction: str
    title: str
    title_lang: LangTag
    """The language of the source where the front matter's title is not translated."""
    description: str
    date: dt.date | None
    """The day that the front matter states."""
    date_text: str
    """That day as readers of the language write it; empty where the text has its own dateline."""
    office: str
    logo: Picture | None
    notice: str
    """What tells readers that no person has read every sentence; empty for a reviewed edition."""
    corrected: str
    """What tells readers that the release was corrected, and when; empty where it was not."""
    correction: str
    """What was corrected, in the words of the release."""
    correction_lang: LangTag
    """The language of these words."""
    body: HtmlBody
    nodes: tuple[Node, ...]
    """The body as a tree; the ``src`` of a picture is its key in `pictures`."""
    pictures: dict[str, Picture] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    """Where they were read, the logo left out."""
    strings: Strings

    @property
    def day(self) -> dt.date:
        """The day of the files inside an edition: never that of the run."""
        return max(self.date or _EARLIEST, _EARLIEST)

    @property
    def title_direction(self) -> str:
        """The direction of the title."""
        return direction(self.title_lang)

    @property
    def correction_direction(self) -> str:
        """The direction of what was corrected."""
        return direction(self.correction_lang)

    @property
    def has_italics(self) -> bool:
        """Tell whether the letters of the language are slanted for emphasis, and spaced out."""
        return base_of(self.lang) not in _UPRIGHT

    @property
    def text(self) -> str:
        """The words of the edition in reading order, without what stands round them."""
        title = "" if self.body.has_title else f"{self.title}\n"
        return title + text_of(self.nodes)


def compose_page(content: EditionContent, frame: Frame) -> Page:
    """Return the page of an edition.

    Raises `EditionError` where it would misrepresent the source, or a picture cannot be used.
    """
    strings = public_strings(content.lang)
    body = render_body(
        render_markdown(content),
        lang=content.lang,
        source_lang=frame.source_lang,
        untranslated=find_passages(content.document, content.segments, content.targets),
        back_label=strings.gettext("Back to the text"),
        looks=_looks_of(content, frame),
    )
    pictures: dict[str, Picture] = {}
    files: list[Path] = []
    carry = partial(_carried, document=frame.root / content.document.path, frame=frame)
    hold = partial(carry, pictures=pictures, files=files)
    nodes = tuple(transform(parse_fragment(body.html), hold))
    metadata = {key.casefold(): value for key, value in body.metadata}
    date, corrected = day_of(metadata.get("date", "")), corrected_day(metadata)
    foreign = find_foreign_keys(content.document, content.segments, content.targets)
    langs = {key: frame.source_lang for key in foreign if metadata.get(key, "").strip()}
    return Page(
        lang=content.lang,
        direction=direction(content.lang),
        title=_shortened(body.title or content.document.path, _LONGEST_TITLE),
        title_lang=langs.get("title", content.lang),
        description=_shortened(metadata.get("description", ""), _LONGEST_DESCRIPTION),
        date=date,
        date_text=date_in_words(date, content.lang) if date and not _has_dateline(nodes) else "",
        office=text_in(content.lang, frame.office) or text_in(frame.source_lang, frame.office),
        logo=_logo_of(frame),
        notice=""
        if content.status is Status.REVIEWED
        else strings.gettext("Machine translation, not reviewed."),
        corrected=_say_corrected(corrected, strings),
        correction=" ".join(metadata.get("correction", "").split()) if corrected else "",
        correction_lang=langs.get("correction", content.lang),
        body=body,
        nodes=nodes,
        pictures=pictures,
        files=tuple(files),
        strings=strings,
    )


def _looks_of(content: EditionContent, frame: Frame) -> Mapping[int, str]:
    if content.looks is not None:
        return content.looks
    return find_looks(content.document.source, lang=frame.source_lang)


def _carried(
    element: Element,
    *,
    document: Path,
    frame: Frame,
    pictures: dict[str, Picture],
    files: list[Path],
) -> Sequence[Node]:
    """Return an element whose picture travels with the edition; one from elsewhere is a link."""
    if element.tag != "img":
        return (element,)
    address, alt = element.get("src"), element.get("alt")
    if not address:
        return (alt,) if alt else ()
    if not is_local(address):
        link = (("href", address), ("rel", "noopener noreferrer"))
        return (Element(tag="a", attrs=link, children=(alt or address,)),)
    path = beside(document, address)
    files.append(path)
    picture = read_picture(path, root=frame.root, name=address)
    known = next((key for key, each in pictures.items() if each == picture), "")
    key = known or f"picture-{len(pictures) + 1}{picture.suffix}"
    pictures[key] = picture
    return (element.having(src=key, alt=alt),)


def _logo_of(frame: Frame) -> Picture | None:
    if frame.logo is None:
        return None
    return read_picture(frame.logo, root=frame.root, name=frame.logo.name)


def _has_dateline(nodes: Sequence[Node]) -> bool:
    return any(element.get("class") == "dateline" for element in iter_elements(nodes))


def _say_corrected(day: dt.date | None, strings: Strings) -> str:
    if day is None:
        return ""
    return strings.gettext("Corrected on {date}.", date=date_in_words(day, strings.lang))


def _shortened(text: str, longest: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
