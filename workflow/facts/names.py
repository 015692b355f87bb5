"""Names of people and places, countries and acronyms, read from the words with capitals.

Capitals are also an institution's manner ("le Conseil", "the Member States"): a word that the
language's common vocabulary has is no name, unless a title or another name stands beside it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.facts import acronyms
from workflow.facts.lexicon import is_common
from workflow.facts.places import find_place, place_keys
from workflow.facts.tokens import touches
from workflow.facts.values import FactKind

if TYPE_CHECKING:
    from workflow.facts.sentence import Sentence
    from workflow.facts.tokens import Token

_SHOUTED = 0.6
"""A text with a larger share of capitals is set in capitals: they tell nothing."""
_ENDS_SENTENCE = frozenset('.!?:;…«“"„—–•(*')
_JOINTS = frozenset("-‑'’.")
LONG_ENOUGH = 3
"""Letters up to which a word in small letters is no rare one."""


def read_names(sentence: Sentence) -> None:
    """Take places and names; every other capitalised or rare word may answer for a name."""
    if is_shouted(sentence.text):
        return
    _read_places(sentence)
    _read_people(sentence)


@functools.lru_cache(maxsize=64)
def is_shouted(text: str) -> bool:
    """Tell whether a text is set in capitals."""
    small = sum(map(str.islower, text))
    large = sum(map(str.isupper, text))
    return large > _SHOUTED * (large + small)


def read_acronyms(sentence: Sentence) -> None:
    """Take acronyms and codes such as "G7" of a text that is not all in capitals."""
    if is_shouted(sentence.text):
        return
    tokens = sentence.tokens
    for index in sentence.telling:
        token = tokens[index]
        if token.text.islower() or token.kind != "word" or index in sentence.taken:
            continue
        form = _acronym_of(sentence, token)
        if form and find_place(tokens, index, sentence.lexicon.language):
            continue  # "RDC", "США": a country, compared as such
        if form:
            _add_acronym(sentence, index, form)
        elif len(token.text) == 1 and token.text.isupper():
            _add_code(sentence, index)


def _acronym_of(sentence: Sentence, token: Token) -> str:
    """Return the acronym a word is, without an English plural, "" where it is none."""
    text = token.text
    language = sentence.lexicon.language
    plural = text.endswith("s") and text[:-1].isupper() and len(text) > LONG_ENOUGH
    form = text[:-1] if plural else text
    if len(form) < len("UN") or form.islower() or token.low in sentence.lexicon.titles:
        return ""
    if not form.isupper() and not acronyms.is_known(form, language):
        return ""
    known = acronyms.is_known(form, language)
    spelled = is_common(sentence.lexicon.language, token.low) and len(form) > LONG_ENOUGH
    return form if known or not spelled else ""


def _add_acronym(sentence: Sentence, index: int, form: str) -> None:
    end = index + 1
    number = sentence.starting.get(end) or sentence.starting.get(end + 1)
    # "COVID-19", "M23": the digits belong to the acronym.
    if number and sentence.is_free(number) and _is_attached(sentence, index, number.first):
        end = number.end
        form += "".join(token.text for token in sentence.tokens[index + 1 : end])
    sentence.add(FactKind.ACRONYM, index, end, value=form, atoms=(f"&{form}",))


def _is_attached(sentence: Sentence, index: int, first: int) -> bool:
    tokens = sentence.tokens
    joined = all(touches(tokens[at], tokens[at + 1]) for at in range(index, first))
    return joined and (first == index + 1 or tokens[index + 1].text in "-‑")


def _add_code(sentence: Sentence, index: int) -> None:
    """Take "G7": a name whose digits may be words elsewhere ("Группа семи")."""
    number = sentence.starting.get(index + 1)
    if number is None or number.words or number.scaled or not sentence.is_free(number):
        return
    if touches(sentence.tokens[index], sentence.tokens[number.first]):
        form = sentence.tokens[index].text + number.value
        sentence.add(
            FactKind.ACRONYM,
            index,
            number.end,
            value=form,
            atoms=(f"&{form}", number.value),
            firm=False,
        )


def _read_places(sentence: Sentence) -> None:
    for index in sentence.telling:
        if sentence.tokens[index].kind != "word" or index in sentence.taken:
            continue
        hit = find_place(sentence.tokens, index, sentence.lexicon.language)
        if hit is None or sentence.is_taken(hit.first, hit.end):
            continue
        sentence.add(
            FactKind.NAME if hit.person else FactKind.PLACE,
            hit.first,
            hit.end,
            value=hit.code,
            atoms=(
                *map(place_keys, (hit.code, *hit.also)),
                *_words(sentence, hit.first, hit.end),
            ),
            firm=not hit.adjective,
        )


def _words(sentence: Sentence, first: int, end: int) -> tuple[str, ...]:
    return tuple("n:" + token.text for token in sentence.tokens[first:end] if token.kind == "word")


def _read_people(sentence: Sentence) -> None:
    end = 0
    for index in sentence.telling:
        if index < end:
            continue
        end = _sequence_end(sentence, index)
        firm = [at for at in range(index, end) if _is_name(sentence, at, index, end)]
        if firm:
            _add_name(sentence, firm)
        for at in range(index, max(end, index + 1)):
            _add_spare(sentence, at)


def _is_capitalised(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index] if index < len(sentence.tokens) else None
    if token is None or token.kind != "word" or index in sentence.taken:
        return False
    return token.text[0].isupper() and len(token.text) > 1


def _sequence_end(sentence: Sentence, index: int) -> int:
    """Return the token after a run of capitalised words, particles and joints inside it."""
    if not _is_capitalised(sentence, index):
        return index
    end = at = index + 1
    while at < len(sentence.tokens):
        if _is_capitalised(sentence, at):
            end = at = at + 1
        elif _is_joint(sentence, at) and at - end < len(("de", "la", "'")):
            at += 1
        else:
            break
    return end


def _is_joint(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    if token.text in _JOINTS:
        return touches(sentence.tokens[at - 1], token)
    return token.low in sentence.lexicon.particles


def _is_name(sentence: Sentence, at: int, first: int, end: int) -> bool:
    """Tell whether a capitalised word of a run is a name for sure."""
    token = sentence.tokens[at]
    if not _is_capitalised(sentence, at) or token.low in sentence.lexicon.titles:
        return False
    if token.low in sentence.lexicon.particles or len(token.text) < LONG_ENOUGH:
        return False
    if _follows_title(sentence, first, at):
        return True
    if is_common(sentence.lexicon.language, token.low):
        return False
    return not _opens_sentence(sentence, at) or (end > at + 1 and not _is_lone(sentence, at, end))


def _is_lone(sentence: Sentence, at: int, end: int) -> bool:
    """Tell whether no other word of the run is uncommon: "Dix" before "Conseil"."""
    return not any(
        _is_capitalised(sentence, other)
        and not is_common(sentence.lexicon.language, sentence.tokens[other].low)
        for other in range(at + 1, end)
    )


def _follows_title(sentence: Sentence, first: int, at: int) -> bool:
    """Tell whether a title stands before the run, or in it before the word."""
    if any(sentence.low(before) in sentence.lexicon.titles for before in range(first, at)):
        return True
    at = first - 1
    while at >= 0 and sentence.tokens[at].text == ".":
        at -= 1
    return at >= 0 and sentence.low(at) in sentence.lexicon.titles and at not in sentence.taken


def _opens_sentence(sentence: Sentence, at: int) -> bool:
    return at == 0 or sentence.tokens[at - 1].text in _ENDS_SENTENCE


def _add_name(sentence: Sentence, firm: list[int]) -> None:
    first, end = firm[0], firm[-1] + 1
    atoms = tuple("n:" + sentence.tokens[at].text for at in firm)
    text = sentence.text[sentence.tokens[first].start : sentence.tokens[end - 1].end]
    sentence.add(FactKind.NAME, first, end, value=text, atoms=atoms)


def _add_spare(sentence: Sentence, index: int) -> None:
    """Keep a word that may answer for a name of the other side: a capital, or a rare word."""
    token = sentence.tokens[index]
    if token.kind != "word" or index in sentence.taken or len(token.text) < len("Xi"):
        return
    rare = len(token.text) > LONG_ENOUGH and not is_common(sentence.lexicon.language, token.low)
    if token.text[0].isupper() or rare:
        atom = "n:" + token.text
        sentence.add(
            FactKind.NAME, index, index + 1, value=token.text, atoms=(atom,), firm=False, words=True
        )
