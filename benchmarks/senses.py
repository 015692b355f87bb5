"""Measure what the senses of words do to drafts: how many change, are flagged, and gain.

    uv run --group bench python benchmarks/senses.py PAIRS.tsv … --model FOLDER [--limit N] [--show]

A file has three tab-separated columns: French, English, Russian. The last column of the table is
how often people's translations would be flagged, linked by the attention that the model pays them;
the sets' French and Russian are both translated from other languages, and freely.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import sacrebleu

from workflow.drafting.choice import choose
from workflow.drafting.sensible import doubt_senses, prefer_sense
from workflow.engines.argos import ArgosEngine
from workflow.model import Hypothesis, LangTag

if TYPE_CHECKING:
    from collections.abc import Sequence

FRENCH, RUSSIAN = LangTag("fr"), LangTag("ru")


def main() -> None:
    """Print one line a file; with `--show`, what is flagged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, required=True, help="an unpacked French-Russian one")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    engine = ArgosEngine(options.model)
    print(f"{'file':16} changed  BLEU       chrF2      flagged  people's")
    for file in options.files:
        lines = file.read_text(encoding="utf-8").splitlines()[: options.limit]
        sources, _, references = zip(*(line.split("\t") for line in lines), strict=True)
        links = engine.align(list(zip(sources, references, strict=True)))
        human = [
            doubts(source, Hypothesis(text=text, score=0.0, links=each))
            for source, text, each in zip(sources, references, links, strict=True)
        ]
        print(f"{file.stem[:16]:16}", end=" ")
        report(sources, references, engine.translate(sources), human, show=options.show)


def report(
    sources: Sequence[str],
    references: Sequence[str],
    proposals: Sequence[Sequence[Hypothesis]],
    human: Sequence[Sequence[str]],
    *,
    show: bool,
) -> None:
    """Print how drafts fare without and with the senses."""
    before, after, flagged = [], [], []
    for source, hypotheses in zip(sources, proposals, strict=True):
        first, warnings = choose(source, hypotheses, source_lang=FRENCH, target_lang=RUSSIAN)
        best, _ = prefer_sense(
            source, first, warnings, among=hypotheses, source_lang=FRENCH, target_lang=RUSSIAN
        )
        before.append(first.text)
        after.append(best.text)
        flagged.append(doubts(source, best))
    changed = sum(old != new for old, new in zip(before, after, strict=True)) / len(before)
    print(f"{changed:7.1%}", end="  ")
    for metric in (sacrebleu.corpus_bleu, sacrebleu.corpus_chrf):
        old, new = (metric(drafts, [references]).score for drafts in (before, after))
        print(f"{old:5.2f}{new - old:+.2f}", end=" ")
    print(*(f"{sum(map(bool, each)) / len(sources):8.2%}" for each in (flagged, human)), flush=True)
    if show:
        print(*(f"  {message}" for messages in flagged for message in messages), sep="\n")


def doubts(source: str, hypothesis: Hypothesis) -> list[str]:
    """Return what is said of a Russian text."""
    found = doubt_senses(source, hypothesis, source_lang=FRENCH, target_lang=RUSSIAN)
    return [each.message for each in found]


if __name__ == "__main__":
    main()
