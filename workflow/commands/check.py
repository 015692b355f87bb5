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
from workflow.commands.faults import Faults
from workflow.commands.inventory import find_catalogs
from workflow.commands.mending import mend_files
from workflow.commands.releases import fault_of_dates
from workflow.errors import CatalogError, WorkflowError
from workflow.languages import to_gettext
from workflow.model import Position, Severity
from workflow.storage import read_text, write_atomic
from workflow.wording import joined, tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workflow.commands.mending import Mended
    from workflow.console import Console
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

    A review file that cannot be read is an error, and so is a date in a release. Raises
    `CatalogError` where there is no such review file.
    """
    told = wishes or Wishes()
    faults = Faults()
    files = find_files(slugs, langs, workspace, faults)
    mended: tuple[Mended, ...] = ()
    if told.mends or told.mends_reviewed:
        mended = mend_files(files, workspace=workspace, reviewed=told.mends_reviewed, faults=faults)
    with open_elsewhere(workspace, console, examined=files) as store:
        reports = tuple(_iter_reports(files, workspace, store, faults))
    _look_at_dates(files, workspace, faults)
    is_taken = _write_outputs(reports, told, console)
    if not is_taken:
        described = {"errors": faults.described(console)}
        console.document(_document(reports, mended, console) | described)
        _show(reports, mended, console)
    faults.complain(console)
    findings = [finding for report in reports for finding in report.findings]
    console.info(
        trn(
            "{count} review file: {totals}",
            "{count} review files: {totals}",
            len(files),
            totals=_totals(findings),
        )
    )
    return 1 if faults or any(each.severity is Severity.ERROR for each in findings) else 0


def _look_at_dates(files: Iterable[Path], workspace: Workspace, faults: Faults) -> None:
    """Give `faults` what is wrong with dates in the releases whose review files are examined."""
    sources = {workspace.settings.releases_folder / f"{path.stem}.md": None for path in files}
    for path in filter(Path.is_file, sources):
        try:
            source = read_text(path)
        except WorkflowError:  # whoever translates the release is told why
            continue
        if fault := fault_of_dates(source, path=workspace.name_of(path)):
            faults.add(fault)


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
    files: Mapping[Path, LangTag], workspace: Workspace, store: Store | None, faults: Faults
) -> Iterator[Report]:
    """Open the glossary and the dictionary once a language, since that takes longest."""
    tools = {lang: open_tools(workspace, lang=lang) for lang in dict.fromkeys(files.values())}
    for path, lang in files.items():
        with faults.apart():
            findings = examine_file(path, workspace=workspace, tools=tools[lang], store=store)
            yield Report(
                path=workspace.name_of(path),
                slug=path.stem,
                source_lang=workspace.settings.source_lang,
                lang=lang,
                findings=findings,
            )


def find_files(
    slugs: Sequence[str], langs: Sequence[LangTag], workspace: Workspace, faults: Faults
) -> dict[Path, LangTag]:
    """Return the review files of some releases and languages, of all where none is named.

    `faults` gets folders that are no language's. Raises `CatalogError` (``po-missing``) for a
    release that has none.
    """
    folders = [to_gettext(lang) for lang in langs] or ["*"]
    found = find_catalogs(workspace, faults, folders=folders)
    files = {path: lang for path, lang in found.items() if not slugs or path.stem in slugs}
    for slug in slugs:
        if not any(path.stem == slug for path in files):
            raise CatalogError(
                tr('release "{slug}" has no review file', slug=slug),
                slug="po-missing",
                position=Position(path=workspace.settings.locales),
                hint=tr("translate releases/{slug}.md --to en", slug=slug),
            )
    return files
