"""One source, one translation: the same sentence twice must read the same twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from workflow.checks.pairs import Check, Issue, Options, Pair
from workflow.model import LineKind, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ENOUGH_WORDS = 2


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


def _targets(pairs: tuple[Pair, ...], _options: Options) -> Iterator[Issue]:
    for first, pair in _several(pairs, lambda p: p.source, lambda p: p.target):
        yield Issue(
            message=f'also translated "{first.target}" at {first.position}',
            hint="use one translation, or give the entries a context",
            position=pair.position,
        )


def _sources(pairs: tuple[Pair, ...], _options: Options) -> Iterator[Issue]:
    for first, pair in _several(pairs, lambda p: p.target, lambda p: p.source):
        yield Issue(
            message=f'the same target as "{first.source}" at {first.position}',
            hint="make sure that both sources say the same",
            position=pair.position,
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
)
