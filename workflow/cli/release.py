"""`translate FILE… --to LANG…`: the main verb, which needs no name."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command(
    "release",
    epilog="""\b
Examples:
  translate releases/sommet.md --to en
  translate releases/*.md --to en --to ru
  translate releases/sommet.md --to en --json
""",
)
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE...")
@options.to_langs
@options.engine_options
@options.has_glossary
@options.has_memory
@options.workspace
@options.as_json
@options.quiet
def command(
    files: tuple[Path, ...],
    langs: tuple[str, ...],
    engine: str | None,
    model: str | None,
    beam: int | None,
    workspace: Path | None,
    *,
    has_glossary: bool,
    has_memory: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Draft releases, update their review files and write their editions.

    For each FILE and each LANG: locales/LANG/LC_MESSAGES/SLUG.po holds the drafts, all fuzzy;
    editions/LANG/SLUG.md is the release in that language. What a person has approved in the review
    file is never changed.
    """
    from workflow.commands.release import run_release  # noqa: PLC0415 - keeps `--help` fast

    place = options.open_workspace(workspace, near=files[0])
    return run_release(
        files,
        options.as_tags(langs),
        workspace=place,
        choice=options.engine_choice(place.settings, engine=engine, model=model, beam=beam),
        has_glossary=has_glossary,
        has_memory=has_memory,
        console=options.make_console(quiet=quiet, as_json=as_json),
    )
