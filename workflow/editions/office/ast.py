"""An edition as pandoc's own data (its JSON), so that pandoc parses none of our texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from workflow.editions.flow import number_of, to_data
from workflow.languages import direction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from workflow.editions.flow import Data
    from workflow.editions.page import Page
    from workflow.model import LangTag

Ast: TypeAlias = dict[str, Any]

_API = [1, 23, 1]
"""The version of pandoc-types whose JSON this is: pandoc 3 reads it."""

_WRAPPED = {
    **dict.fromkeys(("strong", "b"), "Strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "Emph"),
    **dict.fromkeys(("del", "s"), "Strikeout"),
    **dict.fromkeys(("ins", "u"), "Underline"),
    "sub": "Subscript",
    "sup": "Superscript",
}
_NARROWEST, _WIDEST, _MARGINS = 9, 32, 4
"""Characters of a table's column that its share of the line is reckoned by."""
_MARK = "\u200e"
"""Left-to-right mark: what stands between two of them runs so, in every office programme."""
_TEXTS = frozenset({"p", "run", "summary", "figcaption", "caption"})
_STYLES = {
    "letterhead": "Letterhead",
    "dateline": "Dateline",
    "contact": "Contact",
    "caption": "Caption",
    "figcaption": "Caption",
}
_SIDES = {"align-left": "AlignLeft", "align-right": "AlignRight", "align-center": "AlignCenter"}


def to_ast(page: Page) -> Ast:
    """Return the document of a page, with what an office puts round the text."""
    blocks = [*_head(page), *_Writer(page).blocks(to_data(page.nodes))]
    meta = {"lang": page.lang, "dir": page.direction}
    return {
        "pandoc-api-version": _API,
        "meta": {key: {"t": "MetaString", "c": value} for key, value in meta.items()},
        "blocks": blocks,
    }


def _head(page: Page) -> Iterator[Ast]:
    if page.office or page.logo:
        logo = [_image(page.logo.uri, page.office)] if page.logo else []
        gap = [_node("LineBreak")] if logo and page.office else []
        yield _styled("Office", [_para([*logo, *gap, *_words(page.office)])])
    if page.date_text:
        yield _styled("Dateline", [_para(_words(page.date_text))])
    if page.notice:
        lang = {"lang": page.strings.lang, "dir": page.strings.direction}
        yield _styled("Notice", [_para(_words(page.notice))], **lang)
    if page.corrected:
        lang = {"lang": page.strings.lang, "dir": page.strings.direction}
        said = _node("Span", [_attr(**lang), [_node("Strong", _words(page.corrected))]])
        told = _in_language(_words(page.correction), page.correction_lang, page)
        more = [*_words(" "), *told] if page.correction else []
        yield _styled("Notice", [_para([said, *more])])
    if not page.body.has_title:
        title = _in_language(_words(page.title), page.title_lang, page)
        yield _node("Header", [1, _attr(), title])


def _in_language(inlines: list[Ast], lang: LangTag, page: Page) -> list[Ast]:
    """Return words that say so where their language is not that of the page."""
    if lang == page.lang:
        return inlines
    return [_node("Span", [_attr(lang=lang, dir=direction(lang)), inlines])]


