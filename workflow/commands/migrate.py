"""`translate migrate`: approved texts carried over to the segments of this version.

The same machinery as in a run on a changed source, without drafts and editions, and with a report
of each approved text that has to be looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.catalog.headers import RULES, header_value
from workflow.catalog.pofile import read_catalog
from workflow.commands.carry import count_fates, describe, is_approved
from workflow.commands.releases import read_releases
from workflow.commands.review import open_review, write_review
from workflow.commands.terms import Houses
from workflow.errors import CatalogError
from workflow.languages import from_gettext, to_gettext
from workflow.model import Finding, Position, Severity
from workflow.reuse.carrying import Fate
from workflow.segmentation import RULES_VERSION
from workflow.storage import workspace_lock
from workflow.wording import tr
from workflow.workspace import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workflow.commands.releases import Release
    from workflow.commands.review import Review
    from workflow.console import Console
    from workflow.model import Entry, LangTag
    from workflow.workspace import Workspace

_SHOWN = 60
_SAID = {
    Fate.REPAIRED: tr("is offered again, repaired: the source changed too"),
    Fate.OFFERED: tr("is offered again, to be approved: its sentence was changed, cut or joined"),
    Fate.WITHHELD: tr("is kept as obsolete: the sentence now says something else"),
    Fate.RETIRED: tr("is kept as obsolete: its sentence is no longer in the release"),
}


def run_migrate(
    files: Sequence[Path],
    langs: Sequence[LangTag],
    *,
    workspace: Workspace,
    is_dry: bool,
    console: Console,
) -> int:
    """Bring review files up to date with the rules; return 1 where a person has to look again.

    Raises `CatalogError` (``po-missing``) where there is nothing to bring up to date.
    """
    with workspace_lock(workspace.root, command="translate migrate"):
        reviews = _open_reviews(files, langs, workspace)
        made_by = [_rules_of(review) for review in reviews]
        if not is_dry:
            for review in reviews:
                write_review(review, workspace)
    return _report(reviews, made_by, workspace, console)


def _open_reviews(
    files: Sequence[Path], langs: Sequence[LangTag], workspace: Workspace
) -> tuple[Review, ...]:
    """Read all sources and review files of the run before any is written."""
    houses = Houses(workspace)
    reviews = tuple(
        open_review(release, lang, workspace, terms=houses.terms(lang))
        for release in read_releases(files or _find_releases(workspace), workspace)
        for lang in _langs_of(release, workspace)
        if not langs or lang in langs
    )
    if reviews:
        return reviews
    raise CatalogError(
        tr("no release here has a review file"),
        slug="po-missing",
        position=Position(path=workspace.settings.locales),
        hint="translate releases/*.md --to en",
    )


def _find_releases(workspace: Workspace) -> tuple[Path, ...]:
    """Return the sources that have a review file in some language."""
    locales = workspace.settings.locales_folder
    slugs = {path.stem for path in locales.glob("*/LC_MESSAGES/*.po")}
    sources = sorted(workspace.settings.releases_folder.rglob("*.md"))
    return tuple(path for path in sources if slug_of(path) in slugs)


def _langs_of(release: Release, workspace: Workspace) -> Iterator[LangTag]:
    found = workspace.settings.locales_folder.glob(f"*/LC_MESSAGES/{release.slug}.po")
    for path in sorted(found):
        lang = from_gettext(path.parent.parent.name)
        if path.parent.parent.name == to_gettext(lang):
            yield lang


def _rules_of(review: Review) -> int:
    """Return the version of the rules that the file was made with; 0 where it does not say."""
    value = header_value(read_catalog(review.path), RULES)
    return int(value) if value.isdecimal() else 0


def _report(
    reviews: Sequence[Review], made_by: Sequence[int], workspace: Workspace, console: Console
) -> int:
    findings = [
        finding for review in reviews for finding in (*review.findings, *_iter(review, workspace))
    ]
    console.document(
        {
            "files": [
                {
                    "catalog": workspace.name_of(review.path),
                    "made_by_rules": rules,
                    "rules": RULES_VERSION,
                    "carried": count_fates(review.moves),
                }
                for review, rules in zip(reviews, made_by, strict=True)
            ],
            "findings": [console.described_finding(finding) for finding in findings],
        }
    )
    for finding in findings:
        console.result(console.told(finding))
        if finding.hint:
            console.result(tr("hint: {hint}", hint=finding.hint))
    for review, rules in zip(reviews, made_by, strict=True):
        done = describe(count_fates(review.moves)) or tr("nothing to carry")
        console.info(
            tr(
                "{catalog} (rules {old} → {new}): {done}",
                catalog=workspace.name_of(review.path),
                old=rules,
                new=RULES_VERSION,
                done=done,
            )
        )
    return 1 if findings else 0


def _iter(review: Review, workspace: Workspace) -> Iterator[Finding]:
    """Yield a finding for each approved text that is not approved where it is now."""
    for move in review.moves:
        for entry in move.old:
            if move.fate is not Fate.KEPT and is_approved(entry):
                yield Finding(
                    code="segment-not-carried",
                    severity=Severity.WARNING,
                    position=Position(path=workspace.name_of(review.path), line=entry.line),
                    message=tr(
                        'the approved text of "{source}" {fate}',
                        source=_short(entry),
                        fate=_SAID[move.fate],
                    ),
                    hint=tr("translate the segment it became anew, or approve what is offered"),
                )


def _short(entry: Entry) -> str:
    line = " ".join(entry.msgid.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
