"""`translate proof SLUG --to LANG`: both texts on one page."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command(
    "proof",
    epilog="""\b
Examples:
  translate proof sommet --to en
  translate proof sommet --to ru -o sommet.html
""",
)
@click.argument("slug", metavar="SLUG")
@click.option(
    "--to",
    "lang",
    type=options.LANG,
    required=True,
    metavar="LANG",
    help="Language of the edition.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="OUT",
    help="File to write, - for standard output [default: SLUG.LANG.proof.html].",
)
@options.workspace
@options.quiet
def command(
    slug: str, lang: str, output: Path | None, workspace: Path | None, *, quiet: bool
) -> int:
    """Write a page with the release beside its edition, segment by segment.

    States, terms, facts, negations, findings and the drafts' comments are marked. The page is one
    HTML file, to be read on a screen or printed; SLUG is the name of a file in releases/.
    """
    from workflow.commands.proof import run_proof  # noqa: PLC0415 - keeps `--help` fast

    return run_proof(
        slug,
        options.as_tags((lang,))[0],
        output=output,
        workspace=options.open_workspace(workspace),
        console=options.make_console(quiet=quiet),
    )
