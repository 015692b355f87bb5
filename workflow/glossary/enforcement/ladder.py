"""The ladder: one rung after the other until every demand is met or none can help.

Each rung is a function from a state and a verdict to the place of the wrong words. A place is used
only if afterwards the demand is met and no other demand is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.declension import is_undeclined, is_unpluralised
from workflow.glossary.enforcement.demands import phrase_of
from workflow.glossary.enforcement.likeness import is_other, is_piece, is_said_around
from workflow.glossary.enforcement.locate import Bitext
from workflow.glossary.enforcement.rewrite import rewrite
from workflow.glossary.enforcement.source_clues import source_clues
from workflow.glossary.enforcement.values import Rule
from workflow.glossary.enforcement.verification import Verdict, verify
from workflow.glossary.morphology.base import Number
from workflow.glossary.terms import Enforce
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from workflow.glossary.enforcement.rewrite import Rewritten
    from workflow.glossary.enforcement.values import Demand
    from workflow.glossary.match import TermHit
    from workflow.glossary.morphology.base import Morphology
    from workflow.glossary.verify import TermChecker
    from workflow.model import LangTag, Link

    Rung: TypeAlias = Callable[["Climb", int, "House"], Iterator["_Spot"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What is the same for all texts of a run."""

    checker: TermChecker
    grammar: Morphology | None
    source_lang: LangTag
    target_lang: LangTag
    is_rough: bool = False
    """The alignment was learnt from few sentences: it is less certain than an engine's, and a
    rendering may look scattered or shared that is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One edit: the text it made and what it was made for."""

    index: int
    """Of the demand."""
    rule: Rule
    rewritten: Rewritten


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """A text on its way up the ladder."""

    source: str
    demands: tuple[Demand, ...]
    text: str
    links: tuple[Link, ...]
    protected: tuple[str, ...] = ()
    """Code, addresses and quotations, which nothing may touch."""
    steps: tuple[Step, ...] = ()
    verdicts: tuple[Verdict, ...] = field(default=(), compare=False)

    @property
    def unmet(self) -> tuple[int, ...]:
        """Indexes of the demands that are not met."""
        return tuple(i for i, verdict in enumerate(self.verdicts) if not verdict.is_met)

    @property
    def strictly_unmet(self) -> frozenset[int]:
        """Indexes of the unmet demands whose form must stand there."""
        return frozenset(index for index in self.unmet if self.demands[index].is_strict)

    def bitext(self, house: House) -> Bitext:
        """Return the text beside its source."""
        return Bitext(
            source=self.source,
            target=self.text,
            links=self.links,
            source_lang=house.source_lang,
            target_lang=house.target_lang,
            is_rough=house.is_rough,
        )

    def taken(self, index: int) -> tuple[Span, ...]:
        """Return the words that a rung may not use for the demand at `index`."""
        answers = tuple(
            verdict.answer.span
            for other, verdict in enumerate(self.verdicts)
            if other != index and verdict.answer is not None
        )
        return (*answers, *self._verbatim())

    def _verbatim(self) -> Iterator[Span]:
        for words in self.protected:
            start = self.text.find(words)
            while start >= 0:
                yield Span(start, start + len(words))
                start = self.text.find(words, start + len(words))


def climb(start: Climb, house: House, *, banned: frozenset[int] = frozenset()) -> Climb:
    """Return the top of the ladder: every strict demand met that a rung could meet.

    Demands in `banned` are left as they are.
    """
    state = _verified(start, house)
    given_up = set(banned)
    while waiting := sorted(set(state.unmet) - given_up):
        higher = _step(state, waiting[0], house)
        if higher is None:
            given_up.add(waiting[0])
        else:
            state = higher
    return _declined(state, house, banned)


def _step(state: Climb, index: int, house: House) -> Climb | None:
    """Return the state after the first rung that meets the demand at `index`."""
    for rule, rung in _rungs(state.demands[index]):
        for spot in rung(state, index, house):
            if _is_part_of_more(state.text, spot.span, state.demands[index]):
                continue
            if higher := _tried(state, index, rule, spot, house):
                return higher
    return None


