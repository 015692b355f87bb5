"""French turns of phrase that a draft reads word by word: "peu s'en est fallu", "we need not".

Words that all have their counterparts may say the contrary of the source, which neither facts nor
negations show. The turns are data, ``data/idioms.<source>-<target>.toml``, each with what a draft
may say for it.
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
    from collections.abc import Iterator

    from workflow.model import LangTag

CODE = "draft-idiom"


@dataclass(frozen=True, slots=True)
class _Idiom:
    source: re.Pattern[str]
    answers: re.Pattern[str] | None
    """What a right draft has a word of; None where only `wrong` tells."""
    wrong: re.Pattern[str] | None
    means: str


def misread_idioms(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> Iterator[tuple[str, str]]:
    """Yield the turns of `source` that the target does not seem to say, and what they mean.

    >>> list(
    ...     misread_idioms(
    ...         "Tant s'en faut.", "So much.", source_lang=LangTag("fr"), target_lang=LangTag("en")
    ...     )
    ... )
    [("tant s'en faut", 'far from it')]
    """
    idioms = _load_idioms(base_of(source_lang), base_of(target_lang))
    if not idioms:
        return
    low, said = source.lower().replace("’", "'"), target.lower().replace("’", "'")
    for idiom in idioms:
        found = idiom.source.search(low)
        if found is None:
            continue
        lost = idiom.answers is not None and idiom.answers.search(said) is None
        if lost or (idiom.wrong is not None and idiom.wrong.search(said)):
            yield found.group().strip(), idiom.means


def say_misread(said: str, means: str) -> str:
    """Return what the reviewer reads of a turn that was read word by word."""
    return f'"{said}" means "{means}"; the draft does not seem to say so'


@functools.cache
def _load_idioms(source: str, target: str) -> tuple[_Idiom, ...]:
    file = importlib.resources.files("workflow.drafting").joinpath(
        "data", f"idioms.{source}-{target}.toml"
    )
    if not file.is_file():
        return ()
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["idiom"]
    return tuple(
        _Idiom(
            source=re.compile(row["source"]),
            answers=_beginnings(row.get("answers")),
            wrong=_beginnings(row.get("wrong")),
            means=row["means"],
        )
        for row in rows
    )


def _beginnings(words: str | None) -> re.Pattern[str] | None:
    """Return what matches words that begin like that; None for none."""
    return None if words is None else re.compile(rf"(?<!\w)(?:{words})")
