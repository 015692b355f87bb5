"""What becomes of good translations when their French sources change: offered right, or stale?

    python benchmarks/reuse.py [--langs en ru] [--pairs FILE] [--show N] [--kind KIND]

Each rule below changes one thing in a French sentence: another number, date or country, a negation
put in, "doit" for "peut", a word added. An offered text is counted as wrong where the old fact is
still in it, by a test that shares no code with the fact gate: its digits or the beginning of its
name. A sentence that was turned round must get no offer at all.
"""

from __future__ import annotations

import argparse
import re
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
    from collections.abc import Iterator

PAIRS = SHARED / "dev.un.fr-en-ru.tsv"
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
WORDS = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"]
COUNTRIES = (
    "la France, la Chine, la Turquie, la Norvège, la Tunisie, la Colombie, la Jordanie, la Libye",
    "le Mali, le Brésil, le Japon, le Kenya, le Canada, le Tchad, le Liban, le Pakistan",
    "l'Iran, l'Inde, l'Argentine, l'Ukraine, l'Algérie, l'Australie, l'Égypte, l'Éthiopie",
    "du Mali, du Brésil, du Japon, du Kenya, du Canada, du Tchad, du Liban, du Pakistan",
    "au Mali, au Brésil, au Japon, au Kenya, au Canada, au Tchad, au Liban, au Pakistan",
    "en Chine, en Turquie, en Norvège, en Libye, en Somalie, en Colombie, en Syrie, en Jordanie",
)
NAMES = {
    "en": {"Chine": "Chin", "Norvège": "Norw", "Japon": "Japan", "Brésil": "Brazil"},
    "ru": {"Chine": "Кита", "Norvège": "Норвег", "Japon": "Япони", "Brésil": "Бразили"},
}


def month(match: re.Match[str]) -> str:
    names = MONTHS.split()
    return names[(names.index(match.group()) + 4) % 12]


def word(match: re.Match[str]) -> str:
    new = WORDS[(WORDS.index(match.group().lower()) + 3) % len(WORDS)]
    return new.capitalize() if match.group()[0].isupper() else new


def country(match: re.Match[str]) -> str:
    for row in COUNTRIES:
        names = row.split(", ")
        if match.group() in names:
            return names[(names.index(match.group()) + 1) % len(names)]
    return match.group()


ANY_COUNTRY = "|".join(re.escape(name) for row in COUNTRIES for name in row.split(", "))
RULES = {
    "year": (r"(?<=\w )(?:19|20)\d\d(?!\d)", lambda m: str(int(m.group()) - 3)),
    "day": (
        rf"\b\d{{1,2}}(?= (?:{'|'.join(MONTHS.split())}))",
        lambda m: str(int(m.group()) % 28 + 1),
    ),
    "month": (rf"(?<=\d )(?:{'|'.join(MONTHS.split())})\b", month),
    "number": (r"(?<![\d,./-])[2-9]\d{0,2}(?= [a-zé]{4,})", lambda m: str(int(m.group()) + 6)),
    "word": (rf"(?<![\w-])(?i:{'|'.join(WORDS)})(?= [a-zé]{{4,}})", word),
    "percent": (r"\b\d+(?:,\d+)?(?= %)", lambda m: str(int(m.group().split(",")[0]) + 7)),
    "sum": (
        r"\b\d+(?:,\d+)?(?= (?:millions|milliards))",
        lambda m: str(int(m.group().split(",")[0]) + 4),
    ),
    "resolution": (r"(?<=résolution )\d{3,4}", lambda m: str(int(m.group()) + 11)),
    "article": (r"(?<=rticle )\d+", lambda m: str(int(m.group()) + 2)),
    "country": (rf"(?<![\w'’-])(?:{ANY_COUNTRY})(?![\w-])", country),
    "negation": (
        r"(?<= )(?:est|sont|sera|seront|ont|a été)(?= [a-zé])",
        lambda m: f"ne {m.group().split()[0]} pas {' '.join(m.group().split()[1:])}".rstrip(),
    ),
    "modality": (
        r"\b(?:doit|doivent)\b",
        lambda m: {"doit": "peut", "doivent": "peuvent"}[m.group()],
    ),
    "wording": (r"(?<= )(?:également|aussi|notamment|toujours|ainsi) ", lambda m: ""),
    "adverb": (r"(?<=[a-zé]) (?=(?:que|dans|pour) )", lambda m: " vivement "),
    "typography": (r" (?=[;:?!»])|’|'", lambda m: "\u00a0" if m.group() == " " else "’"),
}
OPPOSITE = {"negation", "modality"}
HARMLESS = {"typography"}


