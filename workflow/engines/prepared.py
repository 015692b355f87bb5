"""What a network reads: the caller's text made plain, every character still traced to its place.

Typographic variants that models rarely saw in training (the apostrophe ``’`` is unknown to many
vocabularies) are written in their common form; line ends and tabs are spaces; characters without
shape are dropped. The caller's text itself is never changed: offsets lead back to it.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COMMON_FORMS = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "‛": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "-",
    "‹": "'",
    "›": "'",
}
_LEAST_SHOUTED = 4
_LONG_WORD = 8
"""Acronyms are shorter, and seldom stand two together."""
_JOINERS = frozenset("\u200c\u200d")


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A text for the network and, for each of its characters, where it comes from."""

    text: str
    origins: tuple[Span, ...]
    """In the caller's text; one a character of `text`."""

    def origin_of(self, span: Span) -> Span:
        """Return the caller's characters behind a non-empty span of `text`."""
        return Span(self.origins[span.start].start, self.origins[span.end - 1].end)

    def part(self, span: Span) -> PreparedText:
        """Return a piece of the text, still traced to the whole original."""
        return PreparedText(span.of(self.text), self.origins[span.start : span.end])


def prepare(text: str) -> PreparedText:
    r"""Return `text` as a network should read it, without white space at its edges.

    A text in capitals is read in lower case; `is_shouted` tells which those are.

    >>> prepare("L’accord\u00a0:\nsigné ").text
    "L'accord : signé"
    """
    characters = list(_without_runs_of_spaces(_iter_plain(text)))
    while characters and characters[-1][0] == " ":
        characters.pop()
    plain = "".join(char for char, _ in characters)
    if is_shouted(plain):
        plain = plain[0] + "".join(
            lower if len(lower := char.lower()) == 1 else char for char in plain[1:]
        )
    return PreparedText(plain, tuple(span for _, span in characters))


def is_shouted(text: str) -> bool:
    """Tell whether a text is words in capitals, which networks garble, rather than acronyms.

    >>> is_shouted("DÉCLARATION CONJOINTE"), is_shouted("OTAN"), is_shouted("Le G7")
    (True, False, False)
    """
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _LEAST_SHOUTED]
    return text.isupper() and (len(words) > 1 or any(len(w) >= _LONG_WORD for w in words))


def _iter_plain(text: str) -> Iterator[tuple[str, Span]]:
    """Yield each character of the plain text with its origin."""
    for cluster in _iter_clusters(text):
        plain = _plain(cluster.of(text))
        if len(plain) == len(cluster):
            origins: Sequence[Span] = [Span(at, at + 1) for at in range(cluster.start, cluster.end)]
        else:
            origins = [cluster] * len(plain)
        yield from zip(plain, origins, strict=True)


def _iter_clusters(text: str) -> Iterator[Span]:
    """Yield each character together with the combining marks that follow it."""
    starts = [at for at, char in enumerate(text) if not at or not unicodedata.combining(char)]
    for start, end in itertools.pairwise([*starts, len(text)]):
        yield Span(start, end)


@functools.lru_cache(maxsize=4096)
def _plain(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    return "".join(_plain_character(char) for char in composed)


def _plain_character(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Zs" or char in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    if category in {"Cc", "Cf"} and char not in _JOINERS:
        return ""
    return _COMMON_FORMS.get(char, char)


def _without_runs_of_spaces(
    characters: Iterator[tuple[str, Span]],
) -> Iterator[tuple[str, Span]]:
    previous = " "
    for char, origin in characters:
        if char != " " or previous != " ":
            yield char, origin
        previous = char
