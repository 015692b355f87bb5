"""What words of one language usually say in another: which words of a draft are lost or strange.

The statistics lie in ``data/senses.<source>-<target>.txt.gz``, made by `training/senses.py`; a
pair of languages without such a file has no senses, and nothing is said of its drafts. People
translate more freely than a small model does, so that a word without a known counterpart says
nothing by itself. It does where two things come together: a rare word of the source has no known
counterpart in the draft, and the model wrote, looking at it, a noun whose own sources are known
and absent (*évêque* → *слон*). Thresholds: docs/decisions.md.
"""

from __future__ import annotations

import functools
import gzip
from bisect import bisect_left
from dataclasses import dataclass
from importlib import resources
from itertools import takewhile
from typing import TYPE_CHECKING

from workflow.drafting.stems import content_words
from workflow.facts.transliterate import is_same_name
from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workflow.drafting.stems import Word
    from workflow.model import Hypothesis, LangTag

_SEEN = 20
"""Occurrences from which the translations of a word are known."""
_LOST = 0.1
"""Share of a word's occurrences that are translated otherwise, over which its loss says nothing."""
_MISSING = 0.03
"""The same share of a word whose loss is told; a lost word that is told must be lost."""
_STRANGE = 0.09
"""The same of a target noun: the share that no known source explains."""
_RARE = 150
"""Occurrences of a source word up to which the model may well not have learnt it."""
_COMMON = 1000
"""Occurrences of a target noun from which it stands for too much to be strange."""
_PRIOR = (1, 4)
"""Added to the counts of a share: few occurrences prove little."""
_ROOT = 5
"""Letters that words of one family share at least, and the share of a stem that they are:"""
_ROOT_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Strange:
    """A word of a draft that does not say the word of the source that it was written for."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class _Count:
    """How often a word was seen, and how often nothing stood opposite that explains it."""

    seen: int = 0
    alone: int = 0

    @property
    def share_alone(self) -> float:
        return (self.alone + _PRIOR[0]) / (self.seen + _PRIOR[1])


class Senses:
    """The senses of one pair of languages; look-ups are remembered, the rest is as in the file."""

    def __init__(self, lemmas: Iterable[str], stems: Iterable[str]) -> None:
        """Take the two halves of the file, line by line; stems are in alphabetical order."""
        rows = [line.split("\t") for line in lemmas]
        self._lemmas: Sequence[str] = [row[0] for row in rows]
        self._nouns: Mapping[str, _Count] = {
            lemma: _Count(int(seen), int(alone)) for lemma, seen, alone in filter(_is_counted, rows)
        }
        self._rows: Mapping[str, str] = dict(line.split("\t", 1) for line in stems)
        self._stems: Sequence[str] = list(self._rows)
        self._told: dict[str, frozenset[str]] = {}
        self._families: dict[str, frozenset[str]] = {}

    def lost(self, source: Iterable[Word], target: Iterable[Word]) -> tuple[str, ...]:
        """Return the words of a source, known well, of which no usual translation stands there."""
        present = {word.key for word in target}
        return tuple(
            word.text
            for key, word in {word.key: word for word in source}.items()
            if self._is_known(key, _LOST) and self._translations(key).isdisjoint(present)
        )

    def missing(self, source: Iterable[Word], target: Iterable[Word]) -> tuple[Word, ...]:
        """Return the lost words of a source that nearly always come back, whose kin is lost too."""
        present = {word.key for word in target}
        return tuple(
            word
            for key, word in {word.key: word for word in source}.items()
            if self._is_known(key, _MISSING) and not self._is_said(key, present)
        )

    def _is_said(self, stem: str, lemmas: Iterable[str]) -> bool:
        """Tell whether one of the lemmas says a word of the stem's family, or is kin to such."""
        family = self._family(stem)
        roots = {lemma[:_ROOT] for lemma in family if len(lemma) >= _ROOT}
        return any(lemma in family or lemma[:_ROOT] in roots for lemma in lemmas)

    def strange(
        self, source: Sequence[Word], target: Sequence[Word], hypothesis: Hypothesis
    ) -> tuple[Strange, ...]:
        """Return the nouns of a draft that say nothing of the source, linked to a rare word."""
        written = {word.key for word in target}
        by_start = {word.span.start: word for word in source}
        found = []
        for word in target:
            if not self._is_telling(word) or self._is_explained(word.key, source):
                continue
            linked = [
                by_start[link.source.start]
                for link in hypothesis.links
                if link.target.start == word.span.start and link.source.start in by_start
            ]
            rarest = min(linked, key=lambda each: self._seen(each.key), default=None)
            if (
                rarest
                and self._seen(rarest.key) <= _RARE
                and self._family(rarest.key).isdisjoint(written)
            ):
                found.append(Strange(rarest.text, word.text))
        return tuple(dict.fromkeys(found))

    def _is_telling(self, word: Word) -> bool:
        count = self._nouns.get(word.key)
        return (
            count is not None
            and not word.text[0].isupper()
            and _SEEN <= count.seen <= _COMMON
            and count.share_alone <= _STRANGE
        )

    def _is_explained(self, lemma: str, source: Iterable[Word]) -> bool:
        """Tell whether some word of the source, or of its family, may be said by a like lemma."""
        return any(self._is_said(word.key, (lemma,)) for word in source)

    def _is_known(self, stem: str, most_alone: float) -> bool:
        count = self._count(stem)
        return count.seen >= _SEEN and count.share_alone <= most_alone

    def _seen(self, stem: str) -> int:
        return self._count(stem).seen

    def _count(self, stem: str) -> _Count:
        if stem not in self._rows:
            return _Count()
        seen, alone, _ = self._rows[stem].split("\t")
        return _Count(int(seen), int(alone))

    def _translations(self, stem: str) -> frozenset[str]:
        if stem not in self._told:
            lines = self._rows[stem].rpartition("\t")[2].split() if stem in self._rows else ()
            self._told[stem] = frozenset(self._lemmas[int(line)] for line in lines)
        return self._told[stem]

    def _family(self, stem: str) -> frozenset[str]:
        """Return the translations of a stem and of those that begin like it."""
        if stem not in self._families:
            root = stem[: max(_ROOT, int(len(stem) * _ROOT_SHARE))]
            first = bisect_left(self._stems, root)
            kin = takewhile(
                lambda at: self._stems[at].startswith(root), range(first, len(self._stems))
            )
            stems = [stem, *(self._stems[at] for at in kin if len(root) >= _ROOT)]
            self._families[stem] = frozenset().union(*map(self._translations, stems))
        return self._families[stem]


