"""`translate migrate`: approved texts carried over to the segments of this version.

The same machinery as in a run on a changed source, without drafts and editions, and with a report
of each approved text that has to be looked at again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.catalog.headers import RULES, header_value
from workflow.catalog.pofile import read_catalog
from workflow.commands.carry import count_fates, describe, is_approved
from workflow.commands.faults import Faults
from workflow.commands.inventory import find_catalogs
from workflow.commands.releases import find_releases, read_releases
from workflow.commands.review import open_review, write_review
from workflow.commands.terms import Houses
from workflow.errors import CatalogError
from workflow.model import Finding, Position, Severity
from workflow.reuse.carrying import Fate
from workflow.segmentation import RULES_VERSION
from workflow.storage import workspace_lock
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

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
    faults = Faults()
    done: list[_Migrated] = []
    with workspace_lock(workspace.root, command="translate migrate"):
        for review in _open_reviews(files, langs, workspace, faults):
            with faults.apart():
                made_by = _rules_of(review)
                if not is_dry:
                    write_review(review, workspace)
                done.append(_Migrated(review=review, made_by=made_by))
    return _report(done, faults, workspace, console)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Migrated:
    """A review file that was brought up to date."""

    review: Review
    made_by: int
    """The version of the rules that it was made with."""


def _open_reviews(
    files: Sequence[Path], langs: Sequence[LangTag], workspace: Workspace, faults: Faults
) -> tuple[Review, ...]:
    """Read all sources and review files of the run before any is written."""
    houses = Houses(workspace)
    found: dict[str, list[LangTag]] = defaultdict(list)
    for path, lang in find_catalogs(workspace, faults).items():
        found[path.stem].append(lang)
    sources = files or [path for path in find_releases(workspace) if path.stem in found]
    reviews = []
    for release in read_releases(sources, workspace, faults):
        for lang in found.get(release.slug, ()):
            if not langs or lang in langs:
                with faults.apart():
                    terms = houses.terms(lang)
                    reviews.append(open_review(release, lang, workspace, terms=terms))
    if reviews or faults:
        return tuple(reviews)
    raise CatalogError(
        tr("no release here has a review file"),
        slug="po-missing",
        position=Position(path=workspace.settings.locales),
        hint="translate releases/*.md --to en",
    )


def _rules_of(review: Review) -> int:
    """Return the version of the rules that the file was made with; 0 where it does not say."""
    value = header_value(read_catalog(review.path), RULES)
    return int(value) if value.isdecimal() else 0


def _report(
    done: Sequence[_Migrated], faults: Faults, workspace: Workspace, console: Console
) -> int:
    reviews = [each.review for each in done]
    findings = [
        finding for review in reviews for finding in (*review.findings, *_iter(review, workspace))
    ]
    console.document(
        {
            "files": [
                {
                    "catalog": workspace.name_of(each.review.path),
                    "made_by_rules": each.made_by,
                    "rules": RULES_VERSION,
                    "carried": count_fates(each.review.moves),
                }
                for each in done
            ],
            "findings": [console.described_finding(finding) for finding in findings],
            "errors": faults.described(console),
        }
    )
    for finding in findings:
        console.result(console.told(finding))
        if finding.hint:
            console.result(tr("hint: {hint}", hint=finding.hint))
    for each in done:
        console.info(
            tr(
                "{catalog} (rules {old} → {new}): {done}",
                catalog=workspace.name_of(each.review.path),
                old=each.made_by,
                new=RULES_VERSION,
                done=describe(count_fates(each.review.moves)) or tr("nothing to carry"),
            )
        )
    faults.complain(console)
    return 1 if findings or faults else 0


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
