"""Measure how well the case of a place in a Russian sentence is told.

    python benchmarks/terminology/cases.py [un_terms_dev.tsv]

The sentences are the United Nations' own, with the case in which each term stands. Three settings:
own words (the term is there in its right form), synonym (another noun phrase stands there in the
same case), dictionary form (the term is there uninflected, so only what is around it tells).
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import Counter
from pathlib import Path

from workflow.glossary.morphology.base import Case, Number, Phrase
from workflow.glossary.morphology.russian.inflect import inflect_term, is_invariable
from workflow.glossary.morphology.russian.lexicon import fold
from workflow.glossary.morphology.russian.place import analyse
from workflow.model import Span

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT.parent / "shared" / "testdata" / "terms" / "un_terms_dev.tsv"
SYNONYMS = (
    Phrase(text="большое учреждение"),
    Phrase(text="новая структура"),
    Phrase(text="важный отдел"),
)
HOMONYMOUS = "nomn/accs"


def main(arguments: list[str]) -> int:
    """Print the figures; return 0, also where the sentences are not at hand."""
    path = Path(arguments[0]) if arguments else TESTS
    if not path.exists():
        print(f"skipped: {path.name} is not there")
        return 0
    wrong_shown = int(arguments[1]) if len(arguments) > 1 else 0
    for setting in ("own words", "synonym", "dictionary form"):
        measure(setting, list(occurrences(path)), wrong_shown)
    return 0


def occurrences(path: Path):
    """Yield (sentence, span, term, case, number) for every inflected term."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            seen: Counter[str] = Counter()
            for item in json.loads(row["terms"]):
                form = item["ru_form_in_reference"]
                start = -1
                for _ in range(seen[form] + 1):
                    start = row["ru"].find(form, start + 1)
                seen[form] += 1
                after = row["ru"][start + len(form) : start + len(form) + 1]
                if start < 0 or after.isalpha() or item["case"] in {"", "acronym", "indecl"}:
                    continue
                term = Phrase(text=item["ru"], head=item["ru_head"])
                if not is_invariable(term):
                    span = Span(start, start + len(form))
                    yield row["ru"], span, term, item["case"], Number(item["number"])


def measure(setting: str, found: list, wrong_shown: int) -> None:
    """Print accuracy of case and of the final form, in all and by case."""
    right: Counter[str] = Counter()
    exact: Counter[str] = Counter()
    total: Counter[str] = Counter()
    seconds = 0.0
    for number, (text, span, term, case, plural) in enumerate(found):
        put = dressed(setting, text, span, term, case, plural, number)
        if put is None:
            continue
        changed, new = put
        started = time.perf_counter()
        place = analyse(changed, new, trust_words=setting != "dictionary form")
        seconds += time.perf_counter() - started
        total[case] += 1
        good = str(place.case) in case.split("/")
        right[case] += good
        form = inflect_term(term, case=place.case, number=plural)
        exact[case] += form is not None and fold(form) == fold(span.of(text))
        if not good and wrong_shown:
            wrong_shown -= 1
            left, word, rest = changed[: new.start], new.of(changed), changed[new.end :]
            print(f"  {case}→{place.case} {left[-70:]}[{word}]{rest[:40]} {place.reasons}")
    print(
        f"{setting}: case {share(right, total)}, form {share(exact, total)},"
        f" n={total.total()}, {1000 * seconds / total.total():.2f} ms each"
    )
    print("   " + ", ".join(f"{case} {right[case]}/{total[case]}" for case in sorted(total)))


def share(part: Counter[str], whole: Counter[str]) -> str:
    """Return a percentage."""
    return f"{100 * part.total() / whole.total():.1f}%"


def dressed(setting, text, span, term, case, number, turn):
    """Return the sentence as `setting` changes it, and the span of what stands there."""
    if setting == "own words":
        return text, span
    form = term.text
    if setting == "synonym":
        phrase = SYNONYMS[2 if case == HOMONYMOUS else turn % len(SYNONYMS)]
        form = inflect_term(phrase, case=Case(case.split("/")[0]), number=number)
    return text[: span.start] + form + text[span.end :], Span(span.start, span.start + len(form))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
