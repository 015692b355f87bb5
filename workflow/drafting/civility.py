"""Titles before names that a draft has lost or changed: "M. Pedro Sánchez" is Mr. Pedro Sánchez.

Protocol gives everybody a title or nobody, and the source says which. Where the draft has the same
name bare, its title is put back; where it has another person's ("Me Leclerc" as Ms. Leclerc), that
one gives way. A name behind an office (President Sánchez) needs none. The titles are data:
``data/civility.toml``.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.drafting.edits import Edit
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.model import LangTag

_WORD = r"[^\W\d_a-zà-öø-ÿ][\w'’-]*"
_PARTICLE = r"(?:de|du|des|la|le|van|von|ben|bin|el|al|di|da)"
_NAME = rf"(?:{_PARTICLE}[ \u00a0])*{_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]|d['’])*{_WORD})*"
_BARE = re.compile(r"(?:^|[,;:(“\"—–]|(?:^|[\s(])[a-z]+)[ \u00a0]*$")
"""What stands before a name that no title and no office leads to."""


@dataclass(frozen=True, slots=True)
class _Title:
    """A title of the source, and how the target has it."""

    forms: tuple[str, ...]
    plurals: tuple[str, ...]
    name: str
    """How the target writes it."""
    wrong: re.Pattern[str]
    """What an engine wrote in its stead, directly before the name."""


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles that one language writes for French ones."""

    single: re.Pattern[str]
    """A title and a name."""
    several: re.Pattern[str]
    """A title that several names share: MM. Dupont, Durand et Martin."""
    by_form: dict[str, _Title]


def restore_titles(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> Iterator[Edit]:
    """Yield what gives their titles back to people of `source`, in order and apart.

    From French into English only.
    """
    titles = _load_titles(base_of(target_lang)) if base_of(source_lang) == "fr" else None
    if titles is None:
        return
    edits: dict[int, Edit] = {}
    for title, name in _titled(source, titles):
        at = _only_place(name, target)
        if at is None or _only_place(name, source) is None:
            continue
        wrong = title.wrong.search(target[:at])
        if wrong is not None:
            edits[at] = Edit(span=Span(wrong.start(), at), text=f"{title.name} ")
        elif _BARE.search(target[:at]):
            edits[at] = Edit(span=Span(at, at), text=f"{title.name} ")
    for at in sorted(edits):
        yield edits[at]


def _titled(source: str, titles: _Titles) -> Iterator[tuple[_Title, str]]:
    """Yield the people of `source` with their titles."""
    for match in titles.single.finditer(source):
        yield titles.by_form[match[1]], match[2].replace("\u00a0", " ")
    for match in titles.several.finditer(source):
        for name in re.split(r", | et ", match[2].replace("\u00a0", " ")):
            yield titles.by_form[match[1]], name


def _only_place(name: str, text: str) -> int | None:
    """Return where a name stands, None where it stands nowhere or several times."""
    found = [each.start() for each in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return found[0] if len(found) == 1 else None


@functools.cache
def _load_titles(language: str) -> _Titles | None:
    file = importlib.resources.files("workflow.drafting").joinpath("data", "civility.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8")).get(language)
    if rows is None:
        return None
    titles = [
        _Title(
            forms=tuple(row["source"]),
            plurals=tuple(row["plural"]),
            name=row["name"],
            wrong=re.compile(rf"(?<![\w.])(?:{_any_of(row['wrong'])})\.?[ \u00a0]?$"),
        )
        for row in rows
    ]
    forms = _any_of(form for title in titles for form in title.forms)
    plurals = _any_of(form for title in titles for form in title.plurals)
    return _Titles(
        single=re.compile(rf"(?<![\w.])({forms})[ \u00a0]({_NAME})"),
        several=re.compile(
            rf"(?<![\w.])({plurals})[ \u00a0]({_NAME}(?:, {_NAME})*(?: et {_NAME})?)"
        ),
        by_form={form: title for title in titles for form in (*title.forms, *title.plurals)},
    )


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
