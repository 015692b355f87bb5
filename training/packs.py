"""Training pairs as they lie in files: ``fr-ru.tsv.xz`` with source, target and label in columns.

The label says where a pair comes from; a recipe chooses and weights by it. French is read here as
the program will read it (`workflow.engines.prepared`), so that a model is trained on what it gets.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from workflow.engines.prepared import is_shouted, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_COLUMNS = 3
_LEAST_WORDS = 5
"""Shorter sentences stand in any text: they give no test away."""
_LEAST_CYRILLIC = 0.5
_LONGEST = 120
"""In words."""
_RATIO = (0.4, 2.5)
"""Of the lengths in characters; short pairs are let off."""
_SHORT = 20
_PLAIN = re.compile(r"[!-~À-ÿŒœŸ«»…–—€]+(?: [!-~À-ÿŒœŸ«»…–—€]+)*")
"""Text that the engine's preparation leaves as it is, unless it is all in capitals."""
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"\w+")


class Pair(NamedTuple):
    """A sentence and its translation."""

    source: str
    target: str
    label: str


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a pack, compressed or not; lines with too few columns are left out."""
    for line in read_lines(path):
        cells = line.split("\t")
        if len(cells) >= _COLUMNS:
            yield Pair(*cells[:_COLUMNS])


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a text, compressed or not."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines)


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Write a pack, compressed where its name says so."""
    if path.suffix != ".xz":
        path.write_text("".join("\t".join(pair) + "\n" for pair in pairs), encoding="utf-8")
        return
    with lzma.open(path, "wt", encoding="utf-8", preset=9) as file:
        file.writelines("\t".join(pair) + "\n" for pair in pairs)


def clean(pair: Pair) -> Pair:
    """Return the pair as a model should see it: French as at work, Russian in its typography."""
    target = " ".join(unicodedata.normalize("NFC", pair.target).split())
    is_plain = _PLAIN.fullmatch(pair.source) and not is_shouted(pair.source)
    source = pair.source if is_plain else prepare(pair.source).text
    return Pair(source, target, pair.label)


def fault_of(pair: Pair) -> str:
    """Return why a cleaned pair would teach something wrong; empty where nothing speaks against it.

    >>> fault_of(Pair("Le 13 mai, il est venu.", "Он приехал 15 мая.", "news"))
    'numbers'
    """
    source, target = pair.source, pair.target
    words = len(source.split()), len(target.split())
    if not all(words) or max(words) > _LONGEST:
        return "length"
    ratio = len(target) / len(source)
    if max(map(len, (source, target))) > _SHORT and not _RATIO[0] <= ratio <= _RATIO[1]:
        return "ratio"
    letters = [char for char in target if char.isalpha()]
    cyrillic = sum("Ѐ" <= char <= "ӿ" for char in letters)
    if not letters or cyrillic < _LEAST_CYRILLIC * len(letters):
        return "script"
    if any("Ѐ" <= char <= "ӿ" for char in source):
        return "script"
    return "numbers" if _have_others(_numbers(source), _numbers(target)) else ""


def _have_others(here: Counter[str], there: Counter[str]) -> bool:
    """Tell whether both sides have numbers that the other lacks; one may spell them out."""
    return bool(here - there) and bool(there - here)


def _numbers(text: str) -> Counter[str]:
    """Count the numbers of two digits and more; a single digit may well be written in a word."""
    joined = re.sub(r"(?<=\d)[ .,\u00a0\u202f](?=\d)", "", text)
    return Counter(number for number in _DIGITS.findall(joined) if len(number) > 1)


def key_of(text: str) -> str:
    """Return what two writings of one sentence share: its words, in small letters."""
    return " ".join(_WORDS.findall(text.casefold()))


def is_telling(key: str) -> bool:
    """Tell whether a key is long enough to give a test sentence away."""
    return key.count(" ") + 1 >= _LEAST_WORDS
