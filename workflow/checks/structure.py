"""The Markdown of a msgstr must be built like its msgid's.

A light look for editors and machine drafts; `build` parses what it writes and is the proof.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from workflow.checks.pairs import ALL, Check, Issue, Options, Pair
from workflow.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_MARKS = (
    ("bold mark", re.compile(r"(?<!\\)\*\*|(?<![\\\w])__|(?<!\\)__(?!\w)")),
    # A lone ` is an apostrophe of old typewriters: Shab`a, `so-called'.
    ("code mark", re.compile(r"(?<![\\`])(`+)(?!`)(?=[^`])(?:.*?[^`])?\1(?!`)", re.DOTALL)),
    ("strike mark", re.compile(r"(?<!\\)~~")),
    ("footnote", re.compile(r"\[\^[^\]]+\]")),
    ("HTML tag", re.compile(r"</?[a-zA-Z][^<>]*>")),
)


def _links(pair: Pair, _options: Options) -> Iterator[Issue]:
    ours, theirs = (Counter(_LINK.findall(text)) for text in (pair.source, pair.target))
    for url in ours - theirs:
        yield Issue(
            message=f'the link to "{url}" is missing',
            hint=f"write [words]({url})",
            source=_find(url, pair.source),
            in_markup=True,
        )
    for url in theirs - ours:
        yield Issue(
            message=f'the link to "{url}" is not in the source',
            hint="leave the address between the parentheses as the source has it",
            target=_find(url, pair.target),
            in_markup=True,
        )


def _find(words: str, text: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def _markup(pair: Pair, _options: Options) -> Iterator[Issue]:
    for name, pattern in _MARKS:
        ours, theirs = (list(pattern.finditer(text)) for text in (pair.source, pair.target))
        if len(ours) != len(theirs):
            yield Issue(
                message=f"{name}: {len(ours)} in the source, {len(theirs)} in the target",
                hint="put the markup around the same words",
                source=Span(*ours[-1].span()) if ours else ALL,
                target=Span(*theirs[-1].span()) if theirs else ALL,
                in_markup=True,
            )


def _edges(pair: Pair, _options: Options) -> Iterator[Issue]:
    for place, index in (("begins", 0), ("ends", -1)):
        ours = pair.source[index] == "\n"
        if ours != (pair.target[index] == "\n"):
            verb = "does" if ours else "does not"
            yield Issue(
                message=f"the source {place} with a line feed or the target does, not both",
                hint=f"the source {verb}; gettext refuses the entry once it is not fuzzy",
            )


def _breaks(pair: Pair, _options: Options) -> Iterator[Issue]:
    ours, theirs = (text.strip("\n").count("\n") for text in (pair.source, pair.target))
    if ours != theirs:
        yield Issue(
            message=f"line breaks: {ours} in the source, {theirs} in the target",
            hint="each \\n is a hard line break of the release",
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
