"""Mark source words with the dictionary form of their target, so that a model learns to take hints.

    python -m training.terminology PACK OUT [--share 0.5] [--vocabulary source.spm]

Target-lemma annotation (Bergmanis and Pinnis, EACL 2021): in half of the sentences some words of
the source are followed by the lemma that the translation inflects: ``la séance ⟦заседание⟧ est
levée``. Words are matched by the program's own statistical alignment. README.md tells why the
shipped model is not trained so yet; `--vocabulary` counts what the source's pieces cannot write.
"""

from __future__ import annotations

import argparse
import random
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from training.packs import Pair, read_pairs, write_pairs
from training.vocabulary import UNK, Vocabulary
from workflow.engines.alignment import align

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workflow.model import Link, Span

_OPEN, _CLOSE = "⟦", "⟧"
_CHUNK = 400
"""Pairs that are aligned together: words are learnt from all of them."""
_MOST_HINTS = 3
_TOLD = frozenset({"NOUN", "ADJF", "INFN", "VERB", "PRTF"})
"""Parts of speech (pymorphy3's names) that terms are made of."""
_SHORTEST = 4
"""Letters of a source word that is worth a hint."""


def main() -> None:
    """Write the annotated pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the sentences")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=None, help="read only so many pairs")
    parser.add_argument("--vocabulary", type=Path, default=None, help="the model's source.spm")
    options = parser.parse_args()
    pairs = list(read_pairs(options.pack))[: options.limit]
    chance = random.Random(options.seed)  # noqa: S311 - a draw, no secret
    made = list(annotate(pairs, lemma_of=russian_lemma(), share=options.share, chance=chance))
    write_pairs(options.out, made)
    hinted = [pair for pair in made if _OPEN in pair.source]
    print(f"{len(hinted)} of {len(made)} pairs have hints")
    if options.vocabulary:
        print(f"{unwritable(hinted, Vocabulary(options.vocabulary)):.1%} of them cannot be written")


def annotate(
    pairs: Sequence[Pair],
    *,
    lemma_of: Callable[[str], str],
    share: float,
    chance: random.Random,
) -> Iterator[Pair]:
    """Yield every pair, some with hints; `lemma_of` is empty for words that get none."""
    for first in range(0, len(pairs), _CHUNK):
        chunk = pairs[first : first + _CHUNK]
        aligned = align([(pair.source, pair.target) for pair in chunk])
        for pair, links in zip(chunk, aligned, strict=True):
            if chance.random() >= share:
                yield pair
                continue
            hints = list(_hints(pair, links, lemma_of))
            chosen = chance.sample(hints, min(len(hints), chance.randint(1, _MOST_HINTS)))
            yield pair._replace(source=_with_hints(pair.source, chosen))


def russian_lemma() -> Callable[[str], str]:
    """Return the function that tells the dictionary form of a Russian word."""
    import pymorphy3  # noqa: PLC0415 - loads its dictionaries

    analyser = pymorphy3.MorphAnalyzer(lang="ru")

    def lemma_of(word: str) -> str:
        best = analyser.parse(word)[0]
        return best.normal_form if best.tag.POS in _TOLD else ""

    return lemma_of


def unwritable(pairs: Sequence[Pair], vocabulary: Vocabulary) -> float:
    """Return the share of sources with a hint that the pieces of a vocabulary cannot write."""
    if not pairs:
        return 0.0
    encoded = vocabulary.encode([pair.source for pair in pairs])
    return sum(UNK in numbers for numbers in encoded) / len(pairs)


def _hints(
    pair: Pair, links: Sequence[Link], lemma_of: Callable[[str], str]
) -> Iterator[tuple[Span, str]]:
    """Yield the source words that one target word stands for, articles aside, with its lemma."""
    telling = [link for link in links if _is_word(link.source.of(pair.source))]
    sources = Counter(link.source for link in telling)
    targets = Counter(link.target for link in telling)
    for link in telling:
        if sources[link.source] == targets[link.target] == 1:
            lemma = lemma_of(link.target.of(pair.target))
            yield from [(link.source, lemma)] if lemma else []


def _is_word(text: str) -> bool:
    letters = all(unicodedata.category(char).startswith("L") for char in text)
    return letters and len(text) >= _SHORTEST


def _with_hints(source: str, hints: Sequence[tuple[Span, str]]) -> str:
    for span, lemma in sorted(hints, reverse=True):
        source = f"{source[: span.end]} {_OPEN}{lemma}{_CLOSE}{source[span.end :]}"
    return source


if __name__ == "__main__":
    main()
