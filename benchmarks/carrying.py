"""How long a changed source takes to be met, sentence by sentence: no model, no disk.

    python benchmarks/carrying.py [SENTENCES]

Three edits of one approved file: one sentence in ten has another figure, all sentences have, and
all are other sentences altogether.
"""

from __future__ import annotations

import functools
import random
import sys
import time
from collections import Counter
from dataclasses import replace

from workflow.catalog import make_template, merge
from workflow.model import LangTag, Position, Segment, Slug, Span
from workflow.reuse import adapt
from workflow.reuse.carrying import Frame, carry
from workflow.settings import Project

SYLLABLES = [first + second for first in "bcdflmnprst" for second in "aeiou"]


def main() -> None:
    """Print a line for each edit: seconds, and what became of the approved texts."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    chance = random.Random(1)  # noqa: S311 - texts to be measured on, not secrets
    sentences = [_sentence(chance) for _ in range(count)]
    others = [_sentence(chance) for _ in range(count)]
    edits = {
        "one in ten": [_dated(s) if n % 10 == 0 else s for n, s in enumerate(sentences)],
        "all": [_dated(sentence) for sentence in sentences],
        "rewritten": others,
    }
    for name, edited in edits.items():
        start = time.perf_counter()
        fates = _carry(sentences, edited)
        print(f"{name:12} {time.perf_counter() - start:6.2f} s  {dict(fates)}")


def _sentence(chance: random.Random) -> str:
    words = ("".join(chance.choices(SYLLABLES, k=3)) for _ in range(chance.randint(6, 20)))
    return f"Le {' '.join(words)} le {chance.randint(2, 9)} mai."


def _dated(sentence: str) -> str:
    head, _, _ = sentence.rpartition(" le ")
    return f"{head} le 21 mai."


def _carry(old: list[str], new: list[str]) -> Counter[str]:
    french, english = LangTag("fr"), LangTag("en")
    before = merge(_template(old), None, lang=english)
    approved = tuple(replace(entry, msgstr="On 3 May.") for entry in before.entries)
    carried = carry(
        merge(_template(new), replace(before, entries=approved), lang=english),
        approved,
        frame=Frame(
            blocks=tuple(range(len(new))),
            is_markdown=(True,) * len(new),
            source_lang=french,
            target_lang=english,
        ),
        adapt=functools.partial(adapt, languages=(french, english)),
    )
    return Counter(move.fate.value for move in carried.moves)


def _template(sentences: list[str]):  # noqa: ANN202 - a Catalog
    segments = [
        Segment(text=text, block=0, span=Span(0, 1), position=Position(path="n.md", line=line))
        for line, text in enumerate(sentences, 1)
    ]
    return make_template(segments, slug=Slug("note"), project=Project(), source_lang=LangTag("fr"))


if __name__ == "__main__":
    main()
