"""What stands around the words of a reading: compounds, addresses, reflexive pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.tokens import is_acronym, normal

if TYPE_CHECKING:
    from workflow.glossary.grammar_data import GrammarData
    from workflow.glossary.tokens import Tokens

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
_ADDRESS_BEFORE = "@#=&~_/\\."
_ADDRESS_AFTER = "@_=\\."
_SCHEME_WINDOW = 80
_MAX_REFLEXIVE = 4


def is_insertable(word: str, data: GrammarData) -> bool:
    """Tell whether a word in normal form may stand inside a formula: adverbs, negations."""
    endings = data.adverb_endings
    return word in data.insertable or (bool(endings) and word.endswith(endings))


def follows(words: frozenset[str], index: int, tokens: Tokens) -> bool:
    """Tell whether one of `words` stands directly before word `index`."""
    return index > 0 and not tokens.gap(index) and normal(tokens.words[index - 1]) in words


def reflexive_pronoun(index: int, tokens: Tokens, data: GrammarData) -> int | None:
    """Return the index of the pronoun that makes the verb at `index` reflexive.

    Auxiliaries and adverbs may stand between: *s'*est également félicité.
    """
    for place in range(index, max(index - _MAX_REFLEXIVE, 0), -1):
        if tokens.gap(place):
            return None
        word = normal(tokens.words[place - 1])
        if word in data.reflexives:
            return place - 1
        if word not in data.auxiliaries and not is_insertable(word, data):
            return None
    return None


def compound(words: range, tokens: Tokens, data: GrammarData, *, name: bool, lenient: bool) -> str:
    """Return the compound word of which a reading is a part, "" for none; `words` are its indexes.

    Capitals on both sides of a hyphen are two words (OIAC-ONU); a prefix makes one of them
    (vice-président), though not with a proper name (post-Brexit); so does a lower-case word
    (accord-cadre), unless `lenient`.
    """
    first, last, text = words.start, words.stop, tokens.text
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if first and tokens.ends[first - 1] == start - 1 and text[start - 1] in _HYPHENS:
        left = tokens.words[first - 1]
        prefix = normal(left) in data.prefixes
        apart = name if prefix else lenient or (_is_high(left) and _is_high(tokens.words[first]))
        if not apart:
            return text[tokens.starts[first - 1] : end]
    if last < len(tokens.words) and tokens.starts[last] == end + 1 and text[end] in _HYPHENS:
        right = tokens.words[last]
        apart = lenient or (_is_high(tokens.words[last - 1]) and _is_high(right))
        if not apart and normal(right) not in data.clitics:
            return text[start : tokens.ends[last]]
    return ""


def in_address(first: int, last: int, tokens: Tokens) -> bool:
    """Tell whether ``words[first:last]`` lies in a web address, a mail address or a handle."""
    text, start, end = tokens.text, tokens.starts[first], tokens.ends[last - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and before in "@#":
        return True
    if before == "/" and "://" not in text[max(0, start - _SCHEME_WINDOW) : start]:
        return start > 1 and text[start - 2] in "/."
    if before and before in _ADDRESS_BEFORE and start > 1 and text[start - 2].isalnum():
        return True
    return bool(after) and after in _ADDRESS_AFTER and text[end + 1 : end + 2].isalnum()


def _is_high(word: str) -> bool:
    """Tell whether a word is capitalised, an acronym or a number, hence a name of its own."""
    return word[0].isupper() or word[0].isdigit() or is_acronym(word)
