"""`translate check [SLUG…]`: nothing false leaves the house."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command(
    "check",
    epilog="""\b
Examples:
  translate check
  translate check sommet --to en
  translate check --json
""",
)
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@options.to_langs
@options.workspace
@options.as_json
@options.quiet
def command(
    slugs: tuple[str, ...],
    langs: tuple[str, ...],
    workspace: Path | None,
    *,
    as_json: bool,
    quiet: bool,
) -> int:
    """Check the words of review files: facts, negation, terms, structure, typography.

    Drafts and reviewed texts are checked alike; nothing is changed. Exit code 1 if there is an
    error.
    """
    from workflow.commands.check import run_check  # noqa: PLC0415 - keeps `--help` fast

    return run_check(
        slugs,
        options.as_tags(langs),
        workspace=options.open_workspace(workspace),
        console=options.make_console(quiet=quiet, as_json=as_json),
    )
