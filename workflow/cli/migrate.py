"""`translate migrate [FILE…]`: a new version of the program, the same approvals."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command(
    "migrate",
    epilog="""\b
Examples:
  translate migrate --dry-run
  translate migrate
  translate migrate releases/sommet.md --to en
""",
)
@click.argument("files", nargs=-1, type=options.FILE, metavar="[FILE]...")
@options.to_langs
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing.")
@options.workspace
@options.as_json
@options.quiet
def command(
    files: tuple[Path, ...],
    langs: tuple[str, ...],
    workspace: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Carry approved texts over to the segments that this version of the program makes.

    Nothing is drafted. Without FILE, all releases that have review files are looked at. Exit code 1
    says that an approved text found no place or has to be approved again; each one is named.
    """
    from workflow.commands.migrate import run_migrate  # noqa: PLC0415 - keeps `--help` fast

    return run_migrate(
        files,
        options.as_tags(langs),
        workspace=options.open_workspace(workspace, near=files[0] if files else None),
        is_dry=dry_run,
        console=options.make_console(quiet=quiet, as_json=as_json),
    )
