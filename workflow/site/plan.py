"""Decide for all releases and languages at once what the site holds; pure, without a file.

The rule: alternates are reciprocal. A page names exactly the editions that a reader can open, and
each of these names it in turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.site.policy import Decision, Reason, Shown, decide

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from workflow.model import LangTag, Slug
    from workflow.site.policy import Candidate, Rules

READABLE = frozenset({Shown.PAGE, Shown.KEPT})
"""What has a text, so that lists, searches and other languages lead to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One address of the site."""

    slug: Slug
    lang: LangTag
    decision: Decision
    alternates: tuple[LangTag, ...]
    """The languages in which the release can be read, in the order of the site; with `lang` itself
    where that is one of them."""
    indexed: tuple[LangTag, ...]
    """Those of `alternates` that search engines are led to: no drafts."""

    @property
    def is_draft(self) -> bool:
        """Tell whether what is shown was never wholly approved."""
        return self.decision.reason is Reason.DRAFT

    @property
    def shown(self) -> Shown:
        """Return what stands there."""
        return self.decision.shown

    @property
    def is_readable(self) -> bool:
        """Tell whether it has a text."""
        return self.shown in READABLE


def make_plan(
    candidates: Mapping[tuple[Slug, LangTag], Candidate], *, langs: Sequence[LangTag], rules: Rules
) -> tuple[Planned, ...]:
    """Return what stands at every address, nothing included, by slug and in order of `langs`."""
    order = {lang: number for number, lang in enumerate(langs)}
    decisions = {key: decide(candidate, rules) for key, candidate in candidates.items()}
    readable: dict[Slug, list[LangTag]] = {}
    indexed: dict[Slug, list[LangTag]] = {}
    keys = sorted(decisions, key=lambda key: (key[0], order[key[1]]))
    for slug, lang in keys:
        if decisions[slug, lang].shown in READABLE:
            readable.setdefault(slug, []).append(lang)
            if decisions[slug, lang].reason is not Reason.DRAFT:
                indexed.setdefault(slug, []).append(lang)
    return tuple(
        Planned(
            slug=slug,
            lang=lang,
            decision=decisions[slug, lang],
            alternates=tuple(readable.get(slug, ())),
            indexed=tuple(indexed.get(slug, ())),
        )
        for slug, lang in keys
    )


def next_release(candidates: Iterable[Candidate], *, at: dt.datetime) -> dt.datetime | None:
    """Return the first moment after `at` at which a release becomes public."""
    moments = (candidate.release_at for candidate in candidates)
    return min((moment for moment in moments if moment is not None and moment > at), default=None)