def _is_counted(row: Sequence[str]) -> bool:
    return len(row) > 1


@functools.cache
def senses_between(source_lang: LangTag, target_lang: LangTag) -> Senses | None:
    """Return the senses of a pair of languages, None for one that has no file."""
    name = f"senses.{base_of(source_lang)}-{base_of(target_lang)}.txt.gz"
    file = resources.files("workflow.drafting") / "data" / name
    if not file.is_file():
        return None
    text = gzip.decompress(file.read_bytes()).decode()
    lemmas, _, stems = text.partition("\n\n")
    return Senses(lemmas.splitlines(), stems.splitlines())


def strange_words(
    source: str, hypothesis: Hypothesis, *, source_lang: LangTag, target_lang: LangTag
) -> tuple[Strange, ...]:
    """Return the words of a draft that cannot be what the source says, as far as is known."""
    senses = senses_between(source_lang, target_lang)
    if senses is None:
        return ()
    words = content_words(source, source_lang), content_words(hypothesis.text, target_lang)
    return senses.strange(*words, hypothesis)


def missing_words(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> tuple[str, ...]:
    """Return the words of a source that a good draft would say; names may be spelt by sound."""
    senses = senses_between(source_lang, target_lang)
    if senses is None:
        return ()
    written = content_words(target, target_lang)
    missing = senses.missing(content_words(source, source_lang), written)
    return tuple(
        word.text
        for word in missing
        if not (
            word.text[0].isupper()
            and any(
                is_same_name(word.text, each.text, source_lang, target_lang) for each in written
            )
        )
    )


def lost_words(
    source: str, target: str, *, source_lang: LangTag, target_lang: LangTag
) -> tuple[str, ...]:
    """Return the well-known words of a source none of whose translations stands in the target."""
    senses = senses_between(source_lang, target_lang)
    if senses is None:
        return ()
    return senses.lost(content_words(source, source_lang), content_words(target, target_lang))
