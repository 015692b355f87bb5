"""Find the facts of a sentence: what must survive its translation."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workflow.facts.amounts import read_amounts
from workflow.facts.clock import read_clock
from workflow.facts.dates import read_dates
from workflow.facts.lexicon import load_lexicon
from workflow.facts.literals import find_literals
from workflow.facts.measures import with_measures
from workflow.facts.names import read_acronyms, read_names
from workflow.facts.numerals import read_numerals
from workflow.facts.plain_numbers import read_numbers
from workflow.facts.references import read_references, read_resolutions
from workflow.facts.rounds import read_rounds
from workflow.facts.sentence import Sentence
from workflow.facts.short_dates import read_short_dates
from workflow.facts.signs import with_signs
from workflow.facts.tokens import tokenize
from workflow.facts.vocabulary import telling_tokens

if TYPE_CHECKING:
    from workflow.facts.values import Fact
    from workflow.model import LangTag


@functools.lru_cache(maxsize=4096)
def extract_facts(text: str, lang: LangTag) -> tuple[Fact, ...]:
    """Return the facts of a plain text in order of appearance, without overlaps.

    Facts that are not `firm` are included: they may answer for a fact of the other side.
    """
    lexicon = load_lexicon(lang)
    literals = find_literals(text, lexicon)
    tokens = tokenize(text, lexicon, taken=[fact.span for fact in literals])
    telling = telling_tokens(tokens, lexicon.language)
    numerals = read_numerals(tokens, lexicon, telling=telling)
    sentence = Sentence(text, tokens, telling, numerals, lexicon, list(literals))
    read_resolutions(sentence)
    read_clock(sentence)
    read_rounds(sentence)
    read_short_dates(sentence)
    read_dates(sentence)
    read_amounts(sentence)
    read_references(sentence)
    read_acronyms(sentence)
    read_numbers(sentence)
    read_names(sentence)
    return tuple(with_measures(with_signs(sentence.facts, text), text))


def firm_facts(text: str, lang: LangTag) -> tuple[Fact, ...]:
    """Return the facts that a translation must not lose."""
    return tuple(fact for fact in extract_facts(text, lang) if fact.firm)
