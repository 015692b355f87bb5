"""One source, one translation: the same sentence twice must read the same twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from workflow.checks.pairs import ALL, Check, Issue, Options, Pair
from workflow.model import LineKind, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workflow.model import Position

_ENOUGH_WORDS = 2
_SHOWN = 2
"""Translations of the memory that a message names."""


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()


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
                message=f'also translated "{first.target}" at {_place_of(first)}',
                hint="use one translation, or give the entries a context",
            ),
        )


def _sources(pairs: tuple[Pair, ...], _options: Options) -> Iterator[tuple[Pair, Issue]]:
    for first, pair in _several(pairs, lambda p: p.target, lambda p: p.source):
        yield (
            pair,
            Issue(
                message=f'the same target as "{first.source}" at {_place_of(first)}',
                hint="make sure that both sources say the same",
            ),
        )


def _place_of(pair: Pair) -> Position:
    found = pair.places.in_target(ALL) if pair.places else None
    return found or pair.position


def _remembered(pair: Pair, options: Options) -> Iterator[Issue]:
    """Compare with what was approved for the same source in other releases."""
    known = options.memory.get(pair.source, ())
    if known and _is_compared(pair) and _normal(pair.target) not in map(_normal, known):
        others = " and ".join(f'"{text}"' for text in known[:_SHOWN])
        yield Issue(
            message=f"other releases say {others}",
            hint="use the approved translation, unless the context asks for another",
        )


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
)
