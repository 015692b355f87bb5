"""Find the words of a target that stand for words of the source, through the alignment.

Attention and statistics both err by a word here and there, so the linked words are only the seed:
the densest run of them counts, small words between them belong to it, small words at its edges do
not, and no word that another term has taken is ever included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.glossary.grammar_data import grammar_data
from workflow.glossary.tokens import normal, tokenize
from workflow.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workflow.glossary.tokens import Tokens
    from workflow.model import LangTag, Link

_WIDEST_GAP = 2
"""Words without a link of their own that may stand inside a rendering (``of the``)."""
_LONGEST = 3
"""Times the words of the source: a longer run is no rendering but a failed alignment."""


def small_words(lang: LangTag) -> frozenset[str]:
    """Return the words that never make a term by themselves."""
    data = grammar_data(lang)
    return (
        data.function_words
        | data.articles
        | data.possessives
        | data.auxiliaries
        | data.singular_determiners
        | data.plural_determiners
        | frozenset(data.contractions)
        | data.clitics
    )


def overlaps(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def locate(  # noqa: PLR0913 - two texts with their languages and what joins them
    span: Span,
    *,
    source: str,
    target: str,
    links: Sequence[Link],
    taken: Sequence[Span],
    source_lang: LangTag,
    target_lang: LangTag,
) -> Span | None:
    """Return where `target` renders the words at `span` of `source`, None where nothing tells."""
    tokens = tokenize(target)
    free = [
        index
        for index in range(len(tokens.words))
        if not any(overlaps(_span(tokens, index), other) for other in taken)
    ]
    inside, outside = _split(span, source, links, small_words(source_lang))
    linked = _touched(tokens, inside) & set(free)
    alone = linked - _touched(tokens, outside)
    small = small_words(target_lang)
    seeds = _content(tokens, alone, small) or _content(tokens, linked, small)
    others = _content(tokens, _touched(tokens, outside) - seeds, small)
    run = _trimmed(tokens, _densest(tokens, seeds, set(free) - others), small)
    words = len(tokenize(span.of(source)).words)
    if not run or len(run) > _LONGEST * words + 1 or _is_scattered(tokens, run, inside, small):
        return None
    return _whole(target, Span(tokens.starts[run[0]], tokens.ends[run[-1]]))


def _is_scattered(
    tokens: Tokens, run: list[int], inside: list[Span], small: frozenset[str]
) -> bool:
    """Tell whether words of the rendering stand elsewhere: *Basel, Rotterdam … conventions*.

    Two terms that share a word cannot be written out one by one without breaking the other.
    """
    return bool(_content(tokens, _touched(tokens, inside), small) - set(run))


def widened(
    span: Span,
    hit: Span,
    *,
    source: str,
    target: str,
    links: Sequence[Link],
    small: tuple[frozenset[str], frozenset[str]],
) -> Span:
    """Return `span` with the words beside it that stand for nothing but the words at `hit`.

    An admitted form may be a part of what is there: *plenary* of *plenary session*.
    """
    tokens = tokenize(target)
    inside, outside = _split(hit, source, links, small[0])
    alone = _touched(tokens, inside) - _touched(tokens, outside)
    alone = _content(tokens, alone, small[1])
    within = [i for i in range(len(tokens.words)) if overlaps(_span(tokens, i), span)]
    if not within:
        return span
    first, last = within[0], within[-1]
    while last + 1 in alone and not tokens.gap(last + 1):
        last += 1
    while first - 1 in alone and not tokens.gap(first):
        first -= 1
    return Span(min(span.start, tokens.starts[first]), max(span.end, tokens.ends[last]))


def _split(
    span: Span, source: str, links: Sequence[Link], small: frozenset[str]
) -> tuple[list[Span], list[Span]]:
    """Return the targets of the links from inside `span`, and from content words outside it."""
    within = [link for link in links if overlaps(link.source, span)]
    telling = [link for link in within if normal(link.source.of(source)) not in small]
    outside = [
        link.target
        for link in links
        if not overlaps(link.source, span) and normal(link.source.of(source)) not in small
    ]
    return [link.target for link in telling or within], outside


def _span(tokens: Tokens, index: int) -> Span:
    return Span(tokens.starts[index], tokens.ends[index])


def _touched(tokens: Tokens, spans: Iterable[Span]) -> set[int]:
    wanted = list(spans)
    return {
        index
        for index in range(len(tokens.words))
        if any(overlaps(_span(tokens, index), span) for span in wanted)
    }


def _content(tokens: Tokens, indexes: set[int], small: frozenset[str]) -> set[int]:
    return {index for index in indexes if normal(tokens.words[index]) not in small}


def _densest(tokens: Tokens, seeds: set[int], bridge: set[int]) -> list[int]:
    """Return the run with most seeds; its gaps are bridged by words of `bridge` alone."""
    runs: list[list[int]] = []
    for index in sorted(seeds):
        gap = range(runs[-1][-1] + 1, index) if runs else range(0)
        closed = (
            bool(runs)
            and len(gap) <= _WIDEST_GAP
            and all(between in bridge for between in gap)
            and not any(tokens.gap(between) for between in (*gap, index))
        )
        if closed:
            runs[-1] += [*gap, index]
        else:
            runs.append([index])
    return max(runs, key=lambda run: len(seeds & set(run)), default=[])


def _trimmed(tokens: Tokens, run: list[int], small: frozenset[str]) -> list[int]:
    while run and normal(tokens.words[run[0]]) in small:
        run = run[1:]
    while run and normal(tokens.words[run[-1]]) in small:
        run = run[:-1]
    return run


def _whole(text: str, span: Span) -> Span:
    """Stretch `span` over the rest of a hyphenated word that it cuts."""
    start, end = span.start, span.end
    while start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum():
        start -= 1
        while start and text[start - 1].isalnum():
            start -= 1
    while end + 1 < len(text) and text[end] in "-‑" and text[end + 1].isalnum():
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return Span(start, end)
