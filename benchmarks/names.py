"""Measure how many names stand right in Russian drafts, as the engine wrote them and put right.

    uv run --group bench python benchmarks/names.py [--show]

Names are those of ``names.tsv``. A name is right where each of its words stands in the draft in
some case; whether it is the right case has to be read.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from workflow.drafting.choice import choose
from workflow.drafting.names import mend_names
from workflow.engines.registry import EngineChoice, open_engine
from workflow.glossary.morphology.base import Case, Gender
from workflow.glossary.morphology.russian.names import decline_name
from workflow.model import LangTag

LANGUAGES = {"source_lang": LangTag("fr"), "target_lang": LangTag("ru")}
SMALL = {"ван", "фон", "дер", "ден", "де", "дю", "бен"}


def main() -> None:
    """Print, for both parts of the list, how many names are right before and after."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the names that are not right")
    options = parser.parse_args()
    lines = Path(__file__).with_name("names.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    engine = open_engine(
        EngineChoice(), source=LANGUAGES["source_lang"], target=LANGUAGES["target_lang"]
    )
    counts: Counter[str] = Counter()
    for (source, names, part), hypotheses in zip(
        rows, engine.translate([row[0] for row in rows]), strict=True
    ):
        draft, _ = choose(source, hypotheses, **LANGUAGES)
        mended, warnings = mend_names(source, draft, **LANGUAGES)
        counts[f"{part}: put right"] += len(warnings)
        for name in names.split("; "):
            before, after = (is_right(name, each.text) for each in (draft, mended))
            counts[f"{part}: names"] += 1
            counts[f"{part}: right as the engine wrote them"] += before
            counts[f"{part}: right in the end"] += after
            counts[f"{part}: made wrong"] += before and not after
            if options.show and not after:
                print(name, mended.text, sep="\n  ")
    for what, count in sorted(counts.items()):
        print(f"{count:6} {what}")


def is_right(name: str, draft: str) -> bool:
    """Tell whether a draft has a name in one of its right forms, in any case."""
    written = set(re.findall(r"[\w’'-]+", folded(draft)))
    return any(
        all(forms(word) & written for word in form.split() if word not in SMALL)
        for form in name.partition("=")[2].split("/")
    )


def forms(word: str) -> set[str]:
    """Return a word of a name in all cases, as a given name and as a family name."""
    return {
        folded(decline_name(f"{word}{after}", case=case, gender=gender)).split()[0]
        for case in Case
        for gender in Gender
        for after in ("", " Дюпон")
    }


def folded(text: str) -> str:
    """Return a text in lower case, ё written е."""
    return text.lower().replace("ё", "е").replace("'", "’")


if __name__ == "__main__":
    main()
