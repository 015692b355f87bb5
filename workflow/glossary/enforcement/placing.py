"""Put in the terms that the ladder found no place for, where the engine likes them best.

A weak engine renders a term by nonsense, in pieces, or not at all. Grammar then proposes a few
places and forms: the words that the alignment links to the term, however scattered, and the gaps
beside what renders its neighbours. The engine scores all of them in one call, and the best is taken
where it costs little; else the term stays unmet. A language in which nothing may be put into a gap
(`Morphology.insertions`) is left alone altogether.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.cases import favourites, unsaid
from workflow.glossary.enforcement.climbing import hints_of, is_part_of_more, stepped, tried
from workflow.glossary.enforcement.ladder import Step
from workflow.glossary.enforcement.likeness import doubles, is_derived, is_said_around, says_all
from workflow.glossary.enforcement.rewrite import Rewritten, carried, with_change
from workflow.glossary.enforcement.rungs import Spot
from workflow.glossary.enforcement.values import Rule
from workflow.glossary.morphology.base import Change
from workflow.glossary.morphology.words import starts_sentence
from workflow.glossary.tokens import is_acronym, tokenize
from workflow.model import Link, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.glossary.enforcement.cases import Case
    from workflow.glossary.enforcement.ladder import Climb, House
    from workflow.glossary.enforcement.values import Demand, Scorer

COSTS = {Rule.PLACED: -0.25, Rule.INSERTED: -0.1}
"""Change of the mean log-probability that a place may cost, by what is done there."""
_NAME = 2
"""Times as much for a name in the place of other words: these can hardly be right."""
_LIKELY = 0.15
"""Probability of the cases of which the engine chooses where made-up words stand."""
_ROUNDS = 4
"""Terms of a sentence that are given a place."""
_MOST = 4
"""Pieces that are tried for a term: an engine takes a while to score a text."""


@dataclass(frozen=True, slots=True)
class _Contest:
    """The texts that would meet a demand, of which the engine is to choose one."""

    case: int
    index: int
    rivals: tuple[Climb, ...]
    sure: frozenset[str] = frozenset()
    """Those by which nothing can be lost, whatever the engine prefers."""


def placed(cases: Sequence[Case], house: House, score: Scorer) -> list[Case]:
    """Return the cases with their missing terms put in where that costs little."""
    found = list(cases)
    if house.grammar is None or not house.grammar.may_insert:
        return found
    for rule in COSTS:
        done: list[set[int]] = [set() for _ in found]
        for _ in range(_ROUNDS):
            contests = [
                contest
                for number, case in enumerate(found)
                if (contest := _contest(number, case, done[number], rule, house))
            ]
            _decide(found, contests, rule, score)
    return found


def _contest(number: int, case: Case, done: set[int], rule: Rule, house: House) -> _Contest | None:
    """Return the places for the first missing term that has any; note in `done` what was seen."""
    for index in sorted(case.top.strictly_unmet - done):
        done.add(index)
        make = _replacements if rule is Rule.PLACED else _insertions
        rivals = tuple({each.text: each for each in make(case.top, index, house)}.values())
        if rivals:
            sure = frozenset(each.text for each in rivals if _is_sure(each, house))
            return _Contest(number, index, rivals, sure)
    return None


def _decide(cases: list[Case], contests: Sequence[_Contest], rule: Rule, score: Scorer) -> None:
    """Let the engine choose in every contest, and put the winners into `cases`."""
    asked = [(cases[contest.case].top, contest.rivals) for contest in contests]
    for contest, (best, change) in zip(contests, favourites(asked, score), strict=True):
        case = cases[contest.case]
        is_name = case.demands[contest.index].hit.term.kind.is_name and rule is Rule.PLACED
        cost = COSTS[rule] * (_NAME if is_name else 1)
        if change >= cost or best.text in contest.sure:
            changes = (*case.step_changes, change)
            cases[contest.case] = replace(case, top=best, changes=changes)


def _replacements(state: Climb, index: int, house: House) -> Iterator[Climb]:
    """Yield the texts in which the term takes the place of words that stand for it."""
    demand, bitext = state.demands[index], state.bitext(house)
    hit, taken = demand.hit, state.taken(index)
    found = bitext.pieces(hit.span, form=demand.form, taken=taken)
    scattered = _is_scattered(found) and says_all(bitext.rendering(hit.span), demand.form)
    if scattered or any(_is_derivation(state.text, each, demand, house) for each in found):
        return
    pieces = [
        piece
        for each in found
        if (piece := _nominal(state.text, each, house))
        and not is_said_around(state.text, piece, demand.form)
        and not is_part_of_more(state.text, piece, demand)
    ]
    for span in tuple(dict.fromkeys(pieces))[:_MOST]:
        for trust in (True, False):
            made = tried(state, index, Rule.PLACED, Spot(span), house, trust_words=trust)
            if made is not None and not _doubles(made, index):
                yield made
        yield from _in_other_cases(state, index, span, house)


def _in_other_cases(state: Climb, index: int, span: Span, house: House) -> Iterator[Climb]:
    """Yield the texts with the term at `span` in the cases that its neighbours speak for.

    Made-up words tell nothing of their case, and the engine may know better than the rules.
    """
    if house.grammar is None or _is_known(state.text, span, house):
        return
    demand, hints = state.demands[index], hints_of(state, index, house)
    place = house.grammar.analyse_place(state.text, span, trust_words=False, hints=hints)
    for case, chance in place.ranking:
        form = house.grammar.inflect(demand.phrase, case=case, number=demand.number)
        if form is None or chance < _LIKELY:
            continue
        change = Change(span=span, before=span.of(state.text), after=form, reason=str(case))
        rewritten = with_change(state.text, change, links=state.links)
        made = stepped(state, Step(index=index, rule=Rule.PLACED, rewritten=rewritten), house)
        if index not in made.unmet and not made.loses(state):
            yield made


def _is_derivation(text: str, piece: Span, demand: Demand, house: House) -> bool:
    """Tell whether a piece is a word built on the term, which an author may well prefer.

    A made-up word that begins like the term is none; nor is another name beside a name, *Nigeria*
    for Niger, where people and adjectives have no capital.
    """
    words = piece.of(text)
    is_name = demand.hit.term.kind.is_name and words[:1].isupper()
    return (
        is_derived(words, demand.form)
        and _is_known(text, piece, house)
        and (not is_name or starts_sentence(text, piece.start))
    )


def _is_scattered(pieces: Sequence[Span]) -> bool:
    """Tell whether the first piece, the longest, leaves another out."""
    return len(pieces) > 1 and any(
        piece.start < pieces[0].start or piece.end > pieces[0].end for piece in pieces
    )


def _is_known(text: str, span: Span, house: House) -> bool:
    """Tell whether the dictionary has any of the words at `span`: else they are made up."""
    words = tokenize(span.of(text)).words
    return house.grammar is None or any(house.grammar.knows(word) for word in words)


def _nominal(text: str, piece: Span, house: House) -> Span | None:
    """Return what of a piece is a noun with its modifiers; None where it holds no noun.

    Made-up words may be anything.
    """
    if not _is_known(text, piece, house):
        return piece
    phrase = house.grammar.whole_phrase(text, piece, foreign=()) if house.grammar else None
    if phrase is None or phrase.end > piece.end:
        return None
    return Span(max(piece.start, phrase.start), phrase.end)


def _doubles(made: Climb, index: int) -> bool:
    answer = made.verdicts[index].answer
    return answer is None or doubles(made.text, answer.span)


def _is_sure(made: Climb, house: House) -> bool:
    """Tell whether the last step put a term in the place of words that no dictionary has.

    Or at the very beginning, where the source has it, too.
    """
    step = made.steps[-1]
    if step.rule is Rule.INSERTED:
        return not step.rewritten.before
    words = tokenize(step.rewritten.before).words
    return (
        step.rule is Rule.PLACED
        and house.grammar is not None
        and not any(is_acronym(word) or house.grammar.knows(word) for word in words)
    )


def _insertions(state: Climb, index: int, house: House) -> Iterator[Climb]:
    """Yield the texts in which the term stands beside what renders its neighbours."""
    demand, bitext = state.demands[index], state.bitext(house)
    if house.grammar is None or index not in unsaid(state):
        return
    if bitext.owns(demand.hit.span, taken=state.taken(index)):
        return
    for position in bitext.gaps(demand.hit.span, taken=state.taken(index)):
        wordings = house.grammar.insertions(
            state.text,
            position,
            demand.phrase,
            number=demand.number,
            hints=hints_of(state, index, house),
        )
        for wording in wordings:
            made = _inserted(state, index, position, wording).verified(house)
            if not made.loses(state) and index not in made.unmet and not _doubles(made, index):
                yield made


def _inserted(state: Climb, index: int, position: int, wording: str) -> Climb:
    """Return the state with `wording` at `position`, spaces put right."""
    left, right = state.text[:position].rstrip(), state.text[position:].lstrip()
    before = "" if not left or left[-1] in "(«" or wording.startswith(",") else " "
    after = "" if not right or right[0] in ",.;:!?)»" else " "
    start, end = len(left), len(state.text) - len(right)
    change = Change(
        span=Span(start, end),
        before=state.text[start:end],
        after=f"{before}{wording}{after}",
        reason="missing",
    )
    text = f"{left}{change.after}{right}"
    source = state.demands[index].hit.span
    links = carried(state.links, (change,), text, source_words=source, place=change.span)
    begin = start + len(before)
    words = tokenize(wording)
    new = {
        Link(source, Span(begin + a, begin + b))
        for a, b in zip(words.starts, words.ends, strict=True)
    }
    context = left.rpartition(" ")[2]
    rewritten = Rewritten(
        text=text,
        links=tuple(sorted({*links, *new})),
        before=context,
        after=f"{context}{before}{wording}",
        reason="missing",
    )
    step = Step(index=index, rule=Rule.INSERTED, rewritten=rewritten)
    return replace(state, text=text, links=rewritten.links, steps=(*state.steps, step))
