"""What pandoc leaves to do in an ODT file: days, title, language, direction, styles, page."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from workflow.editions.office.xml import (
    NUMBER,
    TOTAL,
    cut_numbers,
    iter_tags,
    parse_xml,
    replace_styles,
    set_text,
    write_xml,
)
from workflow.languages import with_country

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element, Text

    from workflow.editions.page import Page

_PAPER = {
    "fo:page-width": "21cm",
    "fo:page-height": "29.7cm",
    "fo:margin-top": "2.5cm",
    "fo:margin-bottom": "2cm",
    "fo:margin-left": "2.6cm",
    "fo:margin-right": "2.6cm",
}
_CELLS = frozenset({"TableRowCell", "TableHeaderRowCell"})
_FIELDS = {NUMBER: "text:page-number", TOTAL: "text:page-count"}
_SUFFIXES = {"rtl": "-complex", "asian": "-asian"}


def dress_odt(files: dict[str, bytes], page: Page, *, has_own_styles: bool) -> dict[str, bytes]:
    """Return the parts of an ODT file made ready; `has_own_styles` leaves an office's styles."""
    made = dict(files)
    made["meta.xml"] = _meta(made["meta.xml"], page)
    styles = parse_xml(made["styles.xml"])
    if not has_own_styles:
        folder = resources.files("workflow.editions") / "templates"
        ours = parse_xml((folder / "styles.odt.xml").read_bytes())
        replace_styles(styles, ours, name="style:style", key="style:name")
        _lay_out(styles)
        _number_pages(styles, page)
        made["content.xml"] = _without_cell_styles(made["content.xml"])
    _set_language(styles, page)
    made["styles.xml"] = write_xml(styles)
    return made


def _without_cell_styles(data: bytes) -> bytes:
    """Take away pandoc's own looks of table cells, which go before the named ones that are ours."""
    tree = parse_xml(data)
    for style in list(iter_tags(tree, "style:style")):
        if style.getAttribute("style:name") in _CELLS and style.parentNode:
            style.parentNode.removeChild(style)
    return write_xml(tree)


def _meta(data: bytes, page: Page) -> bytes:
    tree = parse_xml(data)
    day = f"{page.day.isoformat()}T00:00:00"
    set_text(tree, "dc:title", page.title)
    set_text(tree, "dc:description", page.description)
    set_text(tree, "dc:language", page.lang)
    for name in ("dc:creator", "meta:initial-creator"):
        set_text(tree, name, page.office)
    for name in ("dc:date", "meta:creation-date"):
        set_text(tree, name, day)
    return write_xml(tree)


def _lay_out(styles: Document) -> None:
    for layout in iter_tags(styles, "style:page-layout-properties"):
        for name, value in _PAPER.items():
            layout.setAttribute(name, value)
    for notes in iter_tags(styles, "text:notes-configuration"):
        notes.setAttribute("style:num-suffix", " ")  # else the number touches the note


def _number_pages(styles: Document, page: Page) -> None:
    """Write "Page 1 of 2" where pandoc writes the number alone."""
    text = page.strings.gettext("Page {number} of {total}", number=NUMBER, total=TOTAL)
    for footer in iter_tags(styles, "style:footer"):
        for paragraph in footer.getElementsByTagName("text:p"):
            while paragraph.firstChild:
                paragraph.removeChild(paragraph.firstChild)
            for piece in cut_numbers(text):
                paragraph.appendChild(_piece(styles, piece))


def _piece(tree: Document, piece: str) -> Element | Text:
    if piece not in _FIELDS:
        return tree.createTextNode(piece)
    field = tree.createElement(_FIELDS[piece])
    if piece == NUMBER:
        field.setAttribute("text:select-page", "current")
    field.appendChild(tree.createTextNode("1"))
    return field


def _set_language(styles: Document, page: Page) -> None:
    """Say what language and direction the text has unless it says otherwise."""
    language, _, country = with_country(page.lang).partition("-")
    is_asian = language in {"zh", "ja", "ko"}
    kind = _SUFFIXES.get("asian" if is_asian else page.direction, "")
    for default in iter_tags(styles, "style:default-style"):
        if default.getAttribute("style:family") != "paragraph":
            continue
        for text in default.getElementsByTagName("style:text-properties"):
            prefix = "style" if kind else "fo"
            text.setAttribute(f"{prefix}:language{kind}", language)
            text.setAttribute(f"{prefix}:country{kind}", country or "none")
        if page.direction == "rtl":
            for paragraph in default.getElementsByTagName("style:paragraph-properties"):
                paragraph.setAttribute("style:writing-mode", "rl-tb")
                paragraph.setAttribute("fo:text-align", "end")
    if page.direction == "rtl":
        for layout in iter_tags(styles, "style:page-layout-properties"):
            layout.setAttribute("style:writing-mode", "rl-tb")