def changed(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield (rule, new source, what was there) for each rule that finds something."""
    for kind, (pattern, write) in RULES.items():
        match = re.search(pattern, source)
        if match is None:
            continue
        new = source[: match.start()] + write(match) + source[match.end() :]
        if new != source:
            yield kind, new, match.group()


def is_stale(kind: str, old: str, new_source: str, offered: str, lang: str) -> bool:
    """Tell whether the old fact is still stated, by looks alone."""
    if kind in OPPOSITE:
        return True
    digits = re.findall(r"\d+", old)
    if digits and kind not in {"percent", "sum"}:
        there = re.findall(r"\d+", offered)
        return any(each in there and each not in re.findall(r"\d+", new_source) for each in digits)
    if kind == "country":
        name = re.split(r"[ '’]", old)[-1]
        stem = NAMES[lang].get(name, "")
        return bool(stem) and stem in offered and name not in new_source
    return False


def outcome(kind: str, offer, stale: bool) -> str:
    if offer.text is None:
        return "nothing"
    if kind in HARMLESS:
        return "right" if offer.keeps_approval else "wrong"
    if stale or offer.keeps_approval:
        return "wrong"
    return "warned" if offer.warnings else "right"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--langs", nargs="*", default=["en", "ru"])
    parser.add_argument("--pairs", type=Path, default=PAIRS, help="tab-separated fr, en, ru")
    parser.add_argument("--show", type=int, default=0, help="print so many offers of each kind")
    parser.add_argument("--kind", default="", help="only this rule")
    parser.add_argument("--every", type=int, default=1, help="take every n-th sentence")
    parser.add_argument("--what", default="", help="print only right, warned, nothing or wrong")
    options = parser.parse_args()
    require_files(options.pairs)
    rows = [line.split("\t") for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    workspace = Workspace(settings=load_settings(find_workspace(Path.cwd()), {}))
    for lang in options.langs:
        house = open_terms(workspace, source_lang=LangTag("fr"), target_lang=LangTag(lang))
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        shown: Counter[str] = Counter()
        spent, calls = 0.0, 0
        for row in rows[:: options.every]:
            source, target = row[0], row[1 + ("en", "ru").index(lang)]
            for kind, new, old in changed(source):
                if options.kind and kind != options.kind:
                    continue
                start = time.perf_counter()
                offer = adapt(
                    source,
                    target,
                    new,
                    languages=(LangTag("fr"), LangTag(lang)),
                    house=house,
                    old_is_reviewed=True,
                    is_markdown=False,
                )
                spent, calls = spent + time.perf_counter() - start, calls + 1
                stale = offer.text is not None and is_stale(kind, old, new, offer.text, lang)
                result = outcome(kind, offer, stale)
                counts[kind][result] += 1
                if (not options.what or result == options.what) and shown[kind] < options.show:
                    shown[kind] += 1
                    print(f"{kind} {result} [{offer.change}] {offer.reason} {list(offer.warnings)}")
                    print(f"  - {source}\n  + {new}\n  < {target}\n  > {offer.text}")
        print(f"\n{lang}: {calls} changed sentences, {1000 * spent / max(1, calls):.2f} ms each")
        print(f"{'':12}{'right':>8}{'warned':>8}{'nothing':>8}{'wrong':>8}")
        for kind, found in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
            cells = (f"{found[each]:8}" for each in ("right", "warned", "nothing", "wrong"))
            print(f"{kind:12}{''.join(cells)}")


if __name__ == "__main__":
    main()
