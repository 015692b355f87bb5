"""Tell how long something lasts from when it is: "un vol de 3 h 30" is no half past three.

French writes both alike; the words around them tell. They are data: ``data/durations.toml``.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from workflow.languages import base_of

if TYPE_CHECKING:
    from workflow.model import LangTag, Span

_LONGEST_EVENT = 6
"""Hours beyond which "une réunion de 9 h" tells when it begins."""
_REACH = 40
"""Characters read on each side."""


class _Words(NamedTuple):
    before: re.Pattern[str]
    event: re.Pattern[str]
    after: re.Pattern[str]
    clock: re.Pattern[str]


def is_duration(text: str, span: Span, lang: LangTag) -> bool:
    """Tell whether the hours at `span` are how long something lasts.

    >>> is_duration("après 2 h 30 de vol", Span(6, 12), LangTag("fr"))
    True
    """
    words = _words(base_of(lang))
    if words is None:
        return False
    before = text[max(0, span.start - _REACH) : span.start]
    if words.clock.search(before):
        return False
    after = text[span.end : span.end + _REACH]
    if words.before.search(before) or words.after.match(after):
        return True
    hours = re.match(r"\d+", span.of(text))
    return bool(hours and int(hours[0]) <= _LONGEST_EVENT and words.event.search(before))


@functools.cache
def _words(language: str) -> _Words | None:
    file = importlib.resources.files("workflow.drafting").joinpath("data", "durations.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8")).get(language)
    if data is None:
        return None
    return _Words(*(re.compile(data[key], re.IGNORECASE) for key in _Words._fields))
