"""Measure enforcement on Russian drafts that come from elsewhere, aligned by the fallback.

    uv run --group bench --with simplemma python benchmarks/terminology/russian.py [--every 8]

The drafts are the official translations with their strict terms damaged (see damage.py): half
became a wrong synonym in the right case, half their dictionary form.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter

from damage import RUSSIAN, damage
from sentences import ROOT, SCRATCH, TERMS, read_rows, score, write_sample

from workflow.drafting.terms import enforce_drafts
from workflow.glossary.enforcement.opening import open_house
from workflow.glossary.load import load_glossary
from workflow.model import LangTag

FRENCH = LangTag("fr")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take one sentence of so many")
    options = parser.parse_args()
    if not TERMS.exists():
        print("skipped: the test sentences are not there")
        return
    rows = read_rows(TERMS / "un_terms_dev.tsv")[:: options.every]
    glossary = load_glossary(sorted((ROOT / "glossary").glob("*.csv")))
    house = open_house(glossary, source_lang=FRENCH, target_lang=RUSSIAN)
    terms = {term.id: term for term in glossary.terms}
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    drafts = [damage(row, terms, chance) for row in rows]
    start = time.perf_counter()
    results = enforce_drafts(
        [(row["fr"], draft) for row, draft in zip(rows, drafts, strict=True)], house=house
    )
    seconds = time.perf_counter() - start
    for label, lines in (
        ("damaged", drafts),
        ("enforced", [result.text for result in results]),
    ):
        print(f"== {label} ==")
        print(score(lines, rows, lang="ru"))
    print(dict(Counter(edit.rule.value for result in results for edit in result.edits)))
    print(f"{seconds:.0f} s, most of it the alignment")
    write_sample(results, [row["fr"] for row in rows], SCRATCH / "sample russian.txt")
    untouched = enforce_drafts([(row["fr"], row["ru"]) for row in rows], house=house)
    changed = sum(result.text != row["ru"] for result, row in zip(untouched, rows, strict=True))
    print(f"official translations changed: {changed} of {len(rows)}")


if __name__ == "__main__":
    main()
