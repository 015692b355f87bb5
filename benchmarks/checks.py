"""Measure the checks: what they find of planted errors, and how often they cry wolf.

    python benchmarks/checks.py [--data ../shared/testdata] [--show CODE]

Facts are read from ``facts/facts.tsv``, which lists some facts of each sentence, not all: what is
found besides was read by a person, and stands in ``unlisted.tsv`` with a verdict; what nobody has
read counts as wrong. Errors are planted, one at a time and from a fixed seed, in the human
translations of the dev sets. An error is caught when a finding of its family appears that the
undamaged pair did not have; the strict figure counts only pairs where nothing was found before,
out of all pairs. The rules were made while reading the alarms of the dev sets; ``unseen`` are
sentences that nobody looked at meanwhile.
"""

from __future__ import annotations

import argparse
import csv
import functools
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pymorphy3
from rapidfuzz.distance.Levenshtein import distance

from workflow.checks import CHECKS, Options, Pair, run_checks
from workflow.checks.dictionaries import open_wordlist
from workflow.commands.terms import open_terms
from workflow.facts import FactKind, PolarityKind, extract_facts, extract_polarity, firm_facts
from workflow.glossary.verify import check_consistency, check_terms
from workflow.model import Finding, LangTag, Position, Severity
from workflow.settings import load_settings
from workflow.workspace import Workspace

LANGS = ("en", "ru")
MOST = 2000
"""Planted errors per language and kind."""
SETS = ("un", "flores", "newstest2012")
_NEAREST = 6
"""Names from which one is taken that is much like another."""
_ROUNDS = 30
"""How often a sentence is damaged at most, where few have what is to be damaged."""
SEED = 20171103

Row = tuple[str, str, str]
Damage = Callable[[str, random.Random], "str | None"]

# --- Facts -------------------------------------------------------------------------------------

_KINDS: dict[str, frozenset[FactKind]] = {
    "date": frozenset({FactKind.DATE, FactKind.WEEKDAY, FactKind.REFERENCE}),
    "time": frozenset({FactKind.TIME}),
    "person": frozenset({FactKind.NAME}),
    "place": frozenset({FactKind.PLACE, FactKind.NAME}),
    "resolution/article": frozenset({FactKind.REFERENCE}),
    "money": frozenset({FactKind.MONEY}),
    "percent": frozenset({FactKind.PERCENT}),
    "acronym": frozenset({FactKind.ACRONYM, FactKind.NAME}),
    "number": frozenset({FactKind.NUMBER, FactKind.DURATION, FactKind.REFERENCE}),
    "rank": frozenset({FactKind.ORDINAL, FactKind.NUMBER}),
    "email": frozenset({FactKind.EMAIL}),
    "phone": frozenset({FactKind.PHONE}),
}


def _form_pattern(forms: str) -> re.Pattern[str]:
    """Return what matches one of the forms: ``*`` any ending, ``…`` any words, ``|`` or."""
    alternatives = []
    for form in forms.split("|"):
        parts = re.split(r"(\*|…)", form)
        alternatives.append(
            "".join(
                {"*": r"\w*", "…": r".*?"}.get(part, re.escape(part).replace(r"\ ", r"\s"))
                for part in parts
            )
        )
    return re.compile("|".join(sorted(alternatives, key=len, reverse=True)), re.IGNORECASE)


