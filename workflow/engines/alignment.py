"""Word alignment without a network: a small statistical aligner trained on the document itself.

IBM model 1 with fast_align's preference for the diagonal (Dyer, Chahuneau and Smith 2013), run in
both directions and intersected, then grown. A press release is too short to learn words from, so
what is alike on both sides counts as well: numbers, names and cognates, the latter transliterated,
since ``Poutine`` and ``Путин`` share no letter.
"""

from __future__ import annotations

import functools
import math
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from workflow.engines.words import split_words
from workflow.model import Link, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    Sentence: TypeAlias = tuple[str, ...]
    Points: TypeAlias = set[tuple[int, int]]

_ROUNDS = 5
_DIAGONAL = 2.0
"""How fast the chance of a link falls with distance from the diagonal (set on the gold cases)."""
_NULL = 0.08
"""Chance of a word that nothing on the other side stands for (fast_align's value)."""
_ALIKE = 0.6
"""Likeness from which two words are taken for cognates; ``accord`` and ``agreement`` have 0.4."""
_COGNATE = 8.0
_NUMBER = 50.0
"""How many times likelier a link of cognates, or of equal numbers, is than its words' average."""
_SHORTEST_COGNATE = 4
_CONFIDENT = 0.3
"""Probability from which one direction alone may link words that the other left alone."""

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "j",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "c",
            "č",
            "š",
            "š",
            ".",
            "i",
            ".",
            "e",
            "u",
            "a",
        ],
        strict=True,
    )
)
_SOUNDS = (("ph", "f"), ("qu", "k"), ("ch", "š"), ("ou", "u"), ("th", "t"), ("y", "i"), ("w", "v"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Words that belong together: a term of the source, and the target words known to say it."""

    key: str
    """The same for every occurrence, whatever its inflection."""
    source: Span
    target: Span | None = None
    """None where they are to be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stems:
    """What words of either side are counted as: inflected forms of a word are one word."""

    source: Callable[[str], str] = str.casefold
    target: Callable[[str], str] = str.casefold


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a side, or all words of a unit."""

    key: str
    """What the statistics count."""
    text: str
    """What likeness is seen in."""
    spans: tuple[Span, ...]


PLAIN = Stems()


def align(
    pairs: Sequence[tuple[str, str]],
    *,
    lexicon: Mapping[str, str] | None = None,
    units: Sequence[Sequence[Unit]] = (),
    stems: Stems = PLAIN,
) -> tuple[tuple[Link, ...], ...]:
    """Return the word links of each (source, target) pair, learnt from all of them together.

    `lexicon` gives known translations of single words, lower-case; `units`, for each pair, what
    is linked as a whole.
    """
    sides = [
        _sides(source, target, whole, stems)
        for (source, target), whole in zip(pairs, units or [()] * len(pairs), strict=True)
    ]
    sentences = [(_keys(source), _keys(target)) for source, target in sides]
    known = lexicon or {}
    cues = [_cues(source, target, known) for source, target in sides]
    forward = _train(sentences, cues)
    backward = _train([(b, a) for a, b in sentences], [_turned(cue) for cue in cues])
    return tuple(
        tuple(sorted(_links(here, there, _symmetric(to, _turned(fro)))))
        for (here, there), to, fro in zip(sides, forward, backward, strict=True)
    )


def _sides(
    source: str, target: str, units: Sequence[Unit], stems: Stems
) -> tuple[list[_Word], list[_Word]]:
    """Return both texts as words; a text without any leaves the other without."""
    known = [(unit.target, f"={unit.key}") for unit in units if unit.target]
    asked = [(unit.source, f"={unit.key}" if unit.target else f"+{unit.key}") for unit in units]
    here = list(_words(source, asked, stems.source))
    there = list(_words(target, known, stems.target))
    return (here, there) if here and there else ([], [])


def _words(
    text: str, wholes: Iterable[tuple[Span, str]], stem: Callable[[str], str]
) -> Iterator[_Word]:
    """Yield the words of `text`, those of a whole as one."""
    waiting = sorted(wholes)
    inside: list[Span] = []
    for span in split_words(text):
        while waiting and waiting[0][0].end <= span.start:
            waiting.pop(0)
        if not waiting or span.end <= waiting[0][0].start:
            word = span.of(text).casefold()
            yield _Word(stem(word), word, (span,))
            continue
        whole, key = waiting[0]
        inside.append(span)
        if not split_words(text[span.end : whole.end]):
            yield _Word(key, key, tuple(inside))
            inside = []


def _keys(words: Sequence[_Word]) -> Sentence:
    return tuple(word.key for word in words)


def _links(here: Sequence[_Word], there: Sequence[_Word], points: Points) -> set[Link]:
    return {
        Link(source, target)
        for s, t in points
        for source in here[s].spans
        for target in there[t].spans
    }


def likeness(one: str, other: str) -> float:
    """Return how alike two words sound, from 0 to 1, whatever alphabets they are written in.

    >>> likeness("Poutine", "Путин") > 0.8
    True
    """
    first, second = _skeleton(one), _skeleton(other)
    if min(len(first), len(second)) < _SHORTEST_COGNATE - 1:
        return float(first == second and bool(first))
    prefix = len(_common_prefix(first, second)) / max(len(first), len(second))
    return max(prefix, SequenceMatcher(None, first, second, autojunk=False).ratio())


Matrix = list[list[float]]


def _cues(source: Sequence[_Word], target: Sequence[_Word], lexicon: Mapping[str, str]) -> Matrix:
    """Return, for each pair of words, how many times likelier than others it is."""
    return [[_cue(s.text, t.text, lexicon) for t in target] for s in source]


@functools.lru_cache(maxsize=65536)
def _word_cue(source: str, target: str) -> float:
    if _is_fixed(source) or _is_fixed(target):
        return _NUMBER if source == target else 0.01
    if source.startswith("+"):
        return 1.0
    if min(len(source), len(target)) < _SHORTEST_COGNATE:
        return _COGNATE if source == target else 1.0
    alike = likeness(source, target)
    return 1.0 + _COGNATE * alike if alike >= _ALIKE else 1.0


def _is_fixed(word: str) -> bool:
    """Tell whether a word has one counterpart alone: a number, a unit whose words are known."""
    return word.isdigit() or word.startswith("=")


def _cue(source: str, target: str, lexicon: Mapping[str, str]) -> float:
    return _NUMBER if lexicon.get(source) == target else _word_cue(source, target)


def _train(sentences: Sequence[tuple[Sentence, Sentence]], cues: Sequence[Matrix]) -> list[Matrix]:
    """Return, for each pair, the probability [source × target] that a target word comes from it."""
    table: dict[tuple[str, str], float] = {}
    posteriors: list[Matrix] = []
    for _ in range(_ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        totals: dict[str, float] = defaultdict(float)
        posteriors = [
            _posterior(source, target, cue, table)
            for (source, target), cue in zip(sentences, cues, strict=True)
        ]
        for (source, target), posterior in zip(sentences, posteriors, strict=True):
            for s, row in zip(source, posterior, strict=True):
                for t, share in zip(target, row, strict=True):
                    counts[s, t] += share
                    totals[s] += share
        table = {pair: count / totals[pair[0]] for pair, count in counts.items() if count}
    return posteriors


def _posterior(
    source: Sentence, target: Sentence, cue: Matrix, table: Mapping[tuple[str, str], float]
) -> Matrix:
    weights = [
        [
            cue[i][j]
            * table.get((s, t), 1e-4 if table else 1.0)
            * math.exp(-_DIAGONAL * abs((i + 0.5) / len(source) - (j + 0.5) / len(target)))
            for j, t in enumerate(target)
        ]
        for i, s in enumerate(source)
    ]
    sums = [sum(row[j] for row in weights) or 1.0 for j in range(len(target))]
    return [[(1 - _NULL) * weight / sums[j] for j, weight in enumerate(row)] for row in weights]


def _symmetric(to: Matrix, fro: Matrix) -> Points:
    """Return the links that both directions choose, and confident ones of words left alone."""
    if not to or not to[0]:
        return set()
    rows, columns = len(to), len(to[0])
    forward = {(max(range(rows), key=lambda s: to[s][t]), t) for t in range(columns)}
    backward = {(s, max(range(columns), key=lambda t: fro[s][t])) for s in range(rows)}
    links = forward & backward
    for s, t in sorted(
        forward ^ backward, key=lambda at: -max(to[at[0]][at[1]], fro[at[0]][at[1]])
    ):
        alone = s not in {link[0] for link in links} or t not in {link[1] for link in links}
        if alone and max(to[s][t], fro[s][t]) >= _CONFIDENT:
            links.add((s, t))
    return links


def _turned(matrix: Matrix) -> Matrix:
    return [list(column) for column in zip(*matrix, strict=True)]


@functools.lru_cache(maxsize=16384)
def _skeleton(word: str) -> str:
    """Return the word as it sounds, roughly: Latin letters, no accents, no double letters."""
    latin = "".join(_LATIN.get(char, char) for char in word.casefold())
    plain = "".join(
        char for char in unicodedata.normalize("NFD", latin) if not unicodedata.combining(char)
    )
    for spelling, sound in _SOUNDS:
        plain = plain.replace(spelling, sound)
    plain = plain.replace("c", "k").replace(".", "")
    return "".join(char for at, char in enumerate(plain) if plain[at - 1 : at] != char)


def _common_prefix(one: str, other: str) -> str:
    end = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return one[:end]
