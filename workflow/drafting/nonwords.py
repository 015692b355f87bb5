"""Words of a draft that do not exist: *одержание* for *retenue*, *уровеньм* for *уровнем*.

A small network spells its words piece by piece and may join pieces that no language joins. What the
dictionary holds, what a rule of the language makes of its words, and what sounds like a word of the
source is let pass; nothing is said of names, or of a language whose dictionary is not at hand.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from workflow.drafting.lexicon import WORD
from workflow.facts.transliterate import similarity
from workflow.glossary.morphology.registry import word_judge
from workflow.glossary.morphology.russian.wordhood import is_mixed
from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import LangTag

CODE = "draft-no-word"
_STRESS = "\u0301"
"""An accent that tells *бо́льшая* from *больша́я*."""
_SHORTEST = 4
"""Letters of a word that is judged: shorter ones are endings (*25-й*) and abbreviations."""
_OPENS = re.compile(r"(?:^|[.!?…]\s+)[\s«“„\"'(–—-]*$")
_ADJECTIVE = re.compile(r"(?:е?с)?к[иао][йеяюмх]?(?:го|му|ми)?$")
"""What makes an adjective of a foreign name: *аравакский*, *токийского*."""
_ECHO = 0.75
"""From this likeness on a word is the source's own, in other letters."""
_FAINT_ECHO = 0.5
"""The same where the word has a capital, and may be a name."""


def invented_words(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> tuple[str, ...]:
    """Return the words of `target` that no dictionary, rule or word of `source` explains.

    >>> from workflow.model import LangTag
    >>> invented_words(
    ...     "Nous appelons à la retenue.",
    ...     "Мы призываем к одержанию.",
    ...     source_lang=LangTag("fr"),
    ...     target_lang=LangTag("ru"),
    ... )
    ('одержанию',)
    """
    is_word = word_judge(target_lang)
    if is_word is None:
        return ()
    heard = tuple(dict.fromkeys(WORD.findall(source)))
    languages = base_of(target_lang), base_of(source_lang)
    found = dict.fromkeys(
        word
        for word in _judged_words(target.replace(_STRESS, ""))
        if not is_word(word) and (is_mixed(word) or not _echoes(word, heard, *languages))
    )
    return tuple(found)


def say_invented(word: str) -> str:
    """Return what a reviewer reads of an invented word."""
    return f'"{word}" is no word of the language'


def _judged_words(text: str) -> Iterator[str]:
    """Yield the words in small letters, and those that have a capital because a sentence begins.

    Two capitals in a row are a name; a name has letters of one alphabet.
    """
    words = list(WORD.finditer(text))
    for match, after in zip_longest(words, words[1:]):
        word = match.group()
        if len(word) < _SHORTEST or not all(char.isalpha() or char in "-‐‑" for char in word):
            continue
        begins = word[1:].islower() and bool(_OPENS.search(text[: match.start()]))
        leads = after is not None and after.group()[0].isupper()
        if word.islower() or is_mixed(word) or (begins and not leads):
            yield word


def _echoes(word: str, heard: tuple[str, ...], lang: str, source_lang: str) -> bool:
    """Tell whether some word of the source sounds like this one or like the name inside it."""
    least = _FAINT_ECHO if word[0].isupper() else _ECHO
    forms = dict.fromkeys((word, _ADJECTIVE.sub("", word)))
    return any(
        similarity(form, other, lang, source_lang) >= least for form in forms for other in heard
    )
