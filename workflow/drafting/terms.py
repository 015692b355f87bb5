"""The glossary in a run: drafts pass through enforcement, the engine gives its opinion.

What the glossary package does on values is joined here to an engine, to the guards, and to the
fallback alignment for drafts that no engine of ours made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.drafting import guards
from workflow.engines.alignment import Stems, Unit, align
from workflow.glossary.enforcement.enforce import enforce
from workflow.glossary.enforcement.values import Enforced, Sentence
from workflow.glossary.grammar_data import grammar_data
from workflow.glossary.lemmas import first_lemma
from workflow.model import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.engines.base import Engine
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Span

_STEM = 6
"""Letters of a word that tell it from others, whatever its ending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text to translate with what an engine proposed, the hypothesis that was chosen first."""

    text: str
    hypotheses: tuple[Hypothesis, ...]
    protected: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Termed:
    """A hypothesis after enforcement, with what the reviewer should read about it."""

    hypothesis: Hypothesis
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def apply_terms(wordings: Sequence[Wording], *, house: House, engine: Engine) -> tuple[Termed, ...]:
    """Enforce the glossary on an engine's proposals; the engine scores all edits in one call."""

    def redecode(
        texts: Sequence[str], prefixes: Sequence[str]
    ) -> tuple[tuple[Hypothesis, ...], ...]:
        return decode_again(engine, texts, prefixes)

    results = enforce(
        [
            Sentence(source=each.text, hypotheses=each.hypotheses, protected=each.protected)
            for each in wordings
        ],
        house=house,
        score=engine.score,
        redecode=redecode,
    )
    return tuple(
        _termed(wording, result) for wording, result in zip(wordings, results, strict=True)
    )


def enforce_drafts(pairs: Sequence[tuple[str, str]], *, house: House) -> tuple[Enforced, ...]:
    """Enforce the glossary on (source, draft) pairs that come from elsewhere; nothing is scored."""
    house = replace(house, is_rough=True)
    links = align(pairs, units=[_units(*pair, house) for pair in pairs], stems=_stems(house))
    return enforce(
        [
            Sentence(
                source=source, hypotheses=(Hypothesis(text=draft, score=0.0, links=pair_links),)
            )
            for (source, draft), pair_links in zip(pairs, links, strict=True)
        ],
        house=house,
    )


def _units(source: str, draft: str, house: House) -> tuple[Unit, ...]:
    """Return the terms of a source, each linked as a whole, to its words if there."""
    hits = house.checker.hits(source)
    answers = house.checker.assign([hit.term for hit in hits], draft)
    said = [answer for answer in answers if answer is not None]
    missing = {hit.term.id for hit, answer in zip(hits, answers, strict=True) if answer is None}
    said += [
        wrong
        for wrong in house.checker.forbidden(draft)
        if wrong.term.id in missing and not any(wrong.span.overlaps(hit.span) for hit in said)
    ]
    scale = len(draft) / max(1, len(source))
    units = []
    for hit in hits:
        same = [answer for answer in said if answer.term.id == hit.term.id]
        nearest = min(
            same, key=lambda answer: abs(answer.span.start - hit.span.start * scale), default=None
        )
        if nearest is not None:
            said.remove(nearest)
        place = nearest.span if nearest is not None else None
        units.append(Unit(key=hit.term.id, source=hit.span, target=place))
    return tuple(units)


def _stems(house: House) -> Stems:
    """Return what words are counted as: lemmas where the language has them, else beginnings."""
    name = grammar_data(house.target_lang).lemmatiser
    return Stems(source=_beginning, target=first_lemma(name) if name else _beginning)


def _beginning(word: str) -> str:
    return word[:_STEM]


def decode_again(
    engine: Engine, texts: Sequence[str], prefixes: Sequence[str]
) -> tuple[tuple[Hypothesis, ...], ...]:
    """Return what the engine writes after each prefix: sound texts only, scored as a whole."""
    found = [
        (text, hypothesis)
        for text, hypotheses in zip(texts, engine.translate(texts, prefixes=prefixes), strict=True)
        for hypothesis in hypotheses
        if not guards.examine(
            text,
            hypothesis.text,
            source_lang=engine.source_lang,
            target_lang=engine.target_lang,
        )
    ]
    scores = engine.score([(text, hypothesis.text) for text, hypothesis in found])
    scored = [
        (text, replace(hypothesis, score=score))
        for (text, hypothesis), score in zip(found, scores, strict=True)
    ]
    return tuple(tuple(each for source, each in scored if source == text) for text in texts)


def _termed(wording: Wording, result: Enforced) -> Termed:
    chosen = wording.hypotheses[0]
    return Termed(
        hypothesis=replace(chosen, text=result.text, links=result.links),
        notes=tuple(map(str, result.edits)),
        warnings=tuple(f"term {unmet}" for unmet in result.unmet if unmet.is_strict),
    )
