"""`translate status [SLUG…]`: whether readers see what the house says today."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options
from workflow.messages.interface import say
from workflow.wording import tr


@click.command(
    "status",
    epilog="""\b
Examples:
  translate status
  translate status sommet --to en
  translate status --check
  translate status sommet --by-risk
  translate status --json
""",
)
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@options.to_langs
@click.option(
    "--check", "is_check", is_flag=True, help="Tell why each is not current; then exit with 1."
)
@click.option(
    "--by-risk",
    "is_by_risk",
    is_flag=True,
    help="List sentences instead, those first where a mistake is most probable.",
)
@options.workspace
@options.as_json
@options.quiet
def command(
    slugs: tuple[str, ...],
    langs: tuple[str, ...],
    workspace: Path | None,
    *,
    is_check: bool,
    is_by_risk: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Show where each release stands in each language: reviewed, drafted, stale, with errors.

    An edition is current when it was made of the release and the review file as they are now, every
    sentence is approved and the checks find no error. Nothing is written.
    """
    from workflow.commands.risks import run_by_risk  # noqa: PLC0415 - keeps `--help` fast
    from workflow.commands.status import run_status  # noqa: PLC0415 - the same

    if is_check and is_by_risk:
        raise click.UsageError(say(tr("--check and --by-risk are two questions: ask one")))
    place = options.open_workspace(workspace)
    console = options.make_console(quiet=quiet, as_json=as_json)
    tags = options.as_tags(langs)
    if is_by_risk:
        return run_by_risk(slugs, tags, workspace=place, console=console)
    return run_status(slugs, tags, is_check=is_check, workspace=place, console=console)
