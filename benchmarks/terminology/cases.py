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
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Case, Number, Phrase
from workflow.glossary.morphology.russian.inflect import inflect_term, is_invariable
from workflow.glossary.morphology.russian.lexicon import fold
from workflow.glossary.morphology.russian.place import analyse
from workflow.glossary.morphology.russian.replacing import replace_term
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT.parent / "shared" / "testdata" / "terms" / "un_terms_dev.tsv"
SYNONYMS = (
    Phrase(text="большое учреждение"),
    Phrase(text="новая структура"),
    Phrase(text="важный отдел"),
)
HOMONYMOUS = "nomn/accs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A term in a sentence with the case and number in which it stands."""

    text: str
    span: Span
    term: Phrase
    case: str
    number: Number

    def dressed(self, setting: str, turn: int) -> tuple[str, Span]:
        """Return the sentence as `setting` changes it, and the span of what stands there."""
        if setting == "own words":
            return self.text, self.span
        form: str | None = self.term.text
        if setting == "synonym":
            phrase = SYNONYMS[2 if self.case == HOMONYMOUS else turn % len(SYNONYMS)]
            case = Case(self.case.split("/")[0])
            form = inflect_term(phrase, case=case, number=self.number)
        text = f"{self.text[: self.span.start]}{form}{self.text[self.span.end :]}"
        return text, Span(self.span.start, self.span.start + len(form or ""))


def main(arguments: list[str]) -> int:
    """Print the figures; return 0, also where the sentences are not at hand."""
    path = Path(arguments[0]) if arguments else TESTS
    if not path.exists():
        print(f"skipped: {path.name} is not there")
        return 0
    found = list(occurrences(path))
    for setting in ("own words", "synonym", "dictionary form"):
        measure(setting, found)
    measure_replacing(found)
    return 0


def occurrences(path: Path) -> Iterator[Occurrence]:
    """Yield every inflected term."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield from _occurrences_in(row["ru"], json.loads(row["terms"]))


def _occurrences_in(text: str, items: list[dict[str, str]]) -> Iterator[Occurrence]:
    seen: Counter[str] = Counter()
    for item in items:
        form = item["ru_form_in_reference"]
        start = -1
        for _ in range(seen[form] + 1):
            start = text.find(form, start + 1)
        seen[form] += 1
        end = start + len(form)
        term = Phrase(text=item["ru"], head=item["ru_head"])
        told = item["case"] not in {"", "acronym", "indecl"} and not is_invariable(term)
        if start >= 0 and told and not text[end : end + 1].isalpha():
            yield Occurrence(
                text=text,
                span=Span(start, end),
                term=term,
                case=item["case"],
                number=Number(item["number"]),
            )


def measure(setting: str, found: list[Occurrence]) -> None:
    """Print accuracy of case and of the final form, in all and by case."""
    right: Counter[str] = Counter()
    exact: Counter[str] = Counter()
    total: Counter[str] = Counter()
    seconds = 0.0
    for turn, each in enumerate(found):
        text, span = each.dressed(setting, turn)
        started = time.perf_counter()
        place = analyse(text, span, trust_words=setting != "dictionary form")
        seconds += time.perf_counter() - started
        total[each.case] += 1
        right[each.case] += str(place.case) in each.case.split("/")
        form = inflect_term(each.term, case=place.case or Case.NOMN, number=each.number)
        exact[each.case] += form is not None and fold(form) == fold(each.span.of(each.text))
    print(
        f"{setting}: case {share(right, total)}, form {share(exact, total)},"
        f" n={total.total()}, {1000 * seconds / total.total():.2f} ms each"
    )
    print("   " + ", ".join(f"{case} {right[case]}/{total[case]}" for case in sorted(total)))


def measure_replacing(found: list[Occurrence]) -> None:
    """Print how often a right term is left alone, and a detour over a synonym leads back."""
    same = back = 0
    started = time.perf_counter()
    for turn, each in enumerate(found):
        kept = replace_term(each.text, each.span, each.term, number=each.number)
        same += kept is not None and fold(kept.text) == fold(each.text)
        synonym = SYNONYMS[turn % len(SYNONYMS)]
        there = replace_term(each.text, each.span, synonym, number=each.number)
        if there is not None:
            again = replace_term(there.text, there.span, each.term, number=each.number)
            back += again is not None and fold(again.text) == fold(each.text)
    seconds = time.perf_counter() - started
    print(
        f"replacing: {100 * same / len(found):.1f}% of right terms stay,"
        f" {100 * back / len(found):.1f}% come back over a synonym of another gender,"
        f" {1000 * seconds / len(found) / 3:.2f} ms each"
    )


def share(part: Counter[str], whole: Counter[str]) -> str:
    """Return a percentage."""
    return f"{100 * part.total() / whole.total():.1f}%"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
