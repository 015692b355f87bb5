"""Put the words of drafts into agreement that stand side by side and do not go together.

A weak engine gives one Russian sentence in five an adjective of another gender or case than its
noun. Grammar tells which wordings agree; where there are several, the engine's own opinion decides,
which is asked once for all texts of a run.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from workflow.drafting.edits import Edit, apply_edits
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.glossary.enforcement.values import Scorer
    from workflow.glossary.morphology.base import Discord, Morphology
    from workflow.model import Hypothesis

_WORD = re.compile(r"\S+")


def mend_endings(
    pairs: Sequence[tuple[str, Hypothesis]], *, grammar: Morphology, score: Scorer
) -> tuple[Hypothesis, ...]:
    """Return the draft of each (source, draft) pair, in order, its words in agreement."""
    found = [
        (number, discord)
        for number, (_, draft) in enumerate(pairs)
        for discord in grammar.discords(draft.text)
    ]
    edits: defaultdict[int, list[Edit]] = defaultdict(list)
    for (number, discord), wording in zip(found, _preferred(pairs, found, score), strict=True):
        edits[number] += _iter_edits(pairs[number][1].text, discord.span, wording)
    return tuple(apply_edits(draft, edits[number]) for number, (_, draft) in enumerate(pairs))


def _preferred(
    pairs: Sequence[tuple[str, Hypothesis]],
    found: Sequence[tuple[int, Discord]],
    score: Scorer,
) -> Iterator[str]:
    """Yield the wording for each discord that the engine likes best in its sentence."""
    asked = [
        (source, f"{draft.text[: discord.span.start]}{wording}{draft.text[discord.span.end :]}")
        for number, discord in found
        for source, draft in [pairs[number]]
        for wording in discord.repairs
        if len(discord.repairs) > 1
    ]
    scores = iter(score(asked) if asked else ())
    for _, discord in found:
        first, *others = discord.repairs
        yield max(discord.repairs, key=lambda _: next(scores)) if others else first


def _iter_edits(text: str, span: Span, wording: str) -> Iterator[Edit]:
    """Yield the words that change, one by one: each keeps its own links."""
    before, after = _WORD.finditer(text, span.start, span.end), _WORD.findall(wording)
    for old, new in zip(before, after, strict=True):
        if old.group() != new:
            yield Edit(span=Span(*old.span()), text=new)
