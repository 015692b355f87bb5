"""One source, one translation: the same sentence twice must read the same twice."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from workflow.checks.pairs import ALL, Check, Issue, Options, Pair
from workflow.model import LineKind, Severity
from workflow.wording import Text, joined, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workflow.model import Position

_ENOUGH_WORDS = 2
_SHOWN = 2
"""Translations of the memory that a message names."""


MEMORY_CODES = ("memory-differs", "memory-same-target")
"""What is found only where the memory is asked."""
_APOSTROPHES = str.maketrans("’ʼ", "''")


@functools.lru_cache(maxsize=4096)
def _normal(text: str) -> str:
    """Fold what does not make another sentence: case, kinds of space and of apostrophe."""
    return " ".join(text.split()).casefold().translate(_APOSTROPHES)


def _is_compared(pair: Pair) -> bool:
    return pair.kind is not LineKind.CONTACT and len(pair.source.split()) >= _ENOUGH_WORDS


def _several(
    pairs: tuple[Pair, ...], key: Callable[[Pair], str], value: Callable[[Pair], str]
) -> Iterator[tuple[Pair, Pair]]:
    """Yield the first pair of a key and each later one that differs in value."""
    groups: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if _is_compared(pair):
            groups[pair.source_lang, pair.target_lang, _normal(key(pair))].append(pair)
    for first, *others in groups.values():
        seen = {_normal(value(first))}
        for pair in others:
            if _normal(value(pair)) not in seen:
                seen.add(_normal(value(pair)))
                yield first, pair


def _targets(pairs: tuple[Pair, ...], _options: Options) -> Iterator[tuple[Pair, Issue]]:
    for first, pair in _several(pairs, lambda p: p.source, lambda p: p.target):
        yield (
            pair,
            Issue(
                message=tr(
                    'also translated "{target}" at {place}',
                    target=first.target,
                    place=_place_of(first),
                ),
                hint=tr("use one translation, or give the entries a context"),
            ),
        )


def _sources(pairs: tuple[Pair, ...], _options: Options) -> Iterator[tuple[Pair, Issue]]:
    for first, pair in _several(pairs, lambda p: p.target, lambda p: p.source):
        yield (
            pair,
            Issue(
                message=tr(
                    'the same target as "{source}" at {place}',
                    source=first.source,
                    place=_place_of(first),
                ),
                hint=tr("make sure that both sources say the same"),
            ),
        )


def _place_of(pair: Pair) -> Position:
    found = pair.places.in_target(ALL) if pair.places else None
    return found or pair.position


def _remembered(pair: Pair, options: Options) -> Iterator[Issue]:
    """Compare with what was approved for the same source in other releases."""
    others = _others(pair.target, options.memory.get(pair.source, ()))
    if others and _is_compared(pair):
        yield Issue(
            message=tr("other releases say {others}", others=_listed(others)),
            hint=tr("use the approved translation, unless the context asks for another"),
        )


def _remembered_sources(pair: Pair, options: Options) -> Iterator[Issue]:
    """Compare with what the same words were approved for in other releases."""
    others = _others(pair.source, options.memory_sources.get(pair.target, ()))
    if others and _is_compared(pair):
        yield Issue(
            message=tr("other releases have the same target for {others}", others=_listed(others)),
            hint=tr("make sure that both sources say the same"),
        )


def _others(text: str, known: Sequence[str]) -> list[str]:
    """Return the texts that differ by more than case, spaces and apostrophes."""
    others = {_normal(other): other for other in known}
    others.pop(_normal(text), None)
    return list(others.values())


def _listed(texts: Sequence[str]) -> Text:
    shown = [tr('"{text}"', text=text) for text in texts[:_SHOWN]]
    return joined(shown, tr(" and "))


CHECKS = (
    Check(
        code="inconsistent",
        severity=Severity.WARNING,
        explanation="The same source has two different translations in the catalogue.",
        group=_targets,
    ),
    Check(
        code="same-target",
        severity=Severity.INFO,
        explanation="Two different sources have the same translation: one may be a leftover.",
        group=_sources,
    ),
    Check(
        code="memory-differs",
        severity=Severity.INFO,
        explanation="The same source was translated otherwise, and approved, in another release.",
        pair=_remembered,
    ),
    Check(
        code="memory-same-target",
        severity=Severity.INFO,
        explanation="Another release has the same translation, approved, for another source.",
        pair=_remembered_sources,
    ),
)
