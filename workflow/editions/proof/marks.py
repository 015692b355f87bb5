"""What a reviewer compares in a pair of texts: terms, facts, negations, on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.checks.facts_gate import KINDS_SAID
from workflow.editions.proof.values import Mark, MarkKind
from workflow.facts import PolarityKind, compare_facts, extract_facts, extract_polarity
from workflow.glossary.verify import expected_forms
from workflow.messages.interface import say
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from workflow.facts import Fact
    from workflow.glossary.verify import TermChecker
    from workflow.model import LangTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The pair of a proof, and the glossary of the pair, None for none."""

    source: LangTag
    target: LangTag
    checker: TermChecker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of both sides, labels in common."""

    source: tuple[Mark, ...]
    target: tuple[Mark, ...]


def find_marks(source: str, target: str, languages: Languages) -> Marks:
    """Return the marks of a plain text and of its translation, which may be empty."""
    terms = list(_terms(source, target, languages))
    facts = list(_facts(source, target, languages))
    both = [*terms, *facts]
    return Marks(
        source=(
            *(left for left, _ in both if left),
            *_negations(source, languages.source),
        ),
        target=(
            *(right for _, right in both if right),
            *_negations(target, languages.target),
        ),
    )


def _terms(
    source: str, target: str, languages: Languages
) -> Iterator[tuple[Mark | None, Mark | None]]:
    if languages.checker is None:
        return
    for number, pair in enumerate(languages.checker.renderings(source, target), 1):
        wanted = " / ".join(expected_forms(pair.source, languages.target)[:3])
        title = f"{pair.source.term.id}: {wanted}"
        is_unmet = bool(target) and pair.target is None
        label = f"T{number}{_CROSS * is_unmet}"
        yield (
            Mark(
                kind=MarkKind.TERM,
                span=pair.source.span,
                label=label,
                title=title,
                is_unmet=is_unmet,
            ),
            Mark(kind=MarkKind.TERM, span=pair.target.span, label=label, title=title)
            if pair.target
            else None,
        )


_CROSS = "✗"


def _facts(
    source: str, target: str, languages: Languages
) -> Iterator[tuple[Mark | None, Mark | None]]:
    """Yield facts beside those that answer them; what only one side has is unmet."""
    left, right = extract_facts(source, languages.source), extract_facts(target, languages.target)
    differences = (
        compare_facts(left, right, languages.source, languages.target, texts=(source, target))
        if target
        else ()
    )
    unmet = {id(fact) for each in differences for fact in (each.source, each.target) if fact}
    answers = list(right)
    number = 0
    for fact in left:
        answer = _answer(fact, answers, unmet)
        if answer is not None:
            answers.remove(answer)
        elif not fact.firm:
            continue
        number += 1
        yield (
            _fact_mark(fact, number, is_unmet=id(fact) in unmet),
            _fact_mark(answer, number, is_unmet=id(answer) in unmet) if answer else None,
        )
    for fact in answers:
        if fact.firm:
            number += 1
            yield None, _fact_mark(fact, number, is_unmet=id(fact) in unmet)


def _answer(fact: Fact, others: Sequence[Fact], unmet: Container[int]) -> Fact | None:
    """Return what says `fact` on the other side: the same value, else what the gate lets pass."""
    same = (other for other in others if _is_same(fact, other))
    if answer := next(same, None):
        return answer
    if not fact.firm or id(fact) in unmet:
        return None
    alike = (other for other in others if other.firm and other.kind is fact.kind)
    return next((other for other in alike if id(other) not in unmet), None)


def _is_same(fact: Fact, other: Fact) -> bool:
    if fact.value == other.value:
        return True
    return bool(fact.atoms) and set(fact.atoms) == set(other.atoms)


def _fact_mark(fact: Fact, number: int, *, is_unmet: bool) -> Mark:
    return Mark(
        kind=MarkKind.FACT,
        span=fact.span,
        label=f"F{number}{_CROSS * is_unmet}",
        title=say(tr("{kind}: {value}", kind=KINDS_SAID[fact.kind], value=fact.value)),
        is_unmet=is_unmet,
    )


def _negations(text: str, lang: LangTag) -> Iterator[Mark]:
    for mark in extract_polarity(text, lang):
        if mark.kind is PolarityKind.NEGATION and mark.firm:
            yield Mark(kind=MarkKind.NEGATION, span=mark.span, label="N")
