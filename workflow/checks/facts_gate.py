"""Numbers, dates, sums, references, names and addresses must survive translation."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.checks.pairs import ALL, Check, Issue, Options, Pair
from workflow.facts import (
    FactDifference,
    FactKind,
    are_of_one_unit,
    compare_facts,
    extract_facts,
    render_fact,
)
from workflow.model import Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.facts.acronyms import Equivalents
    from workflow.model import LangTag

_CODES = {
    "fact-number": (FactKind.NUMBER, FactKind.ORDINAL, FactKind.QUANTITY, FactKind.DURATION),
    "fact-date": (FactKind.DATE, FactKind.WEEKDAY),
    "fact-time": (FactKind.TIME,),
    "fact-money": (FactKind.MONEY,),
    "fact-percentage": (FactKind.PERCENT,),
    "fact-reference": (FactKind.REFERENCE,),
    "fact-name": (FactKind.NAME,),
    "fact-place": (FactKind.PLACE,),
    "fact-acronym": (FactKind.ACRONYM,),
    "fact-address": (FactKind.URL, FactKind.EMAIL, FactKind.PHONE, FactKind.HASHTAG),
}
KINDS_SAID = {
    FactKind.NUMBER: tr("number"),
    FactKind.ORDINAL: tr("ordinal"),
    FactKind.QUANTITY: tr("vague quantity"),
    FactKind.PERCENT: tr("percentage"),
    FactKind.MONEY: tr("sum of money"),
    FactKind.DATE: tr("date"),
    FactKind.WEEKDAY: tr("weekday"),
    FactKind.TIME: tr("time"),
    FactKind.DURATION: tr("duration"),
    FactKind.REFERENCE: tr("reference"),
    FactKind.ACRONYM: tr("acronym"),
    FactKind.NAME: tr("name"),
    FactKind.PLACE: tr("country"),
    FactKind.URL: tr("web address"),
    FactKind.EMAIL: tr("e-mail address"),
    FactKind.PHONE: tr("phone number"),
    FactKind.HASHTAG: tr("hashtag"),
}
"""What a reviewer reads: `FactKind`'s own words, which can be said in another language."""
_EXPLANATIONS = {
    "fact-number": "A number or a duration of the source is missing, changed or new in the target.",
    "fact-date": "A date, a year or a weekday of the source is missing, changed or new.",
    "fact-time": "A time of day is missing, changed or new; 14 h 30, 2:30 p.m. and 14:30 agree.",
    "fact-money": "A sum or its currency is missing, changed or new.",
    "fact-percentage": "A percentage is missing, changed or new.",
    "fact-reference": "The number of an article, resolution, paragraph or document is missing,"
    " changed or new.",
    "fact-name": "A person's or place's name of the source is not found in the target, in any"
    " transliteration.",
    "fact-place": "A country of the source is not named in the target, or another one is.",
    "fact-acronym": "An acronym of the source has neither its known form nor a like one in the"
    " target.",
    "fact-address": "A web address, e-mail address, phone number or hashtag was altered.",
}


def _check(kinds: tuple[FactKind, ...], pair: Pair, options: Options) -> Iterator[Issue]:
    differences = _differences(
        pair.source_text,
        pair.target_text,
        pair.source_lang,
        pair.target_lang,
        options.equivalents,
    )
    for difference in differences:
        if difference.fact.kind not in kinds:
            continue
        yield _issue(difference, pair.target_lang)


@functools.lru_cache(maxsize=64)
def _differences(
    source: str,
    target: str,
    source_lang: LangTag,
    target_lang: LangTag,
    equivalents: Equivalents | None,
) -> tuple[FactDifference, ...]:
    """Compare once for all the codes that share the result."""
    return compare_facts(
        extract_facts(source, source_lang),
        extract_facts(target, target_lang),
        source_lang,
        target_lang,
        equivalents=equivalents,
        texts=(source, target),
    )


def _issue(difference: FactDifference, lang: LangTag) -> Issue:
    source, target = difference.source, difference.target
    kind = KINDS_SAID[difference.fact.kind]
    hint: str = ""
    if source is not None and target is not None:
        message = tr(
            '{kind} changed: the source has "{source}", the target "{target}"',
            kind=kind,
            source=source.said,
            target=target.said,
        )
    elif source is not None:
        message = tr('{kind} "{text}" of the source is missing', kind=kind, text=source.said)
    else:
        message = tr('{kind} "{text}" is not in the source', kind=kind, text=difference.fact.said)
    if source is not None:
        expected = render_fact(source, lang)
        hint = tr("compare it with the source")
        # "Expected 120" would be wrong advice where the target counts miles.
        if expected and (target is None or are_of_one_unit(source, target)):
            sign = "−" if source.negative else ""
            hint = tr('expected "{text}"', text=sign + expected)
    severity = None if difference.certain else Severity.WARNING
    return Issue(
        message=message,
        hint=hint,
        severity=severity,
        source=source.span if source else ALL,
        target=target.span if target else ALL,
    )


CHECKS = tuple(
    Check(
        code=code,
        severity=Severity.ERROR,
        explanation=_EXPLANATIONS[code]
        + " An error where the two sides cannot both be right, a warning where languages differ"
        " in how they say it. Correct the target, or the source if that is what is wrong.",
        pair=functools.partial(_check, kinds),
    )
    for code, kinds in _CODES.items()
)
