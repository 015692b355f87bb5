"""Count what French words say in Russian, for the guard and the choice of drafts.

    python -m training.senses BUNDLE OUT

Aligns the words of BUNDLE's pairs with IBM Model 1 (`lexicon.Links`) in both directions and writes
OUT (.txt.gz, `workflow/drafting/data/senses.fr-ru.txt.gz`), which `workflow/drafting/senses.py`
reads. It holds counts of words, and no text. The sentences of the dev sets are in no bundle, but
for the half of the United Nations' that the model is tuned on.

First the Russian lemmas, a line each: for a noun that is seen often enough its occurrences and in
how many of them no related French word stands; then, after an empty line, the French stems with the
same two counts and the lines of the lemmas that they are related to.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pymorphy3

from training.lexicon import Links
from training.packs import read_pairs
from workflow.drafting.stems import content_words
from workflow.model import LangTag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from training.pieces import Array

_ROUNDS = 5
_MOST_WORDS = 25
"""Of a side; long pairs teach little and cost much."""
_LEAST_SHARE = 0.01
"""Probability, in either direction, from which two words are related."""
_LEAST_TOGETHER = 2
"""Pairs in which related words stand together."""
_LEAST_SEEN = 20
"""Occurrences from which it can be said how often a noun stands unexplained."""
_FRENCH, _RUSSIAN = LangTag("fr"), LangTag("ru")
_EMPTY = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ"})
"""Parts of speech that say nothing by themselves."""


def main() -> None:
    """Write the senses of a bundle."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, help="folder with pairs.tsv.xz")
    parser.add_argument("out", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="of pairs, for a try")
    options = parser.parse_args()
    corpus = Corpus.read(options.bundle / "pairs.tsv.xz", limit=options.limit)
    related = relate(corpus)
    lines = list(_lines(corpus, related))
    options.out.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0))
    count = sum(map(len, related.values()))
    print(f"{len(related)} stems, {count} senses, {options.out.stat().st_size / 1e6:.2f} MB")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pairs of sentences as sets of word numbers."""

    french: Sequence[frozenset[int]]
    russian: Sequence[frozenset[int]]
    stems: Sequence[str]
    lemmas: Sequence[str]

    @classmethod
    def read(cls, path: Path, *, limit: int | None = None) -> Corpus:
        """Read the pairs of a bundle that have words on both sides, and not too many."""
        stems, lemmas = _Numbers(), _Numbers()
        sides: tuple[list[frozenset[int]], list[frozenset[int]]] = ([], [])
        for count, pair in enumerate(read_pairs(path)):
            if count == limit:
                break
            french = {word.key for word in content_words(pair.source, _FRENCH)}
            russian = {word.key for word in content_words(pair.target, _RUSSIAN)}
            if 0 < len(french) <= _MOST_WORDS and 0 < len(russian) <= _MOST_WORDS:
                sides[0].append(frozenset(stems[key] for key in sorted(french)))
                sides[1].append(frozenset(lemmas[key] for key in sorted(russian)))
        return cls(*sides, tuple(stems), tuple(lemmas))


class _Numbers(defaultdict[str, int]):
    """Gives each new word the next number."""

    def __missing__(self, key: str) -> int:
        self[key] = len(self)
        return self[key]


def relate(corpus: Corpus) -> Mapping[int, frozenset[int]]:
    """Return for each stem the lemmas that are its translation often enough, either way."""
    morph = pymorphy3.MorphAnalyzer(lang="ru")
    empty = {
        number
        for number, lemma in enumerate(corpus.lemmas)
        if morph.parse(lemma)[0].tag.POS in _EMPTY
    }
    pairs = {
        *((old, new) for old, new in _likely(corpus.french, corpus.russian)),
        *((old, new) for new, old in _likely(corpus.russian, corpus.french)),
    }
    related = defaultdict(set)
    for stem, lemma in pairs:
        if lemma not in empty:
            related[stem].add(lemma)
    return {stem: frozenset(lemmas) for stem, lemmas in sorted(related.items())}


def _likely(
    olds: Sequence[frozenset[int]], news: Sequence[frozenset[int]]
) -> Iterable[tuple[int, int]]:
    """Return the pairs of words of which the old one says the new one often enough."""
    links = Links.between([sorted(old) for old in olds], [sorted(new) for new in news])
    expected = links.learn(rounds=_ROUNDS)
    together: Array = np.bincount(links.kinds, minlength=len(links.pairs))
    old = links.pairs[:, 0]
    seen: Array = np.bincount(old + 1, expected)
    likely = expected >= _LEAST_SHARE * seen[old + 1]
    kept = links.pairs[likely & (old >= 0) & (together >= _LEAST_TOGETHER)]
    return [(int(before), int(after)) for before, after in kept]


def _lines(corpus: Corpus, related: Mapping[int, frozenset[int]]) -> Iterable[str]:
    """Yield the lines of the file: lemmas, an empty one, stems; each in alphabetical order."""
    seen_stems, seen_lemmas = _counts(corpus.french), _counts(corpus.russian)
    lost, strange = _unexplained(corpus, related)
    morph = pymorphy3.MorphAnalyzer(lang="ru")
    told = sorted(set().union(*related.values()), key=lambda number: corpus.lemmas[number])
    line_of = {number: line for line, number in enumerate(told)}
    for number in told:
        lemma = corpus.lemmas[number]
        is_telling = seen_lemmas[number] >= _LEAST_SEEN and morph.parse(lemma)[0].tag.POS == "NOUN"
        yield f"{lemma}\t{seen_lemmas[number]}\t{strange[number]}" if is_telling else lemma
    yield ""
    for number in sorted(related, key=lambda number: corpus.stems[number]):
        lines = " ".join(str(line) for line in sorted(line_of[each] for each in related[number]))
        yield f"{corpus.stems[number]}\t{seen_stems[number]}\t{lost[number]}\t{lines}"


def _counts(side: Sequence[frozenset[int]]) -> Counter[int]:
    return Counter(number for words in side for number in words)


def _unexplained(
    corpus: Corpus, related: Mapping[int, frozenset[int]]
) -> tuple[Counter[int], Counter[int]]:
    """Count for each stem and each lemma the pairs in which nothing related stands opposite."""
    lost: Counter[int] = Counter()
    strange: Counter[int] = Counter()
    nothing: frozenset[int] = frozenset()
    for french, russian in zip(corpus.french, corpus.russian, strict=True):
        senses = {stem: related.get(stem, nothing) for stem in french}
        lost.update(stem for stem, lemmas in senses.items() if lemmas.isdisjoint(russian))
        strange.update(russian.difference(*senses.values()))
    return lost, strange


if __name__ == "__main__":
    main()
