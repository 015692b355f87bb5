"""`translate doctor`: what works here, what is missing, and the command that mends it."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command("doctor")
@options.workspace
@options.as_json
def command(workspace: Path | None, *, as_json: bool) -> int:
    """Examine the installation and the workspace; exit code 1 if something is missing."""
    from workflow.commands.doctor import run_doctor  # noqa: PLC0415 - keeps `--help` fast

    return run_doctor(
        workspace=options.open_workspace(workspace),
        console=options.make_console(as_json=as_json),
    )
