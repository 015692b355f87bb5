"""`translate diff SLUG`: which sentences a correction touches, in the source and in each language.

Old words come from the version that readers were given last (`editions.versions`). Where no version
was ever approved, they are those that the ledger's fingerprints find in the review file, which
keeps the sentences that left the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.catalog.pofile import read_catalog
from workflow.commands.diff_report import Difference, report_differences
from workflow.commands.erratum import write_errata
from workflow.commands.history import Histories, sentences_of
from workflow.commands.inventory import find_slugs, take_inventory
from workflow.commands.records import read_ledger
from workflow.commands.releases import read_release
from workflow.commands.review import open_review
from workflow.commands.terms import Houses
from workflow.editions.changes import find_changes
from workflow.editions.fingerprints import fingerprint_source, fingerprint_target
from workflow.editions.markdown import MarkdownFormat
from workflow.editions.versions import Sentence, last_different
from workflow.errors import EditionError, SettingsError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workflow.commands.erratum import Notice
    from workflow.commands.review import Review
    from workflow.console import Console
    from workflow.editions.ledger import LedgerLine
    from workflow.editions.versions import Version
    from workflow.model import LangTag
    from workflow.workspace import Workspace


def run_diff(
    slug: str,
    langs: Sequence[LangTag],
    *,
    since: int | None,
    notice: Notice | None,
    workspace: Workspace,
    console: Console,
) -> int:
    """Show what differs, and with `notice` write what readers are to be told; return the exit code.

    `since` is the number of the version to compare with, None for the last that says something else
    than now. Raises `SourceError` (``release-unknown``), and `EditionError` where there is no such
    version or a notice cannot be written.
    """
    lines = read_ledger(workspace)
    inventory = take_inventory(workspace, lines)
    release = read_release(inventory.sources[find_slugs([slug], inventory)[0]], workspace)
    wanted = langs or (workspace.settings.source_lang, *inventory.langs_of(release.slug))
    compared = langs_to_compare(wanted, inventory.langs_of(release.slug), workspace)
    houses = Houses(workspace)
    reviews = [open_review(release, lang, workspace, terms=houses.terms(lang)) for lang in compared]
    differences = [compare(review, lines, workspace, number=since) for review in reviews]
    shown = [each for each in differences if each.review.lang in wanted] or differences
    errata = write_errata(differences, wanted, notice, workspace) if notice else ()
    report_differences(shown, errata, console)
    return 0


def langs_to_compare(
    wanted: Sequence[LangTag], all_langs: Sequence[LangTag], workspace: Workspace
) -> tuple[LangTag, ...]:
    """Return the languages whose editions are compared.

    For the source language alone, all: a correction of the source shows in what each was made from.
    Raises `SettingsError` (``target-missing``) where there is none.
    """
    source_lang = workspace.settings.source_lang
    targets = tuple(lang for lang in wanted if lang != source_lang)
    compared = targets or tuple(lang for lang in all_langs if lang != source_lang)
    if not compared:
        raise SettingsError(
            tr("no language to compare"),
            slug="target-missing",
            hint=tr('add --to en, or target_langs = ["en"] in workflow.toml'),
        )
    return compared


def compare(
    review: Review,
    lines: Sequence[LedgerLine],
    workspace: Workspace,
    *,
    number: int | None = None,
) -> Difference:
    """Compare what an edition made of `review` now says with what was said before.

    `number` asks for a reviewed version. Raises `EditionError` (``version-unknown``).
    """
    new = sentences_of(review)
    versions = Histories(workspace).read(review)
    if number is not None:
        since, old = _chosen(number, versions, review)
    elif version := last_different(versions, new):
        since, old = versions.index(version) + 1, version.sentences
    elif versions:
        since, old = len(versions), new
    else:
        since, old = _drafted(review, lines, workspace)
    changes = find_changes(old, new) if since is not None else ()
    return Difference(review=review, since=since, old=old, new=new, changes=changes)


def _chosen(
    number: int, versions: Sequence[Version], review: Review
) -> tuple[int | None, tuple[Sentence, ...]]:
    if number <= len(versions):
        return number, versions[number - 1].sentences
    raise EditionError(
        tr(
            '"{slug}" has no reviewed version {number} in {lang}',
            slug=review.release.slug,
            number=number,
            lang=review.lang,
        ),
        slug="version-unknown",
        position=Position(path=review.release.document.path),
        hint=tr(
            "it has {count}; leave --since out for the last one that differs", count=len(versions)
        ),
    )


def _drafted(
    review: Review, lines: Sequence[LedgerLine], workspace: Workspace
) -> tuple[int | None, tuple[Sentence, ...]]:
    """Return what the edition on the disk says by its ledger line and the review file."""
    path = workspace.edition(review.release.slug, review.lang, MarkdownFormat.suffix)
    name = workspace.name_of(path)
    line = next((each for each in lines if each.edition == name and each.is_detailed), None)
    if line is None:
        return None, ()
    return 0, _sentences_by(line, review.path)


def _sentences_by(line: LedgerLine, path: Path) -> tuple[Sentence, ...]:
    """Return the sentences of a ledger line whose words the review file still has."""
    entries = read_catalog(path).entries if path.is_file() else ()
    by_source = {fingerprint_source(entry): entry for entry in entries}
    return tuple(
        Sentence(
            context=entry.msgctxt or "",
            source=entry.msgid,
            target=entry.msgstr if fingerprint_target(entry.msgstr) == target else "",
        )
        for segment, target in zip(line.segments, line.targets, strict=True)
        if (entry := by_source.get(segment))
    )
