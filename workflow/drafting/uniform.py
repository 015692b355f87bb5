"""One way for what an English draft may write in several right ways: data, and how it is applied.

The rules are ``data/uniform.<lang>.toml``: "March 7-8" and "7-8 March", "per cent" and "%", "Mrs."
and "Ms.", "won't" and "will not". They change no word's meaning, so that no fact of the source has
to answer; what stands in quotation marks keeps the words that somebody said.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.languages import base_of

if TYPE_CHECKING:
    from workflow.model import LangTag

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?!\w)")


@dataclass(frozen=True, slots=True)
class _Rule:
    find: re.Pattern[str]
    replace: str
    source: re.Pattern[str] | None
    unless_source: re.Pattern[str] | None
    quoted: bool
    """Quotations are written anew too."""

    def applies(self, source: str) -> bool:
        wanted = self.source is None or self.source.search(source) is not None
        return wanted and not (self.unless_source and self.unless_source.search(source))

    def apply(self, text: str) -> str:
        kept = [] if self.quoted else [match.span() for match in _QUOTED.finditer(text)]
        return self.find.sub(lambda match: self._written(match, kept), text)

    def _written(self, match: re.Match[str], kept: list[tuple[int, int]]) -> str:
        if any(start < match.start() < end for start, end in kept):
            return match.group()
        return match.expand(self.replace)


def write_uniformly(source: str, target: str, lang: LangTag) -> str:
    """Return the draft of `source` written in one way; a language without rules is left alone.

    >>> write_uniformly("du 7 au 8 mars", "on March 7-8", LangTag("en"))
    'on 7–8 March'
    """
    for rule in _rules(base_of(lang)):
        if rule.applies(source):
            target = rule.apply(target)
    return target


@functools.cache
def _rules(language: str) -> tuple[_Rule, ...]:
    file = importlib.resources.files("workflow.drafting").joinpath(
        "data", f"uniform.{language}.toml"
    )
    if not file.is_file():
        return ()
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(_read_rule(rule, data.get("patterns", {})) for rule in data["rule"])


def _read_rule(rule: dict[str, str | bool], patterns: dict[str, str]) -> _Rule:
    find = str(rule["find"])
    for name, pattern in patterns.items():
        find = find.replace(f"{{{name}}}", pattern)
    source, unless = rule.get("source"), rule.get("unless_source")
    return _Rule(
        find=re.compile(find),
        replace=str(rule["replace"]),
        source=re.compile(str(source)) if source else None,
        unless_source=re.compile(str(unless)) if unless else None,
        quoted=bool(rule.get("quoted", True)),
    )
