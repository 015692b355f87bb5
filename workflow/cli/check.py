"""`translate check [SLUG…]`: nothing false leaves the house."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options
from workflow.messages.interface import say
from workflow.wording import tr


@click.command(
    "check",
    epilog="""\b
Examples:
  translate check
  translate check sommet --to en
  translate check --fix
  translate check --html findings.html --sarif findings.sarif
""",
)
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@options.to_langs
@click.option("--fix", "mends", is_flag=True, help="First mend the typography of drafts.")
@click.option(
    "--fix-reviewed", "mends_reviewed", is_flag=True, help="The same, in approved texts too."
)
@click.option("--html", metavar="FILE", default="", help="Write a page for people; - for stdout.")
@click.option(
    "--sarif", metavar="FILE", default="", help="Write SARIF 2.1.0 for programs; - for stdout."
)
@options.workspace
@options.as_json
@options.quiet
def command(
    slugs: tuple[str, ...],
    langs: tuple[str, ...],
    html: str,
    sarif: str,
    workspace: Path | None,
    *,
    mends: bool,
    mends_reviewed: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Check the words of review files: facts, negation, terms, structure, typography, spelling.

    Drafts and reviewed texts are checked alike; nothing is changed without --fix. Exit code 1 if
    there is an error.
    """
    from workflow.commands.check import Wishes, run_check  # noqa: PLC0415 - keeps `--help` fast

    if [html, sarif, "-" if as_json else ""].count("-") > 1:
        raise click.UsageError(
            say(tr("only one of --json, --html and --sarif can go to standard output"))
        )
    return run_check(
        slugs,
        options.as_tags(langs),
        workspace=options.open_workspace(workspace),
        wishes=Wishes(sarif=sarif, html=html, mends=mends, mends_reviewed=mends_reviewed),
        console=options.make_console(quiet=quiet, as_json=as_json),
    )
