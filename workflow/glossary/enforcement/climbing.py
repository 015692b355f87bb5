"""Climb the ladder: one rung after the other until every demand is met or none can help.

A place is used only if afterwards the demand is met and no other demand is lost.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.declension import is_undeclined, is_unpluralised
from workflow.glossary.enforcement.demands import phrase_of
from workflow.glossary.enforcement.ladder import Step
from workflow.glossary.enforcement.rewrite import rewrite, with_change
from workflow.glossary.enforcement.rungs import Spot, rungs_for
from workflow.glossary.enforcement.source_clues import source_clues
from workflow.glossary.enforcement.values import Rule
from workflow.glossary.morphology.base import Number

if TYPE_CHECKING:
    from workflow.glossary.enforcement.ladder import Climb, House
    from workflow.glossary.enforcement.values import Demand
    from workflow.glossary.morphology.base import Morphology
    from workflow.model import Span


def climb(start: Climb, house: House, *, banned: frozenset[int] = frozenset()) -> Climb:
    """Return the top of the ladder: every strict demand met that a rung could meet.

    Demands in `banned` are left as they are.
    """
    state = start.verified(house)
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
    for rule, rung in rungs_for(state.demands[index]):
        for spot in rung(state, index, house):
            if is_part_of_more(state.text, spot.span, state.demands[index]):
                continue
            if higher := tried(state, index, rule, spot, house):
                return higher
    return None


def tried(
    state: Climb, index: int, rule: Rule, spot: Spot, house: House, *, trust_words: bool = True
) -> Climb | None:
    """Return the state with the demand's form at `spot`, None where that helps nothing."""
    if any(spot.span.overlaps(other) for other in state.taken(index)):
        return None
    if rule in {Rule.ALIGNED, Rule.PLACED} and _is_no_noun(state.text, spot.span, house.grammar):
        return None
    rewritten = rewrite(
        state.text,
        spot.span,
        spot.demand or state.demands[index],
        links=state.links,
        grammar=house.grammar,
        number=spot.number or _number_due(state, index, rule, spot, house),
        trust_words=trust_words,
        hints=hints_of(state, index, house),
    )
    if rewritten is None:
        return None
    step = Step(index=index, rule=rule, rewritten=rewritten)
    higher = stepped(state, step, house)
    return None if higher.loses(state) or index in higher.unmet else higher


def hints_of(state: Climb, index: int, house: House) -> tuple[str, ...]:
    """Return what the source says of the case of a demand's term."""
    return source_clues(state.source, state.demands[index].hit.span, house.source_lang)


def _is_no_noun(text: str, span: Span, grammar: Morphology | None) -> bool:
    """Tell whether the words at `span` are figures, or a verb in a language that shows it."""
    if not any(char.isalpha() for char in span.of(text)):
        return True
    if grammar is None:
        return False
    place = grammar.analyse_place(text, span)
    shows_none = place.case is not None and place.number is None
    return shows_none and grammar.whole_phrase(text, span, foreign=()) is None


def is_part_of_more(text: str, span: Span, demand: Demand) -> bool:
    """Tell whether the words at `span` are a part of a compound or of a longer name.

    *nuclear-weapon*-free, *Palestine* Liberation Organization, *US*$ 14.6 billion.
    """
    after = text[span.end :]
    if re.match(r"[-‑]\w|[$€£¥]", after) or re.search(r"\w[-‑]$", text[: span.start]):
        return True
    return demand.hit.term.kind.is_name and re.match(r" [^\W\d_a-zа-яё]", after) is not None


def _number_due(state: Climb, index: int, rule: Rule, spot: Spot, house: House) -> Number | None:
    """Return the plural of the source where wrong words gave way that need not be singular.

    In a draft from elsewhere the number is its author's choice.
    """
    if rule not in {Rule.ALIGNED, Rule.PLACED} or house.grammar is None or house.is_rough:
        return None
    number = _number_in(state.demands[index])
    return None if house.grammar.shows_singular(state.text, spot.span) else number


def _number_in(demand: Demand) -> Number | None:
    """Return the plural where the source inflects the term so: a dictionary form shows no number.

    *Nations Unies* is a plural in the dictionary too, and says nothing of the Russian name.
    """
    return Number.PLUR if "plural" in demand.hit.inflection else None


# --- Terms that stand there in a wrong form -------------------------------------------------------


def _declined(state: Climb, house: House, banned: frozenset[int]) -> Climb:
    """Put the terms that stand there, but not in the form that their place asks for, into it."""
    for index, demand in enumerate(state.demands):
        if demand.is_strict and index not in banned:
            state = _in_its_form(state, index, house) or state
            state = _with_adjective(state, index, house) or state
    return state


def _with_adjective(state: Climb, index: int, house: House) -> Climb | None:
    """Return the state with the adjective beside a term in agreement, None where it is."""
    answer, demand = state.verdicts[index].answer, state.demands[index]
    if house.grammar is None or answer is None:
        return None
    phrase = phrase_of(demand.hit.term, answer.form.text, house.target_lang)
    change = house.grammar.adjective_beside(state.text, answer.span, phrase)
    if change is None or any(change.span.overlaps(other) for other in state.taken(index)):
        return None
    rewritten = with_change(state.text, change, links=state.links)
    higher = stepped(state, Step(index=index, rule=Rule.AGREED, rewritten=rewritten), house)
    return None if higher.loses(state) else higher


def stepped(state: Climb, step: Step, house: House) -> Climb:
    """Return the state after a step."""
    return replace(
        state, text=step.rewritten.text, links=step.rewritten.links, steps=(*state.steps, step)
    ).verified(house)


def _in_its_form(state: Climb, index: int, house: House) -> Climb | None:
    """Return the state with the term of a demand in the form of its place, None if it is in it.

    That is a dictionary form where another case or the plural is due, and words that do not agree
    with one another.
    """
    answer, demand = state.verdicts[index].answer, state.demands[index]
    if house.grammar is None or answer is None:
        return None
    phrase = phrase_of(demand.hit.term, answer.form.text, house.target_lang)
    hints, number = hints_of(state, index, house), _number_in(demand)
    spot = Spot(answer.span, number, replace(demand, form=answer.form.text, phrase=phrase))
    place = (state.text, answer.span, phrase, house.grammar)
    undeclined = is_undeclined(*place, hints=hints, is_rough=house.is_rough)
    if undeclined or is_unpluralised(*place, number):
        return tried(state, index, Rule.INFLECTED, spot, house, trust_words=False)
    if house.grammar.is_sound(state.text, answer.span, phrase):
        return None
    if is_part_of_more(state.text, answer.span, demand):
        return None
    # Words that do not agree show no number.
    return tried(state, index, Rule.AGREED, replace(spot, number=demand.number), house)
