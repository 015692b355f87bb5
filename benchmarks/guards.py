"""Measure how often guards fire on human translations; each should on at most one pair in 200.

    uv run --group bench python benchmarks/guards.py PAIRS.tsv … [--limit N] [--show CODE]

A file has three tab-separated columns: French, English, Russian.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from workflow.drafting.guards import GUARDS, examine
from workflow.model import LangTag

FRENCH = LangTag("fr")
COLUMNS = ((1, LangTag("en")), (2, LangTag("ru")))


def main() -> None:
    """Print one line a guard: its rate on each language and file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--show", default="", help="print the pairs that this guard stops")
    options = parser.parse_args()
    table: dict[str, Counter[str]] = {}
    for file in options.files:
        lines = file.read_text(encoding="utf-8").splitlines()[: options.limit]
        for column, lang in COLUMNS:
            name = f"{file.stem[:14]} {lang}"
            table[name] = rates([line.split("\t") for line in lines], column, lang, options.show)
    print(f"{'guard':22}", *(f"{name:>18}" for name in table))
    for code in ("draft-empty", *(code for code, _ in GUARDS)):
        shares = (counts[code] / counts["pairs"] for counts in table.values())
        print(f"{code:22}", *(f"{share:18.2%}" for share in shares))


def rates(rows: list[list[str]], column: int, lang: LangTag, show: str) -> Counter[str]:
    """Count the pairs on which each guard fires."""
    counts: Counter[str] = Counter(pairs=len(rows))
    for row in rows:
        found = examine(row[0], row[column], source_lang=FRENCH, target_lang=lang)
        counts.update({warning.code for warning in found})
        for warning in found:
            if warning.code == show:
                print(f"{warning.message}\n  {row[0]}\n  {row[column]}")
    return counts


if __name__ == "__main__":
    main()
