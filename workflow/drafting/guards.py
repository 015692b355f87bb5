"""Guards: signs that a machine's draft is broken, seen from the two texts alone.

A guard must hold its tongue over good translations: thresholds were set so that on human pairs
(FLORES and United Nations sentences, French to English and to Russian) each fires on at most one in
two hundred; benchmarks/guards.py measures it. A draft that a guard stops is not thrown away: the
next hypothesis is tried, and the reviewer reads the warning.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.checks import pairs as checks
from workflow.checks.registry import FACT_CHECKS, run_checks
from workflow.drafting import idioms, nonwords
from workflow.drafting.hearsay import stated_hearsay
from workflow.drafting.lexicon import coarse_words, function_words
from workflow.drafting.tense import lost_future
from workflow.engines.scripts import script_of, scripts_of
from workflow.engines.words import split_words
from workflow.languages import base_of
from workflow.model import Position, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workflow.model import LangTag

_LONGEST_LOOP = 6
"""Words in the longest repeated phrase that is looked for; networks loop on short ones."""
_LOOPS = 3
"""Repetitions in a row that no human writes unless the source does."""
_LEAST_COMPARED = 30
"""Characters under which a ratio of lengths says nothing (``Oui.`` → ``Yes, indeed.``)."""
_LONGEST_RATIO = 2.0
_SHORTEST_RATIO = 0.4
"""Bounds on target length over source length. 99.9 % of human pairs lie in 0.41–1.64 for English
and 0.47–1.97 for Russian."""
_DENSE_SCRIPTS = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})
_DENSITY = 2.5
"""Letters of an alphabet that one character of a dense script is worth."""
_LOST_SENTENCE_RATIO = 0.65
"""Under this ratio, fewer sentence ends than the source has mean that a sentence is lost."""
_LEAST_WORDS = 4
"""Lower-case words that a copied text must have to count as prose rather than as names."""
_COPIED_SHARE = 0.3
"""Share of source-only function words among the target's words: a human pair has a title or two."""
_LEAST_COPIED = 3
_LEAST_LETTERS = 8
"""Letters without which a text's script cannot be judged (``DSK-2``)."""
_SCRIPT_SHARE = 0.4
"""Least share of the expected script, source acronyms and names left out."""
_SENTENCE_END = re.compile(r"[.!?…]+[\"'»”’)]*(?=\s+[\"'«“(]*\w)|[。！？]")
_UNKNOWN = re.compile(r"<unk>|⁇|\ufffd|▁|</?s>|<2\w+>|<pad>")
_CLOSED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ADDRESS = re.compile(r"\S*@\S+|\w+://\S+|www\.\S+")
_LABEL = re.compile(r"(?<!\w)\w{1,4}\)")
"""``a)`` before a list item."""


@dataclass(frozen=True, slots=True, order=True)
class GuardWarning:
    """A guard that fired: a stable code, and words for the reviewer."""

    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    source: str
    target: str
    source_lang: LangTag
    target_lang: LangTag


