"""What a sentence denies, obliges, permits or condemns: the words whose loss turns its sense.

A negation may legitimately become a word ("n'accepte pas", "refuses"; "sans", "un-"); such words
are soft marks, which may answer for a negation of the other side. "Ne … que", "not only", "не
менее" and the expletive "ne" deny nothing.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.facts.polarity_words import (
    LEXICAL,
    ONLY,
    UNTIL,
    PolarityKind,
    PolarityMark,
    Text,
    Words,
    classify,
    denies,
    is_silent,
    load_words,
)
from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workflow.model import LangTag

_REACH = 9
"""How many words after "ne" its "pas" may stand: ne lui avait donc encore jamais."""
_PARTICIPLE = re.compile(
    r"[а-я]{2,}(?:щ|вш|ш|нн|ем|им|ом|т)(?:ий|ый|ая|яя|ое|ее|ие|ые|его|ого|ему|ому|им|ым|ем|ом|ую|юю"
    r"|их|ых|ими|ыми|ей|ой)(?:ся)?"
)
"""After "не": не достигший, не являющийся are often said without a negation elsewhere."""
_CLAUSE_ENDS = frozenset(",;:.!?—–()«»")


@functools.lru_cache(maxsize=4096)
def extract_polarity(text: str, lang: LangTag) -> tuple[PolarityMark, ...]:
    """Return the marks of a plain text in order; () for a language without data."""
    language = base_of(lang)
    words = load_words(language)
    if not words.negation:
        return ()
    body = Text(text)
    idle = tuple(_iter_idle(body, words))
    taken = {index for first, end in idle for index in range(first, end)}
    negations = tuple(_negations(body, words, taken))
    marks = [
        # "Not only", "не более" deny nothing, but may answer for a negation of the other side.
        *(body.negation(first, end - 1, firm=False, strong=False) for first, end in idle),
        *_weighed(negations, body, words),
        *_others(body, language, taken),
        *(replace(each, kind=PolarityKind.RESTRICTION) for each in negations if each.value == ONLY),
    ]
    free = {body.starts[at] for at in _unrestricted(body, words)}
    marks = [
        mark
        for mark in marks
        if mark.kind is not PolarityKind.RESTRICTION
        or mark.value != ONLY
        or mark.span.start not in free
    ]
    return tuple(sorted(marks, key=_place))


def _place(mark: PolarityMark) -> tuple[int, int]:
    return mark.span.start, mark.span.end


def has_polarity(lang: LangTag) -> bool:
    """Tell whether the words that deny, oblige and judge are known in a language."""
    return bool(load_words(base_of(lang)).negation)


def _iter_idle(body: Text, words: Words) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words in phrases that deny nothing."""
    yield from body.phrases(words.ignored)
    ever = words.negation.get("ever", frozenset())
    for index in range(1, len(body.low)):
        if body.at(index) in ever and _is_record(body, index, words):
            yield index, index + 1


def _unrestricted(body: Text, words: Words) -> Iterator[int]:
    """Yield the words that say "only" and affirm of nothing alone: "not only", "if only"."""
    for first, end in body.phrases(words.unrestricted):
        yield from range(first, end)
    first = next((at for at, low in enumerate(body.low) if low.isalpha()), 0)
    if body.at(first) in words.openings and not body.at(first + 1).isdecimal():
        yield first


def _is_record(body: Text, index: int, words: Words) -> bool:
    """Tell "le plus violent jamais enregistré", which says "ever", from a "jamais" with "ne"."""
    before = set(body.low[max(0, index - 2 * _REACH) : index])
    if body.at(index - 1) in words.negation["companions"]:
        return False  # plus jamais
    return not words.negation["particles"] & before and bool(
        words.negation["superlatives"] & before
    )


