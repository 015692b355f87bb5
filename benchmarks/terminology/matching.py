"""Measure the matcher: recall on listed occurrences, precision on sentences that are traps.

    python benchmarks/terminology/matching.py [--shared ../shared] [--glossary glossary] [--verbose]

Recall: of the occurrences listed in ``terms/un_terms_dev.tsv`` (a sentence, the ids of its terms),
the share for which the matcher finds as many of that id. Adherence: of the same occurrences, the
share that `TermChecker` recognises in the reference translations, which hold them by construction.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.glossary.load import load_glossary
from workflow.glossary.match import Matcher
from workflow.glossary.terms import Enforce
from workflow.glossary.verify import TermChecker
from workflow.model import LangTag

if TYPE_CHECKING:
    from workflow.glossary.terms import Glossary


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--glossary", type=Path, default=Path("glossary"))
    parser.add_argument("--verbose", action="store_true", help="list what is missed")
    options = parser.parse_args()
    glossary = load_glossary(sorted(options.glossary.glob("*.csv")))
    matcher = Matcher(glossary, LangTag("fr"))
    folder = options.shared / "testdata" / "terms"
    sentences = read_tsv(folder / "un_terms_dev.tsv")
    recall(matcher, sentences, verbose=options.verbose)
    negatives(matcher, folder / "negatives_dev.tsv", verbose=options.verbose)
    for lang in ("en", "ru"):
        adherence(glossary, sentences, lang=lang, verbose=options.verbose)


def read_tsv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file; quotation marks mean nothing in it."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def recall(matcher: Matcher, sentences: list[dict[str, str]], *, verbose: bool) -> None:
    """Print the share of listed occurrences that the matcher finds."""
    listed: Counter[str] = Counter()
    found: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    inside = 0
    for row in sentences:
        terms = json.loads(row["terms"])
        wanted = Counter(term["id"] for term in terms)
        occurrences = matcher.find(row["fr"])
        hits = Counter(hit.term.id for hit in occurrences)
        surfaces = [hit.span.of(row["fr"]) for hit in occurrences]
        for term_id, count in wanted.items():
            listed[term_id] += count
            got = min(count, hits[term_id])
            found[term_id] += got
            forms = [term["fr_form"] for term in terms if term["id"] == term_id]
            inside += min(count - got, sum(any(f in s for s in surfaces) for f in forms))
            if got < count and verbose:
                print(f"  missed {term_id} {forms} of {dict(hits)}: {row['fr'][:400]}")
        extra.update({key: n - wanted[key] for key, n in hits.items() if n > wanted[key]})
    total = sum(listed.values())
    print(f"recall: {sum(found.values())}/{total} = {sum(found.values()) / total:.2%}")
    print(f"  of the rest, inside the words of another term: {inside}")
    for label, group in (("strict", Enforce.STRICT), ("soft", Enforce.SOFT)):
        ids = {t.id for t in matcher.glossary.terms if t.enforce is group}
        some = sum(n for key, n in listed.items() if key in ids)
        print(f"  {label}: {sum(n for k, n in found.items() if k in ids) / some:.2%} of {some}")
    print(f"occurrences beyond the list: {sum(extra.values())}")
    if verbose:
        print("  ", extra.most_common(40))


def negatives(matcher: Matcher, path: Path, *, verbose: bool) -> None:
    """Print the share of trap sentences in which the trap is not taken for the term."""
    clean: Counter[str] = Counter()
    rows = read_tsv(path)
    for row in rows:
        taken = any(hit.term.id == row["trap_id"] for hit in matcher.find(row["fr"]))
        clean[row["level"]] += not taken
        if taken and verbose:
            print(f"  taken: {row['trap_fr']} in {row['fr']}")
    for level, count in clean.items():
        total = sum(row["level"] == level for row in rows)
        print(f"traps solvable by {level}: {count}/{total} left alone = {count / total:.1%}")


def adherence(
    glossary: Glossary, sentences: list[dict[str, str]], *, lang: str, verbose: bool
) -> None:
    """Print the share of listed occurrences that are recognised in the reference translation."""
    terms = {term.id: term for term in glossary.terms}
    checker = TermChecker(glossary, LangTag("fr"), LangTag(lang))
    listed = found = 0
    for row in sentences:
        wanted = [terms[item["id"]] for item in json.loads(row["terms"]) if item["id"] in terms]
        answers = checker.assign(wanted, row[lang])
        listed += len(wanted)
        found += sum(answer is not None for answer in answers)
        if verbose and None in answers:
            missing = [
                t.preferred(LangTag(lang)) for t, a in zip(wanted, answers, strict=True) if not a
            ]
            print(f"  unseen {missing}: {row[lang][:300]}")
    print(f"renderings recognised in {lang}: {found}/{listed} = {found / listed:.2%}")


if __name__ == "__main__":
    main()
