"""A word typed or generated twice."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.checks.language import load_languages
from workflow.checks.pairs import Check, Issue, Options, Pair
from workflow.languages import base_of
from workflow.model import Severity, Span
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]+)[ \u00a0]+\1(?![\w'’-])", re.IGNORECASE)
_PHRASE = re.compile(r"(?<!\w)(\w+(?: \w+){2,8})(?:[ ,]+\1){2,}(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_THRICE = 3
_LONG = 2000
"""Longer texts are not searched for repeated phrases: the pattern is quadratic."""


def _check(pair: Pair, _options: Options) -> Iterator[Issue]:
    neighbours = Counter(pairwise(_WORD.findall(pair.target_text.casefold())))
    if any(first == second for first, second in neighbours):
        yield from _doubled(pair)
    # Two words that stand together in a phrase do so as often as it is repeated.
    if max(neighbours.values(), default=0) >= _THRICE and len(pair.target_text) < _LONG:
        yield from _repeated(pair)


def _doubled(pair: Pair) -> Iterator[Issue]:
    language = load_languages().get(base_of(pair.target_lang))
    allowed = language.twice if language else frozenset()
    in_source = {match[1].casefold() for match in _DOUBLED.finditer(pair.source_text)}
    for match in _DOUBLED.finditer(pair.target_text):
        # "Ван И и Ли Цян": a name of one letter, and a word.
        is_name = len(match[1]) == 1 and match[1] != match.group()[-1]
        if match[1].casefold() not in allowed and not in_source and not is_name:
            yield Issue(
                message=tr('"{words}" stands twice', words=match[1]),
                hint=tr("delete one"),
                target=Span(*match.span()),
            )


def _repeated(pair: Pair) -> Iterator[Issue]:
    for match in _PHRASE.finditer(pair.target_text):
        yield Issue(
            message=tr('"{words}" is repeated over and over', words=match[1]),
            hint=tr("the engine fell into a loop: translate again"),
            severity=Severity.ERROR,
            target=Span(*match.span()),
        )


CHECKS = (
    Check(
        code="doubled-word",
        severity=Severity.WARNING,
        explanation="The same word stands twice in a row in the target and not in the source."
        " Words that a language doubles (“nous nous”, “that that”) are let pass.",
        pair=_check,
    ),
)
