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
from workflow.facts.transcription import Person, iter_people, iter_towns, transcribe_alone
from workflow.facts.lexicon import fold
from workflow.facts.transliterate import is_same_name
from workflow.glossary.morphology.base import Case, Gender, Phrase
from workflow.glossary.morphology.registry import load_morphology
from workflow.languages import base_of
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.facts.transcription import NamePart
    from workflow.glossary.morphology.base import Morphology
    from workflow.model import Hypothesis, LangTag

CODE = "draft-name"
_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_GAP = re.compile(r"[ \u00a0]*[-‐‑.]?[ \u00a0]*")
"""What may stand between the words of one name."""
_UNDECLINED = ("о", "е", "ё", "и", "у", "ю", "ы", "э")
_FIRST = ("а", "я")
_LETTERS_SEEN = {"е": "e", "а": "a", "и": "iy", "о": "o", "у": "u", "ы": "y"}
_FIRST_DECLENSION = (
    (("а", "я"), (Case.NOMN,)),
    (("ы", "и"), (Case.GENT, Case.DATV, Case.LOCT)),
    (("е",), (Case.DATV, Case.LOCT)),
    (("у", "ю"), (Case.ACCS,)),
    (("ой", "ей"), (Case.ABLT,)),
)
_SECOND_DECLENSION = (
    (("ом", "ем", "ём", "ым", "им"), (Case.ABLT,)),
    (("а", "я"), (Case.GENT, Case.ACCS)),
    (("у", "ю"), (Case.DATV,)),
    (("е",), (Case.LOCT,)),
)
"""Cases by the endings of names in -а and of men's names in a consonant."""
_OTHER_ENDING = 0.01
"""How probable a case is that the ending of a mangled word does not show."""
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
    facts = extract_facts(source, lang)
    longer = [fact.span for fact in facts if fact.kind is FactKind.PLACE and " " in fact.text]
    towns = (town for town in iter_towns(source) if not any(map(town.span.overlaps, longer)))
    found = [*iter_people(source), *towns]
    yield from found
    for fact in facts:
        is_name = fact.kind is FactKind.NAME and fact.firm
        if is_name and not any(fact.span.overlaps(each.span) for each in found):
            alone = transcribe_alone(fact.text, fact.span, source)
            if alone is not None:
                yield alone


def _written(
    person: Person, names: Sequence[Person], source: str, hypothesis: Hypothesis
) -> Span | None:
    """Return where the draft writes a name: one run of words that no other name is linked to."""
    text = hypothesis.text
    words = [Span(*match.span()) for match in _WORD.finditer(text)]
    ours = [link.target for link in hypothesis.links if link.source.overlaps(person.span)]
    linked = [index for index, word in enumerate(words) if any(map(word.overlaps, ours))]
    named = [index for index in linked if words[index].of(text)[0].isupper()]
    if not named:
        return None
    first, last = named[0], named[-1]
    if not set(range(first, last + 1)) <= set(linked):
        return None
    while first > 0 and _belongs(words, first - 1, first, person, text):
        first -= 1
    while last + 1 < len(words) and _belongs(words, last + 1, last, person, text):
        last += 1
    if not all(_adjoin(words[one], words[one + 1], text) for one in range(first, last)):
        return None
    span = Span(words[first].start, words[last].end)
    return None if any(map(span.overlaps, _foreign(person, names, source, hypothesis))) else span


def _adjoin(one: Span, other: Span, text: str) -> bool:
    return bool(_GAP.fullmatch(text[one.end : other.start]))


def _belongs(words: Sequence[Span], at: int, beside: int, person: Person, text: str) -> bool:
    """Tell whether a word beside a name is a part of it that the alignment has missed."""
    first, second = sorted((at, beside))
    word = words[at].of(text)
    if not _adjoin(words[first], words[second], text):
        return False
    texts = [half for part in person.parts for half in (part.text, *part.text.split("-"))]
    if word.islower():
        return any(part.russian == word for part in person.parts)
    return any(is_same_name(each, word, "fr", "ru") for each in texts)


def _foreign(
    person: Person, names: Sequence[Person], source: str, hypothesis: Hypothesis
) -> list[Span]:
    """Return the words of the draft that are linked to other names of the source."""
    others = [each.span for each in names if each is not person]
    return [
        link.target
        for link in hypothesis.links
        if not link.source.overlaps(person.span)
        and (
            any(map(link.source.overlaps, others))
            or (link.source.start > 0 and source[link.source.start].isupper())
        )
    ]


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

    @property
    def gender(self) -> Gender | None:
        """The gender of who bears the name."""
        return _GENDERS.get(self.person.sex)

    def is_wrong(self) -> bool:
        """Tell whether some part of the name is neither written right nor plausibly."""
        return not all(
            any(self._answers(word, part) for word in self.words) for part in self.person.parts
        )

    def _answers(self, word: str, part: NamePart) -> bool:
        if self._variant(part, word) is not None:
            return True
        if re.search("[A-Za-z]", word) or not is_same_name(part.text, word, "fr", "ru"):
            return False
        return not part.is_strict or (part.language != "fr" and self.grammar.is_name(word))

    def _variant(self, part: NamePart, word: str) -> str | None:
        """Return the form in use of a part that `word` is some case of."""
        for variant in (part.russian, *part.others):
            if _folded(word) in {_folded(form) for form in self._cases_of(variant)}:
                return variant
        return None

    def _cases_of(self, name: str) -> Iterator[str]:
        for gender in (Gender.MASC, Gender.FEMN):
            phrase = Phrase(text=name, person=not self.person.is_town, gender=gender)
            yield from (self.grammar.inflect(phrase, case=case) or name for case in Case)

    def form(self) -> str:
        """Return the name in the case of its place, parts that the draft has right as it has."""
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
        return " ".join(part if part.endswith(_UNDECLINED) else word for part, word in kept)

    def case(self) -> tuple[Case, bool]:
        """Return the likeliest case, and whether it is sure.

        What stands around the name and the endings of the words that the engine wrote both count.
        """
        around = self.grammar.analyse_place(
            self.hypothesis.text, self.span, trust_words=self.person.is_town
        )
        chances = dict(around.ranking)
        for word, part in self._pairs():
            shown = _cases_shown(word, part, self.gender)
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


def _cases_shown(word: str, part: NamePart, gender: Gender | None) -> tuple[Case, ...]:
    """Return the cases that the ending of a mangled word may be in; empty where it tells nothing.

    An ending that is a letter of the source (Faure as Фауре) is none of Russian grammar.
    """
    russian = part.russian
    if russian.endswith(_UNDECLINED) or (gender is Gender.FEMN and not russian.endswith(_FIRST)):
        return ()
    if fold(part.text)[-1] in _LETTERS_SEEN.get(word[-1], ""):
        return (Case.NOMN,) if russian.endswith(_FIRST) and word.endswith(_FIRST) else ()
    endings = _FIRST_DECLENSION if russian.endswith(_FIRST) else _SECOND_DECLENSION
    return next((cases for ending, cases in endings if word.endswith(ending)), (Case.NOMN,))
