"""Markdown to HTML tokens by the rules that take releases apart, marked for readers and machines.

Headings and footnotes get ids that are the same in every language; passages in the language of the
source say so; structured lines get the class of what they are.
"""

from __future__ import annotations

import functools
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from workflow import structured
from workflow.editions.html.passages import locate_passages
from workflow.languages import direction
from workflow.markdown.parse import find_switches
from workflow.model import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.utils import EnvType

    from workflow.model import LangTag

_NOTE = "footnote_ref"
_EDGE = " \t\n"
_LONGEST_BLOCK = 12
"""In lines; a letterhead or a block of addresses is no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markers:
    """What the rendering of one text needs besides the text."""

    lang: LangTag
    source_lang: LangTag
    untranslated: Mapping[int, Sequence[str]]
    """Number of a text → the Markdown of its passages in the source language."""
    own: str
    """The prefix of our ids and classes."""
    back_label: str = ""
    """What a screen reader says for the arrow that leads from a footnote back to the text."""


def to_tokens(text: str, markers: Markers) -> list[Token]:
    """Return the tokens of `text`, ready to be rendered."""
    return _parser().parse(text, {"markers": markers})


def to_html(tokens: Sequence[Token], markers: Markers) -> str:
    """Return the HTML of tokens; raw HTML is in it as it was written."""
    md = _parser()
    return str(md.renderer.render(tokens, md.options, {"markers": markers}))


def visible_text(token: Token) -> str:
    """Return what a reader sees of an inline token; hard breaks are line feeds."""
    pieces = []
    for child in token.children or ():
        if child.type in {"text", "code_inline", "image"}:
            pieces.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            pieces.append("\n" if child.type == "hardbreak" else " ")
    return "".join(pieces).strip()


@functools.cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    footnote_plugin(md)
    md.core.ruler.after("block", "number_texts", _number_texts)
    md.core.ruler.after("inline", "mark_passages", _mark_passages)
    md.core.ruler.push("mark_blocks", _mark_blocks)
    for name in ("ref", "block_open", "block_close", "open", "anchor"):
        md.add_render_rule(f"footnote_{name}", globals()[f"_render_footnote_{name}"])
    return md


# --- Languages ---------------------------------------------------------------------------------


def _number_texts(state: StateCore) -> None:
    number = 0
    for token in state.tokens:
        if token.type == "inline":
            token.meta["number"] = number
            number += 1


def _mark_passages(state: StateCore) -> None:
    """Give texts, or the passages of them, the language that they are in."""
    markers: Markers = state.env["markers"]
    is_off = False
    for before, token in _pairs(state.tokens):
        if token.type == "html_block":
            is_off = [is_off, *find_switches(token.content)][-1]
        elif token.type == "inline":
            texts = markers.untranslated.get(token.meta["number"], ())
            if is_off:
                _mark_whole(before, token, markers)
            elif texts and markers.lang != markers.source_lang:
                _mark_parts(before, token, texts, state)


def _pairs(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield each token with the one before it; no inline token comes first."""
    return zip([*tokens[:1], *tokens], tokens, strict=False)


def _mark_whole(opening: Token, token: Token, markers: Markers) -> None:
    if markers.lang == markers.source_lang:
        return
    lang, way = markers.source_lang, direction(markers.source_lang)
    if opening.nesting == 1 and not opening.hidden:
        opening.attrSet("lang", lang)
        opening.attrSet("dir", way)
    else:  # a tight list item has no paragraph of its own
        token.children = _in_span(token.children or [], markers)


def _mark_parts(opening: Token, token: Token, texts: Sequence[str], state: StateCore) -> None:
    markers, content = state.env["markers"], token.content
    spans = locate_passages(content, texts)
    rest, at = [], 0
    for span in spans:
        rest.append(content[at : span.start])
        at = span.end
    rest.append(content[at:])
    if not "".join(rest).strip(" \t\n\\"):
        _mark_whole(opening, token, markers)
        return
    env = {**state.env, "footnotes": deepcopy(state.env.get("footnotes", {}))}
    children: list[Token] = []
    for index, piece in enumerate(rest):
        children += _parse_piece(piece, state.md, env)
        if index < len(spans):
            passage = _parse_piece(spans[index].of(content), state.md, env)
            children += _in_span(passage, markers)
    _replace_children(token, children)


def _parse_piece(text: str, md: MarkdownIt, env: EnvType) -> list[Token]:
    """Parse a part of a text alone: no construct reaches from one segment into another."""
    children: list[Token] = []
    words = text.strip(_EDGE)
    if text and text[0] in _EDGE:
        children.append(_text_token(" "))
    if words:
        md.inline.parse(words, md, env, children)
        if text[-1] in _EDGE:
            children.append(_text_token(" "))
    return children


