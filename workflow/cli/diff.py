"""`translate diff SLUG`: what a correction of the source touches, and the notice for readers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from workflow.cli import options
from workflow.messages.interface import say
from workflow.wording import tr


@click.command(
    "diff",
    epilog="""\b
Examples:
  translate diff sommet
  translate diff sommet --to en --json
  translate diff sommet --since 1
  translate diff sommet --erratum
  translate diff sommet --erratum --date 2025-09-20 --to en -o erratum.md
""",
)
@click.argument("slug", metavar="SLUG")
@options.to_langs
@click.option(
    "--since",
    type=click.IntRange(1),
    metavar="N",
    help="Compare with the Nth reviewed version [default: the last one that differs].",
)
@click.option(
    "--erratum",
    "is_erratum",
    is_flag=True,
    help="Write a dated notice of what was wrong, in each language.",
)
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Date of the notice [default: corrected or updated in the front matter].",
)
@click.option(
    "-o",
    "--output",
    type=options.FILE,
    metavar="FILE",
    help="File of the notice, for one language [default: editions/LANG/SLUG.erratum.md].",
)
@options.workspace
@options.as_json
@options.quiet
def command(
    slug: str,
    langs: tuple[str, ...],
    since: int | None,
    date: dt.datetime | None,
    output: Path | None,
    workspace: Path | None,
    *,
    is_erratum: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Show which sentences of release SLUG are not those that readers were given, old and new.

    What is compared is the last reviewed version of each edition that says something else than the
    release and the review file do now; before the first review, the edition on the disk.
    """
    from workflow.commands.diff import run_diff  # noqa: PLC0415 - keeps `--help` fast
    from workflow.commands.erratum import Notice  # noqa: PLC0415 - the same

    if not is_erratum and (date or output):
        raise click.UsageError(say(tr("--date and --output are for --erratum")))
    notice = Notice(date=date.date() if date else None, path=output) if is_erratum else None
    return run_diff(
        slug,
        options.as_tags(langs),
        since=since,
        notice=notice,
        workspace=options.open_workspace(workspace),
        console=options.make_console(quiet=quiet, as_json=as_json),
    )
