"""Texts for people that can be said in another language later: English strings that remember how.

``tr("no {thing} in {path}", thing=…, path=…)`` is an ordinary English string wherever one is
wanted: in JSON, in comparisons, in tests. It also carries the msgid and the values, so that
`messages.interface` can say it in the language of whoever reads the terminal. Nothing is looked
up here: an error is raised far from where it is shown, by code that knows no reader.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")


class Text(str):
    """An English string with the msgid and the values that it was made of."""

    __slots__ = ("msgid", "number", "plural", "values")

    msgid: str
    plural: str
    """The msgid_plural; empty for a text that counts nothing."""
    number: int
    values: Mapping[str, object]

    def __new__(
        cls, msgid: str, values: Mapping[str, object], *, plural: str = "", number: int = 1
    ) -> Self:
        """Fill `values` into the English text."""
        english = msgid if number == 1 or not plural else plural
        text = super().__new__(cls, fill(english, values))
        text.msgid, text.plural, text.number, text.values = msgid, plural, number, values
        return text

    def __reduce__(self) -> tuple[object, ...]:
        """Say how a copy is made: of what the text was made of."""
        return _made_of, (self.msgid, dict(self.values), self.plural, self.number)


def _made_of(msgid: str, values: Mapping[str, object], plural: str, number: int) -> Text:
    return Text(msgid, values, plural=plural, number=number)


def tr(msgid: str, /, **values: object) -> Text:
    """Return the English text of `msgid`, its ``{placeholders}`` filled with `values`.

    A value may be such a text itself: it is said in the reader's language too.

    >>> tr('no file "{name}"', name="a.md")
    'no file "a.md"'
    """
    return Text(msgid, values)


def trn(singular: str, plural: str, count: int, /, **values: object) -> Text:
    """Return the English text for `count` things; ``{count}`` is among the values.

    >>> trn("{count} entry", "{count} entries", 2)
    '2 entries'
    """
    return Text(singular, {"count": count, **values}, plural=plural, number=count)


def joined(texts: Sequence[str], separator: str | None = None) -> Text:
    """Return `texts` one after the other, each of which is said in the reader's language.

    So is what stands between them (default: a semicolon, before which French has a no-break space).

    >>> joined([tr("no such file"), tr("not a regular file")])
    'no such file; not a regular file'
    """
    values = {f"text{number}": text for number, text in enumerate(texts)}
    msgid = "{separator}".join(f"{{{name}}}" for name in values)
    return Text(msgid, {**values, "separator": tr("; ") if separator is None else separator})


def text_to_json(text: str) -> object:
    """Return what JSON keeps of a text: what it was made of, so that it can still be translated."""
    if not isinstance(text, Text):
        return text
    values = {
        name: text_to_json(value) if isinstance(value, str) else _plain(value)
        for name, value in text.values.items()
    }
    return {"msgid": text.msgid, "plural": text.plural, "number": text.number, "values": values}


def text_from_json(kept: Any) -> str:  # noqa: ANN401 - JSON
    """Return the text that `text_to_json` kept.

    >>> text = trn("{count} entry in {path}", "{count} entries in {path}", 2, path="a.po")
    >>> text_from_json(text_to_json(text)), text_from_json("as it is")
    ('2 entries in a.po', 'as it is')
    """
    if isinstance(kept, str):
        return kept
    values = {
        name: text_from_json(value) if isinstance(value, dict) else value
        for name, value in kept["values"].items()
    }
    return Text(kept["msgid"], values, plural=kept["plural"], number=kept["number"])


def _plain(value: object) -> object:
    """Return a number as it is and everything else, such as a position, as it is shown."""
    return value if isinstance(value, int | float) else str(value)


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put `values` in the place of ``{name}``; what names no value stays as it is written.

    No translator's mistake can raise here, and a value is never read for placeholders itself.

    >>> fill("page {number} of {totl}", {"number": 2, "total": 9})
    'page 2 of {totl}'
    """
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces.

    >>> sorted(placeholders("page {number} of {total}"))
    ['number', 'total']
    """
    return frozenset(_PLACEHOLDER.findall(text))


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a docstring, each on one line, as help shows them.

    A translator gets one paragraph at a time, and wrapping it anew in the code changes no msgid.
    """
    parts = re.split(r"\n\s*\n", inspect.cleandoc(text))
    return tuple(" ".join(part.split()) for part in parts if part.strip())