def _weighed(marks: Iterable[PolarityMark], body: Text, words: Words) -> Iterator[PolarityMark]:
    """Tell the echoes of a negation, and doubt those that another language says as an affirmation.

    "N'hésite pas" is "readily"; a question may deny without denying anything.
    """
    concord = words.negation.get("concord", frozenset())
    joints = words.negation.get("joints", frozenset())
    chains = words.negation.get("chains", frozenset())
    asks = "?" in body.low[-3:]
    places = {start: index for index, start in enumerate(body.starts)}
    subjects = words.negation.get("subjects", frozenset())
    seen, open_at = False, -1
    for mark in sorted(marks, key=_place):
        if not mark.firm:
            yield mark
            continue
        first = places[mark.span.start]
        # "Personne ne sait, personne ne dit": with its own "ne" a second one is no echo.
        is_word = body.span(first, first).end == mark.span.end
        goes_on = body.at(first) in concord or body.at(first - 1) in joints
        echo = seen and goes_on and (is_word or body.at(first) in chains)
        echo = echo or (open_at >= 0 and _is_one_clause(body, open_at, first))
        is_open = is_word and body.at(first) in subjects
        open_at = first if is_open else -1
        strong = mark.strong and not asks and not _is_litotes(body, first, mark, words)
        seen = True
        value = UNTIL if _bounds_a_time(body, first, words) else mark.value
        yield replace(mark, echo=echo, strong=strong, value=value)


def _is_one_clause(body: Text, first: int, end: int) -> bool:
    """Tell "aucun n'oubliera jamais", one negation, from two of two clauses."""
    return body.at(end) in {"ne", "n"} and _CLAUSE_ENDS.isdisjoint(body.low[first:end])


def _bounds_a_time(body: Text, first: int, words: Words) -> bool:
    """Tell whether a negation stands in a clause that "tant que" opens."""
    openers = words.negation.get("until", frozenset())
    for index in range(first - 1, max(-1, first - _REACH_OF_UNTIL), -1):
        if body.low[index] in _CLAUSE_ENDS:
            return False
        if f"{body.low[index]} {body.at(index + 1)}" in openers:
            return True
    return False


_REACH_OF_UNTIL = 12
"""Words between "tant que" and the negation that it opens."""


def _is_litotes(body: Text, first: int, mark: PolarityMark, words: Words) -> bool:
    """Tell whether what is denied is itself negative: "n'hésite pas", "ne fait pas exception"."""
    within = 0
    for index in range(first, len(body.low)):
        within += body.starts[index] >= mark.span.end
        if within > _NEAR:
            return False
        if words.negative.fullmatch(body.at(index)):
            return True
    return False


_NEAR = 3
"""How many words after a negation may be what it denies."""


def _negations(body: Text, words: Words, taken: set[int]) -> Iterator[PolarityMark]:
    data = words.negation
    empty: frozenset[str] = frozenset()
    particles, companions = data["particles"], data.get("companions", empty)
    for index, low in enumerate(body.low):
        if index in taken:
            continue
        if low in particles and companions:
            last = _companion(body, index, words, taken)
            if last is None and (end := _restriction(body, index, words)) is not None:
                yield replace(body.negation(index, end, firm=False, strong=False), value=ONLY)
            if last is not None:
                taken.update((index, last))
                first, last = sorted((index, last))
                yield body.negation(first, last)
    yield from _alone(body, words, taken)


def _alone(body: Text, words: Words, taken: set[int]) -> Iterator[PolarityMark]:
    """Yield the negations without a "ne"."""
    data = words.negation
    empty: frozenset[str] = frozenset()
    for first, end in body.phrases(words.single):
        if taken.isdisjoint(range(first, end)):
            taken.update(range(first, end))
            yield body.negation(first, end - 1)
    for index, low in enumerate(body.low):
        if index in taken or low not in data["alone"] or _is_clipped(body, index):
            continue
        # Ни-words only strengthen a "не"; without one they are a broken sentence, no negation.
        if low in data.get("doubled", empty):
            continue
        taken.add(index)
        if low in data.get("prefixes", empty) and _is_prefix(body, index):
            mark = body.negation(index, index, firm=False, strong=False)
            yield replace(mark, value=LEXICAL)
            continue
        strong = low not in data.get("weak", empty) and not _PARTICIPLE.fullmatch(
            body.at(index + 1)
        )
        yield body.negation(index, index, strong=strong)


