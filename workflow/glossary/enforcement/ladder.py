"""What climbs the ladder: a text, what is asked of it, and the steps that it has taken."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workflow.glossary.enforcement.locate import Bitext
from workflow.glossary.enforcement.verification import Verdict, verify
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.glossary.enforcement.rewrite import Rewritten
    from workflow.glossary.enforcement.values import Demand, Rule
    from workflow.glossary.morphology.base import Morphology
    from workflow.glossary.verify import TermChecker
    from workflow.model import LangTag, Link


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

    def loses(self, before: Climb) -> bool:
        """Tell whether a demand is unmet that was met in the text before."""
        return not set(self.unmet) <= set(before.unmet)

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

    def verified(self, house: House) -> Climb:
        """Return the same text with a verdict on every demand."""
        verdicts = verify(self.demands, self.text, self.links, house.checker)
        return replace(self, verdicts=verdicts)

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
