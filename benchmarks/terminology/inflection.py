"""Measure the Russian inflector on the checked lists of terms and names.

    python benchmarks/terminology/inflection.py

Oblique forms of tests/cases/morphology/ru_terms.tsv and ru_names.tsv, the names also by pytrovich,
and, where the shared United Nations sentences are at hand, the forms that their translators wrote.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cases import TESTS, occurrences
from pytrovich.enums import Case as PetrovichCase
from pytrovich.enums import Gender as PetrovichGender
from pytrovich.enums import NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from workflow.glossary.morphology.base import Case, Gender, Number, Phrase
from workflow.glossary.morphology.russian.inflect import inflect_term
from workflow.glossary.morphology.russian.lexicon import fold
from workflow.glossary.morphology.russian.names import decline_name

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = Path(__file__).resolve().parents[2] / "tests" / "cases" / "morphology"
OBLIQUE = tuple(Case)[1:]
FULL_NAME = 3
"""Given name, patronymic, surname."""
PETROVICH = dict(
    zip(
        OBLIQUE,
        (
            PetrovichCase.GENITIVE,
            PetrovichCase.DATIVE,
            PetrovichCase.ACCUSATIVE,
            PetrovichCase.INSTRUMENTAL,
            PetrovichCase.PREPOSITIONAL,
        ),
        strict=True,
    )
)


def main() -> int:
    """Print the figures."""
    measure_terms()
    measure_names()
    measure_united_nations()
    return 0


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a list."""
    for line in (LISTS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def measure_terms() -> None:
    """Count the forms of terms that are right."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text, *numbers in rows("ru_terms.tsv"):
        for number, forms in zip(Number, numbers, strict=True):
            expected = forms.split(" / ") if forms != "—" else []
            cases = tuple(Case)[len(Case) - len(expected) :]
            for case, form in zip(cases, expected, strict=True):
                got = inflect_term(Phrase(text=text), case=case, number=number)
                total[number] += 1
                right[number] += got == form
                if got != form:
                    print(f"  {text}: {case} {number}: {got}, not {form}")
    for number in Number:
        print(f"terms, {number}: {right[number]}/{total[number]}")


def measure_names() -> None:
    """Count the forms of names that are right, ours and pytrovich's."""
    maker = PetrovichDeclinationMaker()
    ours = theirs = guessed = total = 0
    for name, gender, forms in rows("ru_names.tsv"):
        for case, form in zip(OBLIQUE, forms.split(" / "), strict=True):
            total += 1
            ours += decline_name(name, case=case, gender=Gender(gender)) == form
            guessed += decline_name(name, case=case) == form
            theirs += petrovich(maker, name, gender, case) == form
    print(
        f"names: {ours}/{total}; without the gender {guessed}/{total}; pytrovich {theirs}/{total}"
    )


def petrovich(maker: PetrovichDeclinationMaker, name: str, gender: str, case: Case) -> str:
    """Decline a name word by word with pytrovich."""
    kind = PetrovichGender.MALE if gender == "masc" else PetrovichGender.FEMALE
    parts = name.split()
    kinds = [NamePart.FIRSTNAME] * (len(parts) - 1) + [NamePart.LASTNAME]
    if len(parts) == FULL_NAME and parts[1].endswith(("вич", "вна", "ич")):
        kinds[1] = NamePart.MIDDLENAME
    pairs = zip(kinds, parts, strict=True)
    return " ".join(maker.make(part, kind, PETROVICH[case], word) for part, word in pairs)


def measure_united_nations() -> None:
    """Count the forms that United Nations translators wrote, given their case and number."""
    if not TESTS.exists():
        print("skipped: the United Nations sentences are not there")
        return
    right = total = 0
    wrong: Counter[str] = Counter()
    started = time.perf_counter()
    for found in occurrences(TESTS):
        written = found.span.of(found.text)
        forms = {
            plain(inflect_term(found.term, case=Case(case), number=found.number, after=after) or "")
            for case in found.case.split("/")
            for after in ("", "в", "на")
        }
        total += 1
        right += plain(written) in forms
        if plain(written) not in forms:
            wrong[f"{found.term.text} {found.case} {found.number}: {written}"] += 1
    seconds = time.perf_counter() - started
    print(f"United Nations forms: {right}/{total} ({100 * right / total:.1f}%), {seconds:.1f} s")
    for line, count in wrong.most_common(25):
        print(f"  {count} {line}")


def plain(text: str) -> str:
    """Return `text` folded, without the dashes and quotation marks that the corpus spells oddly."""
    return re.sub(r"[-—–«»<>\s]+", "", fold(text))


if __name__ == "__main__":
    sys.exit(main())
