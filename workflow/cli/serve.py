"""`translate serve`: the work in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command(
    "serve",
    epilog="""\b
Examples:
  translate serve
  translate serve --port 8080 --workspace ~/press
""",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    help="Port [default: 8000]; 0 for any that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    help="Address to answer on [default: 127.0.0.1, this computer only].",
)
@options.workspace
@options.quiet
def command(port: int, host: str, workspace: Path | None, *, quiet: bool) -> int:
    """Show releases, editions and proof pages in a browser, and follow the files.

    Pages are made when they are asked for and reload when a release, a review file or the glossary
    is saved. Nothing is written. Ctrl-C ends the preview.
    """
    from workflow.commands.serve import run_serve  # noqa: PLC0415 - keeps `--help` fast

    return run_serve(
        host=host,
        port=port,
        workspace=options.open_workspace(workspace),
        console=options.make_console(quiet=quiet),
    )
