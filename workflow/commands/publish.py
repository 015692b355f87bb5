"""`translate publish`: make the public site of reviewed releases, in step with their sources.

The record of what readers have seen is written before the site changes: a run that is killed
between the two publishes the same site when it is run again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.commands.content import read_content
from workflow.commands.downloads import iter_downloads
from workflow.site.folder import assemble, compare_folder, refuse_twins
from workflow.site.outputs import Press, iter_outputs
from workflow.site.policy import Reason, Rules, Shown, Stale
from workflow.site.profile import make_profile
from workflow.site.published import format_published
from workflow.site.theme import load_theme
from workflow.storage import (
    Memo,
    cache_folder,
    heal_tree,
    replace_tree,
    workspace_lock,
    write_all,
)
from workflow.wording import joined, tr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from workflow.commands.content import Content
    from workflow.commands.faults import Faults
    from workflow.console import Console
    from workflow.site.folder import Assembly
    from workflow.site.manifest import Difference
    from workflow.site.outputs import Output
    from workflow.site.plan import Planned
    from workflow.workspace import Workspace

_CACHE = "site.json"
_FAULTS_SHOWN = 3
_DIFFERENCES = {"missing": tr("missing"), "changed": tr("changed"), "foreign": tr("foreign")}
_SHOWN = {
    Shown.PAGE: tr("page"),
    Shown.KEPT: tr("kept"),
    Shown.WITHHELD: tr("withheld"),
    Shown.WITHDRAWN: tr("withdrawn"),
    Shown.NOTHING: tr("nothing"),
}
_REASONS = {
    Reason.SOURCE: tr("the source"),
    Reason.REVIEWED: tr("reviewed"),
    Reason.DRAFT: tr("a draft, and drafts are allowed"),
    Reason.EMBARGO: tr("not public yet"),
    Reason.HELD: tr("held back by its front matter"),
    Reason.WITHDRAWN: tr("withdrawn by its front matter"),
    Reason.REMOVED: tr("its release is gone"),
    Reason.UNREVIEWED: tr("not wholly reviewed"),
    Reason.FAULTY: tr("a check found an error"),
    Reason.ABSENT: tr("no review file"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the command line chose."""

    folder: Path
    at: dt.datetime
    allow_drafts: bool = False


def run_publish(choices: Choices, *, workspace: Workspace, console: Console) -> int:
    """Publish the site; return the exit code: 1 where a review file cannot be read.

    Raises `EditionError` where the folder holds files that are not ours, or two files of the site
    would have one name, and `WorkflowError` where a source cannot be read; nothing is changed then.
    """
    with workspace_lock(workspace.root, command="publish"):
        memo = Memo(cache_folder(workspace.root) / _CACHE)
        content, outputs = _prepare(choices, workspace, memo)
        heal_tree(choices.folder)
        assembly = assemble(outputs, choices.folder, memo)
        _write_record(content, workspace)
        if assembly.is_change:
            kept = [file.path for file in assembly.kept]
            replace_tree(choices.folder, kept=kept, new=assembly.new)
        memo.save()
    _report(content, assembly, choices, console)
    return 1 if content.examiner.faults else 0


def run_comparison(choices: Choices, *, workspace: Workspace, console: Console) -> int:
    """Say how the site on disk differs from what the sources give; return 1 if it does.

    Every file is made again: nothing that an earlier run remembered is believed.
    """
    with workspace_lock(workspace.root, command="publish"):
        memo = Memo(cache_folder(workspace.root) / _CACHE, is_empty=True)
        content, outputs = _prepare(choices, workspace, memo)
        difference = compare_folder(outputs, choices.folder)
    faults = content.examiner.faults
    _report_difference(difference, faults, choices, console)
    return 1 if difference or faults else 0