def _replace_children(token: Token, children: list[Token]) -> None:
    """Take `children` for those of `token` if they show the same.

    Footnote marks are those of the first parse: theirs are the numbers that the notes have.
    """
    pieces = Token("inline", "", 0, children=children)
    notes = [child for child in token.children or () if child.type == _NOTE]
    same = visible_text(pieces).split() == visible_text(token).split()
    if same and sum(child.type == _NOTE for child in children) == len(notes):
        marks = iter(notes)
        token.children = [next(marks) if child.type == _NOTE else child for child in children]


def _text_token(text: str) -> Token:
    return Token("text", "", 0, content=text)


def _in_span(children: Sequence[Token], markers: Markers) -> list[Token]:
    lang = markers.source_lang
    opening = Token("html_inline", "", 0, content=f'<span lang="{lang}" dir="{direction(lang)}">')
    return [opening, *children, Token("html_inline", "", 0, content="</span>")]


# --- Ids and classes ---------------------------------------------------------------------------


def _mark_blocks(state: StateCore) -> None:
    markers: Markers = state.env["markers"]
    section = 0
    for opening, token in _pairs(state.tokens):
        if token.type in {"th_open", "td_open"}:
            _mark_cell(token, markers)
        if token.type != "inline":
            continue
        if opening.type == "heading_open":
            section += 1
            opening.attrSet("id", f"{markers.own}section-{section}")
        elif opening.type == "paragraph_open" and opening.level == 0:
            kind = _kind_of(visible_text(token), markers)
            if kind:
                opening.attrSet("class", markers.own + kind)


def _mark_cell(token: Token, markers: Markers) -> None:
    _, _, side = str(token.attrs.pop("style", "")).partition(":")
    if side:
        token.attrSet("class", f"{markers.own}align-{side}")
    if token.type == "th_open":
        token.attrSet("scope", "col")


def _kind_of(text: str, markers: Markers) -> str:
    lines = text.split("\n")
    if len(lines) > _LONGEST_BLOCK:
        return ""
    for lang in dict.fromkeys((markers.lang, markers.source_lang)):
        whole = structured.classify(text, lang)
        kinds = {structured.classify(line, lang) for line in lines}
        if LineKind.CONTACT in kinds and LineKind.PROSE not in kinds - {whole}:
            return "contact"
        if LineKind.CONTACT in kinds and len(lines) > 1:
            return "contact"
        if whole is LineKind.DATELINE:
            return "dateline"
        if whole in {LineKind.LETTERHEAD, LineKind.CAPITALS}:
            return "letterhead"
    return ""


def _render_footnote_ref(
    _: Any,  # noqa: ANN401 - markdown-it's renderer
    tokens: Sequence[Token],
    index: int,
    _options: object,
    env: Mapping[str, Any],
) -> str:
    own, note = env["markers"].own, tokens[index].meta
    number, again = note["id"] + 1, note["subId"]
    name = f"{number}-{again + 1}" if again else f"{number}"
    return (
        f'<sup class="{own}note-mark"><a href="#note-{number}" id="{own}note-mark-{name}"'
        f' role="{own}doc-noteref">{number}</a></sup>'
    )


def _render_footnote_block_open(
    _: Any,  # noqa: ANN401 - markdown-it's renderer
    _tokens: Sequence[Token],
    _index: int,
    _options: object,
    env: Mapping[str, Any],
) -> str:
    own = env["markers"].own
    return f'<section class="{own}notes" role="{own}doc-endnotes">\n<hr>\n<ol>\n'


def _render_footnote_block_close(*_: object) -> str:
    return "</ol>\n</section>\n"


def _render_footnote_open(
    _: Any,  # noqa: ANN401 - markdown-it's renderer
    tokens: Sequence[Token],
    index: int,
    _options: object,
    env: Mapping[str, Any],
) -> str:
    return f'<li id="{env["markers"].own}note-{tokens[index].meta["id"] + 1}">'


def _render_footnote_anchor(
    _: Any,  # noqa: ANN401 - markdown-it's renderer
    tokens: Sequence[Token],
    index: int,
    _options: object,
    env: Mapping[str, Any],
) -> str:
    markers, note = env["markers"], tokens[index].meta
    number, again = note["id"] + 1, note["subId"]
    name = f"{number}-{again + 1}" if again else f"{number}"
    label = f' aria-label="{markers.back_label}"' if markers.back_label else ""
    return (
        f' <a href="#note-mark-{name}" class="{markers.own}note-back"'
        f' role="{markers.own}doc-backlink"{label}>↩</a>'
    )
