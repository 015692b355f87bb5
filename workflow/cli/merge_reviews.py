"""`translate merge-reviews A.po B.po`: two translators, one file."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options
from workflow.messages.interface import say
from workflow.wording import tr


@click.command(
    "merge-reviews",
    epilog="""\b
Examples:
  translate merge-reviews anna.po boris.po -o locales/ru/LC_MESSAGES/sommet.po
  translate merge-reviews anna.po boris.po --base sent.po -o joined.po
""",
)
@click.argument("ours", type=options.FILE, metavar="A.po")
@click.argument("theirs", type=options.FILE, metavar="B.po")
@click.option(
    "--base", type=options.FILE, metavar="BASE.po", help="The file that both people started from."
)
@click.option(
    "-o",
    "--output",
    type=options.FILE,
    metavar="OUT",
    help="File to write [default: standard output].",
)
@options.workspace
@options.as_json
@options.quiet
def command(
    ours: Path,
    theirs: Path,
    base: Path | None,
    output: Path | None,
    workspace: Path | None,
    *,
    as_json: bool,
    quiet: bool,
) -> int:
    """Make one review file of two that people worked on side by side.

    What one of them has approved stands. Where both have approved different texts, the first is
    made fuzzy and the second kept in a comment; exit code 1 says that there is something to choose.
    """
    from workflow.commands.merge_reviews import (  # noqa: PLC0415 - keeps `--help` fast
        Inputs,
        run_merge_reviews,
    )

    if as_json and output is None:
        raise click.UsageError(say(tr("--json needs -o: the standard output cannot hold both")))
    return run_merge_reviews(
        Inputs(ours=ours, theirs=theirs, base=base),
        output,
        workspace=options.open_workspace(workspace, near=output or ours),
        console=options.make_console(quiet=quiet, as_json=as_json),
    )
