"""*She* for a state: "La France condamne … Elle adresse …" is what *it* does in English.

An engine reads one sentence at a time, and takes *elle* for a woman. The sentence before tells
whether it stands for a state or an institution; where a woman is named in either, nothing is
touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.drafting.edits import Edit
from workflow.facts import FactKind, extract_facts
from workflow.facts.lexicon import fold
from workflow.facts.transcription import iter_people
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import LangTag

OPENING = "Elle "
"""How a sentence begins whose subject the one before has named."""
_SUBJECT = re.compile(r"\W*(?:La |L['’]|Cette |Notre )(?P<noun>[^\W\d_]+)")
_THINGS = frozenset(
    [
        "agence",
        "alliance",
        "annee",
        "assemblee",
        "banque",
        "coalition",
        "commission",
        "communaute",
        "conference",
        "convention",
        "cour",
        "crise",
        "decision",
        "declaration",
        "delegation",
        "exposition",
        "federation",
        "initiative",
        "loi",
        "mesure",
        "mission",
        "operation",
        "organisation",
        "presidence",
        "reforme",
        "republique",
        "resolution",
        "reunion",
        "situation",
        "strategie",
        "union",
    ]
)
_WOMEN = re.compile(
    r"\b(?:Mmes?|Mlles?|[Mm]adame|[Mm]esdames|reine|princesse|duchesse|impératrice|[Pp]résidente"
    r"|[Mm]inistre|[Cc]hancelière|[Dd]irectrice|[Aa]mbassadrice|[Ss]ecrétaire|[Pp]réfète|[Mm]aire"
    r"|[Dd]éputée|[Ss]énatrice|femmes?|épouse|fille|mère|veuve|sœur|artiste|victime|otage)\b"
)
_WORDS = re.compile(
    r"\b(?P<word>[Ss]he|[Hh]ers?|[Hh]erself)\b(?:[’'](?P<short>s|ll|d)\b)?(?P<next> \w+)?"
)
_NO_NOUN = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "in",
        "on",
        "at",
        "for",
        "of",
        "by",
        "with",
        "from",
        "and",
        "or",
        "as",
        "into",
        "that",
        "this",
        "which",
        "who",
        "when",
        "where",
        "after",
        "before",
        "because",
        "not",
        "no",
        "if",
        "so",
    ]
)


def name_things(
    source: str, target: str, *, before: str, source_lang: LangTag, target_lang: LangTag
) -> Iterator[Edit]:
    """Yield what makes *it* of *she* in the draft of `source`, which follows `before`."""
    if (base_of(source_lang), base_of(target_lang)) != ("fr", "en"):
        return
    if not source.startswith(OPENING) or not _is_thing(before, source_lang):
        return
    if any(_WOMEN.search(text) or _names_woman(text) for text in (before, source)):
        return
    for match in _WORDS.finditer(target):
        yield Edit(span=Span(*match.span("word")), text=_written(match))


def _written(match: re.Match[str]) -> str:
    word = match["word"]
    neutral = {"she": "it", "hers": "its", "herself": "itself"}.get(word.lower())
    if neutral is None:
        follows = (match["next"] or "").strip()
        neutral = "its" if follows and follows.lower() not in _NO_NOUN else "it"
    return neutral.capitalize() if word[0].isupper() else neutral


def _is_thing(sentence: str, lang: LangTag) -> bool:
    """Tell whether the subject of a sentence is a state or an institution."""
    subject = _SUBJECT.match(sentence)
    if subject is None:
        return False
    if fold(subject["noun"]) in _THINGS:
        return True
    at = Span(*subject.span("noun"))
    places = (fact for fact in extract_facts(sentence, lang) if fact.kind is FactKind.PLACE)
    return any(fact.span.overlaps(at) for fact in places)


def _names_woman(text: str) -> bool:
    return any(person.sex != "m" for person in iter_people(text))
