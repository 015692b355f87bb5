"""Measure how many drafts have wrong figures, and how many of these are put right.

    uv run --group bench python benchmarks/figures.py PAIRS.tsv … --to ru [--limit N] [--show]

A file has three tab-separated columns: French, English, Russian; only lines with a digit count.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from workflow.drafting.choice import choose
from workflow.engines.registry import EngineChoice, open_engine
from workflow.model import LangTag

FRENCH = LangTag("fr")
MENDED = "draft-figure"


def main() -> None:
    """Print how many drafts a guard stops, and how many of them have their figures put right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--to", type=LangTag, default=LangTag("ru"))
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--show", action="store_true", help="print the drafts that were mended")
    options = parser.parse_args()
    engine = open_engine(EngineChoice(), source=FRENCH, target=options.to)
    counts: Counter[str] = Counter()
    for file in options.files:
        lines = file.read_text(encoding="utf-8").splitlines()[: options.limit]
        sources = [line.split("\t")[0] for line in lines]
        sources = [source for source in sources if any(map(str.isdigit, source))]
        for source, hypotheses in zip(sources, engine.translate(sources), strict=True):
            chosen, warnings = choose(
                source, hypotheses, source_lang=FRENCH, target_lang=options.to
            )
            codes = {warning.code for warning in warnings}
            counts["drafts"] += 1
            counts["stopped or mended"] += bool(codes)
            counts["mended"] += MENDED in codes
            counts["mended, and nothing else wrong"] += codes == {MENDED}
            if options.show and MENDED in codes:
                print(source, chosen.text, *map(str, warnings), "", sep="\n")
    for name, count in counts.items():
        print(f"{count:6} {name}")


if __name__ == "__main__":
    main()
