"""Measure what becomes of good translations when their French sources change.

    python benchmarks/reuse.py [--langs en ru] [--pairs FILE] [--show N] [--kind KIND]

Each rule below changes one thing in a French sentence: another number, date or country, a negation
put in, "doit" for "peut", a word added. An offered text is counted as wrong where the old fact is
still in it, by a test that shares no code with the fact gate: its digits or the beginning of its
name. A sentence that was turned round must get no offer at all.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from inputs import SHARED, require_files

from workflow.commands.terms import open_terms
from workflow.model import LangTag
from workflow.reuse import adapt
from workflow.settings import find_workspace, load_settings
from workflow.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workflow.reuse import Offer

PAIRS = SHARED / "dev.un.fr-en-ru.tsv"
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
NUMBERS = "deux trois quatre cinq six sept huit neuf dix onze douze"
COUNTRIES = (
    "la France, la Chine, la Turquie, la Norvège, la Tunisie, la Colombie, la Jordanie, la Libye",
    "le Mali, le Brésil, le Japon, le Kenya, le Canada, le Tchad, le Liban, le Pakistan",
    "l'Iran, l'Inde, l'Argentine, l'Ukraine, l'Algérie, l'Australie, l'Égypte, l'Éthiopie",
    "du Mali, du Brésil, du Japon, du Kenya, du Canada, du Tchad, du Liban, du Pakistan",
    "au Mali, au Brésil, au Japon, au Kenya, au Canada, au Tchad, au Liban, au Pakistan",
    "en Chine, en Turquie, en Norvège, en Libye, en Somalie, en Colombie, en Syrie, en Jordanie",
)
STEMS = {
    "en": {"Chine": "Chin", "Norvège": "Norw", "Japon": "Japan", "Brésil": "Brazil"},
    "ru": {"Chine": "Кита", "Norvège": "Норвег", "Japon": "Япони", "Brésil": "Бразили"},
}
"""How some of these names begin in a translation."""


def following(row: str, *, separator: str = " ", step: int = 1) -> Callable[[str], str]:
    """Return a function that gives, for an item of a row, one that stands after it."""
    items = row.split(separator)

    def pick(text: str) -> str:
        new = items[(items.index(text.lower()) + step) % len(items)]
        return new.capitalize() if text[0].isupper() else new

    return pick


def other_country(text: str) -> str:
    """Return another country that takes the same article."""
    names = next(row.split(", ") for row in COUNTRIES if text in row.split(", "))
    return names[(names.index(text) + 1) % len(names)]


def denied(text: str) -> str:
    """Return a verb with "ne … pas" round its first word."""
    verb, *rest = text.split()
    return " ".join(["ne", verb, "pas", *rest])


def plus(step: int) -> Callable[[str], str]:
    """Return a function that adds to a number, its decimals left out."""
    return lambda text: str(int(text.partition(",")[0]) + step)


def to(text: str) -> Callable[[str], str]:
    """Return a function that writes the same for anything."""
    return lambda _: text


ANY_MONTH = MONTHS.replace(" ", "|")
ANY_COUNTRY = "|".join(re.escape(name) for row in COUNTRIES for name in row.split(", "))
RULES: dict[str, tuple[str, Callable[[str], str]]] = {
    "year": (r"(?<=\w )(?:19|20)\d\d(?!\d)", plus(-3)),
    "day": (rf"\b[12]?\d(?= (?:{ANY_MONTH}))", plus(1)),
    "month": (rf"(?<=\d )(?:{ANY_MONTH})\b", following(MONTHS, step=4)),
    "number": (r"(?<![\d,./-])(?<!\d )[2-9]\d{0,2}(?= [a-zé]{4,})", plus(6)),
    "word": (
        rf"(?<![\w-])(?i:{NUMBERS.replace(' ', '|')})(?= [a-zé]{{4,}})",
        following(NUMBERS, step=3),
    ),
    "percent": (r"\b\d+(?:,\d+)?(?= %)", plus(7)),
    "sum": (r"\b\d+(?:,\d+)?(?= (?:millions|milliards))", plus(4)),
    "resolution": (r"(?<=résolution )\d{3,4}", plus(11)),
    "article": (r"(?<=rticle )\d+", plus(2)),
    "country": (rf"(?<![\w'’-])(?:{ANY_COUNTRY})(?![\w-])", other_country),
    "negation": (r"(?<= )(?:est|sont|sera|seront|ont|a été)(?= [a-zé])", denied),
    "modality": (r"\b(?:doit|doivent)\b", {"doit": "peut", "doivent": "peuvent"}.__getitem__),
    "wording": (r"(?<= )(?:également|aussi|notamment|toujours|ainsi) ", to("")),
    "adverb": (r"(?<=[a-zé]) (?=(?:que|dans|pour) )", to(" vivement ")),
    "typography": (r" (?=[;:?!»])|’|'", {" ": "\u00a0", "'": "’", "’": "'"}.__getitem__),
}
OPPOSITE = {"negation", "modality"}
HARMLESS = {"typography"}
RESULTS = ("right", "warned", "nothing", "wrong")


def changed(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield (rule, new source, what was there) for each rule that finds something."""
    for kind, (pattern, write) in RULES.items():
        match = re.search(pattern, source)
        if match is not None:
            yield kind, source[: match.start()] + write(match[0]) + source[match.end() :], match[0]


