"""Where a draft writes the names of its source, as the alignment tells it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.drafting.lexicon import WORD
from workflow.facts import FactKind, extract_facts
from workflow.facts.transcription import Person, iter_people, iter_towns, transcribe_alone
from workflow.facts.transliterate import is_same_name
from workflow.glossary.morphology.russian.wordhood import is_word
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.model import Hypothesis, LangTag

_GAP = re.compile(r"[ \u00a0]*[-‐‑.]?[ \u00a0]*")
"""What may stand between the words of one name."""


def iter_names(source: str, lang: LangTag) -> Iterator[Person]:
    """Yield the people of a source, then the towns and family names that stand alone."""
    facts = extract_facts(source, lang)
    countries = [fact.span for fact in facts if fact.kind is FactKind.PLACE]
    longer = [span for span in countries if " " in span.of(source)]
    ends = {span.end for span in countries if re.search(r"\b(?:du|de) $", source[: span.start])}
    found = [
        each
        for each in (*iter_people(source), *iter_towns(source))
        if each.span.end not in ends and not any(map(each.span.overlaps, longer))
    ]
    yield from found
    for fact in facts:
        is_name = fact.kind is FactKind.NAME and fact.firm
        if is_name and not any(fact.span.overlaps(each.span) for each in found):
            alone = transcribe_alone(fact.text, fact.span, source)
            if alone is not None:
                yield alone


def find_written(
    person: Person, names: Sequence[Person], source: str, hypothesis: Hypothesis
) -> Span | None:
    """Return where the draft writes a name: one run of words that no other name is linked to."""
    text = hypothesis.text
    words = [Span(*match.span()) for match in WORD.finditer(text)]
    ours = [link.target for link in hypothesis.links if link.source.overlaps(person.span)]
    linked = [index for index, word in enumerate(words) if any(map(word.overlaps, ours))]
    named = [
        index
        for index in linked
        if words[index].of(text)[0].isupper() and not _is_common(words[index], person, text)
    ]
    if not named:
        return None
    first, last = named[0], named[-1]
    if not set(range(first, last + 1)) <= set(linked):
        return None
    while first > 0 and _belongs(words, first - 1, first, person, text):
        first -= 1
    while last + 1 < len(words) and _belongs(words, last + 1, last, person, text):
        last += 1
    if not all(_adjoin(words[one], words[one + 1], text) for one in range(first, last)):
        return None
    span = Span(words[first].start, words[last].end)
    return None if any(map(span.overlaps, _foreign(person, names, source, hypothesis))) else span


def _is_common(word: Span, person: Person, text: str) -> bool:
    """Tell whether a word has its capital of the sentence that it opens: Доктор, Было."""
    written = word.of(text)
    if text[: word.start].strip(" «\"'(—–-") or not is_word(written):
        return False
    return not any(is_same_name(part.text, written, "fr", "ru") for part in person.parts)


def _adjoin(one: Span, other: Span, text: str) -> bool:
    return bool(_GAP.fullmatch(text[one.end : other.start]))


def _belongs(words: Sequence[Span], at: int, beside: int, person: Person, text: str) -> bool:
    """Tell whether a word beside a name is a part of it that the alignment has missed."""
    first, second = sorted((at, beside))
    word = words[at].of(text)
    if not _adjoin(words[first], words[second], text):
        return False
    texts = [half for part in person.parts for half in (part.text, *part.text.split("-"))]
    if word.islower():
        return any(part.russian == word for part in person.parts)
    return any(is_same_name(each, word, "fr", "ru") for each in texts)


def _foreign(
    person: Person, names: Sequence[Person], source: str, hypothesis: Hypothesis
) -> list[Span]:
    """Return the words of the draft that are linked to other names of the source."""
    others = [each.span for each in names if each is not person]
    return [
        link.target
        for link in hypothesis.links
        if not link.source.overlaps(person.span)
        and (
            any(map(link.source.overlaps, others))
            or (link.source.start > 0 and source[link.source.start].isupper())
        )
    ]