def _tried(
    state: Climb, index: int, rule: Rule, spot: _Spot, house: House, *, trust_words: bool = True
) -> Climb | None:
    """Return the state with the demand's form at `spot`, None where that helps nothing."""
    if any(spot.span.overlaps(other) for other in state.taken(index)):
        return None
    if rule is Rule.ALIGNED and _is_caseless(state.text, spot.span, house.grammar):
        return None
    rewritten = rewrite(
        state.text,
        spot.span,
        spot.demand or state.demands[index],
        links=state.links,
        grammar=house.grammar,
        number=spot.number,
        trust_words=trust_words,
        hints=_hints(state, index, house),
    )
    if rewritten is None:
        return None
    higher = _verified(
        replace(
            state,
            text=rewritten.text,
            links=rewritten.links,
            steps=(*state.steps, Step(index=index, rule=rule, rewritten=rewritten)),
        ),
        house,
    )
    lost = set(higher.unmet) - set(state.unmet)
    return None if lost or index in higher.unmet else higher


def _hints(state: Climb, index: int, house: House) -> tuple[str, ...]:
    """Return what the source says of the case of a demand's term."""
    return source_clues(state.source, state.demands[index].hit.span, house.source_lang)


def _is_caseless(text: str, span: Span, grammar: Morphology | None) -> bool:
    """Tell whether the words at `span` cannot be a noun, in a language that shows it: a verb."""
    if grammar is None:
        return False
    place = grammar.analyse_place(text, span)
    return place.case is not None and place.number is None


def _is_part_of_more(text: str, span: Span, demand: Demand) -> bool:
    """Tell whether the words at `span` are a part of a compound or of a longer name.

    *nuclear-weapon*-free, *Palestine* Liberation Organization, *US*$ 14.6 billion.
    """
    after = text[span.end :]
    if re.match(r"[-‑]\w|[$€£¥]", after) or re.search(r"\w[-‑]$", text[: span.start]):
        return True
    return demand.hit.term.kind.is_name and re.match(r" [^\W\d_a-zа-яё]", after) is not None


def _verified(state: Climb, house: House) -> Climb:
    return replace(state, verdicts=verify(state.demands, state.text, state.links, house.checker))


