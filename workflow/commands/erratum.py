"""Errata: a dated notice in each language of what readers were told wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.commands.records import status_of
from workflow.editions.base import Status
from workflow.editions.changes import find_changes
from workflow.editions.days import day_of
from workflow.editions.erratum import (
    SUFFIX,
    Erratum,
    find_corrections,
    join_folds,
    render_erratum,
    title_of,
)
from workflow.errors import EditionError
from workflow.model import Position, State
from workflow.storage import workspace_lock, write_all
from workflow.wording import tr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from workflow.commands.diff_report import Difference
    from workflow.commands.releases import Release
    from workflow.model import LangTag
    from workflow.workspace import Workspace

DATE_KEYS = ("corrected", "updated")
"""Front matter keys that tell when a release was corrected, the plainest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """How a notice is asked for."""

    date: dt.date | None = None
    """None for the one that the release states."""
    path: Path | None = None
    """None for ``editions/<lang>/<slug>.erratum.md``."""


def write_errata(
    differences: Sequence[Difference],
    langs: Sequence[LangTag],
    notice: Notice,
    workspace: Workspace,
) -> tuple[str, ...]:
    """Write the notices in `langs` and return their paths; a language without errors gets none.

    Raises `EditionError`: ``erratum-undated``, ``erratum-unreviewed``, ``erratum-languages``.
    """
    source_lang = workspace.settings.source_lang
    published = [each for each in differences if each.since]
    errata = [
        made
        for difference in published
        if difference.review.lang in langs and (made := _erratum(difference, notice))
    ]
    if source_lang in langs and published:
        made = _erratum(published[0], notice, source_lang=source_lang)
        errata = [made, *errata] if made else errata
    if notice.path and len(errata) > 1:
        raise EditionError(
            tr("{count} notices cannot be written into one file", count=len(errata)),
            slug="erratum-languages",
            hint=tr("choose one of them: --to {lang}", lang=errata[0].lang),
        )
    return _write(errata, differences[0].review.release, notice, workspace) if errata else ()


def _erratum(
    difference: Difference, notice: Notice, *, source_lang: LangTag | None = None
) -> Erratum | None:
    """Return the notice in a language, that of the source if `source_lang`; None for no error."""
    review, in_source = difference.review, source_lang is not None
    old, new = join_folds(difference.old), join_folds(difference.new)
    lang = source_lang or review.lang
    corrections = find_corrections(find_changes(old, new), lang, in_source=in_source)
    if not corrections:
        return None
    if not in_source:
        _refuse_unreviewed(difference)
    return Erratum(
        lang=lang,
        title=title_of(new, in_source=in_source) or review.release.slug,
        source=review.release.document.path,
        date=notice.date or _date_of(review.release),
        corrections=corrections,
    )


def _refuse_unreviewed(difference: Difference) -> None:
    review = difference.review
    if status_of(review) is Status.REVIEWED:
        return
    count = sum(entry.state is not State.REVIEWED for entry in review.entries)
    raise EditionError(
        tr(
            "the notice in {lang} would quote what nobody has approved; sentences of the release "
            "that await a review: {count}",
            lang=review.lang,
            count=count,
        ),
        slug="erratum-unreviewed",
        position=Position(path=review.path.as_posix()),
        hint=tr("review them first, or ask for the other languages with --to"),
    )


def _date_of(release: Release) -> dt.date:
    values = {key.casefold(): value for key, value in release.document.metadata}
    days = (day_of(values.get(key, "")) for key in DATE_KEYS)
    if day := next(filter(None, days), None):
        return day
    raise EditionError(
        tr("nobody says when the release was corrected"),
        slug="erratum-undated",
        position=Position(path=release.document.path),
        hint=tr('write "corrected: 2025-09-20" into its front matter, or give --date 2025-09-20'),
    )


def _write(
    errata: Sequence[Erratum], release: Release, notice: Notice, workspace: Workspace
) -> tuple[str, ...]:
    files = [
        (notice.path or workspace.edition(release.slug, each.lang, SUFFIX), render_erratum(each))
        for each in errata
    ]
    with workspace_lock(workspace.root, command="translate diff"):
        write_all(files)
    return tuple(workspace.name_of(path) for path, _ in files)
