"""Whether a sentence now says the opposite: negations and modalities that came or went.

Stricter than the fact gate, which compares two languages and must forgive "refuses" for "n'accepte
pas": both sentences are in one language here, so that any sign of a denial in what differs counts.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING

from workflow.facts import PolarityKind, PolarityMark, extract_polarity
from workflow.facts.lexicon import fold
from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.model import LangTag
    from workflow.reuse.comparison import Comparison
    from workflow.reuse.units import Unit

_LONG_ENOUGH = 3
"""Letters that a word must have left when a prefix is cut: "acceptable" of "inacceptable"."""


def find_turn(old: str, new: str, comparison: Comparison, lang: LangTag) -> str:
    """Return how the sense turned, for a reviewer: ``negation changed ("ne … pas" is new)``.

    Return "" where nothing speaks for it, and for a language of which no signs are known.
    """
    before, after = extract_polarity(old, lang), extract_polarity(new, lang)
    gone, come = _words(comparison.removed), _words(comparison.added)
    return (
        _negation(before, after)
        or _modality(before, after)
        or _denial(gone, come, lang)
        or _prefixed(gone, come, lang)
    )


def find_judgement(old: str, new: str, lang: LangTag) -> str:
    """Return which judgement gave way to another: ``"salue" became "condamne"``, "" for none."""
    before, after = (
        {
            mark.value: mark
            for mark in extract_polarity(text, lang)
            if mark.kind is PolarityKind.ATTITUDE
        }
        for text in (old, new)
    )
    gone = [mark.text for value, mark in before.items() if value not in after]
    come = [mark.text for value, mark in after.items() if value not in before]
    if gone and come:
        return f'"{gone[0]}" became "{come[0]}"'
    return ""


def _negation(before: Iterable[PolarityMark], after: Iterable[PolarityMark]) -> str:
    ours, theirs = _firm(before), _firm(after)
    if len(ours) == len(theirs):
        return ""
    known = Counter(map(_shown, ours if len(ours) < len(theirs) else theirs))
    more = ours if len(ours) > len(theirs) else theirs
    mark = next((m for m in more if not _taken(known, _shown(m))), more[-1])
    what = "is new" if len(theirs) > len(ours) else "is gone"
    return f'negation changed ("{_shown(mark)}" {what})'


def _taken(known: Counter[str], shown: str) -> bool:
    known[shown] -= 1
    return known[shown] >= 0


def _firm(marks: Iterable[PolarityMark]) -> list[PolarityMark]:
    return [mark for mark in marks if mark.kind is PolarityKind.NEGATION and mark.firm]


def _shown(mark: PolarityMark) -> str:
    """Return a mark of two words without what stands between them: ne … pas."""
    words = re.findall(r"[^\W\d_]+", mark.text)
    first, last = ("ne" if fold(word) == "n" else word for word in (words[0], words[-1]))
    return first if len(words) == 1 else f"{first} … {last}"


def _modality(before: Iterable[PolarityMark], after: Iterable[PolarityMark]) -> str:
    ours, theirs = _modal(before), _modal(after)
    if sorted(mark.value for mark in ours) == sorted(mark.value for mark in theirs):
        return ""
    here, there = ({mark.text.casefold(): mark.text for mark in side} for side in (ours, theirs))
    gone = next((text for low, text in here.items() if low not in there), "")
    come = next((text for low, text in there.items() if low not in here), "")
    if gone and come:
        return f'modality changed ("{gone}" → "{come}")'
    if come or len(theirs) > len(ours):
        return f'modality changed ("{come or theirs[-1].text}" is new)'
    return f'modality changed ("{gone or ours[-1].text}" is gone)'


def _modal(marks: Iterable[PolarityMark]) -> list[PolarityMark]:
    return [mark for mark in marks if mark.kind is PolarityKind.MODALITY]


def _words(stretches: Iterable[tuple[Unit, ...]]) -> list[Unit]:
    return [unit for units in stretches for unit in units if unit.is_word and not unit.family]


def _denial(gone: list[Unit], come: list[Unit], lang: LangTag) -> str:
    """Tell a denying word that is on one side only."""
    pattern = _signs(base_of(lang))[0]
    ours, theirs = (
        [unit.text for unit in units if pattern.fullmatch(fold(unit.text))]
        for units in (gone, come)
    )
    if len(ours) == len(theirs):
        return ""
    what = "is new" if len(theirs) > len(ours) else "is gone"
    more = max(ours, theirs, key=len)
    return f'negation changed ("{more[0]}" {what})'


def _prefixed(gone: list[Unit], come: list[Unit], lang: LangTag) -> str:
    """Tell "acceptable" that became "inacceptable", and the reverse."""
    prefixes = _signs(base_of(lang))[1]
    for one in gone:
        for other in come:
            short, long = sorted((fold(one.text), fold(other.text)), key=len)
            if len(short) > _LONG_ENOUGH and any(long == prefix + short for prefix in prefixes):
                return f'negation changed ("{one.text}" → "{other.text}")'
    return ""


@functools.cache
def _signs(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    file = resources.files("workflow.reuse") / "data" / "denials.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8")).get(language, {})
    words = (re.escape(word).replace(r"\*", r"\w*") for word in data.get("words", ()))
    return re.compile("|".join(words) or r"(?!)"), tuple(data.get("prefixes", ()))