def _number_in(demand: Demand) -> Number | None:
    """Return the plural where the source inflects the term so: a dictionary form shows no number.

    *Nations Unies* is a plural in the dictionary too, and says nothing of the Russian name.
    """
    return Number.PLUR if "plural" in demand.hit.inflection else None


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a form is to stand, and in which number where the words there are known."""

    span: Span
    number: Number | None = None
    demand: Demand | None = None
    """What to write where it is not the form that the term asks for."""


def _number_shown(answer: TermHit, text: str, grammar: Morphology | None) -> Number | None:
    """Return the number of a form that was found, None where only its place can tell.

    A glossary may list a plural of its own: *nationals* beside *citizen*.
    """
    form = answer.form.text
    if answer.inflection == "plural":
        return Number.PLUR
    if answer.span.of(text).casefold() != form.casefold():
        return None
    alone = grammar.analyse_place(form, Span(0, len(form))).number if grammar else None
    return alone or Number.SING


# --- The rungs -----------------------------------------------------------------------------------


def _synonym(state: Climb, index: int, house: House) -> Iterator[_Spot]:
    """Yield where another allowed form stands for the one that is asked for."""
    answer, hit = state.verdicts[index].answer, state.demands[index].hit
    if answer is not None and (house.is_rough or not _is_elsewhere(answer.span, hit.span, state)):
        span = state.bitext(house).widened(answer.span, hit.span)
        yield _Spot(span, _number_shown(answer, state.text, house.grammar))


def _is_elsewhere(target: Span, source: Span, state: Climb) -> bool:
    """Tell whether the words at `target` render other words, and `source` has its own.

    *Minister of Justice* is no rendering of *garde des Sceaux* where *ministre de la justice*
    follows.
    """
    sources = [link.source for link in state.links if link.target.overlaps(target)]
    is_rendered = any(link.source.overlaps(source) for link in state.links)
    return is_rendered and bool(sources) and not any(each.overlaps(source) for each in sources)


def _forbidden(state: Climb, index: int, house: House) -> Iterator[_Spot]:
    """Yield where forbidden forms of the term stand, those linked to its words first."""
    linked, others = _forbidden_forms(state, index, house)
    yield from (_shown(each, state, house) for each in (*linked, *others))


def _forbidden_rendering(state: Climb, index: int, house: House) -> Iterator[_Spot]:
    """Yield where forbidden forms stand that are linked to the words of the term.

    Words whose rendering depends on the context have other senses: elsewhere the same form may be
    right.
    """
    linked, _ = _forbidden_forms(state, index, house)
    yield from (_shown(each, state, house) for each in linked)


def _forbidden_forms(
    state: Climb, index: int, house: House
) -> tuple[tuple[TermHit, ...], tuple[TermHit, ...]]:
    """Return the forbidden forms of a term that are linked to its words, and the others."""
    hit = state.demands[index].hit
    words = [link.target for link in state.links if link.source.overlaps(hit.span)]
    found = [each for each in house.checker.forbidden(state.text) if each.term.id == hit.term.id]
    linked = tuple(each for each in found if any(each.span.overlaps(word) for word in words))
    return linked, tuple(each for each in found if each not in linked)


def _shown(form: TermHit, state: Climb, house: House) -> _Spot:
    return _Spot(form.span, _number_shown(form, state.text, house.grammar))


def _aligned(state: Climb, index: int, house: House) -> Iterator[_Spot]:
    """Yield the words that the alignment gives for those of the source."""
    hit = state.demands[index].hit
    bitext, taken = state.bitext(house), state.taken(index)
    spans = [bitext.locate(hit.span, taken=taken)]
    if house.is_rough:
        foreign = bitext.foreign(hit.span, taken=taken)
        places = (*spans, bitext.leftover(hit.span, taken=taken))
        spans = [_phrase(state, span, foreign, house) for span in places if span]
    for span in spans:
        if span is None:
            continue
        if not _is_wrong(state.text, span, state.demands[index], house):
            return
        yield _Spot(span)


def _is_wrong(text: str, span: Span, demand: Demand, house: House) -> bool:
    """Tell whether the words at `span` are a rendering that the term's form may replace."""
    words = span.of(text)
    if is_other(words, demand) or is_said_around(text, span, demand.form):
        return False
    return not (house.is_rough and is_piece(words, demand))


def _phrase(state: Climb, span: Span, foreign: tuple[Span, ...], house: House) -> Span | None:
    """Return the whole phrase that a rough alignment may have given a part of."""
    grammar = house.grammar
    return grammar.whole_phrase(state.text, span, foreign=foreign) if grammar else span


RUNGS: tuple[tuple[Rule, Rung], ...] = (
    (Rule.SYNONYM, _synonym),
    (Rule.FORBIDDEN, _forbidden),
    (Rule.ALIGNED, _aligned),
)


def _rungs(demand: Demand) -> tuple[tuple[Rule, Rung], ...]:
    if demand.is_strict:
        return RUNGS
    is_avoided = demand.hit.term.enforce is Enforce.AVOID
    return ((Rule.FORBIDDEN, _forbidden_rendering),) if is_avoided else ()


# --- Terms that stand there uninflected ----------------------------------------------------------


def _declined(state: Climb, house: House, banned: frozenset[int]) -> Climb:
    """Put terms into their case that stand in dictionary form where another case is due."""
    for index, demand in enumerate(state.demands):
        answer = state.verdicts[index].answer
        if house.grammar is None or answer is None or not demand.is_strict or index in banned:
            continue
        phrase = phrase_of(demand.hit.term, answer.form.text, house.target_lang)
        hints, number = _hints(state, index, house), _number_in(demand)
        place = (state.text, answer.span, phrase, house.grammar)
        if not is_undeclined(*place, hints=hints) and not is_unpluralised(*place, number):
            continue
        itself = replace(demand, form=answer.form.text, phrase=phrase)
        spot = _Spot(answer.span, number, itself)
        declined = _tried(state, index, Rule.INFLECTED, spot, house, trust_words=False)
        state = declined or state
    return state
