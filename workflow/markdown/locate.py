"""Find where inline constructs stand: markdown-it decides what they are, we note their offsets.

markdown-it's inline tokens carry no positions. Every rule moves ``state.pos`` from the first to the
last character of what it consumed, so this tokenizer notes both round each rule; delimiters of
emphasis are noted one by one and become pairs once markdown-it has balanced them. Searching the
tokens' contents in the source again was rejected: escapes, entities and repeated words defeat it.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

from workflow.model import MarkupKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.token import Token
    from markdown_it.utils import EnvType


class Construct(NamedTuple):
    """An inline construct: ``[start:opened]`` opens it, ``[closing:end]`` closes it."""

    kind: MarkupKind | None
    """None for characters that are written otherwise than shown: escapes, entities, soft breaks."""
    start: int
    opened: int
    closing: int
    end: int
    shown: str = ""
    """What a reader sees instead, where `kind` is None."""

    @property
    def is_opaque(self) -> bool:
        """Tell whether nothing inside the construct is text of the paragraph."""
        return self.opened == self.end


_MARK = re.compile(r"[\n\\`~*_\[\]!^<&]")
_SPECIAL = re.compile(r"[\\`~*_\[^<&]")
_HARD_BREAK = re.compile(r" {2,}\n")
_OFF = re.compile(r"<!--\s*translate:off\s*-->")
_ON = re.compile(r"<!--\s*translate:on\s*-->")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*?(/?)>", re.DOTALL)

_PAIRS = {
    "em": (MarkupKind.EMPHASIS, 1),
    "strong": (MarkupKind.STRONG, 2),
    "s": (MarkupKind.STRIKE, 2),
}
_OPAQUE = {
    "html_inline": MarkupKind.HTML,
    "image": MarkupKind.IMAGE,
    "footnote_ref": MarkupKind.FOOTNOTE,
}


def locate(text: str, references: Collection[str] | None = ()) -> tuple[Construct, ...]:
    """Return the inline constructs of `text`, outer before inner, in order of appearance.

    `references` are the normalised labels of link definitions; None takes every label for defined.
    A footnote mark counts as one even where its definition is not known.
    """
    if not _SPECIAL.search(text):
        return tuple(_atom(MarkupKind.BREAK, *match.span()) for match in _HARD_BREAK.finditer(text))
    state = _new_state(text, references)
    scanner = _parser().inline
    scanner.tokenize(state)
    for rule in scanner.ruler2.getRules(""):
        rule(state)
    found = [*state.env["found"], *_paired(state.env["delimiters"])]
    found.sort(key=lambda construct: (construct.start, -construct.end))
    return tuple(_shielded(found, text))


def find_label_end(text: str, start: int) -> int:
    """Return the offset of the ``]`` that closes the bracket at `start`, or -1."""
    return parseLinkLabel(_new_state(text, ()), start)


def pair_tags(
    constructs: Collection[Construct], text: str
) -> tuple[tuple[Construct, Construct], ...]:
    """Return the opening and closing HTML tags that belong together within one parent."""
    pairs: list[tuple[Construct, Construct]] = []
    opened: list[tuple[str, int, Construct]] = []
    ends: list[int] = []
    for construct in constructs:
        while ends and ends[-1] <= construct.start:
            ends.pop()
        if not construct.is_opaque:
            ends.append(construct.end)
        match = _TAG.fullmatch(text, construct.start, construct.end)
        if construct.kind is not MarkupKind.HTML or not match or match[3]:
            continue
        name, depth = match[2].lower(), len(ends)
        if not match[1]:
            opened.append((name, depth, construct))
            continue
        for index in range(len(opened) - 1, -1, -1):
            if opened[index][:2] == (name, depth):
                pairs.append((opened[index][2], construct))
                del opened[index:]
                break
    return tuple(pairs)


class _Scanner(ParserInline):
    """markdown-it's inline tokenizer, noting positions, with rules chosen by first character."""

    def __init__(self, rules: dict[str, RuleFuncInlineType]) -> None:
        super().__init__()
        self.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
        self._rules = {
            "\n": (rules["newline"],),
            "\\": (rules["escape"],),
            "`": (rules["backticks"],),
            "~": (rules["strikethrough"],),
            "*": (rules["emphasis"],),
            "_": (rules["emphasis"],),
            "[": (rules["link"], rules["footnote_ref"]),
            "!": (rules["image"],),
            "^": (rules["footnote_inline"],),
            "<": (rules["autolink"], rules["html_inline"]),
            "&": (rules["entity"],),
        }

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Do nothing: what images and inline footnotes hold is located when they are translated."""
        del src, md, env
        return tokens

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the name is markdown-it's
        """Move past one token without making it: the look-ahead for the end of a link label."""
        start = state.pos
        if start in state.cache:
            state.pos = state.cache[start]
            return
        self._skip(state)
        state.cache[start] = state.pos

    def _skip(self, state: StateInline) -> None:
        match = _MARK.search(state.src, state.pos, state.posMax)
        if match is None or state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax
        elif match.start() > state.pos:
            state.pos = match.start()
        else:
            state.level += 1
            done = any(rule(state, True) for rule in self._rules.get(match[0], ()))
            state.level -= 1
            if not done:
                state.pos += 1

    def tokenize(self, state: StateInline) -> None:
        """Tokenize up to ``state.posMax`` and note what each rule consumed."""
        end = state.posMax
        nesting = state.md.options["maxNesting"]
        while state.pos < end:
            start, known = state.pos, len(state.tokens)
            match = _MARK.search(state.src, start, end)
            stop = match.start() if match else end
            if stop > start:
                state.pending += state.src[start:stop]
                state.pos = stop
            elif state.level < nesting and any(
                rule(state, False) for rule in self._rules.get(state.src[start], ())
            ):
                _note(state, start, known)
            else:
                state.pending += state.src[start]
                state.pos += 1
        if state.pending:
            state.pushPending()
        state.env["label_end"] = end


def _note(state: StateInline, start: int, known: int) -> None:
    """Keep the offsets of the construct that one rule has just consumed."""
    if len(state.tokens) == known:
        return
    found: list[Construct] = state.env["found"]
    token = state.tokens[-1]
    end = state.pos
    if token.type == "text":
        _note_delimiters(state, start, known)
    elif token.type in _OPAQUE:
        found.append(_atom(_OPAQUE[token.type], start, end))
    elif token.type == "text_special" and token.content in {"\r", "\n"}:  # no text can hold &#10;
        found.append(_atom(MarkupKind.HTML, start, end))
    elif token.type == "text_special":
        found.append(Construct(None, start, end, end, end, token.content))
    elif token.type == "hardbreak":
        at = start if state.src[start] == "\\" else _trailing_spaces(state.src, start)
        found.append(_atom(MarkupKind.BREAK, at, end))
    elif token.type == "softbreak":
        found.append(Construct(None, start, end, end, end, "\n"))
    elif token.type == "code_inline":
        found.append(_code(state.src, start, end))
    elif token.markup == "autolink":
        found.append(Construct(MarkupKind.AUTOLINK, start, start + 1, end - 1, end))
    else:
        found.append(Construct(MarkupKind.LINK, start, start + 1, state.env["label_end"], end))


def _trailing_spaces(text: str, start: int) -> int:
    while start and text[start - 1] == " ":
        start -= 1
    return start


def _note_delimiters(state: StateInline, start: int, known: int) -> None:
    at = state.pos
    for token in reversed(state.tokens[known:]):
        if at <= start:  # the rest is text that was pending before the run
            break
        at -= len(token.content)
        state.env["delimiters"].append((at, token))


def _code(text: str, start: int, end: int) -> Construct:
    width = len(text[start:end]) - len(text[start:end].lstrip("`"))
    inner = text[start + width : end - width].replace("\n", " ")
    # CommonMark 6.1: one space is stripped from both sides, unless there is nothing else.
    padding = int(inner[:1] == inner[-1:] == " " and bool(inner.strip(" ")))
    return Construct(MarkupKind.CODE, start, start + width + padding, end - width - padding, end)


def _atom(kind: MarkupKind, start: int, end: int) -> Construct:
    return Construct(kind, start, end, end, end)


def _paired(delimiters: list[tuple[int, Token]]) -> Iterator[Construct]:
    """Yield the emphasis that markdown-it made of single delimiter characters.

    Of the two tokens of ``**`` it turns the inner one into the strong token: the second of an
    opening run, the first of a closing one.
    """
    opened: list[tuple[str, int, int]] = []
    for at, token in sorted(delimiters, key=lambda item: item[0]):
        name, _, side = token.type.partition("_")
        if name not in _PAIRS:
            continue
        kind, width = _PAIRS[name]
        if side == "open":
            start = at - 1 if name == "strong" else at
            opened.append((name, start, start + width))
        elif opened and opened[-1][0] == name:
            _, start, inner = opened.pop()
            yield Construct(kind, start, inner, at, at + width)


def _shielded(found: list[Construct], text: str) -> Iterator[Construct]:
    """Make one untouchable construct of what lies between inline translate:off and translate:on.

    Where nothing turns translation on again, it stays off to the end of the enclosing construct.
    """
    until = 0
    for index, construct in enumerate(found):
        start, opened = construct.start, construct.opened
        if start < until:
            continue
        if construct.kind is not MarkupKind.HTML or not _OFF.fullmatch(text, start, opened):
            yield construct
            continue
        limit = min((c.closing for c in found[:index] if c.closing > start), default=len(text))
        ons = (c for c in found[index:] if c.end <= limit and _ON.fullmatch(text, c.start, c.end))
        last = next(ons, None)
        closing, until = (last.start, last.end) if last else (limit, limit)
        yield Construct(MarkupKind.LITERAL, start, opened, closing, until)


class _AnyLabel(dict[str, dict[str, str]]):
    """Definitions in which every label is found."""

    def get(self, key: str, default: object = None) -> Any:  # noqa: ANN401 - dict's signature
        del key, default
        return {"href": "", "title": ""}


def _new_state(text: str, references: Collection[str] | None) -> StateInline:
    env: dict[str, Any] = {"found": [], "delimiters": []}
    if references is None:
        env["references"] = _AnyLabel()
    elif references:
        env["references"] = {label: {"href": "", "title": ""} for label in references}
    return StateInline(text, _parser(), env, [])


@functools.cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["strikethrough"])
    footnote_plugin(md, always_match_refs=True)
    ruler = md.inline.ruler
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    md.inline = _Scanner(rules)
    return md
