"""The manner of the target language: its typography, its way to write times and sums.

An engine writes "9:00 a.m.", "9.30 a.m." and "EUR 12 million" as its training texts did, each in
its turn; an edition writes one way. Only a fact that the source states with the same value is
written anew: a wrong one is left for the reviewer to see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.checks.typography import fix_typography
from workflow.drafting.edits import Edit, apply_edits, edits_between
from workflow.facts.extract import extract_facts
from workflow.facts.render import render_fact
from workflow.facts.values import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import Hypothesis, LangTag

REWRITTEN = {
    "en": frozenset({FactKind.TIME, FactKind.MONEY}),
    "ru": frozenset({FactKind.TIME}),
}
"""Kinds that stand alike in every sentence. Russian sums and all dates are inflected or follow an
article ("the 7th of October"), so that no rule may touch them without the grammar of the place."""


def put_in_manner(
    source: str, hypothesis: Hypothesis, *, source_lang: LangTag, target_lang: LangTag
) -> Hypothesis:
    """Return the draft of `source` as the target language writes it; idempotent."""
    edits = tuple(_iter_edits(source, hypothesis.text, source_lang, target_lang))
    uniform = apply_edits(hypothesis, edits)
    typeset = fix_typography(uniform.text, target_lang)
    return apply_edits(uniform, edits_between(uniform.text, typeset))


def _iter_edits(
    source: str, target: str, source_lang: LangTag, target_lang: LangTag
) -> Iterator[Edit]:
    kinds = REWRITTEN.get(target_lang.partition("-")[0], frozenset())
    if not kinds:
        return
    stated = {(fact.kind, fact.value) for fact in extract_facts(source, source_lang)}
    for fact in extract_facts(target, target_lang):
        if fact.kind not in kinds or fact.words or (fact.kind, fact.value) not in stated:
            continue
        written = render_fact(fact, target_lang)
        if written is not None and written != fact.text:
            # "at 9 a.m." at the end of a sentence: the last full stop serves both.
            overlap = written.endswith(".") and target[fact.span.end :].startswith(".")
            yield Edit(span=fact.span, text=written[:-1] if overlap else written)
