"""Prefer, of proposals that are as good otherwise, the one that says more of the source.

Comes after `choice`: among the proposals that the engine likes nearly as well as the chosen one,
and in which no guard sees anything that it does not see in that one, the one in which fewest words
are lost or strange (`senses`). What is strange in the draft at last, when the glossary has ruled,
is told the reviewer.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workflow.drafting.guards import GuardWarning, examine
from workflow.drafting.lexicon import WORD
from workflow.drafting.senses import lost_words, missing_words, senses_between, strange_words
from workflow.facts.extract import extract_facts
from workflow.facts.values import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workflow.model import Hypothesis, LangTag, Span

_NEAR = 0.05
"""What a proposal that loses fewer words may cost, in mean log-probability."""


def prefer_sense(
    source: str,
    chosen: Hypothesis,
    warnings: tuple[GuardWarning, ...],
    *,
    among: Sequence[Hypothesis],
    source_lang: LangTag,
    target_lang: LangTag,
) -> tuple[Hypothesis, tuple[GuardWarning, ...]]:
    """Return the chosen proposal, or a later one in its place, and what the guards say of it.

    A draft that was mended is none of the engine's proposals any more, and stays.
    """
    languages = {"source_lang": source_lang, "target_lang": target_lang}
    if senses_between(**languages) is None:
        return chosen, warnings

    def faults(hypothesis: Hypothesis) -> int:
        lost = lost_words(source, hypothesis.text, **languages)
        return len(lost) + len(strange_words(source, hypothesis, **languages))

    best, said, least = chosen, warnings, faults(chosen)
    for other in among[among.index(chosen) + 1 :] if chosen in among else ():
        if least and chosen.score - other.score <= _NEAR and (found := faults(other)) < least:
            fired = examine(source, other.text, **languages)
            if Counter(each.code for each in fired) <= Counter(each.code for each in warnings):
                best, said, least = other, fired, found
    return best, said


def doubt_senses(
    source: str,
    draft: Hypothesis,
    *,
    settled: Iterable[Span] = (),
    source_lang: LangTag,
    target_lang: LangTag,
) -> tuple[GuardWarning, ...]:
    """Return a warning for each word of a draft that cannot be what its source says, or is lost.

    Nothing is said of the words of `source` at `settled`, for which other rules answer, nor of
    those of its numbers and sums. `settled` is read only where there is something to say.
    """
    languages = {"source_lang": source_lang, "target_lang": target_lang}
    strange = strange_words(source, draft, **languages)
    missing = missing_words(source, draft.text, **languages)
    if not (strange or missing):
        return ()
    counted = (fact.span for fact in extract_facts(source, source_lang) if fact.kind in NUMERIC)
    known = {word for span in (*settled, *counted) for word in WORD.findall(span.of(source))}
    doubted = [each for each in strange if each.source not in known]
    told = known | {each.source for each in doubted}
    return (
        *(
            _warning(f'the draft has "{each.target}" where the source has "{each.source}"')
            for each in doubted
        ),
        *(
            _warning(f'nothing in the draft seems to say "{word}"')
            for word in missing
            if word not in told
        ),
    )


def _warning(message: str) -> GuardWarning:
    return GuardWarning("draft-sense", message)
