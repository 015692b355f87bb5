"""A review file brought up to date: what a tool did to it, what the source did, what is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.catalog.headers import KEYS, header_value
from workflow.catalog.merge import merge
from workflow.catalog.repeats import renumber
from workflow.catalog.returned import audit_returned
from workflow.commands.drafted import prune, sort_drafts
from workflow.reuse import adapt
from workflow.reuse.carrying import Carried, Fate, Frame, carry
from workflow.reuse.carrying.folds import is_fold
from workflow.wording import joined, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workflow.catalog.returned import Audit
    from workflow.commands.releases import Release
    from workflow.glossary.enforcement.ladder import House
    from workflow.model import Catalog, Entry, Finding, LangTag
    from workflow.reuse import Offer
    from workflow.reuse.carrying import Adapt, Move
    from workflow.wording import Text
    from workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """A review file in step with its release, not yet written."""

    carried: Carried
    findings: tuple[Finding, ...] = ()
    """What a tool did to the messages of the file."""


def renew(
    release: Release,
    old: Catalog | None,
    *,
    lang: LangTag,
    workspace: Workspace,
    terms: Callable[[], House | None] = lambda: None,
) -> Renewed:
    """Bring the review file `old` in `lang` up to date with its release.

    `terms` opens the glossary, which is only needed where the source has changed. Raises
    `CatalogError` for the file of another release or language.
    """
    path = workspace.name_of(workspace.catalog(release.slug, lang))
    audit = _audit(old, release, path) if old else None
    drafts = sort_drafts(audit.catalog, release.slug, lang, workspace) if audit else None
    returned: Catalog | None = None
    order: tuple[Entry, ...] = ()
    if drafts:
        order = _in_order(drafts.catalog, release.sent)
        returned, order = renumber(drafts.catalog, order, release.template.entries)
    merged = merge(
        release.template, returned, lang=lang, team=workspace.settings.project.team, path=path
    )
    carried = carry(
        merged,
        order,
        frame=_frame_of(release, source_lang=workspace.settings.source_lang, target_lang=lang),
        adapt=_adapter(release, (workspace.settings.source_lang, lang), terms),
    )
    if drafts:
        carried = replace(carried, catalog=prune(carried.catalog, drafts.untouched))
    return Renewed(carried=carried, findings=audit.findings if audit else ())


def _adapter(
    release: Release, languages: tuple[LangTag, LangTag], terms: Callable[[], House | None]
) -> Adapt:
    """Return safe reuse bound to a release, its languages and its glossary."""

    def adapt_one(
        old_source: str,
        old_target: str,
        new_source: str,
        *,
        old_is_reviewed: bool,
        is_markdown: bool,
    ) -> Offer:
        return adapt(
            old_source,
            old_target,
            new_source,
            languages=languages,
            house=terms(),
            old_is_reviewed=old_is_reviewed,
            references=release.document.references,
            is_markdown=is_markdown,
        )

    return adapt_one


def _frame_of(release: Release, *, source_lang: LangTag, target_lang: LangTag) -> Frame:
    """Return what carrying needs to know of a release's segments."""
    return Frame(
        blocks=tuple(segment.block for segment in release.segments),
        is_markdown=tuple(release.is_markdown(segment) for segment in release.segments),
        source_lang=source_lang,
        target_lang=target_lang,
    )


def count_fates(moves: Sequence[Move]) -> dict[str, int]:
    """Return how many approved texts met each fate, for the summary of a run."""
    met = Counter(move.fate.value for move in moves for entry in move.old if is_approved(entry))
    return {fate.value: met[fate.value] for fate in Fate}


def is_approved(entry: Entry) -> bool:
    """Tell whether a person approved words of the entry's own."""
    return not entry.fuzzy and not is_fold(entry)


def describe(counts: Mapping[str, int]) -> Text:
    """Say in a few words what became of approved texts whose source changed; "" for nothing."""
    met = [_met(Fate(fate), count) for fate, count in counts.items() if count]
    return joined(met, ", ")


def _met(fate: Fate, count: int) -> Text:
    return {
        Fate.KEPT: trn("{count} kept", "{count} kept", count),
        Fate.REPAIRED: trn("{count} repaired", "{count} repaired", count),
        Fate.OFFERED: trn("{count} offered", "{count} offered", count),
        Fate.WITHHELD: trn("{count} withheld", "{count} withheld", count),
        Fate.RETIRED: trn("{count} retired", "{count} retired", count),
    }[fate]


def _audit(old: Catalog, release: Release, path: str) -> Audit:
    return audit_returned(old, release.sent, current=release.template, path=path)


def _in_order(returned: Catalog, sent: Catalog | None) -> tuple[Entry, ...]:
    """Return the active entries as they stood in the document, even if a tool sorted the file."""
    active = [entry for entry in returned.entries if not entry.obsolete]
    if sent is None or header_value(sent, KEYS) != header_value(returned, KEYS):
        return tuple(active)
    places = {entry.key: place for place, entry in enumerate(sent.entries)}
    return tuple(sorted(active, key=lambda entry: places.get(entry.key, len(places))))
