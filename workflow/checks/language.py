"""A target must be in its language: its script, its function words, no words left behind."""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.checks.pairs import ALL, Check, Issue, Options, Pair
from workflow.languages import base_of
from workflow.model import LineKind, Severity, Span
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import LangTag

_WORD = re.compile(r"[^\W\d_]+")
_KEPT = re.compile(
    r"https?://\S+|www\.\S+|(?:[\w-]+\.)+[a-z]{2,6}(?!\w)|[\w.+-]+@[\w.-]+|`[^`]*`|\]\([^)]*\)|[#@]\w+|<[^<>]*>|[«\"“][^»\"”]*[»\"”]"
)
"""What may stand in a foreign language: addresses, code, quoted titles."""
_HINT = re.compile(r"[@#`<«\"“]|://|www\.|\]\(|\.[a-z]")
"""Without one of these a text has nothing of the kind."""
_ENOUGH_LETTERS = 12
_ENOUGH_WORDS = 4
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Language:
    script: str
    stopwords: frozenset[str]
    twice: frozenset[str]


@functools.cache
def load_languages() -> dict[str, _Language]:
    """Return what the data file says of each language."""
    file = importlib.resources.files("workflow.checks").joinpath("data", "languages.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        name: _Language(
            entry["script"], frozenset(entry["stopwords"].split()), frozenset(entry["twice"])
        )
        for name, entry in data.items()
    }


def _language(lang: LangTag) -> _Language | None:
    return load_languages().get(base_of(lang))


def _is_prose(pair: Pair) -> bool:
    return pair.kind not in {LineKind.CONTACT, LineKind.LETTERHEAD}


def _script(pair: Pair, _options: Options) -> Iterator[Issue]:
    language = _language(pair.target_lang)
    characters = Counter(_own_text(pair.target_text))
    letters = {char: count for char, count in characters.items() if char.isalpha()}
    total = sum(letters.values())
    if language is None or total < _ENOUGH_LETTERS or not _is_prose(pair):
        return
    right = sum(count for char, count in letters.items() if script_of(char) == language.script)
    if right < _SHARE * total:
        yield Issue(
            message=tr(
                "only {right} of {total} letters are {script}",
                right=right,
                total=total,
                script=language.script.title(),
            ),
            hint=tr('the target must be in "{lang}"', lang=pair.target_lang),
        )


@functools.lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """Return the first word of a character's name, which for letters is their script."""
    return unicodedata.name(char, "").partition(" ")[0]


def _untranslated(pair: Pair, _options: Options) -> Iterator[Issue]:
    if base_of(pair.source_lang) == base_of(pair.target_lang):
        return
    theirs = _plain_words(pair.target_text)
    # Names alone ("Paris", "Jean Dupont") are the same in two languages.
    small = [word for word in theirs if word.islower() and len(word) > len("de")]
    if len(small) >= _ENOUGH_WORDS and theirs == _plain_words(pair.source_text):
        yield Issue(message=tr("the target repeats the source"), hint=tr("translate it"))
    elif _is_in_source_language(pair, theirs):
        yield Issue(
            message=tr('the target reads as "{lang}"', lang=pair.source_lang),
            hint=tr('translate it into "{lang}"', lang=pair.target_lang),
        )


@functools.lru_cache(maxsize=64)
def _plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that is no code or address; several checks ask for them."""
    return tuple(_WORD.findall(_own_text(text)))


@functools.lru_cache(maxsize=64)
def _own_text(text: str) -> str:
    """Return a text without what may stand in a foreign language."""
    return _KEPT.sub(" ", text) if _HINT.search(text) else text


def _is_in_source_language(pair: Pair, words: tuple[str, ...]) -> bool:
    ours, theirs = _language(pair.source_lang), _language(pair.target_lang)
    if ours is None or theirs is None or len(words) < 2 * _ENOUGH_WORDS:
        return False
    low = [word.casefold() for word in words]
    foreign = sum(word in ours.stopwords and word not in theirs.stopwords for word in low)
    native = sum(word in theirs.stopwords and word not in ours.stopwords for word in low)
    return foreign >= _ENOUGH_WORDS and foreign > 2 * native


def _leftovers(pair: Pair, _options: Options) -> Iterator[Issue]:
    """Find words of the source's script left in a target of another script."""
    ours, theirs = _language(pair.source_lang), _language(pair.target_lang)
    if ours is None or theirs is None or not _is_prose(pair):
        return
    source = {word for word in _plain_words(pair.source_text) if word.islower()}
    for word in dict.fromkeys(_plain_words(pair.target_text)):
        if word not in source or len(word) <= len("des"):
            continue
        if script_of(word[0]) == theirs.script and ours.script == theirs.script:
            if word not in ours.stopwords or word in theirs.stopwords:
                continue
        elif script_of(word[0]) == theirs.script:
            continue
        yield Issue(
            message=tr('"{word}" is left untranslated', word=word),
            hint=tr("translate it"),
            source=_find_word(word, pair.source_text),
            target=_find_word(word, pair.target_text),
        )


def _find_word(word: str, text: str) -> Span:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return Span(*found.span()) if found else ALL


CHECKS = (
    Check(
        code="script",
        severity=Severity.ERROR,
        explanation="Most letters of the target belong to another script than its language's:"
        " the text was not translated, or stands in the wrong file.",
        pair=_script,
    ),
    Check(
        code="untranslated",
        severity=Severity.ERROR,
        explanation="The target repeats the source, or is written with the source language's"
        " function words.",
        pair=_untranslated,
    ),
    Check(
        code="untranslated-word",
        severity=Severity.WARNING,
        explanation="A word of the source stands unchanged in the target: one of another script,"
        " or a function word such as French “dans” in English.",
        pair=_leftovers,
    ),
)
