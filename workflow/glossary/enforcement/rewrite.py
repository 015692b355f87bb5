"""Put a form in place: inflected, in agreement, never doubled, the alignment carried along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.glossary.morphology.base import Change, Number
from workflow.glossary.tokens import normal, tokenize
from workflow.model import Link, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.glossary.enforcement.values import Demand
    from workflow.glossary.morphology.base import Morphology
    from workflow.glossary.tokens import Tokens


_PAIRS = {")": "(", "»": "«", "”": "“"}
"""Closing marks and what opens them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A text with a form put in."""

    text: str
    links: tuple[Link, ...]
    before: str
    after: str
    reason: str


def rewrite(  # noqa: PLR0913 - a place is a text, its span, its links and its neighbours
    text: str,
    span: Span,
    demand: Demand,
    *,
    links: Sequence[Link],
    grammar: Morphology | None,
    number: Number | None = None,
    trust_words: bool = True,
    hints: tuple[str, ...] = (),
) -> Rewritten | None:
    """Return `text` with the form of `demand` at `span`; None where grammar has no answer.

    A language without grammar takes only what is never inflected.
    """
    span = _balanced(text, _without_doubling(text, span, demand.form))
    if _is_unbalanced(span.of(text)):
        return None
    if grammar is None:
        if not demand.phrase.invariable:
            return None
        new = text[: span.start] + demand.form + text[span.end :]
        change = Change(span=span, before=span.of(text), after=demand.form, reason="as it is")
        return _rewritten(text, new, (change,), span, links, demand)
    put = grammar.replace(
        text,
        span,
        demand.phrase,
        number=number or _number(demand, grammar, text, span),
        trust_words=trust_words,
        hints=hints,
    )
    if put is None or not put.changes or put.text == text:
        return None
    return _rewritten(text, put.text, put.changes, span, links, demand)


def with_change(text: str, change: Change, *, links: Sequence[Link]) -> Rewritten:
    """Return `text` with a change beside a term."""
    new = f"{text[: change.span.start]}{change.after}{text[change.span.end :]}"
    moved = carried(links, (change,), new, source_words=Span(0, 0), place=Span(0, 0))
    return Rewritten(
        text=new, links=moved, before=change.before, after=change.after, reason=change.reason
    )


def _number(demand: Demand, grammar: Morphology, text: str, span: Span) -> Number | None:
    """Return the number of the source, unless the place has a case and with it a number."""
    place = grammar.analyse_place(text, span)
    if not demand.hit.number or (place.case is not None and place.number is not None):
        return None
    return Number(demand.hit.number)


def _balanced(text: str, span: Span) -> Span:
    """Take a bracket or quotation mark in that closes one inside: *Iran (Islamic Republic of)*."""
    words, after = span.of(text), text[span.end : span.end + 1]
    opening = _PAIRS.get(after)
    closes = opening is not None and words.count(opening) == 1 and after not in words
    return Span(span.start, span.end + 1) if closes else span


def _is_unbalanced(words: str) -> bool:
    return any(words.count(opening) != words.count(closing) for closing, opening in _PAIRS.items())


def _without_doubling(text: str, span: Span, form: str) -> Span:
    """Stretch `span` over neighbours that the form repeats (*Office of the* High …)."""
    tokens = tokenize(text)
    words = [normal(word) for word in tokenize(form).words]
    inside = [i for i in range(len(tokens.words)) if span.start <= tokens.starts[i] < span.end]
    if not inside:
        return span
    first, last = inside[0], inside[-1]
    for size in range(min(len(words) - 1, first), 0, -1):
        before = range(first - size, first)
        if _same(tokens, before, words[:size]) and _touch(tokens, first - size, first):
            first -= size
            break
    for size in range(min(len(words) - 1, len(tokens.words) - last - 1), 0, -1):
        after = range(last + 1, last + 1 + size)
        if _same(tokens, after, words[-size:]) and _touch(tokens, last, last + size):
            last += size
            break
    return Span(min(span.start, tokens.starts[first]), max(span.end, tokens.ends[last]))


def _same(tokens: Tokens, indexes: range, words: list[str]) -> bool:
    return [normal(tokens.words[index]) for index in indexes] == words


def _touch(tokens: Tokens, first: int, last: int) -> bool:
    return not any(tokens.gap(index) for index in range(first + 1, last + 1))


def _rewritten(
    text: str,
    new: str,
    changes: Sequence[Change],
    span: Span,
    links: Sequence[Link],
    demand: Demand,
) -> Rewritten:
    """Return the result; `before` and `after` run from the first change to the last."""
    start = min(change.span.start for change in changes)
    end = max(change.span.end for change in changes)
    grown = len(new) - len(text)
    reasons = dict.fromkeys(change.reason for change in changes)
    return Rewritten(
        text=new,
        links=carried(links, changes, new, source_words=demand.hit.span, place=span),
        before=text[start:end],
        after=new[start : end + grown],
        reason="; ".join(reasons),
    )


def carried(
    links: Sequence[Link],
    changes: Sequence[Change],
    new: str,
    *,
    source_words: Span,
    place: Span,
) -> tuple[Link, ...]:
    """Return `links` over the text that `changes` made: those of replaced words join all new ones.

    The words of the source that the term stands for are linked to its new words, whatever stood
    there before.
    """
    kept: set[Link] = set()
    for link in links:
        touched = next((change for change in changes if link.target.overlaps(change.span)), None)
        if touched is None:
            kept.add(Link(link.source, _moved(link.target, changes)))
        else:
            kept.update(Link(link.source, word) for word in _new_words(touched, changes, new))
    here = next((change for change in changes if change.span.overlaps(place)), None)
    sources = {link.source for link in links if link.source.overlaps(source_words)}
    if here is not None:
        words = _new_words(here, changes, new)
        kept.update(Link(source, word) for source in sources for word in words)
    return tuple(sorted(kept))


def _moved(span: Span, changes: Sequence[Change]) -> Span:
    shift = sum(
        len(change.after) - len(change.before)
        for change in changes
        if change.span.end <= span.start
    )
    return Span(span.start + shift, span.end + shift)


def _new_words(change: Change, changes: Sequence[Change], new: str) -> list[Span]:
    start = _moved(Span(change.span.start, change.span.start), changes).start
    tokens = tokenize(new[start : start + len(change.after)])
    return [Span(start + a, start + b) for a, b in zip(tokens.starts, tokens.ends, strict=True)]
