"""Measure what mending Russian endings does to drafts, and how often people's texts are doubted.

    uv run --group bench python benchmarks/endings.py PAIRS.tsv … --model FOLDER [--every N]

A file has three tab-separated columns: French, English, Russian. `changed` is the share of drafts
in which words do not agree, `people's` how many references are doubted;
`--show` prints these.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import sacrebleu

from workflow.drafting.endings import mend_endings
from workflow.engines.argos import ArgosEngine
from workflow.glossary.morphology.registry import load_morphology
from workflow.model import LangTag


def main() -> None:
    """Print one line a file; with `--show`, what is doubted in people's texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, required=True, help="an unpacked French-Russian one")
    parser.add_argument("--every", type=int, default=1, help="draft one sentence of so many")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    grammar = load_morphology(LangTag("ru"))
    if grammar is None:
        parser.error("there is no Russian grammar")
    engine = ArgosEngine(options.model)
    print(f"{'file':16} changed  BLEU        chrF2       people's")
    for file in options.files:
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
        doubted = {text: grammar.discords(text) for _, _, text in rows}
        sources, _, references = zip(*rows[:: options.every], strict=True)
        drafts = [proposals[0] for proposals in engine.translate(sources)]
        pairs = list(zip(sources, drafts, strict=True))
        before = [draft.text for draft in drafts]
        after = [each.text for each in mend_endings(pairs, grammar=grammar, score=engine.score)]
        changed = sum(old != new for old, new in zip(before, after, strict=True)) / len(pairs)
        print(f"{file.stem[:16]:16} {changed:7.1%}", end="  ")
        for metric in (sacrebleu.corpus_bleu, sacrebleu.corpus_chrf):
            old, new = (metric(texts, [references]).score for texts in (before, after))
            print(f"{old:5.2f} {new - old:+.2f}", end=" ")
        print(f"{sum(map(bool, doubted.values()))} of {len(rows)}", flush=True)
        if options.show:
            for text, discords in doubted.items():
                print(*(f"  {each.span.of(text)} -> {each.repairs}" for each in discords), sep="\n")


if __name__ == "__main__":
    main()
