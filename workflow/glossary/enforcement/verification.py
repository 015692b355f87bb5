"""See which demands a target meets, and with which of its words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.glossary.terms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.glossary.enforcement.values import Demand
    from workflow.glossary.match import TermHit
    from workflow.glossary.verify import TermChecker
    from workflow.model import LangTag, Link, Span


@dataclass(frozen=True, slots=True)
class Verdict:
    """One demand and the words of the target that answer it, well or ill."""

    demand: Demand
    answer: TermHit | None
    """An allowed form of the term, perhaps not the one that is asked for; exclusive."""

    @property
    def is_met(self) -> bool:
        """Tell whether the answer is one of the forms that will do."""
        return self.answer is not None and self.answer.form.text in self.demand.accepted


def verify(
    demands: Sequence[Demand], target: str, links: Sequence[Link], checker: TermChecker
) -> tuple[Verdict, ...]:
    """Return a verdict for each demand, on spans of `target` that exclude one another.

    Occurrences of one term share its answers by alignment: the acronym in brackets is not the
    answer to the name before it.
    """
    assigned = checker.assign([demand.hit.term for demand in demands], target)
    answers: list[TermHit | None] = [
        answer and _in_dictionary_form(answer, checker.target_lang) for answer in assigned
    ]
    for indexes in _groups(demands):
        found = [answer for index in indexes if (answer := answers[index]) is not None]
        shared = _share([demands[index] for index in indexes], found, links)
        for index, answer in zip(indexes, shared, strict=True):
            answers[index] = answer
    return tuple(Verdict(*pair) for pair in zip(demands, answers, strict=True))


def _in_dictionary_form(answer: TermHit, lang: LangTag) -> TermHit:
    """Return an answer in a form that the glossary prescribes as one in the preferred form."""
    wording = answer.term.wording(lang)
    if wording is None or all(text != answer.form.text for _, text in wording.grammar.forms):
        return answer
    return replace(answer, form=Form(wording.preferred, answer.form.role))


def _groups(demands: Sequence[Demand]) -> list[list[int]]:
    """Return the indexes of the terms that occur more than once."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, demand in enumerate(demands):
        groups[demand.hit.term.id].append(index)
    return [indexes for indexes in groups.values() if len(indexes) > 1]


def _share(
    demands: Sequence[Demand], found: list[TermHit], links: Sequence[Link]
) -> list[TermHit | None]:
    """Give each demand the answer that suits it best: an accepted form, linked to its words."""
    pairs = sorted(
        (
            (
                -_linked(demand.hit.span, answer.span, links),
                answer.form.text not in demand.accepted,
                abs(place - order),
                place,
                order,
            )
            for place, demand in enumerate(demands)
            for order, answer in enumerate(sorted(found, key=lambda hit: hit.span))
        ),
    )
    ordered = sorted(found, key=lambda hit: hit.span)
    shared: dict[int, TermHit] = {}
    used: set[int] = set()
    for *_, place, order in pairs:
        if place not in shared and order not in used:
            shared[place] = ordered[order]
            used.add(order)
    return [shared.get(place) for place in range(len(demands))]


def _linked(source: Span, target: Span, links: Sequence[Link]) -> bool:
    return any(link.source.overlaps(source) and link.target.overlaps(target) for link in links)
