"""A sentence on its way through enforcement, and which of its terms nothing says yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.climbing import climb
from workflow.glossary.enforcement.demands import demand_of
from workflow.glossary.enforcement.ladder import Climb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.glossary.enforcement.ladder import House
    from workflow.glossary.enforcement.values import Demand, Rule, Scorer, Sentence
    from workflow.model import Hypothesis


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence, what it asks for, and the best text so far."""

    sentence: Sentence
    demands: tuple[Demand, ...]
    top: Climb
    changes: tuple[float | None, ...] = ()
    """Score changes of the steps of `top`."""
    refused: frozenset[int] = frozenset()
    """Demands whose edit the engine found bad."""
    rule: Rule | None = None
    """How another text than the first hypothesis came to be chosen."""

    @property
    def step_changes(self) -> tuple[float | None, ...]:
        """One for each step of `top`, None where no engine was asked."""
        return self.changes or (None,) * len(self.top.steps)

    def missing(self, house: House) -> frozenset[int]:
        """Return the demands whose term the text does not say, in whatever words.

        A second mention may well be a pronoun; and what is said otherwise, by an adjective or in
        pieces, is better left to a person than decoded again. The answer to another demand says
        nothing: one president cannot stand for *the President of the Republic with the President
        of X*.
        """
        return frozenset(
            index
            for index in unsaid(self.top)
            if index in self.refused or not self._renders(index, house)
        )

    def _renders(self, index: int, house: House) -> bool:
        """Tell whether words stand for a term; where more may be put in, words of its own."""
        bitext, span, taken = (
            self.top.bitext(house),
            self.demands[index].hit.span,
            self.top.taken(index),
        )
        if house.grammar is not None and house.grammar.may_insert:
            return bitext.owns(span, taken=taken)
        return bool(bitext.rendering(span, taken=taken))


def favourites(
    contests: Sequence[tuple[Climb, Sequence[Climb]]], score: Scorer
) -> list[tuple[Climb, float]]:
    """Return for each text, of its rivals, the one that the engine likes best, and how much more.

    All are scored in one call; every text has a rival.
    """
    pairs = [(each.source, each.text) for text, rivals in contests for each in (text, *rivals)]
    scores = iter(score(pairs) if pairs else ())
    found = []
    for _, rivals in contests:
        before, values = next(scores), [next(scores) for _ in rivals]
        best = max(range(len(values)), key=values.__getitem__)
        found.append((rivals[best], values[best] - before))
    return found


def unsaid(top: Climb) -> frozenset[int]:
    """Return the demands unmet whose term no other occurrence meets."""
    said = {verdict.demand.hit.term.id for verdict in top.verdicts if verdict.is_met}
    return frozenset(index for index in top.unmet if top.demands[index].hit.term.id not in said)


def open_case(sentence: Sentence, house: House) -> Case:
    """Return the case of a sentence: its first hypothesis at the top of the ladder."""
    demands = tuple(
        demand
        for hit in house.checker.hits(sentence.source)
        if not any(hit.span.overlaps(span) for span in sentence.protected)
        and (demand := demand_of(hit, sentence.source, house.target_lang))
    )
    return Case(
        sentence=sentence,
        demands=demands,
        top=climb(start_of(sentence, demands, sentence.hypotheses[0]), house),
    )


def start_of(sentence: Sentence, demands: tuple[Demand, ...], hypothesis: Hypothesis) -> Climb:
    """Return a hypothesis at the foot of the ladder."""
    return Climb(
        source=sentence.source,
        demands=demands,
        text=hypothesis.text,
        links=hypothesis.links,
        protected=tuple(span.of(sentence.source) for span in sentence.protected if len(span)),
    )
