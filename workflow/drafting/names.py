"""Names of people and towns that the engine mangled, put right in its Russian draft.

A small network spells a name letter by letter as it does any word, and Guillaume Lefebvre becomes
«Гейль Лефебрь». Where the draft's words for a name are known by the alignment, and are neither the
name's practical transcription nor a form of it that Russians use, they give way to it, in the case
that stands there. A name that the draft has in a plausible form is left alone, whatever a rule
would write: a proposal must not replace what may be right. Each change is told to the reviewer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.drafting.edits import Edit, apply_edits
from workflow.drafting.guards import GuardWarning
from workflow.facts import FactKind, extract_facts
from workflow.facts.transcription import Person, iter_people, transcribe_alone
from workflow.facts.transliterate import is_same_name
from workflow.glossary.morphology.base import Case, Gender, Phrase
from workflow.glossary.morphology.registry import load_morphology, word_judge
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.facts.transcription import NamePart
    from workflow.glossary.morphology.base import Morphology
    from workflow.model import Hypothesis, LangTag

CODE = "draft-name"
_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_GAP = re.compile(r"[ \u00a0]?[-‐‑.]?[ \u00a0]*")
"""What may stand between the words of one name."""
_GENDERS = {"m": Gender.MASC, "f": Gender.FEMN}
_SURE = 0.55
"""Least probability of a case that is written without a word of doubt."""


def mend_names(
    source: str,
    hypothesis: Hypothesis,
    *,
    source_lang: LangTag,
    target_lang: LangTag,
    kept: Sequence[Span] = (),
) -> tuple[Hypothesis, tuple[GuardWarning, ...]]:
    """Return the draft of `source` with its mangled names put right, and what to say of each.

    Names at `kept`, in `source`, are not touched: the glossary has them. From French into Russian
    only; the draft comes back as it was where nothing can be put right.
    """
    grammar = load_morphology(target_lang)
    if (base_of(source_lang), base_of(target_lang)) != ("fr", "ru") or grammar is None:
        return hypothesis, ()
    names = list(_names(source, source_lang))
    places = [
        _Place(person, span, hypothesis, grammar)
        for person in names
        if not any(person.span.overlaps(each) for each in kept)
        and (span := _written(person, names, source, hypothesis)) is not None
    ]
    changes = [(place, form) for place in places if place.is_wrong() and (form := place.form())]
    changes.sort(key=lambda change: change[0].span)
    spans = [place.span for place, _ in changes]
    if not changes or any(one.overlaps(next_) for one, next_ in pairwise(spans)):
        return hypothesis, ()
    edits = [Edit(span=place.span, text=form) for place, form in changes]
    return apply_edits(hypothesis, edits), tuple(
        GuardWarning(CODE, place.told(source, form)) for place, form in changes
    )


def _names(source: str, lang: LangTag) -> Iterator[Person]:
    """Yield the people of a source, then the towns and family names that stand alone."""
    people = list(iter_people(source))
    yield from people
    for fact in extract_facts(source, lang):
        is_name = fact.kind is FactKind.NAME and fact.firm
        if is_name and not any(fact.span.overlaps(person.span) for person in people):
            alone = transcribe_alone(fact.text, fact.span, source)
            if alone is not None:
                yield alone


def _written(
    person: Person, names: Sequence[Person], source: str, hypothesis: Hypothesis
) -> Span | None:
    """Return where the draft writes a name: one run of words that no other name is linked to."""
    text = hypothesis.text
    ours = {link.target for link in hypothesis.links if link.source.overlaps(person.span)}
    others = [each.span for each in names if each is not person]
    foreign = [
        link.target
        for link in hypothesis.links
        if not link.source.overlaps(person.span)
        and (source[link.source.start].isupper() or any(map(link.source.overlaps, others)))
        and link.source.start > 0
    ]
    words = [Span(*match.span()) for match in _WORD.finditer(text)]
    named = [
        index
        for index, word in enumerate(words)
        if _may_be_name(word, text) and any(map(word.overlaps, ours))
    ]
    if not named:
        return None
    run = range(named[0], named[-1] + 1)
    joined = all(
        _GAP.fullmatch(text[words[one].end : words[one + 1].start]) for one in list(run)[:-1]
    )
    lost = [index for index in run if index not in named]
    if not joined or any(not any(map(words[index].overlaps, ours)) for index in lost):
        return None
    span = Span(words[run[0]].start, words[run[-1]].end)
    return None if any(map(span.overlaps, foreign)) else span


def _may_be_name(word: Span, text: str) -> bool:
    """Tell whether a word of the draft has a capital that is not the sentence's."""
    written = word.of(text)
    if not written[0].isupper():
        return False
    is_word = word_judge_of_russian()
    begins = not text[: word.start].strip(" «\"'(—–-")
    return not (begins and written[1:].islower() and is_word(written.lower()) and False)


def word_judge_of_russian():
    return word_judge("ru")


@dataclass(frozen=True, slots=True)
class _Place:
    """A name of the source and the words of the draft for it."""

    person: Person
    span: Span
    hypothesis: Hypothesis
    grammar: Morphology

    @property
    def words(self) -> list[str]:
        """The words that the engine wrote."""
        return _WORD.findall(self.span.of(self.hypothesis.text))

    def is_wrong(self) -> bool:
        """Tell whether some part of the name is neither written right nor plausibly."""
        return not all(
            any(self._answers(word, part) for word in self.words) for part in self.person.parts
        )

    def _answers(self, word: str, part: NamePart) -> bool:
        forms = {self._folded(form) for form in self._forms(part)}
        if self._folded(word) in forms:
            return True
        return not part.is_strict and is_same_name(part.text, word, "fr", "ru")

    def _forms(self, part: NamePart) -> Iterator[str]:
        for form in (part.russian, *part.others):
            yield form
            for gender in (Gender.MASC, Gender.FEMN):
                phrase = Phrase(text=form, person=True, gender=gender)
                for case in Case:
                    yield self.grammar.inflect(phrase, case=case) or form

    @staticmethod
    def _folded(word: str) -> str:
        return word.casefold().replace("ё", "е").replace("'", "’")

    def form(self) -> str:
        """Return the name in the case of its place."""
        phrase = Phrase(
            text=self.person.russian,
            person=not self.person.is_town,
            gender=_GENDERS.get(self.person.sex),
        )
        return self.grammar.inflect(phrase, case=self._case()) or self.person.russian

    def _case(self) -> Case:
        place = self.grammar.analyse_place(self.hypothesis.text, self.span)
        return place.case or Case.NOMN

    def told(self, source: str, form: str) -> str:
        """Return what the reviewer reads."""
        wrote, name = self.span.of(self.hypothesis.text), self.person.span.of(source)
        return f'the machine wrote "{wrote}" for "{name}"; "{form}" was put in its place'