def _prepare(
    choices: Choices, workspace: Workspace, memo: Memo
) -> tuple[Content, tuple[Output, ...]]:
    settings = workspace.settings
    rules = Rules(
        at=choices.at, stale=Stale(settings.site.stale), allow_drafts=choices.allow_drafts
    )
    theme = load_theme(settings.templates_folder, place=settings.site.templates)
    content = read_content(workspace, memo, rules)
    profile = make_profile(settings, langs=content.langs)
    press = Press(profile=profile, theme=theme, texts=content.text_of)
    downloads = iter_downloads(content.editions, workspace, content.text_of)
    pages = iter_outputs(content.editions, press)
    return content, refuse_twins([*pages, *content.media, *downloads])


def _write_record(content: Content, workspace: Workspace) -> None:
    """Keep the texts that readers get, and what they follow, with the sources."""
    texts = [
        (workspace.published_text(edition.slug, edition.lang), content.text_of(edition))
        for edition in content.editions
        if edition.shown is Shown.PAGE and not content.examiner.is_kept(edition)
    ]
    write_all([*texts, (workspace.published, format_published(content.records))])


# --- The report --------------------------------------------------------------------------------


def _report(content: Content, assembly: Assembly, choices: Choices, console: Console) -> None:
    console.document(
        {
            "site": str(choices.folder),
            "at": choices.at.isoformat(timespec="seconds"),
            "editions": [_described(planned, content) for planned in content.plan],
            "files": len(assembly.kept) + len(assembly.new),
            "written": sorted(assembly.new),
            "removed": list(assembly.removed),
            "next_release": content.next_release.isoformat() if content.next_release else "",
            "errors": content.examiner.faults.described(console),
        }
    )
    console.table((tr("Language"), *_SHOWN.values()), _rows(content))
    for planned in content.plan:
        if planned.shown is not Shown.PAGE:
            shown, reason = _SHOWN[planned.shown], _REASONS[planned.decision.reason]
            address = f"{planned.lang}/{planned.slug}"
            console.info(
                tr("{address}: {shown}: {reason}", address=address, shown=shown, reason=reason)
            )
        _tell_faults(content.faults.get((planned.slug, planned.lang), ()), console)
    changes = tr("nothing has changed")
    if assembly.is_change:
        written, removed = len(assembly.new), len(assembly.removed)
        changes = tr("{written} files written, {removed} removed", written=written, removed=removed)
    console.result(tr("{folder}: {changes}", folder=choices.folder, changes=changes))
    if content.next_release:
        console.info(
            tr("next release: {time}", time=content.next_release.isoformat(timespec="minutes"))
        )
    content.examiner.faults.complain(console)


def _tell_faults(faults: Sequence[str], console: Console) -> None:
    for fault in faults[:_FAULTS_SHOWN]:
        console.info(joined(["  ", fault], ""))
    if len(faults) > _FAULTS_SHOWN:
        console.info(tr("  and {count} more: translate check", count=len(faults) - _FAULTS_SHOWN))


def _described(planned: Planned, content: Content) -> dict[str, object]:
    return {
        "slug": planned.slug,
        "lang": planned.lang,
        "shown": planned.shown.value,
        "reason": planned.decision.reason.value,
        "faults": list(content.faults.get((planned.slug, planned.lang), ())),
    }


def _rows(content: Content) -> list[tuple[str, ...]]:
    counts = Counter((planned.lang, planned.shown) for planned in content.plan)
    langs = dict.fromkeys(planned.lang for planned in content.plan)
    return [(lang, *(str(counts[lang, shown]) for shown in Shown)) for lang in langs]


def _report_difference(
    difference: Difference, faults: Faults, choices: Choices, console: Console
) -> None:
    console.document(
        {
            "site": str(choices.folder),
            "missing": list(difference.missing),
            "changed": list(difference.changed),
            "foreign": list(difference.foreign),
            "errors": faults.described(console),
        }
    )
    for name, said in _DIFFERENCES.items():
        for path in getattr(difference, name):
            console.result(tr("{difference}: {path}", difference=said, path=path))
    if not difference:
        console.result(tr("{folder}: in step with its sources", folder=choices.folder))
    faults.complain(console)