def measure_facts(data: Path) -> None:
    """Print recall per language, and the facts found that the list does not have."""
    aligned = {
        row[0]: row
        for path in sorted((data / "releases").glob("*.tsv"))
        for row in _read(path)
        if len(row) == len(("fr", "en", "ru"))
    }
    with (data / "facts" / "facts.tsv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    print("facts.tsv            listed  found  recall  extracted  as listed  unlisted  precision")
    for column, lang in enumerate(("fr", "en", "ru")):
        _measure_language(listed, aligned, column, lang)


def _measure_language(
    listed: list[dict[str, str]], aligned: dict[str, Row], column: int, lang: str
) -> None:
    found, total, missed = 0, 0, []
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for fact in listed:
        text = aligned[fact["sentence"]][column]
        match = _form_pattern(fact[lang]).search(text)
        if match is None:
            continue
        total += 1
        spans.setdefault(text, []).append((*match.span(), fact["type"]))
        if _is_found(text, LangTag(lang), fact["type"], match):
            found += 1
        else:
            missed.append((fact["type"], match.group()))
    verdicts = _read_verdicts(lang)
    extracted = right = unlisted = 0
    wrong = []
    for text, known in spans.items():
        for fact in firm_facts(text, LangTag(lang)):
            extracted += 1
            kinds = {
                kind
                for start, end, listed_kind in known
                if fact.span.start < end and start < fact.span.end
                for kind in _KINDS.get(listed_kind, ())
            }
            if fact.kind in kinds:
                right += 1
            elif verdicts.get((fact.kind.value, fact.text)) == "right":
                unlisted += 1
            else:
                wrong.append((fact.kind.value, fact.text))
    share = 100 * found / total
    precision = 100 * (right + unlisted) / extracted
    print(
        f"{lang:20} {total:6} {found:6} {share:6.1f}% {extracted:10} {right:10} {unlisted:9}"
        f" {precision:9.1f}%"
    )
    print("    missed:", missed)
    print("    wrong, or not read by anybody:", wrong)


def _read_verdicts(lang: str) -> dict[tuple[str, str], str]:
    """Return what a person said of the facts that the list does not have."""
    path = Path(__file__).with_name("unlisted.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["kind"], row["text"]): row["verdict"] for row in rows if row["lang"] == lang}


def _is_found(text: str, lang: LangTag, kind: str, match: re.Match[str]) -> bool:
    if kind in {"negation", "bound"}:
        marks = extract_polarity(text, lang)
        return any(
            (mark.firm if kind == "negation" else mark.kind is PolarityKind.BOUND)
            and mark.span.start < match.end()
            and match.start() < mark.span.end
            for mark in marks
        )
    return any(
        fact.kind in _KINDS[kind]
        and fact.span.start < match.end()
        and match.start() < fact.span.end
        for fact in extract_facts(text, lang)
        # Words that may answer for a name are no found names.
        if fact.firm or fact.kind not in {FactKind.NAME, FactKind.PLACE}
    )


# --- Planted errors ----------------------------------------------------------------------------

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_REFERENCES = {
    "en": r"\b(?:articles?|resolutions?|paragraphs?|chapters?|section)\s(\d+)",
    "ru": r"\b(?:стать\w+|резолюци\w+|пункт\w*|глав\w+|раздел\w*)\s(\d+)",
}
_MONEY = {
    "en": r"(?:\$|€|£)\s?(\d[\d,.]*\d|\d)|(\d[\d,.]*)\s(?:million|billion)?\s?(?:dollars|euros)",
    "ru": r"(\d[\d  ,]*)\s(?:млн|млрд|тыс|миллион\w*|миллиард\w*)?\.?\s?(?:долл|евро|рубл)",
}
_SCALES = {
    "en": (("million", "billion"), ("billion", "million")),
    "ru": (
        ("миллионов", "миллиардов"),
        ("млн", "млрд"),
        ("млрд", "млн"),
        ("миллиардов", "миллионов"),
    ),
}
_NEGATIONS = {
    "en": r"(?<=\w)n['’]t\b|\bcannot\b|\b(?:does|do|did) not\b|\bnot (?!only\b|just\b)|\bnever "
    r"|\bwithout\b",
    "ru": r"(?<!\w)не (?!только|менее|более|позднее|ранее|меньше|больше)|(?<!\w)нет(?!\w)",
}

_ONLY = {
    "en": r"\b(?<!not )(?<!, but )(?:only|solely|exclusively|merely) ",
    "ru": r"(?<!\w)(?<!не )(?:только|лишь|исключительно) ",
}
_RESTRICTS = re.compile(
    r"(?<!non )(?<!pas )\b(?:seulement|uniquement|exclusivement)\b"
    r"|\bn(?:e\b|['’])(?!.{0,40}\b(?:pas|jamais|rien|aucun)\b)\W?\w+(?: \w+){0,3} qu(?:e\b|['’])"
)
_SIDES = {
    "en": (("before", "after"), ("after", "before"), ("until", "from"), ("since", "until")),
    "ru": (("до", "после"), ("после", "до"), ("к", "после")),
}
_BOUNDED = {
    "en": rf"(?:\d\d? )?(?:{_MONTHS['en'].replace(' ', '|')}|(?:19|20)\d\d\b)",
    "ru": rf"(?:\d\d? )?(?:{_MONTHS['ru'].replace(' ', '|')}|(?:19|20)\d\d\b)",
}
_BOUNDS = re.compile(r"\b(?:avant|après|jusqu|depuis|à partir|à compter|d['’]ici|au plus tard)\b")
_DENIES = re.compile(
    r"\bn(?:e|['’])\W?\w.{0,40}\b(?:pas|plus|jamais|rien|aucune?|personne|ni)\b"
    r"|\b(?:[Aa]ucune?|[Rr]ien|[Pp]ersonne|[Nn]ul)\b.{0,60}\bn(?:e\b|['’])|\bsans\b",
)


_MONTH = 2
"""The group of a date's pattern that is the month."""


def _change_digits(text: str, start: int, end: int, rng: random.Random) -> str:
    """Change one digit of a number."""
    places = [at for at in range(start, end) if text[at].isdecimal()]
    at = rng.choice(places)
    first = at == places[0] and len(places) > 1
    digit = rng.choice([d for d in ("123456789" if first else "0123456789") if d != text[at]])
    return text[:at] + digit + text[at + 1 :]


def _number(lang: str) -> Damage:
    def damage(text: str, rng: random.Random) -> str | None:
        found = list(re.finditer(r"(?<![\w/.-])\d[\d,.]*(?<=\d)(?![\w/])", text))
        return _change_digits(text, *rng.choice(found).span(), rng) if found else None

    _ = lang
    return damage


def _group(pattern: str) -> Damage:
    def damage(text: str, rng: random.Random) -> str | None:
        found = list(re.finditer(pattern, text, re.IGNORECASE))
        if not found:
            return None
        match = rng.choice(found)
        number = next(n for n in range(1, len(match.groups()) + 1) if match[n])
        return _change_digits(text, *match.span(number), rng)

    return damage


def _date(lang: str) -> Damage:
    months = _MONTHS[lang].split()

    def damage(text: str, rng: random.Random) -> str | None:
        found = list(re.finditer(rf"\b(\d\d?) ({'|'.join(months)})\b(?: (\d{{4}}))?", text))
        if not found:
            return None
        match = rng.choice(found)
        part = rng.choice([n for n in (1, 2, 3) if match[n]])
        if part == _MONTH:
            other = rng.choice([month for month in months if month != match[2]])
            return text[: match.start(2)] + other + text[match.end(2) :]
        return _change_digits(text, *match.span(part), rng)

    return damage


def _scale(lang: str) -> Damage:
    def damage(text: str, rng: random.Random) -> str | None:
        pairs = [(a, b) for a, b in _SCALES[lang] if re.search(rf"\d {a}\b", text)]
        if not pairs:
            return None
        old, new = rng.choice(pairs)
        return re.sub(rf"(?<=\d ){old}\b", new, text, count=1)

    return damage


def _without(words: str) -> Damage:
    """Return what drops one of some words; without a negation, "cannot" is "can"."""

    def damage(text: str, rng: random.Random) -> str | None:
        found = list(re.finditer(words, text))
        if not found:
            return None
        match = rng.choice(found)
        new = {"cannot": "can", "without": "with"}.get(match.group(), "")
        return text[: match.start()] + new + text[match.end() :]

    return damage


def _turned(sides: Sequence[tuple[str, str]], dates: str) -> Damage:
    """Return what turns a bound of a date round: the first word of a pair becomes the second."""

    def damage(text: str, rng: random.Random) -> str | None:
        found = [
            (match, new)
            for old, new in sides
            for match in re.finditer(rf"(?<!\w){old} (?={dates})", text)
        ]
        if not found:
            return None
        match, new = rng.choice(found)
        return text[: match.start()] + f"{new} " + text[match.end() :]

    return damage


def _acronym(pool: Sequence[str]) -> Damage:
    def damage(text: str, rng: random.Random) -> str | None:
        found = [m for m in _acronyms(text) if m.group() in pool]
        if not found:
            return None
        match = rng.choice(found)
        other = rng.choice([word for word in pool if word != match.group()])
        return text[: match.start()] + other + text[match.end() :]

    return damage


def _acronyms(text: str) -> list[re.Match[str]]:
    found = list(re.finditer(r"(?<![\w/.-])[^\W\d_]{3,9}(?![\w/-])", text))
    upper = [m for m in found if m.group().isupper() and not re.fullmatch("[IVXLC]+", m.group())]
    return upper if 3 * len(upper) < len(found) else []


def _name(pool: Sequence[str], *, near: int = 0) -> Damage:
    """Put another name of the pool in the place of one; with `near`, one of so many most alike."""
    names = frozenset(pool)

    @functools.cache
    def others(name: str) -> Sequence[str]:
        found = [word for word in pool if word[:3] != name[:3]]
        return sorted(found, key=lambda word: distance(word, name))[:near] if near else found

    def damage(text: str, rng: random.Random) -> str | None:
        found = [m for m in re.finditer(r"(?<=[^\W\d_] )[^\W\d_]{4,}", text) if m.group() in names]
        if not found:
            return None
        match = rng.choice(found)
        return text[: match.start()] + rng.choice(others(match.group())) + text[match.end() :]

    return damage


def _names(texts: Iterable[str], lang: str) -> list[str]:
    """Return names of people and places: judged by the analyser, or never in lower case."""
    words: Counter[str] = Counter()
    small: set[str] = set()
    for text in texts:
        words.update(re.findall(r"(?<=[^\W\d_] )[A-ZА-ЯÉ][^\W\d_A-ZА-Я]{3,}", text))
        small.update(word for word in re.findall(r"[^\W\d_]+", text) if word.islower())
    names = [word for word in words if word.casefold() not in small]
    if lang == "ru":
        analyser = pymorphy3.MorphAnalyzer(lang="ru")
        tags = ("Geox", "Name", "Surn")
        names = [w for w in names if any(tag in analyser.parse(w)[0].tag for tag in tags)]
    return sorted(names)


def _damages(lang: str, rows: Sequence[Row]) -> Iterator[tuple[str, str, Damage]]:
    """Yield the kind, the prefix of the codes that count, and the damage."""
    targets = [row[LANGS.index(lang) + 1] for row in rows]
    counts = Counter(m.group() for text in targets for m in _acronyms(text))
    acronyms = sorted(word for word, count in counts.items() if count > 1)
    yield "number", "fact-", _number(lang)
    yield "date", "fact-", _date(lang)
    yield "money", "fact-", _group(_MONEY[lang])
    yield "scale", "fact-", _scale(lang)
    yield "article", "fact-", _group(_REFERENCES[lang])
    yield "negation", "negation", _without(_NEGATIONS[lang])
    yield "only", "restriction", _without(_ONLY[lang])
    yield "bound", "fact-bound", _turned(_SIDES[lang], _BOUNDED[lang])
    yield "name", "fact-", _name(_names(targets, lang))
    yield "name much alike", "fact-", _name(_names(targets, lang), near=_NEAREST)
    yield "acronym", "fact-", _acronym(acronyms)


def measure_errors(rows: Sequence[Row], *, show: str) -> None:
    """Print the share of planted errors that a finding meets."""
    print("\nplanted errors       tried sentences caught  share as error strict")
    for column, lang in enumerate(LANGS, 1):
        for kind, prefix, damage in _damages(lang, rows):
            rng = random.Random(SEED)  # noqa: S311 - the same errors at every run
            order = list(rows)
            rng.shuffle(order)
            # A negation, an "only", a bound can be lost only where the source has one.
            needed = {"negation": _DENIES, "only": _RESTRICTS, "bound": _BOUNDS}.get(kind)
            fit = [row for row in order if needed is None or needed.search(row[0])]
            pairs = _planted(fit, column, damage, rng)
            caught = [_caught(row, column, bad, prefix) for row, bad in pairs]
            hits, errors = sum(map(bool, caught)), sum(c is Severity.ERROR for c in caught)
            loud = {row for row, _ in pairs if _family(row[0], row[column], lang, prefix)}
            strict = sum(
                bool(hit) and row not in loud for (row, _), hit in zip(pairs, caught, strict=True)
            )
            count = max(1, len(pairs))
            print(
                f"{lang} {kind:17} {len(pairs):6} {len({row for row, _ in pairs}):9} {hits:6}"
                f" {100 * hits / count:5.1f}% {100 * errors / count:7.1f}%"
                f" {100 * strict / count:6.1f}%"
            )
            missed = [pair for pair, hit in zip(pairs, caught, strict=True) if not hit]
            classes = Counter(_class_of_miss(row, column, bad, prefix) for row, bad in missed)
            if classes:
                told = ", ".join(f"{number} {name}" for name, number in classes.most_common())
                print(f"     missed: {told}")
            if show == f"{lang}-{kind}":
                for (row, bad), hit in zip(pairs, caught, strict=True):
                    if not hit:
                        print("   -", row[0], "\n    ", row[column], "\n    ", bad)


def _planted(
    rows: Sequence[Row], column: int, damage: Damage, rng: random.Random
) -> list[tuple[Row, str]]:
    """Return up to `MOST` damaged sentences, no two alike; few sentences are damaged repeatedly."""
    planted: dict[tuple[Row, str], None] = {}
    for _ in range(_ROUNDS):
        for row in rows:
            bad = damage(row[column], rng)
            if bad is not None and bad != row[column] and len(planted) < MOST:
                planted[row, bad] = None
        if len(planted) == MOST:
            break
    return list(planted)


def _family(source: str, target: str, lang: str, prefix: str) -> list[Finding]:
    return [
        finding
        for finding in _findings(source, target, lang)
        if finding.code.startswith(prefix) and finding.severity is not Severity.INFO
    ]


def _caught(row: Row, column: int, bad: str, prefix: str) -> Severity | None:
    """Return the gravest new finding of a family: one whose words no finding had before."""
    lang = LANGS[column - 1]
    before, after = (_family(row[0], text, lang, prefix) for text in (row[column], bad))
    known = {(finding.code, finding.message) for finding in before}
    new = [finding for finding in after if (finding.code, finding.message) not in known]
    grave = [finding for finding in new if finding.severity is Severity.ERROR]
    return (grave or new or [None])[0] and (Severity.ERROR if grave else Severity.WARNING)


def _class_of_miss(row: Row, column: int, bad: str, prefix: str) -> str:
    """Tell why a planted error was not seen."""
    lang = LANGS[column - 1]
    good = row[column]
    if any(f.code.startswith(prefix) for f in _findings(row[0], good, lang)):
        return "in a pair that was flagged already"
    start = next((at for at, (a, b) in enumerate(zip(good, bad, strict=False)) if a != b), 0)
    word = re.search(r"[\w.,]*\Z", good[:start])
    whole = (word[0] if word else "") + re.split(r"[^\w.,]", good[start:])[0]
    if whole and whole in bad:
        return "said twice, one still stands"
    if any(not mark.firm for mark in extract_polarity(bad, LangTag(lang))) and prefix == "negation":
        return "a word like a negation answers"
    return "else"


def _findings(source: str, target: str, lang: str) -> tuple[Finding, ...]:
    return run_checks([_pair(source, target, lang)])


def _pair(source: str, target: str, lang: str, line: int = 0) -> Pair:
    return Pair(
        source=source,
        target=target,
        source_lang=LangTag("fr"),
        target_lang=LangTag(lang),
        position=Position(path="dev", line=line),
    )


# --- False alarms and speed --------------------------------------------------------------------


def measure_alarms(rows: Sequence[Row], *, name: str, show: str) -> None:
    """Print how many undamaged sentences raise an error or a warning, by code."""
    if not rows:
        return
    for column, lang in enumerate(LANGS, 1):
        pairs = [_pair(row[0], row[column], lang, line) for line, row in enumerate(rows, 1)]
        started = time.process_time()
        findings = run_checks(pairs)
        seconds = time.process_time() - started
        count = len(pairs)
        parts = []
        for severity in (Severity.ERROR, Severity.WARNING):
            lines = {
                f.position.line
                for f in findings
                if f.severity is severity and f.code not in {"inconsistent", "same-target"}
            }
            halves = [sum(line % 2 == odd for line in lines) for odd in (1, 0)]
            shares = " and ".join(f"{200 * half / count:.1f}" for half in halves)
            parts.append(f"{severity.value}s on {100 * len(lines) / count:.1f}% (halves {shares})")
        per = 10_000 * seconds / count
        print(
            f"\nundamaged {name} {lang}: {', '.join(parts)}; 10,000 segments in {per:.1f} s of CPU"
        )
        by_code = Counter((f.severity.value, f.code) for f in findings)
        for (severity, code), number in sorted(by_code.items()):
            print(f"    {severity:8} {code:22} {number}")
        for finding in findings:
            if show in {f"{lang}-{finding.code}", f"{lang}-{finding.severity.value}"}:
                pair = pairs[finding.position.line - 1]
                print(f"   - {finding.message}\n      {pair.source}\n      {pair.target}")


def measure_terms(rows: Sequence[Row]) -> None:
    """Print what glossary and dictionary add to the time of the checks."""
    root = Path(__file__).resolve().parents[1]
    workspace = Workspace(settings=load_settings(root))
    for column, lang in enumerate(LANGS, 1):
        pairs = [_pair(row[0], row[column], lang, line) for line, row in enumerate(rows, 1)]
        house = open_terms(workspace, source_lang=LangTag("fr"), target_lang=LangTag(lang))
        started = time.process_time()
        if house:
            texts = [(pair.source, pair.target, pair.position) for pair in pairs]
            for source, target, position in texts:
                check_terms(source, target, checker=house.checker, position=position)
            check_consistency(texts, checker=house.checker)
        terms = time.process_time() - started
        spelling = [check for check in CHECKS if check.code == "spelling"]
        speller = open_wordlist(LangTag(lang))
        started = time.process_time()
        run_checks(pairs, options=Options(speller=speller), among=spelling)
        words = time.process_time() - started
        print(
            f"{lang}: 10,000 segments take {10_000 * terms / len(pairs):.1f} s more with the"
            f" glossary, {10_000 * words / len(pairs):.1f} s more with the dictionary"
        )


def _read(path: Path) -> list[Row]:
    rows = csv.reader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row[0], row[1], row[2]) for row in rows if len(row) == len(("fr", "en", "ru"))]