def examine(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> tuple[GuardWarning, ...]:
    """Return the warnings of all guards, in the order of `GUARDS`, then those of the fact gate."""
    pair = _Pair(source=source, target=target, source_lang=source_lang, target_lang=target_lang)
    if not source.strip():
        return ()
    if not target.strip():
        return (GuardWarning("draft-empty", "the machine gave no translation"),)
    broken = tuple(GuardWarning(code, message) for code, guard in GUARDS for message in guard(pair))
    return broken + _false_facts(pair)


def _false_facts(pair: _Pair) -> tuple[GuardWarning, ...]:
    """Return the errors of the checks that human text must pass too: facts, negation, modality."""
    found = run_checks(
        (
            checks.Pair(
                source=pair.source,
                target=pair.target,
                source_lang=pair.source_lang,
                target_lang=pair.target_lang,
                position=Position(path=""),
            ),
        ),
        among=FACT_CHECKS,
    )
    return tuple(
        GuardWarning(each.code, each.message) for each in found if each.severity is Severity.ERROR
    )


def _unknown(pair: _Pair) -> Iterator[str]:
    marks = set(_UNKNOWN.findall(pair.target)) - set(_UNKNOWN.findall(pair.source))
    if marks:
        yield f"the machine did not know a word: {' '.join(sorted(marks))}"


def _repetition(pair: _Pair) -> Iterator[str]:
    loop = _loop(_words(pair.target))
    if loop and not _loop(_words(pair.source)):
        yield f'"{loop}" is repeated over and over'


def _loop(words: list[str]) -> str:
    """Return the phrase that stands `_LOOPS` times in a row, else an empty string."""
    for size in range(1, _LONGEST_LOOP + 1):
        for start in range(len(words) - size * _LOOPS + 1):
            phrase = words[start : start + size]
            if phrase * _LOOPS == words[start : start + size * _LOOPS]:
                return " ".join(phrase)
    return ""


def _length(pair: _Pair) -> Iterator[str]:
    source, target = _weight(pair.source), _weight(pair.target)
    if source >= _LEAST_COMPARED and target < source * _SHORTEST_RATIO:
        yield f"much shorter than the source ({target / source:.0%} of it)"
    if max(source, target) >= _LEAST_COMPARED and target > max(source, 15) * _LONGEST_RATIO:
        yield f"much longer than the source ({target / source:.0%} of it)"


def _weight(text: str) -> float:
    """Return the length of a text in letters of an alphabet."""
    return sum(_DENSITY if script_of(char) in _DENSE_SCRIPTS else 1 for char in text)


def _lost_sentence(pair: _Pair) -> Iterator[str]:
    source, target = (len(_SENTENCE_END.findall(text)) for text in (pair.source, pair.target))
    if target < source and _weight(pair.target) < _weight(pair.source) * _LOST_SENTENCE_RATIO:
        yield "a sentence of the source seems to be missing"


def _untranslated(pair: _Pair) -> Iterator[str]:
    if base_of(pair.source_lang) == base_of(pair.target_lang):
        return
    source, target = _words(pair.source), _words(pair.target)
    said = _ADDRESS.sub(" ", pair.source)
    prose = [word for word in re.findall(r"[^\W\d_]+", said) if word.islower()]
    foreign = function_words(pair.source_lang) - function_words(pair.target_lang)
    copied = [word for word in re.findall(r"[^\W\d_]+", pair.target) if word in foreign]
    if source == target and len(prose) >= _LEAST_WORDS:
        yield "the draft is the source itself"
    elif len(copied) >= max(_LEAST_COPIED, len(target) * _COPIED_SHARE):
        yield f"words of the source are left: {', '.join(dict.fromkeys(copied))}"


def _script(pair: _Pair) -> Iterator[str]:
    expected = scripts_of(pair.target_lang)
    kept = set(_words(pair.source))
    letters = [script_of(char) for word in _words(pair.target) if word not in kept for char in word]
    letters = [script for script in letters if script]
    known = sum(script in expected for script in letters)
    if expected and len(letters) >= _LEAST_LETTERS and known < len(letters) * _SCRIPT_SHARE:
        found = Counter(letters).most_common(1)[0][0].lower()
        yield f"written in another script ({found})"

    foreign = _foreign_letters(pair)
    if foreign and known >= len(letters) * _SCRIPT_SHARE:
        yield f"characters that nobody wrote: {foreign}"


def _foreign_letters(pair: _Pair) -> str:
    """Return the ideographs and the like that stand for a character the network cannot write."""
    own = {*scripts_of(pair.source_lang), *scripts_of(pair.target_lang)}
    own |= {script_of(char) for char in pair.source}
    return "".join(
        dict.fromkeys(char for char in pair.target if script_of(char) in _DENSE_SCRIPTS - own)
    )


def _register(pair: _Pair) -> Iterator[str]:
    slang = coarse_words(pair.target_lang)
    found = [word for word in _words(pair.target) if word in slang]
    if found and not set(found) & set(_words(pair.source)):
        yield f"no office says so: {', '.join(dict.fromkeys(found))}"


def _tense(pair: _Pair) -> Iterator[str]:
    future = lost_future(
        pair.source, pair.target, source_lang=pair.source_lang, target_lang=pair.target_lang
    )
    if future:
        yield f'"{future}" is still to come; the draft tells it as past'


def _no_word(pair: _Pair) -> Iterator[str]:
    languages = {"source_lang": pair.source_lang, "target_lang": pair.target_lang}
    for word in nonwords.invented_words(pair.source, pair.target, **languages):
        yield nonwords.say_invented(word)


def _unpaired(pair: _Pair) -> Iterator[str]:
    if _unpaired_marks(pair.source):
        return
    marks = _unpaired_marks(pair.target)
    if marks:
        yield f"brackets or quotation marks do not pair: {' '.join(marks)}"


def _unpaired_marks(text: str) -> list[str]:
    """Return the brackets and quotation marks left alone; a label such as ``b)`` closes nothing."""
    previous = ""
    while previous != text:
        previous, text = text, _CLOSED.sub("", text)
    text = _LABEL.sub("", text)
    marks = [mark for mark in "()[]" if mark in text]
    marks += ["«", "»"] if text.count("«") != text.count("»") else []
    return marks + (['"'] if text.count('"') % 2 else [])


def _words(text: str) -> list[str]:
    folded = text.casefold()
    return [span.of(folded) for span in split_words(folded)]


def _hearsay(pair: _Pair) -> Iterator[str]:
    said = stated_hearsay(
        pair.source, pair.target, source_lang=pair.source_lang, target_lang=pair.target_lang
    )
    if said:
        yield f'"{said}" only reports it; the draft states it as a fact'


def _idiom(pair: _Pair) -> Iterator[str]:
    for said, means in idioms.misread_idioms(
        pair.source, pair.target, source_lang=pair.source_lang, target_lang=pair.target_lang
    ):
        yield idioms.say_misread(said, means)


GUARDS: tuple[tuple[str, Callable[[_Pair], Iterator[str]]], ...] = (
    ("draft-unknown-word", _unknown),
    ("draft-repetition", _repetition),
    ("draft-length", _length),
    ("draft-lost-sentence", _lost_sentence),
    ("draft-untranslated", _untranslated),
    ("draft-wrong-script", _script),
    ("draft-unpaired", _unpaired),
    ("draft-register", _register),
    ("draft-tense", _tense),
    ("draft-hearsay", _hearsay),
    ("draft-idiom", _idiom),
    ("draft-no-word", _no_word),
)
"""Codes and guards, the most telling first."""

LIGHT = frozenset({nonwords.CODE, "draft-wavering"})
"""Codes that choose between drafts of which nothing worse is to be said."""
