"""The manners of each language's typography, checked and mended.

The rules are data (``data/typography.toml``). They touch no code, address or link target, and a
second pass changes nothing.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.checks.pairs import Check, Issue, Options, Pair
from workflow.checks.typography_names import RULE_NAMES
from workflow.languages import base_of
from workflow.model import Severity, Span
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import LangTag

_PROTECTED = (
    r"`+[^`]*`+|\]\([^)\n]*\)|<[^<>\n]*>|https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|\[\^[^\]]*\]:?|\{[^}\n]*\}"
)
"""Code, link targets, tags, addresses, footnote marks, attributes."""

_MOST_PASSES = 5


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    find: re.Pattern[str]
    replace: str
    unless: re.Pattern[str] | None

    def apply(self, text: str) -> str:
        if not self.find.search(text) or (self.unless and self.unless.search(text)):
            return text
        return self.find.sub(self.replace, text)


@functools.cache
def _rules(language: str) -> tuple[_Rule, ...]:
    file = importlib.resources.files("workflow.checks").joinpath("data", "typography.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        _Rule(
            rule["name"],
            re.compile(rule["find"]),
            rule["replace"],
            re.compile(rule["unless"]) if "unless" in rule else None,
        )
        for rule in data.get(language, ())
    )


def fix_typography(text: str, lang: LangTag) -> str:
    """Return `text` with its language's spaces, quotation marks, dashes and apostrophes.

    Words, numbers, markup and addresses are left alone; a language without rules too.

    >>> fix_typography("Est-ce vrai?", "fr") == "Est-ce vrai\u00a0?"
    True
    """
    hidden, kept = _hide(text)
    rules = _rules(base_of(lang))
    for _ in range(_MOST_PASSES):  # what one rule writes may be another's business
        before = hidden
        for rule in rules:
            hidden = rule.apply(hidden)
        if hidden == before:
            break
    return _show(hidden, kept)


_PLACE, _PLACES = 0xF0000, 4096
"""Private characters that stand for protected stretches while the rules run."""
_HELD = re.compile(f"[{chr(_PLACE)}-{chr(_PLACE + _PLACES - 1)}]")


def _hide(text: str) -> tuple[str, list[str]]:
    """Return the text with every protected stretch as one private character, and the stretches."""
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        if len(kept) == _PLACES:
            return match.group()
        kept.append(match.group())
        return chr(_PLACE + len(kept) - 1)

    if not _HINT.search(text):
        return text, kept
    # A text with private characters of its own: each of them is a protected stretch.
    return _HIDDEN.sub(hide, text), kept


def _show(text: str, kept: list[str]) -> str:
    return _HELD.sub(lambda match: _kept(kept, match.group()), text)


def _kept(kept: list[str], char: str) -> str:
    at = ord(char) - _PLACE
    return kept[at] if at < len(kept) else char


_HIDDEN = re.compile(f"{_PROTECTED}|{_HELD.pattern}")
_HINT = re.compile(rf"[`<@{{]|\]\(|//|www|\[\^|{_HELD.pattern}")
"""Without one of these a text has nothing to protect."""


def _check(pair: Pair, _options: Options) -> Iterator[Issue]:
    hidden, kept = _hide(pair.target)
    for rule in _rules(base_of(pair.target_lang)):
        written = rule.apply(hidden)
        if written != hidden:
            yield Issue(
                message=RULE_NAMES.get(rule.name, rule.name),
                hint=tr("translate check --fix mends it, or type it so"),
                target=_first_change(hidden, written, kept),
                in_markup=True,
            )


def _first_change(before: str, after: str, kept: list[str]) -> Span:
    """Return, in the text with its protected stretches shown, the first characters that change."""
    start = next(
        (at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new),
        min(len(before), len(after)),
    )
    start = min(start, len(before) - 1)
    at = len(_show(before[:start], kept))
    return Span(at, at + len(_show(before[start], kept)))


CHECKS = (
    Check(
        code="typography",
        severity=Severity.INFO,
        explanation="The target departs from its language's typography: no-break spaces and"
        " « » in French, “ ” in English, «…» and — in Russian, decimal marks.",
        pair=_check,
    ),
)
