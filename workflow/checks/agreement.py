"""Words side by side that do not go together: an adjective of another gender than its noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.checks.pairs import Check, Issue, Options, Pair
from workflow.glossary.morphology.registry import load_morphology
from workflow.model import LineKind, Severity
from workflow.wording import joined, tr

if TYPE_CHECKING:
    from collections.abc import Iterator


def _check(pair: Pair, _options: Options) -> Iterator[Issue]:
    grammar = load_morphology(pair.target_lang)
    if grammar is None or pair.kind is LineKind.CONTACT:
        return
    for discord in grammar.discords(pair.target_text):
        likely = [tr('"{text}"', text=wording) for wording in discord.repairs]
        yield Issue(
            message=tr(
                '"{words}": the endings do not agree', words=discord.span.of(pair.target_text)
            ),
            hint=tr("perhaps {words}", words=joined(likely, tr(" or "))),
            target=discord.span,
        )


CHECKS = (
    Check(
        code="agreement",
        severity=Severity.WARNING,
        explanation="In Russian, an adjective has another gender, number or case than the noun"
        " right after it, or a noun is in a case that the preposition before it does not govern.",
        pair=_check,
    ),
)