def _read_unseen(data: Path, known: set[str]) -> list[Row]:
    """Return sentences of the United Nations that are in no dev set."""
    path = data / "terms" / "un_terms_dev.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["fr"], row["en"], row["ru"]) for row in rows if row["fr"] not in known]


def main() -> int:
    """Run all measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).resolve().parents[1].parent / "shared" / "testdata"
    parser.add_argument("--data", type=Path, default=beside)
    parser.add_argument("--show", default="", help="list what was missed or found: en-negation")
    parser.add_argument("--only", default="facts,errors,alarms,terms")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"no data at {arguments.data}", file=sys.stderr)
        return 1
    rows = {
        name: _read(arguments.data / f"dev.{name}.fr-en-ru.tsv")
        for name in SETS
        if (arguments.data / f"dev.{name}.fr-en-ru.tsv").is_file()
    }
    if "facts" in arguments.only:
        measure_facts(arguments.data)
    if "alarms" in arguments.only:
        unseen = _read_unseen(arguments.data, {row[0] for some in rows.values() for row in some})
        for name, some in {**rows, "unseen": unseen}.items():
            measure_alarms(some, name=name, show=arguments.show)
    if "terms" in arguments.only:
        measure_terms([row for some in rows.values() for row in some[:1000]])
    if "errors" in arguments.only:
        measure_errors([row for some in rows.values() for row in some], show=arguments.show)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
