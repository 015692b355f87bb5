"""Names of people and towns that the engine mangled, put right in its draft.

In Latin letters they are copied (`copying`); in Russian ones they are written by ear.

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
from workflow.drafting.lexicon import WORD
from workflow.drafting.names.cases import UNDECLINED, case_of_title, cases_shown, may_be_locative
from workflow.drafting.names.copying import copy_names
from workflow.drafting.names.places import find_written, iter_names
from workflow.engines.scripts import scripts_of
from workflow.facts.transliterate import is_same_name
from workflow.glossary.enforcement.source_clues import source_clues
from workflow.glossary.morphology.base import Case, Gender, Phrase
from workflow.glossary.morphology.registry import load_morphology
from workflow.languages import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workflow.facts.transcription import NamePart, Person
    from workflow.glossary.morphology.base import Morphology
    from workflow.model import Hypothesis, LangTag, Span

_OTHER_ENDING = 0.01
"""How probable a case is that the ending of a mangled word does not show."""
_MOST = 40
"""Names in one sentence beyond which it is a list that no draft keeps apart."""
_GENDERS = {"m": Gender.MASC, "f": Gender.FEMN}
_SURE = 0.55
"""Least probability of a case that is written without a word of doubt."""


def mend_names(
    source: str,
    hypothesis: Hypothesis,
    *,
    source_lang: LangTag,
    target_lang: LangTag,
    kept: Iterable[Span] = (),
) -> tuple[Hypothesis, tuple[GuardWarning, ...]]:
    """Return the draft of `source` with its mangled names put right, and what to say of each.

    Names at `kept`, in `source`, are not touched: the glossary has them. It is read only where
    there are names. From French into Russian and languages in Latin letters only; the draft comes
    back as it was where nothing can be put right.
    """
    grammar = load_morphology(target_lang)
    if base_of(source_lang) == "fr" and scripts_of(target_lang) == ("LATIN",):
        return copy_names(
            source,
            hypothesis,
            source_lang=source_lang,
            target_lang=target_lang,
            kept=tuple(kept),
        )
    if (base_of(source_lang), base_of(target_lang)) != ("fr", "ru") or grammar is None:
        return hypothesis, ()
    names = list(iter_names(source, source_lang))
    if not names or len(names) > _MOST:
        return hypothesis, ()
    taken = tuple(kept)
    places = [
        _Place(person, span, hypothesis, grammar, source_clues(source, person.span, source_lang))
        for person in names
        if not any(person.span.overlaps(each) for each in taken)
        and (span := find_written(person, names, source, hypothesis)) is not None
    ]
    changes = [(place, form) for place in places if place.is_wrong() and (form := place.form())]
    changes.sort(key=lambda change: change[0].span)
    spans = [place.span for place, _ in changes]
    if not changes or any(one.overlaps(next_) for one, next_ in pairwise(spans)):
        return hypothesis, ()
    edits = [Edit(span=place.span, text=form) for place, form in changes]
    return apply_edits(hypothesis, edits), tuple(
        GuardWarning("draft-name", place.told(source, form)) for place, form in changes
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A name of the source and the words of the draft for it."""

    person: Person
    span: Span
    hypothesis: Hypothesis
    grammar: Morphology
    hints: tuple[str, ...]
    """What the words around the name in the source say of its case."""

    @property
    def words(self) -> list[str]:
        """The words that the engine wrote."""
        return WORD.findall(self.span.of(self.hypothesis.text))

    @property
    def gender(self) -> Gender | None:
        """The gender of who bears the name."""
        return _GENDERS.get(self.person.sex)

    def is_wrong(self) -> bool:
        """Tell whether some part of the name is neither written right nor plausibly.

        A family name alone is enough for the whole.
        """
        words, parts = self.words, self.person.parts
        if len(words) == 1 and self._answers(words[0], parts[-1]):
            return False
        return not all(any(self._answers(word, part) for word in words) for part in parts)

    def _answers(self, word: str, part: NamePart) -> bool:
        if self._variant(part, word) is not None:
            return True
        if re.search("[A-Za-z]", word) or not is_same_name(part.text, word, "fr", "ru"):
            return False
        return not part.is_strict or self._is_attested(word, part)

    def _is_attested(self, word: str, part: NamePart) -> bool:
        """Tell whether Russians have a name like that for the part of a foreign name."""
        is_known = part.language != "fr" and self.grammar.is_name(word)
        return is_known and is_same_name(part.text, word, "fr", "ru")

    def _variant(self, part: NamePart, word: str) -> str | None:
        """Return the form in use of a part that `word` is some case of."""
        for variant in (part.russian, *part.others):
            is_given = part is not self.person.parts[-1]
            if _folded(word) in map(_folded, self._cases_of(variant, is_given=is_given)):
                return variant
        return None

    def _cases_of(self, name: str, *, is_given: bool) -> Iterator[str]:
        """Yield all forms of one part; Жан-Клод declines otherwise than Дюпон-Моретти."""
        whole = f"{name} {self.person.parts[-1].russian}" if is_given else name
        for gender in (Gender.MASC, Gender.FEMN):
            phrase = Phrase(text=whole, person=not self.person.is_town, gender=gender)
            for case in Case:
                form = self.grammar.inflect(phrase, case=case) or whole
                yield form.split(" ")[0] if is_given else form

    def form(self) -> str:
        """Return the name in the case of its place; what the draft may have right stays."""
        parts = self.person.parts
        chosen = [
            next(filter(None, (self._variant(part, word) for word in self.words)), part.russian)
            for part in parts
        ]
        return self._declined(chosen, self.case()[0])

    def _declined(self, parts: Sequence[str], case: Case) -> str:
        text = " ".join(parts)
        phrase = Phrase(text=text, person=not self.person.is_town, gender=self.gender)
        form = (self.grammar.inflect(phrase, case=case) or text).split(" ")
        if self.person.is_town:
            return form[0]
        kept = zip(parts, form, strict=True)
        return " ".join(part if part.endswith(UNDECLINED) else word for part, word in kept)

    def case(self) -> tuple[Case, bool]:
        """Return the likeliest case, and whether it is sure.

        What stands around the name and the endings of the words that the engine wrote both count.
        """
        told = case_of_title(self.hypothesis.text[: self.span.start])
        if told is not None:
            return told, True
        around = self.grammar.analyse_place(
            self.hypothesis.text,
            self.span,
            trust_words=self.person.is_town,
            hints=self.hints,
        )
        chances = dict(around.ranking)
        if not may_be_locative(self.hypothesis.text[: self.span.start]):
            chances[Case.LOCT] = 0.0
        for word, part in self._pairs():
            shown = cases_shown(word, part, self.gender)
            for case in chances:
                chances[case] *= 1.0 if not shown or case in shown else _OTHER_ENDING
        best = max(chances, key=lambda case: chances[case])
        return best, chances[best] >= _SURE * sum(chances.values())

    def _pairs(self) -> list[tuple[str, NamePart]]:
        """Return the words that the engine wrote with the parts that they stand for."""
        words, parts = self.words, self.person.parts
        if len(words) == len(parts):
            return list(zip(words, parts, strict=True))
        return [(words[-1], parts[-1])]

    def told(self, source: str, form: str) -> str:
        """Return what the reviewer reads."""
        wrote, name = self.span.of(self.hypothesis.text), self.person.span.of(source)
        said = f'the machine wrote "{wrote}" for "{name}"; "{form}" was put in its place'
        is_declined = self._declined(form.split(" "), Case.GENT) != form
        if is_declined and not self.case()[1]:
            said += "; see that the case is right"
        if self.gender is None and not self.person.is_town:
            said += "; see that the gender is right"
        return said


def _folded(word: str) -> str:
    return word.casefold().replace("ё", "е").replace("'", "’")