def is_stale(kind: str, old: str, new_source: str, offered: str, lang: str) -> bool:
    """Tell whether the old fact is still stated, by looks alone."""
    if kind in OPPOSITE:
        return True
    if kind == "country":
        name = re.split(r"[ '’]", old)[-1]
        stem = STEMS[lang].get(name, "")
        return bool(stem) and stem in offered and name not in new_source
    there, allowed = (re.findall(r"\d+", text) for text in (offered, new_source))
    return any(each in there and each not in allowed for each in re.findall(r"\d+", old))


def outcome(kind: str, offer: Offer, *, stale: bool) -> str:
    """Return right, warned, nothing or wrong."""
    if kind in HARMLESS:
        return "right" if offer.keeps_approval else "wrong"
    if offer.text is None:
        return "nothing"
    if stale or offer.keeps_approval:
        return "wrong"
    return "warned" if offer.warnings else "right"


def measure(rows: list[list[str]], lang: str, options: argparse.Namespace) -> None:
    """Print the table of one language, and the offers that were asked for."""
    workspace = Workspace(settings=load_settings(find_workspace(Path.cwd()), {}))
    langs = (LangTag("fr"), LangTag(lang))
    house = open_terms(workspace, source_lang=langs[0], target_lang=langs[1])
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spent = []
    for row in rows[:: options.every]:
        source, target = row[0], row[1 + ("en", "ru").index(lang)]
        for kind, new, old in changed(source):
            if options.kind not in {"", kind}:
                continue
            start = time.perf_counter()
            offer = adapt(
                source,
                target,
                new,
                languages=langs,
                house=house,
                old_is_reviewed=True,
                is_markdown=False,
            )
            spent.append(1000 * (time.perf_counter() - start))
            stale = offer.text is not None and is_stale(kind, old, new, offer.text, lang)
            result = outcome(kind, offer, stale=stale)
            counts[kind][result] += 1
            if counts[kind][result] <= options.show and options.what in {"", result}:
                print(f"{kind} {result} [{offer.change}] {offer.reason} {list(offer.warnings)}")
                print(f"  - {source}\n  + {new}\n  < {target}\n  > {offer.text}")
    median = statistics.median(spent)
    print(f"\n{lang}: {len(spent)} changed sentences; {median:.2f} ms each (median)")
    print(f"{'':12}" + "".join(f"{result:>8}" for result in RESULTS))
    for kind, found in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        print(f"{kind:12}" + "".join(f"{found[result]:8}" for result in RESULTS))


def main() -> None:
    """Read the command line and measure each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--langs", nargs="*", default=["en", "ru"], choices=["en", "ru"])
    parser.add_argument("--pairs", type=Path, default=PAIRS, help="tab-separated fr, en, ru")
    parser.add_argument("--show", type=int, default=0, help="print so many offers of each kind")
    parser.add_argument("--kind", default="", help="only this rule")
    parser.add_argument("--what", default="", help="print only right, warned, nothing or wrong")
    parser.add_argument("--every", type=int, default=1, help="take every n-th sentence")
    options = parser.parse_args()
    require_files(options.pairs)
    rows = [line.split("\t") for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    for lang in options.langs:
        measure(rows, lang, options)


if __name__ == "__main__":
    main()
