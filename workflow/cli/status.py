"""`translate status [SLUG…]`: whether readers see what the house says today."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command(
    "status",
    epilog="""\b
Examples:
  translate status
  translate status sommet --to en
  translate status --check
  translate status --json
""",
)
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@options.to_langs
@click.option(
    "--check", "is_check", is_flag=True, help="Tell why each is not current; then exit with 1."
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
    as_json: bool,
    quiet: bool,
) -> int:
    """Show where each release stands in each language: reviewed, drafted, stale, with errors.

    An edition is current when it was made of the release and the review file as they are now, every
    sentence is approved and the checks find no error. Nothing is written.
    """
    from workflow.commands.status import run_status  # noqa: PLC0415 - keeps `--help` fast

    return run_status(
        slugs,
        options.as_tags(langs),
        is_check=is_check,
        workspace=options.open_workspace(workspace),
        console=options.make_console(quiet=quiet, as_json=as_json),
    )
