"""`translate segment FILE`: show how a file is cut into units of review."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command(
    "segment",
    epilog="""\b
Examples:
  translate segment releases/sommet.md
  translate segment speech.en.md --from en --json
  translate segment releases/sommet.md --explain
""",
)
@click.argument("file", type=options.FILE)
@options.from_lang
@click.option("--explain", is_flag=True, help="Show which rule decided each boundary.")
@options.workspace
@options.as_json
def command(
    file: Path, source_lang: str | None, workspace: Path | None, *, explain: bool, as_json: bool
) -> int:
    """Show the segments of FILE, one a line with its place, or as JSON."""
    from workflow.commands.segment import run_segment  # noqa: PLC0415 - keeps `--help` fast

    place = options.open_workspace(workspace, near=file)
    return run_segment(
        file,
        workspace=place,
        source_lang=options.as_tags((source_lang or place.settings.source_lang,))[0],
        explain=explain,
        console=options.make_console(as_json=as_json),
    )
