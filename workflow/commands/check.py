"""`translate check`: what is wrong in review files, whoever wrote the words.

Facts, negation, structure, language, typography, spelling and the glossary are examined in every
entry that has a text, drafts and reviewed ones alike. Nothing is changed unless asked for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.checks.page import WEIGHTS, format_page, total_of
from workflow.checks.report import Report
from workflow.checks.sarif import format_sarif
from workflow.commands.elsewhere import open_elsewhere
from workflow.commands.examination import examine_file, open_tools
from workflow.commands.mending import mend_files
from workflow.commands.releases import fault_of_dates
from workflow.errors import CatalogError, WorkflowError
from workflow.languages import from_gettext, to_gettext
from workflow.model import Position, Severity
from workflow.storage import read_text, write_atomic
from workflow.wording import joined, tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workflow.commands.mending import Mended
    from workflow.console import Console
    from workflow.errors import SourceError
    from workflow.memory.store import Store
    from workflow.model import Finding, LangTag
    from workflow.wording import Text
    from workflow.workspace import Workspace

STDOUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is to be done besides showing the findings."""

    sarif: str = ""
    """A file for programs, ``-`` for standard output; nothing where empty."""
    html: str = ""
    """A page for people, likewise."""
    mends: bool = False
    """Typography of drafts is mended first."""
    mends_reviewed: bool = False
    """Of approved texts too."""


def run_check(
    slugs: Sequence[str],
    langs: Sequence[LangTag],
    *,
    workspace: Workspace,
    wishes: Wishes | None = None,
    console: Console,
) -> int:
    """Show the findings of the review files, all of them by default; return 1 if one is an error.

    A date in a release that cannot be read is an error, too. Raises `CatalogError` where there is
    no such review file, or one cannot be read.
    """
    told = wishes or Wishes()
    files = find_files(slugs, langs, workspace)
    mended: tuple[Mended, ...] = ()
    if told.mends or told.mends_reviewed:
        mended = mend_files(
            {path: lang_of(path) for path in files},
            workspace=workspace,
            reviewed=told.mends_reviewed,
        )
    with open_elsewhere(workspace, console) as store:
        reports = tuple(_iter_reports(files, workspace, store))
    errors = _faults_of_dates(files, workspace)
    is_taken = _write_outputs(reports, told, console)
    if not is_taken:
        described = {"errors": [console.described(error) for error in errors]}
        console.document(_document(reports, mended, console) | described)
        _show(reports, mended, console)
    for error in errors:
        console.complain(error)
    findings = [finding for report in reports for finding in report.findings]
    console.info(
        trn(
            "{count} review file: {totals}",
            "{count} review files: {totals}",
            len(files),
            totals=_totals(findings),
        )
    )
    return 1 if errors or any(each.severity is Severity.ERROR for each in findings) else 0


def _faults_of_dates(files: Sequence[Path], workspace: Workspace) -> tuple[SourceError, ...]:
    """Return what is wrong with dates in the releases whose review files are examined."""
    sources = {workspace.settings.releases_folder / f"{path.stem}.md": None for path in files}
    faults = []
    for path in filter(Path.is_file, sources):
        try:
            source = read_text(path)
        except WorkflowError:  # whoever translates the release is told why
            continue
        faults.append(fault_of_dates(source, path=workspace.name_of(path)))
    return tuple(fault for fault in faults if fault)


def _write_outputs(reports: Sequence[Report], wishes: Wishes, console: Console) -> bool:
    """Write what was asked for, and tell whether standard output is taken by it."""
    if wishes.sarif:
        _write(wishes.sarif, format_sarif(reports, version=__version__), console)
    if wishes.html:
        _write(wishes.html, format_page(reports), console)
    return STDOUT in {wishes.sarif, wishes.html}


def _write(name: str, text: str, console: Console) -> None:
    if name == STDOUT:
        console.text(text)
    else:
        write_atomic(Path(name), text)


def _show(reports: Sequence[Report], mended: Sequence[Mended], console: Console) -> None:
    for change in mended:
        console.result(
            tr(
                '{position}: mended: "{before}" → "{after}"',
                position=change.position,
                before=change.before,
                after=change.after,
            )
        )
    for report in reports:
        for finding in report.findings:
            for line in console.lines_of(finding):
                console.result(line)


def _document(
    reports: Sequence[Report], mended: Sequence[Mended], console: Console
) -> dict[str, object]:
    """Keep accepted findings apart: a program counts what is open."""
    findings = [finding for report in reports for finding in report.findings]
    return {
        "files": len(reports),
        "findings": [console.described_finding(each) for each in findings if not each.accepted],
        "accepted": [console.described_finding(each) for each in findings if each.accepted],
        "mended": [
            asdict(change.position) | {"before": change.before, "after": change.after}
            for change in mended
        ],
    }


def _totals(findings: Sequence[Finding]) -> Text:
    weights = Counter("accepted" if each.accepted else each.severity.value for each in findings)
    shown = [weight for weight in WEIGHTS if weights[weight] or weight != "accepted"]
    return joined([total_of(weight, weights[weight]) for weight in shown], ", ")


def _iter_reports(
    files: Sequence[Path], workspace: Workspace, store: Store | None
) -> Iterator[Report]:
    """Open the glossary and the dictionary once a language, since that takes longest."""
    tools = {lang: open_tools(workspace, lang=lang) for lang in dict.fromkeys(map(lang_of, files))}
    for path in files:
        lang = lang_of(path)
        yield Report(
            path=workspace.name_of(path),
            slug=path.stem,
            source_lang=workspace.settings.source_lang,
            lang=lang,
            findings=examine_file(path, workspace=workspace, tools=tools[lang], store=store),
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
        for path in workspace.settings.locales_folder.glob(f"{folder}/LC_MESSAGES/*.po")
        if not slugs or path.stem in slugs
    }
    for slug in slugs:
        if not any(path.stem == slug for path in files):
            raise CatalogError(
                tr('release "{slug}" has no review file', slug=slug),
                slug="po-missing",
                position=Position(path=workspace.settings.locales),
                hint=tr("translate releases/{slug}.md --to en", slug=slug),
            )
    return tuple(sorted(files))


def lang_of(path: Path) -> LangTag:
    """Return the language of a review file, from its folder."""
    return from_gettext(path.parent.parent.name)