class _Writer:
    """Writes the text of one page."""

    def __init__(self, page: Page) -> None:
        self._pictures = page.pictures
        self._has_italics = page.has_italics

    def blocks(self, nodes: Iterable[Data], *, is_tight: bool = False) -> list[Ast]:
        """Return blocks; paragraphs of a tight list have no space around them."""
        return [made for node in nodes for made in self._block(node, is_tight=is_tight)]

    def _block(self, node: Data, *, is_tight: bool) -> list[Ast]:
        if isinstance(node, str):
            return [_para(_words(node))]
        made = self._made(node, is_tight=is_tight)
        style = _STYLES.get(node.get("class", "")) or _STYLES.get(node["t"])
        lang = {key: node[key] for key in ("lang", "dir") if key in node}
        if style:
            return [_styled(style, made, **lang)]
        return [_node("Div", [_attr(**lang), made])] if lang else made

    def _made(self, node: dict[str, Any], *, is_tight: bool) -> list[Ast]:
        if node["t"] in _TEXTS:
            inlines = self._inlines(node["c"])
            return [_node("Plain" if is_tight else "Para", inlines)]
        make = self._MAKERS.get(node["t"])
        return make(self, node) if make else self.blocks(node.get("c", ()))

    def _term(self, node: dict[str, Any]) -> list[Ast]:
        return [_para([_node("Strong", self._inlines(node["c"]))])]

    def _heading(self, node: dict[str, Any]) -> list[Ast]:
        return [_node("Header", [node["level"], _attr(), self._inlines(node["c"])])]

    def _bullets(self, node: dict[str, Any]) -> list[Ast]:
        return [_node("BulletList", list(self._items(node)))]

    def _numbers(self, node: dict[str, Any]) -> list[Ast]:
        style = [node["start"], {"t": "Decimal"}, {"t": "Period"}]
        return [_node("OrderedList", [style, list(self._items(node))])]

    def _quotation(self, node: dict[str, Any]) -> list[Ast]:
        return [_node("BlockQuote", self.blocks(node["c"]))]

    def _preformatted(self, node: dict[str, Any]) -> list[Ast]:
        return [_node("CodeBlock", [_attr(), node["s"]])]

    def _rule(self, _: dict[str, Any]) -> list[Ast]:
        return [_node("HorizontalRule")]

    def _items(self, node: dict[str, Any]) -> Iterator[list[Ast]]:
        for item in node["c"]:
            yield self.blocks(item["c"], is_tight=node["tight"])

    def _table(self, node: dict[str, Any]) -> list[Ast]:
        made = self.blocks(node["c"])
        rows = [[_attr(), [self._cell(cell) for cell in row]] for row in node["rows"]]
        heads, width = node["heads"], node["columns"]
        if not width:
            return made
        columns = [
            [{"t": "AlignDefault"}, {"t": "ColWidth", "c": share}]
            for share in _shares(node["rows"], width)
        ]
        head, body, foot = [_attr(), rows[:heads]], [_attr(), 0, [], rows[heads:]], [_attr(), []]
        no_caption: list[Any] = [None, []]
        return [*made, _node("Table", [_attr(), no_caption, columns, head, [body], foot])]

    def _cell(self, cell: dict[str, Any]) -> list[Any]:
        side = {"t": _SIDES.get(cell.get("class", ""), "AlignDefault")}
        return [_attr(), side, 1, 1, self.blocks(cell["c"], is_tight=True)]

    def _inlines(self, nodes: Sequence[Data]) -> list[Ast]:
        return [made for node in nodes for made in self._inline(node)]

    def _inline(self, node: Data) -> list[Ast]:
        if isinstance(node, str):
            return _words(node)
        made = self._marked(node)
        lang = {key: node[key] for key in ("lang", "dir") if key in node}
        return [_node("Span", [_attr(**lang), made])] if lang else made

    def _marked(self, node: dict[str, Any]) -> list[Ast]:
        make = self._MARKERS.get(node["t"])
        if make:
            return make(self, node)
        inner = self._inlines(node.get("c", ()))
        if node.get("class") == "digits" and "dir" in node:
            return [_node("Str", _MARK), *inner, _node("Str", _MARK)]
        kind = _WRAPPED.get(node["t"], "")
        if kind and (self._has_italics or kind != "Emph"):
            return [_node(kind, inner)]
        if "href" in node:
            return [_node("Link", [_attr(), inner, [node["href"], ""]])]
        return inner

    def _break(self, node: dict[str, Any]) -> list[Ast]:
        return [_node("LineBreak") if node["t"] == "br" else _node("Str", "\u200b")]

    def _code(self, node: dict[str, Any]) -> list[Ast]:
        return [_node("Code", [_attr(), node["s"]])]

    def _picture(self, node: dict[str, Any]) -> list[Ast]:
        return [_image(self._pictures[node["src"]].uri, node.get("alt", ""))]

    def _quoted(self, node: dict[str, Any]) -> list[Ast]:
        return [_node("Quoted", [{"t": "DoubleQuote"}, self._inlines(node["c"])])]

    def _reading(self, node: dict[str, Any]) -> list[Ast]:
        """Put what is written small above a word behind it."""
        return [*_words(" ("), *self._inlines(node["c"]), *_words(")")]

    def _call(self, node: dict[str, Any]) -> list[Ast]:
        if node["t"] == "note":
            return [_node("Note", self._note(node["c"]))]
        return [_node("Superscript", [_node("Str", number_of(node["name"]))])]

    def _note(self, nodes: Sequence[Data]) -> list[Ast]:
        """Return the blocks of a note, whose first paragraph is given as what it holds."""
        blocks: list[Ast] = []
        first: list[Data] = []
        for node in nodes:
            if isinstance(node, dict) and node["t"] in {"p", "run", "ul", "ol", "table", "pre"}:
                blocks += self._block(node, is_tight=False)
            else:
                first.append(node)
        return [*([_para(self._inlines(first))] if first else []), *blocks]

    _MAKERS: ClassVar[dict[str, Callable[[_Writer, dict[str, Any]], list[Ast]]]] = {
        "dt": _term,
        "h": _heading,
        "ul": _bullets,
        "ol": _numbers,
        "blockquote": _quotation,
        "dd": _quotation,
        "pre": _preformatted,
        "hr": _rule,
        "table": _table,
    }
    """How a block is made; what is not here is what it holds."""
    _MARKERS: ClassVar[dict[str, Callable[[_Writer, dict[str, Any]], list[Ast]]]] = {
        "br": _break,
        "wbr": _break,
        "code": _code,
        "img": _picture,
        "note": _call,
        "note-again": _call,
        "q": _quoted,
        "rt": _reading,
    }
    """How a mark in running text is made; what is not here is what it holds."""


def _shares(rows: Sequence[Sequence[dict[str, Any]]], width: int) -> list[float]:
    """Return the share of the line that each column takes, by its longest cell."""
    lengths = [
        min(max(_NARROWEST, *(len(_plain(row[column])) for row in rows)), _WIDEST) + _MARGINS
        for column in range(width)
    ]
    return [round(length / sum(lengths), 4) for length in lengths]


def _plain(node: Data) -> str:
    if isinstance(node, str):
        return node
    own: str = node.get("s", "")
    return own + "".join(_plain(child) for child in node.get("c", ()))


def _node(kind: str, content: object = None) -> Ast:
    return {"t": kind} if content is None else {"t": kind, "c": content}


def _attr(**values: str) -> list[Any]:
    return ["", [], [[key.replace("_", "-"), value] for key, value in values.items()]]


def _styled(style: str, blocks: list[Ast], **lang: str) -> Ast:
    return _node("Div", [_attr(custom_style=style, **lang), blocks])


def _para(inlines: list[Ast]) -> Ast:
    return _node("Para", inlines)


def _image(uri: str, alt: str) -> Ast:
    return _node("Image", [_attr(), _words(alt), [uri, ""]])


def _words(text: str) -> list[Ast]:
    """Return a text; only ordinary spaces are spaces, the others belong to their words."""
    made: list[Ast] = []
    for index, word in enumerate(text.split(" ")):
        if index:
            made.append(_node("Space"))
        if word:
            made.append(_node("Str", word))
    return made
