"""Inflected forms of a dictionary form, by the rules and exceptions of a language's data.

Forms are generated, not stems guessed: a generated form that does not exist costs nothing, while
a guessed stem takes ``traitée`` for a treaty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workflow.glossary.grammar_data import GrammarData, RegularVerb, Rules


def plurals(word: str, data: GrammarData) -> tuple[str, ...]:
    """Return the plural forms of `word`, itself left out.

    >>> from workflow.glossary.grammar_data import grammar_data
    >>> plurals("général", grammar_data("fr"))
    ('généraux', 'générals')
    """
    return _apply(word, data.plurals, data.plural_exceptions)


def feminines(word: str, data: GrammarData) -> tuple[str, ...]:
    """Return the feminine forms of `word`, singular."""
    return _apply(word, data.feminines, data.feminine_exceptions)


def _apply(word: str, rules: Rules, exceptions: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    forms = exceptions.get(word)
    if forms is None:
        forms = next(
            (
                tuple(word[: len(word) - len(ending)] + new for new in gives)
                for ending, gives in rules
                if word.endswith(ending)
            ),
            (),
        )
    return tuple(form for form in dict.fromkeys(forms) if form != word)


def verb_forms(infinitive: str, data: GrammarData) -> tuple[str, ...]:
    """Return the finite forms and participles of a verb; empty where no rule knows it.

    >>> from workflow.glossary.grammar_data import grammar_data
    >>> "entretient" in verb_forms("entretenir", grammar_data("fr"))
    True
    """
    fitting = [verb for verb in data.irregular if infinitive.endswith(verb.verb)]
    if fitting:
        verb = max(fitting, key=lambda verb: len(verb.verb))
        prefix = infinitive.removesuffix(verb.verb)
        return tuple(prefix + form for form in verb.forms)
    for regular in data.regular:
        if infinitive.endswith(regular.ending):
            return tuple(dict.fromkeys(_conjugate(infinitive, regular)))
    return ()


def _conjugate(infinitive: str, verb: RegularVerb) -> Iterator[str]:
    stem = infinitive[: len(infinitive) - len(verb.ending)]
    for variant in (stem, *_variants(stem, verb.stems)):
        for ending in verb.forms:
            yield variant + ending


def _variants(stem: str, rewrites: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for old, new in rewrites:
        pattern = old if old.endswith("$") or "(?=" in old else old + "$"
        changed = re.sub(pattern, new, stem)
        if changed != stem:
            yield changed


def spellings(word: str, data: GrammarData) -> tuple[str, ...]:
    """Return `word` and its other spellings (``organisation``, ``organization``)."""
    found = [word]
    for variants in data.spellings:
        for old in variants:
            if old in word:
                found += [word.replace(old, new) for new in variants if new != old]
    return tuple(dict.fromkeys(found))
