"""`translate check`: what is wrong in review files, whoever wrote the words.

Facts, negation, structure, language, typography, spelling and the glossary are examined in every
entry that has a text, drafts and reviewed ones alike. Nothing is changed unless asked for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.commands.examination import examine_catalog, examine_file, open_tools
from workflow.errors import CatalogError
from workflow.languages import from_gettext, to_gettext
from workflow.model import Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workflow.console import Console
    from workflow.model import Finding, LangTag
    from workflow.workspace import Workspace

__all__ = ["Report", "examine_catalog", "run_check"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A review file and its findings."""

    path: str
    """In the workspace."""
    slug: str
    lang: LangTag
    findings: tuple[Finding, ...]


def run_check(
    slugs: Sequence[str], langs: Sequence[LangTag], *, workspace: Workspace, console: Console
) -> int:
    """Show the findings of the review files, all of them by default; return 1 if one is an error.

    Raises `CatalogError` where there is no such review file, or one cannot be read.
    """
    files = find_files(slugs, langs, workspace)
    reports = tuple(_iter_reports(files, workspace))
    findings = [finding for report in reports for finding in report.findings]
    console.document(_document(reports, console))
    for finding in findings:
        for line in console.lines_of(finding):
            console.result(line)
    console.info(f"{len(files)} review files: {_totals(findings)}")
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


def _document(reports: Sequence[Report], console: Console) -> dict[str, object]:
    """Keep accepted findings apart: a program counts what is open."""
    findings = [finding for report in reports for finding in report.findings]
    return {
        "files": len(reports),
        "findings": [console.described_finding(each) for each in findings if not each.accepted],
        "accepted": [console.described_finding(each) for each in findings if each.accepted],
    }


def _totals(findings: Sequence[Finding]) -> str:
    weights = Counter("accepted" if each.accepted else each.severity.value for each in findings)
    counts = [f"{weights[severity.value]} {severity.value}" for severity in Severity]
    counts += [f"{weights['accepted']} accepted"] if weights["accepted"] else []
    return ", ".join(counts)


def _iter_reports(files: Sequence[Path], workspace: Workspace) -> Iterator[Report]:
    """Open the glossary and the dictionary once a language, since that takes longest."""
    tools = {lang: open_tools(workspace, lang=lang) for lang in dict.fromkeys(map(lang_of, files))}
    for path in files:
        lang = lang_of(path)
        yield Report(
            path=workspace.name_of(path),
            slug=path.stem,
            lang=lang,
            findings=examine_file(path, workspace=workspace, tools=tools[lang]),
        )


def find_files(
    slugs: Sequence[str], langs: Sequence[LangTag], workspace: Workspace
) -> tuple[Path, ...]:
    """Return the review files of some releases and languages, of all where none is named.

    Raises `CatalogError` (``po-missing``) for a release that has none.
    """
    folders = [to_gettext(lang) for lang in langs] or ["*"]
    files = {
        path
        for folder in folders
        for slug in slugs or ["*"]
        for path in workspace.settings.locales_folder.glob(f"{folder}/LC_MESSAGES/{slug}.po")
    }
    for slug in slugs:
        if not any(path.stem == slug for path in files):
            raise CatalogError(
                f'release "{slug}" has no review file',
                slug="po-missing",
                position=Position(path=workspace.settings.locales),
                hint=f"translate releases/{slug}.md --to en",
            )
    return tuple(sorted(files))


def lang_of(path: Path) -> LangTag:
    """Return the language of a review file, from its folder."""
    return from_gettext(path.parent.parent.name)
