"""Conjugate the verb that a formula begins with: pay tribute to → paid tribute to."""

from __future__ import annotations

import functools
import re
from enum import StrEnum

from workflow.glossary.morphology.english.nouns import PACKAGE
from workflow.glossary.morphology.tables import load_table
from workflow.glossary.morphology.words import split_words, with_capitals_of


class VerbForm(StrEnum):
    """The five forms of an English verb."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"


_AUXILIARIES = frozenset(
    {"has", "have", "had", "having", "is", "are", "was", "were", "be", "been", "being"}
)
_ADVERBS = frozenset({"also", "not", "again", "always", "already", "fully", "now", "never"})
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
"""What a clause begins with that has its verb already: who died for France."""
_SHORT = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")
"""One syllable with one vowel: the last consonant doubles (plan, stop)."""


@functools.lru_cache(maxsize=2048)
def conjugate(verb: str, form: VerbForm) -> str:
    """Return a form of the verb whose infinitive is `verb`.

    >>> conjugate("pay", VerbForm.PAST), conjugate("urge", VerbForm.ING)
    ('paid', 'urging')
    """
    if form is VerbForm.BASE:
        return verb
    if form is VerbForm.THIRD:
        return _third(verb)
    listed = load_table(PACKAGE, "verbs.tsv").get(verb)
    if listed is not None:
        return listed[(VerbForm.PAST, VerbForm.PARTICIPLE, VerbForm.ING).index(form)]
    if form is VerbForm.ING:
        return _stem(verb, "ing") + "ing"
    return verb + "d" if verb.endswith("e") else _past_stem(verb) + "ed"


def conjugate_phrase(text: str, form: VerbForm) -> str:
    """Return a formula with its first verb in `form`; one that is a relative clause stays."""
    words = split_words(text)
    if words[0].lower in _RELATIVES:
        return text
    index = next((n for n, word in enumerate(words) if not word.lower.endswith("ly")), 0)
    word = words[index]
    changed = with_capitals_of(conjugate(word.lower, form), word.text)
    return text[: word.span.start] + changed + text[word.span.end :]


def forms_of_verb(verb: str) -> frozenset[str]:
    """Return all forms of a verb."""
    return frozenset(conjugate(verb, form) for form in VerbForm) | (
        {"am", "is", "are", "were"} if verb == "be" else frozenset()
    )


def form_of(word: str, before: str) -> VerbForm:
    """Tell which form `word` is, by its ending, the table, and the word before it."""
    lower = word.lower()
    helped = before.lower() in _AUXILIARIES
    for verb, (past, participle, ing) in load_table(PACKAGE, "verbs.tsv").items():
        if lower == ing:
            return VerbForm.ING
        if lower in {past, participle} and lower != verb:
            only_participle = lower == participle != past
            return VerbForm.PARTICIPLE if helped or only_participle else VerbForm.PAST
        if lower == verb:
            return VerbForm.PARTICIPLE if helped and lower == participle else VerbForm.BASE
    if lower.endswith("ing"):
        return VerbForm.ING
    if lower.endswith("ed"):
        return VerbForm.PARTICIPLE if helped else VerbForm.PAST
    third = lower.endswith("s") and not lower.endswith(("ss", "us"))
    return VerbForm.THIRD if third else VerbForm.BASE


def is_adverb(word: str) -> bool:
    """Tell whether a word may stand between an auxiliary and its verb."""
    return word.lower() in _ADVERBS or word.lower().endswith("ly")


def _third(verb: str) -> str:
    if verb in {"be", "have"}:
        return {"be": "is", "have": "has"}[verb]
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else "s")


def _past_stem(verb: str) -> str:
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "i"
    return _stem(verb, "ed")


def _stem(verb: str, ending: str) -> str:
    if ending == "ing" and verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1]
    return verb + verb[-1] if _SHORT.match(verb) else verb
