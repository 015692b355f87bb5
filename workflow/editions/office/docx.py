"""What pandoc leaves to do in a DOCX file: days, title, language for the spelling check, styles."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from workflow.editions.office.xml import (
    NUMBER,
    TOTAL,
    cut_numbers,
    insert_after,
    iter_tags,
    parse_xml,
    replace_styles,
    root_of,
    set_text,
    write_xml,
)
from workflow.languages import with_country

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element

    from workflow.editions.page import Page

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_PAGE = (("w:w", "11906"), ("w:h", "16838"))
"""A4, in twentieths of a point."""
_MARGINS = (
    ("w:top", "1418"),
    ("w:right", "1474"),
    ("w:bottom", "1418"),
    ("w:left", "1474"),
    ("w:header", "709"),
    ("w:footer", "709"),
    ("w:gutter", "0"),
)


def dress_docx(files: dict[str, bytes], page: Page, *, has_own_styles: bool) -> dict[str, bytes]:
    """Return the parts of a DOCX file made ready; `has_own_styles` leaves an office's styles."""
    made = dict(files)
    made["docProps/core.xml"] = _properties(made["docProps/core.xml"], page)
    document = parse_xml(made["word/document.xml"])
    _describe_pictures(document)
    if page.direction == "rtl":
        for style in iter_tags(document, "w:tblStyle"):  # the schema wants it right behind it
            insert_after(style, _element(document, "w:bidiVisual"))
        _name_styles(document)
    if not has_own_styles:
        made["word/styles.xml"] = _styles(made["word/styles.xml"], page)
        _lay_out(document)
        made["word/footer1.xml"] = _footer(page)
        _declare_footer(made)
    made["word/document.xml"] = write_xml(document)
    return made


def _properties(data: bytes, page: Page) -> bytes:
    tree = parse_xml(data)
    day = f"{page.day.isoformat()}T00:00:00Z"
    set_text(tree, "dc:title", page.title)
    set_text(tree, "dc:creator", page.office)
    set_text(tree, "dc:language", page.lang)
    for name in ("dcterms:created", "dcterms:modified"):
        set_text(tree, name, day)
    return write_xml(tree)


def _describe_pictures(document: Document) -> None:
    """Take away the addresses that pandoc gives as a second description of a picture."""
    for element in iter_tags(document, "pic:cNvPr"):
        if element.getAttribute("descr").startswith("data:"):
            element.setAttribute("descr", "")


def _name_styles(document: Document) -> None:
    """Give paragraphs their style, which pandoc leaves out where it says that they run leftwards.

    It leaves it out in those alone; a paragraph of the style "Normal" has no space behind it.
    """
    for properties in iter_tags(document, "w:pPr"):
        if not properties.getElementsByTagName("w:pStyle"):
            style = _element(document, "w:pStyle", (("w:val", "BodyText"),))
            properties.insertBefore(style, properties.firstChild)


def _styles(data: bytes, page: Page) -> bytes:
    tree = parse_xml(data)
    folder = resources.files("workflow.editions") / "templates"
    ours = parse_xml((folder / "styles.docx.xml").read_bytes())
    replace_styles(tree, ours, name="w:style", key="w:styleId")
    defaults = next(iter_tags(tree, "w:rPrDefault"))
    for fonts in defaults.getElementsByTagName("w:rFonts"):
        for name in list(fonts.attributes.keys()):
            fonts.removeAttribute(name)
        for name in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.setAttribute(name, "Times New Roman")
        fonts.setAttribute("w:eastAsia", "SimSun")
    for lang in defaults.getElementsByTagName("w:lang"):
        tag = with_country(page.lang)
        is_asian = page.lang.partition("-")[0] in {"zh", "ja", "ko"}
        key = "w:bidi" if page.direction == "rtl" else "w:eastAsia" if is_asian else "w:val"
        lang.setAttribute(key, tag)
    return write_xml(tree)


def _lay_out(document: Document) -> None:
    """Give the only section of the document paper, margins and the footer."""
    for section in iter_tags(document, "w:sectPr"):
        footer = _element(document, "w:footerReference", (("w:type", "default"),))
        footer.setAttribute("r:id", "rIdFooter1")
        section.insertBefore(footer, section.firstChild)
        section.appendChild(_element(document, "w:pgSz", _PAGE))
        section.appendChild(_element(document, "w:pgMar", _MARGINS))


def _element(tree: Document, name: str, attributes: tuple[tuple[str, str], ...] = ()) -> Element:
    element = tree.createElement(name)
    for key, value in attributes:
        element.setAttribute(key, value)
    return element


def _footer(page: Page) -> bytes:
    tree = parse_xml(f'<w:ftr xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}"/>'.encode())
    paragraph = root_of(tree).appendChild(_element(tree, "w:p"))
    style = paragraph.appendChild(_element(tree, "w:pPr"))
    style.appendChild(_element(tree, "w:pStyle", (("w:val", "Footer"),)))
    style.appendChild(_element(tree, "w:jc", (("w:val", "center"),)))
    is_rtl = page.strings.direction == "rtl"
    if is_rtl:
        style.insertBefore(_element(tree, "w:bidi"), style.lastChild)
    text = page.strings.gettext("Page {number} of {total}", number=NUMBER, total=TOTAL)
    for piece in cut_numbers(text):
        field = {NUMBER: "PAGE", TOTAL: "NUMPAGES"}.get(piece)
        parent = paragraph
        if field:
            parent = paragraph.appendChild(_element(tree, "w:fldSimple", (("w:instr", field),)))
        run = parent.appendChild(_element(tree, "w:r"))
        if is_rtl:
            run.appendChild(_element(tree, "w:rPr")).appendChild(_element(tree, "w:rtl"))
        words = run.appendChild(_element(tree, "w:t", (("xml:space", "preserve"),)))
        words.appendChild(tree.createTextNode("1" if field else piece))
    return write_xml(tree)


def _declare_footer(files: dict[str, bytes]) -> None:
    types = parse_xml(files["[Content_Types].xml"])
    part = (("PartName", "/word/footer1.xml"), ("ContentType", _FOOTER))
    root_of(types).appendChild(_element(types, "Override", part))
    files["[Content_Types].xml"] = write_xml(types)
    relations = parse_xml(files["word/_rels/document.xml.rels"])
    link = (("Type", f"{_RELATIONS}/footer"), ("Id", "rIdFooter1"), ("Target", "footer1.xml"))
    root_of(relations).appendChild(_element(relations, "Relationship", link))
    files["word/_rels/document.xml.rels"] = write_xml(relations)
