"""Markdown to HTML tokens by the rules that take releases apart, marked for readers and machines.

Headings and footnotes get ids that are the same in every language; passages in the language of the
source say so; structured lines get the class of what they are.
"""

from __future__ import annotations

import functools
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from workflow.editions.html.looks import iter_numbers, look_of
from workflow.editions.html.notes import NOTE_RULES
from workflow.editions.html.passages import locate_passages
from workflow.languages import direction
from workflow.markdown.parse import find_switches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.utils import EnvType

    from workflow.model import LangTag

_NOTE = "footnote_ref"
_EDGE = " \t\n"


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
    looks: Mapping[int, str] | None = None
    """Number of a text → its class, as `find_looks` has them; None: as the words themselves say."""


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
    md.core.ruler.push("mark_numbers", _mark_numbers)
    for name, rule in NOTE_RULES.items():
        md.add_render_rule(name, rule)
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
        if token.type == "table_open":  # a wide one is scrolled, by keyboard too
            token.attrSet("tabindex", "0")
        if token.type in {"th_open", "td_open"}:
            _mark_cell(token, markers)
        if token.type != "inline":
            continue
        if opening.type == "heading_open":
            section += 1
            opening.attrSet("id", f"{markers.own}section-{section}")
        elif opening.type == "paragraph_open" and opening.level == 0:
            look = _look_of(token, markers)
            if look:
                opening.attrSet("class", markers.own + look)


def _mark_cell(token: Token, markers: Markers) -> None:
    _, _, side = str(token.attrs.pop("style", "")).partition(":")
    if side:
        token.attrSet("class", f"{markers.own}align-{side}")
    if token.type == "th_open":
        token.attrSet("scope", "col")


def _look_of(token: Token, markers: Markers) -> str:
    if "number" not in token.meta:  # a note that stands in its sentence, ^[like this]
        return ""
    if markers.looks is not None:
        return markers.looks.get(token.meta["number"], "")
    return look_of(visible_text(token), (markers.lang, markers.source_lang))


def _mark_numbers(state: StateCore) -> None:
    """Keep the groups of a number together, and in their order where the text runs leftwards."""
    markers: Markers = state.env["markers"]
    way = ' dir="ltr"' if direction(markers.lang) == "rtl" else ""
    opening = f'<span class="{markers.own}digits"{way}>'
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = [
                piece for child in token.children for piece in _numbers_apart(child, opening)
            ]


def _numbers_apart(child: Token, opening: str) -> Iterator[Token]:
    spans = list(iter_numbers(child.content)) if child.type == "text" else []
    if not spans:
        yield child
        return
    at = 0
    for span in spans:
        yield _text_token(child.content[at : span.start])
        yield Token("html_inline", "", 0, content=opening)
        yield _text_token(span.of(child.content))
        yield Token("html_inline", "", 0, content="</span>")
        at = span.end
    yield _text_token(child.content[at:])
