"""`translate build [SLUG…]`: what a press office sends out."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options
from workflow.messages.interface import say
from workflow.wording import tr

FORMATS = ("md", "html", "pdf", "epub", "docx", "odt")
"""As in `settings.schema`, which `--help` need not load."""


def _parse_formats(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the formats in the order given; ``html,pdf`` names two."""
    names = [name.strip().lower() for value in values for name in value.split(",") if name.strip()]
    for name in names:
        if name not in FORMATS:
            said = tr('"{name}" is none of {names}', name=name, names=", ".join(FORMATS))
            raise click.BadParameter(say(said), ctx, param)
    return tuple(dict.fromkeys(names))


@click.command(
    "build",
    epilog="""\b
Examples:
  translate build
  translate build sommet --to en --to ru --format html,pdf
  translate build sommet --to fr --format pdf
  translate build --allow-drafts --json
""",
)
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option(
    "--to",
    "langs",
    type=options.LANG,
    multiple=True,
    metavar="LANG",
    help="Language of editions, the source's too; repeatable [default: all reviewed].",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT,…",
    callback=_parse_formats,
    help="md, html, pdf, epub, docx, odt; several with commas [default: md].",
)
@click.option(
    "--allow-drafts",
    is_flag=True,
    help="Build what no person has approved, too; its readers are told.",
)
@click.option("--anew", is_flag=True, help="Build also what has not changed since the last build.")
@click.option("--prune", "prunes", is_flag=True, help="Remove editions whose release is gone.")
@options.workspace
@options.as_json
@options.quiet
def command(
    slugs: tuple[str, ...],
    langs: tuple[str, ...],
    formats: tuple[str, ...],
    workspace: Path | None,
    *,
    allow_drafts: bool,
    anew: bool,
    prunes: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Build the editions of releases in every format that you send out.

    Nothing is drafted. An edition with an error, or with a sentence that no person has approved, is
    refused and its old files stay; exit code 1 says so. What has not changed since the last build
    is left as it stands.
    """
    from workflow.commands.build import BuildChoice, run_build  # noqa: PLC0415 - keeps `--help` fast
    from workflow.commands.rendering import Manner  # noqa: PLC0415 - the same

    place = options.open_workspace(workspace)
    choice = BuildChoice(
        slugs=slugs,
        langs=tuple(dict.fromkeys(options.as_tags(langs))),
        manner=Manner(formats=formats or place.settings.build.formats, allow_drafts=allow_drafts),
        anew=anew,
        prunes=prunes,
    )
    return run_build(
        choice, workspace=place, console=options.make_console(quiet=quiet, as_json=as_json)
    )
