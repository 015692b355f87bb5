"""The Markdown of a msgstr must be built like its msgid's.

A light look for editors and machine drafts; `build` parses what it writes and is the proof.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from workflow.checks.pairs import ALL, Check, Issue, Options, Pair
from workflow.model import Severity, Span
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
# Name, the signs that it is made of, and what it looks like.
# <<Words>> between two signs are in quotation marks, as the United Nations type them.
_MARKS = (
    (tr("bold mark"), "*_", re.compile(r"(?<!\\)\*\*|(?<![\\\w])__|(?<!\\)__(?!\w)")),
    # A lone ` is an apostrophe of old typewriters: Shab`a, `so-called'.
    (
        tr("code mark"),
        "`",
        re.compile(r"(?<![\\`])(`+)(?!`)(?=[^`])(?:.*?[^`])?\1(?!`)", re.DOTALL),
    ),
    (tr("strike mark"), "~", re.compile(r"(?<!\\)~~")),
    (tr("footnote"), "[", re.compile(r"\[\^[^\]]+\]")),
    (tr("HTML tag"), "<", re.compile(r"(?<!<)</?[a-zA-Z][^<>]*>(?!>)")),
)


def _links(pair: Pair, _options: Options) -> Iterator[Issue]:
    ours, theirs = (Counter(_LINK.findall(text)) for text in (pair.source, pair.target))
    for url in ours - theirs:
        yield Issue(
            message=tr('the link to "{url}" is missing', url=url),
            hint=tr("write [words]({url})", url=url),
            source=_find(url, pair.source),
            in_markup=True,
        )
    for url in theirs - ours:
        yield Issue(
            message=tr('the link to "{url}" is not in the source', url=url),
            hint=tr("leave the address between the parentheses as the source has it"),
            target=_find(url, pair.target),
            in_markup=True,
        )


def _find(words: str, text: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def _markup(pair: Pair, _options: Options) -> Iterator[Issue]:
    for name, signs, pattern in _MARKS:
        if not any(sign in pair.source or sign in pair.target for sign in signs):
            continue
        ours, theirs = (list(pattern.finditer(text)) for text in (pair.source, pair.target))
        if len(ours) != len(theirs):
            yield Issue(
                message=tr(
                    "{name}: {ours} in the source, {theirs} in the target",
                    name=name,
                    ours=len(ours),
                    theirs=len(theirs),
                ),
                hint=tr("put the markup around the same words"),
                source=Span(*ours[-1].span()) if ours else ALL,
                target=Span(*theirs[-1].span()) if theirs else ALL,
                in_markup=True,
            )


def _edges(pair: Pair, _options: Options) -> Iterator[Issue]:
    for message, index in (
        (tr("the source begins with a line feed or the target does, not both"), 0),
        (tr("the source ends with a line feed or the target does, not both"), -1),
    ):
        ours = pair.source[index] == "\n"
        if ours != (pair.target[index] == "\n"):
            hint = tr("the source does not; gettext refuses the entry once it is not fuzzy")
            if ours:
                hint = tr("the source does; gettext refuses the entry once it is not fuzzy")
            yield Issue(message=message, hint=hint)


def _breaks(pair: Pair, _options: Options) -> Iterator[Issue]:
    ours, theirs = (text.strip("\n").count("\n") for text in (pair.source, pair.target))
    if ours != theirs:
        yield Issue(
            message=tr(
                "line breaks: {ours} in the source, {theirs} in the target",
                ours=ours,
                theirs=theirs,
            ),
            hint=tr("each \\n is a hard line break of the release"),
        )


CHECKS = (
    Check(
        code="structure-link",
        severity=Severity.ERROR,
        explanation="A link of the source leads elsewhere in the target, is missing or is new."
        " Keep the address between the parentheses as it is.",
        pair=_links,
    ),
    Check(
        code="structure-markup",
        severity=Severity.ERROR,
        explanation="The target has more or fewer marks (bold, code, strike, footnote, HTML) than"
        " the source, so that its edition would look otherwise.",
        pair=_markup,
    ),
    Check(
        code="structure-newline",
        severity=Severity.ERROR,
        explanation="msgid and msgstr must both begin and both end with a line feed or neither:"
        " gettext's own rule.",
        pair=_edges,
    ),
    Check(
        code="structure-break",
        severity=Severity.WARNING,
        explanation="The target has more or fewer hard line breaks than the source; a letterhead"
        " would lose or gain a line.",
        pair=_breaks,
    ),
)
