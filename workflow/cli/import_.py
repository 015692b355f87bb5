"""`translate import FILE`: a release that was written in a word processor."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command(
    "import",
    epilog="""\b
Examples:
  translate import communique.docx
  translate import communique.odt -o releases/sommet.md
""",
)
@click.argument("file", type=options.FILE, metavar="FILE")
@click.option(
    "-o",
    "--output",
    type=options.FILE,
    metavar="FILE.md",
    help="Where the release goes [default: releases/NAME.md].",
)
@click.option("--force", is_flag=True, help="Replace a release that is there already.")
@options.workspace
@options.as_json
@options.quiet
def command(
    file: Path,
    output: Path | None,
    workspace: Path | None,
    *,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Make a release in Markdown of a .docx, .odt or .html file.

    Headings, lists, tables, footnotes, links, bold and italics are kept; pictures go into a folder
    beside the release. What the file has and Markdown has not is listed.
    """
    from workflow.commands.imports import run_import  # noqa: PLC0415 - keeps `--help` fast

    return run_import(
        file,
        output=output,
        is_forced=force,
        workspace=options.open_workspace(workspace),
        console=options.make_console(quiet=quiet, as_json=as_json),
    )
