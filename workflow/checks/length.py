"""A target far shorter or longer than its source has lost or invented something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.checks.pairs import Check, Issue, Options, Pair
from workflow.languages import base_of
from workflow.model import Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENOUGH = 24
"""Shorter sources may well double."""
_USUAL = (0.45, 2.2)
_POSSIBLE = (0.2, 4.0)
_COMPACT = frozenset({"zh", "ja", "ko"})
"""Languages that say in one character what others say in three."""


def _check(pair: Pair, _options: Options) -> Iterator[Issue]:
    ours, theirs = len(pair.source_text.strip()), len(pair.target_text.strip())
    languages = {base_of(tag) for tag in (pair.source_lang, pair.target_lang)}
    if ours < _ENOUGH or languages & _COMPACT:
        return
    ratio = theirs / ours
    if _USUAL[0] <= ratio <= _USUAL[1]:
        return
    extreme = not _POSSIBLE[0] <= ratio <= _POSSIBLE[1]
    yield Issue(
        message=tr("the target has {theirs} characters for {ours}", theirs=theirs, ours=ours),
        hint=tr("look for a lost or an invented part"),
        severity=Severity.ERROR if extreme else None,
    )


CHECKS = (
    Check(
        code="length",
        severity=Severity.WARNING,
        explanation="The target is much shorter or longer than the source.",
        pair=_check,
    ),
)
