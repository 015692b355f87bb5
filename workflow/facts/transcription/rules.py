"""Read a word letter by letter with the table of its language: the first rule that fits is taken.

A table is data: ``data/<language>.tsv``, its letters, what stands before and after them, and the
Russian for them. Adding a language is adding a table.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files

_VOWELS = "aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýąęěőůűıăāēī"
_CLASSES = {"V": f"[{_VOWELS}]", "C": f"[^\\W\\d_{_VOWELS}]"}
_RUSSIAN_VOWELS = "аеёиоуыэюя"
_SOFTENED = {"а": "я", "у": "ю", "э": "е"}
"""How a vowel is written behind a soft sign or й: Viard is Вьяр, Vaillant Вайян."""
_JOINTS = "-‐‑"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    letters: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    russian: str

    def fits(self, word: str, at: int) -> bool:
        """Tell whether the rule's letters stand at `at`, between what it wants around them."""
        end = at + len(self.letters)
        return (
            word.startswith(self.letters, at)
            and (self.before is None or bool(self.before.search(word[:at])))
            and (self.after is None or bool(self.after.match(word[end:])))
        )


@functools.lru_cache(maxsize=65536)
def transcribe_word(word: str, lang: str) -> str | None:
    """Return a name of one word in Russian letters, each part of it with a capital as it was.

    None where the language has no table, or a letter no rule.

    >>> transcribe_word("Jean-Luc", "fr"), transcribe_word("Lefebvre", "fr")
    ('Жан-Люк', 'Лефевр')
    """
    pieces = re.split(f"([{_JOINTS}'’])", unicodedata.normalize("NFC", word))
    spelled = [_transcribed(piece, lang) if piece.isalpha() else piece for piece in pieces]
    if not any(map(str.isalpha, pieces)):
        return None
    return None if None in spelled else "".join(piece or "" for piece in spelled)


def _transcribed(piece: str, lang: str) -> str | None:
    low = piece.lower()
    rules = _rules(lang)
    written = ""
    at = 0
    while at < len(low):
        rule = next((rule for rule in rules.get(low[at], ()) if rule.fits(low, at)), None)
        if rule is None:
            return None
        written = _joined(written, rule.russian)
        at += len(rule.letters)
    written = written.replace("J", "ь")
    return written[:1].upper() + written[1:] if piece[0].isupper() else written


def _joined(written: str, sound: str) -> str:
    """Return what is written so far with one more sound."""
    if sound.startswith("E"):
        opens = not written or written[-1] in _RUSSIAN_VOWELS
        sound = ("э" if opens else "е") + sound[1:]
    if written.endswith(("J", "й")) and sound:
        sound = _SOFTENED.get(sound[0], sound[0]) + sound[1:]
    return written + sound.replace("Э", "э")


@functools.cache
def _rules(lang: str) -> dict[str, tuple[_Rule, ...]]:
    """Return the rules of a language by the letter they begin with, in the order of their table."""
    table = files(__package__) / "data" / f"{lang}.tsv"
    if not table.is_file():
        return {}
    found: dict[str, list[_Rule]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            letters, before, after, russian = line.split("\t")
            rule = _Rule(
                letters=letters,
                before=_compiled(f"(?:{before})$") if before else None,
                after=_compiled(after) if after else None,
                russian=russian,
            )
            found.setdefault(letters[0], []).append(rule)
    return {letter: tuple(rules) for letter, rules in found.items()}


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub("[VC]", lambda match: _CLASSES[match.group()], pattern))
