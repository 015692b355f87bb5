"""Words that the dictionary of the target language does not know.

Glossary words, names and whatever stands in the source too, acronyms, numbers, code and addresses
are no misspellings. Without a dictionary nothing is said: `translate doctor` tells whether there is
one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.checks.language import load_languages, script_of
from workflow.checks.pairs import Check, Issue, Options, Pair
from workflow.languages import base_of
from workflow.model import LineKind, Severity, Span
from workflow.wording import joined, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_][\u0300-\u036f]*(?:['’\u02bc-]?[^\W\d_][\u0300-\u036f]*)*")
_PROTECTED = re.compile(
    r"`+[^`]*`+|\]\([^)\n]*\)|<[^<>\n]*>|https?://\S+|www\.\S+|(?:[\w-]+\.)+[a-z]{2,6}(?!\w)"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+|[#@]\w+|\[\^[^\]]*\]|\w*\d\w*|(?:[^\W\d_]{1,3}\.){2,}"
)
"""Markup, addresses, codes and abbreviations."""
_SHORT = 2


def _check(pair: Pair, options: Options) -> Iterator[Issue]:
    speller = options.speller
    if speller is None or pair.kind is LineKind.CONTACT:
        return
    text = _PROTECTED.sub(lambda match: " " * len(match.group()), pair.target_text)
    language = load_languages().get(base_of(pair.target_lang))
    is_like = _is_latin(pair.source_text) == _is_latin(text)
    theirs = {match.group().casefold() for match in _WORD.finditer(pair.source_text)}
    seen: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if word in seen or not _is_judged(word, match.start(), text) or word.casefold() in theirs:
            continue
        seen.add(word)
        if language and script_of(word[0]) != language.script:
            continue
        if word[0].isupper() and not is_like:
            continue  # a name in other letters than the source's cannot be told from a word
        if not speller.knows(word):
            near = [tr('"{text}"', text=each) for each in speller.suggest(word)]
            hint = tr("correct it, or add it to the glossary")
            if near:
                hint = tr("perhaps {words}", words=joined(near, tr(" or ")))
            yield Issue(
                message=tr('"{word}" is not in the dictionary', word=word),
                hint=hint,
                target=Span(*match.span()),
            )


def _is_latin(text: str) -> bool:
    return bool(re.search(r"[a-zA-Z]", text))


def _is_judged(word: str, at: int, text: str) -> bool:
    """Tell words from acronyms, initials and names: a capital inside a sentence is a name.

    In "d'Assad" the name stands behind the apostrophe.
    """
    bare = re.split("['’\u02bc]", word)[-1]
    if len(word) <= _SHORT or sum(map(str.isupper, word)) > 1:
        return False
    begins = not text[:at].rstrip(" \u00a0\u202f«“\"'(")[-1:].isalnum()
    return not bare[:1].isupper() or (begins and bare == word)


CHECKS = (
    Check(
        code="spelling",
        severity=Severity.INFO,
        explanation="A word of the target is in no dictionary of its language and not in the"
        " glossary. Names, acronyms and words of the source are passed over. Looked for only where"
        " a hunspell dictionary is installed.",
        pair=_check,
    ),
)
