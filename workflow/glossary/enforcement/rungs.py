"""The rungs of the ladder: where the words stand that a term has to replace.

Each rung is a function from a state and a demand to the places of the wrong words, best first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.likeness import is_other, is_piece, is_said_around
from workflow.glossary.enforcement.values import Rule
from workflow.glossary.morphology.base import Number
from workflow.glossary.terms import Enforce
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from workflow.glossary.enforcement.ladder import Climb, House
    from workflow.glossary.enforcement.values import Demand
    from workflow.glossary.match import TermHit
    from workflow.glossary.morphology.base import Morphology

    Rung: TypeAlias = Callable[[Climb, int, House], Iterator["Spot"]]


_INITIAL = re.compile(r"\b[^\W\d_]")
_BRACKETS = re.compile(r"\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Spot:
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


def _synonym(state: Climb, index: int, house: House) -> Iterator[Spot]:
    """Yield where another allowed form stands for the one that is asked for."""
    answer, hit = state.verdicts[index].answer, state.demands[index].hit
    if answer is not None and (house.is_rough or not _is_elsewhere(answer.span, hit.span, state)):
        wrong = _forbidden_around(answer, state, index, house)
        if wrong is not None:
            yield _shown(wrong, state, house)
            return
        span = state.bitext(house).widened(answer.span, hit.span)
        yield Spot(span, _number_shown(answer, state.text, house.grammar))


def _forbidden_around(answer: TermHit, state: Climb, index: int, house: House) -> TermHit | None:
    """Return the forbidden form that an allowed one is only in: *Army* of *Army of Earth*."""
    linked, others = _forbidden_forms(state, index, house)
    around = (
        each
        for each in (*linked, *others)
        if each.span != answer.span
        and each.span.start <= answer.span.start
        and answer.span.end <= each.span.end
    )
    return next(around, None)


def _is_elsewhere(target: Span, source: Span, state: Climb) -> bool:
    """Tell whether the words at `target` render other words, and `source` has its own.

    *Minister of Justice* is no rendering of *garde des Sceaux* where *ministre de la justice*
    follows.
    """
    sources = [link.source for link in state.links if link.target.overlaps(target)]
    is_rendered = any(link.source.overlaps(source) for link in state.links)
    return is_rendered and bool(sources) and not any(each.overlaps(source) for each in sources)


def _uncapitalised(state: Climb, index: int, house: House) -> Iterator[Spot]:
    """Yield where a name stands without its capital: *турция*."""
    hit = state.demands[index].hit
    if not hit.term.kind.is_name or state.verdicts[index].answer is not None:
        return
    raised = _INITIAL.sub(lambda initial: initial[0].upper(), state.text)
    (answer,) = house.checker.assign([hit.term], raised)
    if answer is not None and len(raised) == len(state.text):
        yield Spot(answer.span, _number_shown(answer, raised, house.grammar))


def _forbidden(state: Climb, index: int, house: House) -> Iterator[Spot]:
    """Yield where forbidden forms of the term stand, those linked to its words first."""
    linked, others = _forbidden_forms(state, index, house)
    yield from (_shown(each, state, house) for each in (*linked, *others))


def _forbidden_rendering(state: Climb, index: int, house: House) -> Iterator[Spot]:
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


def _shown(form: TermHit, state: Climb, house: House) -> Spot:
    span = form.span
    if form.form.text.endswith(".") and state.text.startswith(".", span.end):
        span = Span(span.start, span.end + 1)  # the full stop of an abbreviation goes with it
    return Spot(span, _number_shown(form, state.text, house.grammar))


def _bracketed(state: Climb, index: int, house: House) -> Iterator[Spot]:
    """Yield what stands in the brackets that the source gives to the term alone: *(CEDEAO)*.

    Both texts must have as many brackets, with the same figures in each.
    """
    del house
    source, target = (tuple(_BRACKETS.finditer(text)) for text in (state.source, state.text))
    if [_figures(each) for each in source] != [_figures(each) for each in target]:
        return
    term = state.demands[index].hit.span
    for here, there in zip(source, target, strict=True):
        if Span(*here.span(1)) == term:
            yield Spot(Span(*there.span(1)))


def _figures(brackets: re.Match[str]) -> list[str]:
    return re.findall(r"\d+", brackets[1])


def _aligned(state: Climb, index: int, house: House) -> Iterator[Spot]:
    """Yield the words that the alignment gives for those of the source."""
    hit = state.demands[index].hit
    bitext, taken = state.bitext(house), state.taken(index)
    foreign = bitext.foreign(hit.span, taken=taken)
    spans = [bitext.locate(hit.span, taken=taken)]
    if house.is_rough:
        places = (*spans, bitext.leftover(hit.span, taken=taken))
        spans = [_phrase(state, span, foreign, house) for span in places if span]
    for span in spans:
        if span is None:
            continue
        if not _is_wrong(state.text, span, state.demands[index], house):
            return
        if whole := _with_noun(state, span, foreign, house):
            yield Spot(whole)


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


def _with_noun(state: Climb, span: Span, foreign: tuple[Span, ...], house: House) -> Span | None:
    """Return `span` with the noun that the adjective in it needs; None where another has that."""
    phrase = _phrase(state, span, foreign, house)
    if phrase is None or phrase.end <= span.end:
        return span
    noun = Span(span.end, phrase.end)
    return None if any(noun.overlaps(each) for each in foreign) else Span(span.start, phrase.end)


RUNGS: tuple[tuple[Rule, Rung], ...] = (
    (Rule.SYNONYM, _synonym),
    (Rule.SPELT, _uncapitalised),
    (Rule.FORBIDDEN, _forbidden),
    (Rule.BRACKETED, _bracketed),
    (Rule.ALIGNED, _aligned),
)


def rungs_for(demand: Demand) -> tuple[tuple[Rule, Rung], ...]:
    """Return the rungs that a demand may use, with the rule that each stands for."""
    if demand.is_strict:
        return RUNGS
    is_avoided = demand.hit.term.enforce is Enforce.AVOID
    return ((Rule.FORBIDDEN, _forbidden_rendering),) if is_avoided else ()
