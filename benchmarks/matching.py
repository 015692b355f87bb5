"""Measure how much processor time a large glossary is loaded and searched.

    python benchmarks/matching.py [--concepts 20000] [--words 400000]

The glossary and the text are made up, always the same: invented nouns in phrases of one to five
words, among words of French and other invented words; about one word in ten is a term's first, as
in the resolutions of the United Nations. Aims: 200,000 words a second, a load of two seconds.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
import time
from pathlib import Path

from workflow.glossary.load import load_glossary
from workflow.glossary.match import Matcher
from workflow.model import LangTag

_SYLLABLES = [
    "ba",
    "co",
    "di",
    "fu",
    "gra",
    "lé",
    "mo",
    "ni",
    "pla",
    "ré",
    "sou",
    "ta",
    "vi",
    "xa",
    "zé",
    "cha",
    "tion",
    "ment",
    "eur",
    "age",
]
_FILLERS = [
    "le",
    "la",
    "les",
    "de",
    "des",
    "du",
    "un",
    "une",
    "et",
    "à",
    "au",
    "aux",
    "dans",
    "pour",
    "par",
    "sur",
    "avec",
    "que",
    "qui",
    "ne",
    "pas",
    "est",
    "sont",
    "a",
    "ont",
    "été",
    "ce",
    "cette",
    "ces",
    "son",
    "sa",
    "ses",
    "leur",
    "leurs",
    "plus",
    "comme",
    "mais",
    "ou",
    "où",
    "donc",
    "ainsi",
    "très",
    "bien",
    "tout",
    "toute",
    "tous",
    "fait",
]


def main() -> None:
    """Print the time to load, to build and to search."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--concepts", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=400_000)
    options = parser.parse_args()
    chance = random.Random(7)  # noqa: S311 - the same glossary every time, nothing secret
    nouns = sorted({_noun(chance) for _ in range(options.concepts)})
    phrases = sorted({_phrase(chance, nouns) for _ in range(options.concepts)})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.csv")
        write_glossary(path, phrases)
        start = time.process_time()
        glossary = load_glossary([path], places=False)
        loaded = time.process_time()
        matcher = Matcher(glossary, LangTag("fr"))
        built = time.process_time()
    print(f"{len(glossary.terms)} concepts: read and validated in {loaded - start:.2f} s,")
    print(f"  indexed in {built - loaded:.2f} s")
    texts = [_sentence(chance, nouns, phrases) for _ in range(options.words // 25)]
    words = sum(len(text.split()) for text in texts)
    start = time.process_time()
    hits = sum(len(matcher.find(text)) for text in texts)
    cold = time.process_time() - start
    start = time.process_time()
    hits = sum(len(matcher.find(text)) for text in texts)
    warm = time.process_time() - start
    print(f"{words} words, {hits} terms: {words / cold:,.0f} words/s, again {words / warm:,.0f}")


def write_glossary(path: Path, phrases: list[str]) -> None:
    """Write one concept a phrase."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "kind", "fr", "fr_admitted", "en", "ru"])
        for number, phrase in enumerate(phrases):
            row = (f"T{number}", "concept", phrase, f"{phrase} commun", f"en {phrase}", "слово")
            writer.writerow(row)


def _noun(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))


def _phrase(chance: random.Random, nouns: list[str]) -> str:
    links = chance.choices(["de", "du", "des", ""], k=chance.randint(0, 2))
    words = [chance.choice(nouns)]
    for link in links:
        words += [link, chance.choice(nouns)]
    return " ".join(filter(None, words))


def _sentence(chance: random.Random, nouns: list[str], phrases: list[str]) -> str:
    """Return about 25 words: fillers, free nouns, two terms."""
    words = chance.choices(_FILLERS, k=13) + [_noun(chance) + "ait" for _ in range(7)]
    words += [chance.choice(nouns), chance.choice(phrases), chance.choice(phrases) + "s"]
    chance.shuffle(words)
    return " ".join(words).capitalize() + "."


if __name__ == "__main__":
    main()