def _companion(body: Text, index: int, words: Words, taken: set[int]) -> int | None:
    """Return the word that completes "ne", `index` where it denies alone, None where it does not.

    "Aucun", "nul", "rien" may stand before: "Aucune aide ne sera versée".
    """
    data = words.negation
    if body.at(index - 1) in data["companions"] and index - 1 not in taken:
        return index - 1
    for at in range(index + 1, min(index + 1 + _REACH, len(body.low))):
        if body.at(at) in data["restrictive"] or _leaves_only(body, index, at, words):
            break
        if body.at(at) in data["companions"] and at not in taken:
            return at
        if body.at(at) in ";.!?":
            break
    before = _companion_before(body, index, words, taken)
    if before is not None:
        return before
    if any(body.at(index + step) in data.get("lone_verbs", ()) for step in (1, 2, 3)):
        return index if _restriction(body, index, words) is None else None
    return None


def _companion_before(body: Text, index: int, words: Words, taken: set[int]) -> int | None:
    for at in range(index - 1, max(index - 3 * _REACH, -1), -1):
        companion = body.at(at) in words.negation["companions"]
        if companion and body.at(at) not in {"plus", "point", "pas"}:
            return at if at not in taken else None
        if body.at(at) in ";.!?":
            break
    return None


def _is_prefix(body: Text, index: int) -> bool:
    """Tell "non gouvernemental", "non-recours" from "non, merci" and "non plus"."""
    after = body.at(index + 1)
    return after == "-" or (after.isalpha() and after not in {"pas", "plus", "que", "et", "mais"})


def _restriction(body: Text, index: int, words: Words) -> int | None:
    """Return where "que" follows: "ne peut être que" says "only", "ne saurait oublier que" not."""
    if body.at(index + 1).startswith("saur"):
        return None
    following = range(index + 1, index + 2 + _NEAR)
    return next((at for at in following if body.at(at) in words.negation["restrictive"]), None)


def _leaves_only(body: Text, index: int, at: int, words: Words) -> bool:
    """Tell "ne reste plus que", which says "only", from "ne veut plus que"."""
    between = set(body.low[index + 1 : at])
    return (
        body.at(at) == "plus"
        and body.at(at + 1) in words.negation["restrictive"]
        and not words.negation["remaining"].isdisjoint(between)
    )


def _is_clipped(body: Text, index: int) -> bool:
    """Tell the t of "isn't", which denies, from any other t; "No. 5" denies nothing."""
    if body.at(index) == "t":
        return body.at(index - 1) not in {"'", "’"} or not body.at(index - 2).endswith("n")
    return False


def _others(body: Text, language: str, taken: set[int]) -> Iterator[PolarityMark]:
    bounded = -1
    known = load_words(language)
    openers, bounds = known.openers, known.negation.get("until", frozenset[str]())
    for index, low in enumerate(body.low):
        if is_silent(low, language):
            continue
        soft, values = classify(low, language)
        lexical = denies(low, language)
        if (soft or lexical) and index not in taken:
            mark = body.negation(index, index, firm=False, strong=False)
            value = UNTIL if low in bounds else LEXICAL if lexical else mark.value
            yield replace(mark, value=value)
        if index == bounded:
            values = tuple(each for each in values if each[0] is not PolarityKind.BOUND)
        if low in openers:
            paired = classify(f"{low} {body.at(index + 1)}", language)[1]
            values = tuple(dict.fromkeys((*values, *paired)))
            # "Не более" sets the opposite bound of "более".
            if any(kind is PolarityKind.BOUND for kind, _ in paired):
                bounded = index + 1
        for kind, value in values:
            if kind is not PolarityKind.BOUND or _bounds_a_number(body, index):
                yield body.mark(kind, index, value, firm=_states(body, index, known, kind))


def _states(body: Text, index: int, words: Words, kind: PolarityKind) -> bool:
    """Tell "may" from the month of May, and "must" from "will", which only may answer for it."""
    if kind is not PolarityKind.MODALITY:
        return True
    named = body.text[body.starts[index]].isupper() and body.at(index - 1).isalnum()
    return not named and not words.doubted.fullmatch(body.at(index))


def _bounds_a_number(body: Text, index: int) -> bool:
    """Tell whether digits stand near: "plus de 45 blessés", not "plus de justice"."""
    return any(body.at(at).isdecimal() for at in range(index - 1, index + 2 + _NEAR))
