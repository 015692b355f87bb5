"""`translate explain SLUG --to LANG`: what the glossary did, segment by segment."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command(
    "explain",
    epilog="""\b
Examples:
  translate explain sommet --to en
  translate explain sommet --to ru --segment 4
""",
)
@click.argument("slug")
@click.option(
    "--to", "lang", type=options.LANG, required=True, metavar="LANG", help="Target language."
)
@click.option("--segment", type=int, metavar="N", help="Only the Nth segment.")
@options.workspace
@options.as_json
def command(
    slug: str, lang: str, segment: int | None, workspace: Path | None, *, as_json: bool
) -> int:
    """Show the terms of each segment of release SLUG, what was changed for them and what is unmet.

    Changes are those that the review file records; terms are looked up in its texts of today.
    """
    from workflow.commands.explain import run_explain  # noqa: PLC0415 - keeps `--help` fast
    from workflow.model import Slug  # noqa: PLC0415 - the same

    return run_explain(
        Slug(Path(slug).stem if slug.endswith(".md") else slug),
        options.as_tags((lang,))[0],
        segment=segment,
        workspace=options.open_workspace(workspace),
        console=options.make_console(as_json=as_json),
    )
