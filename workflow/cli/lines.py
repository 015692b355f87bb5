"""`translate lines IN --from fr --to en -o OUT`: bulk translation, one text a line."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.command(
    "lines",
    epilog="""\b
Examples:
  translate lines speech.fr.txt --from fr --to en -o speech.en.txt
  cat speech.fr.txt | translate lines - --to en > speech.en.txt
""",
)
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True), metavar="IN")
@options.from_lang
@click.option(
    "--to", "lang", type=options.LANG, required=True, metavar="LANG", help="Target language."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    default=Path("-"),
    metavar="OUT",
    help="File to write [default: standard output].",
)
@options.engine_options
@options.workspace
@options.quiet
def command(
    source: Path,
    source_lang: str | None,
    lang: str,
    output: Path,
    engine: str | None,
    model: str | None,
    beam: int | None,
    workspace: Path | None,
    *,
    quiet: bool,
) -> int:
    """Translate the lines of IN: one text a line in, one a line out, in order, empty lines too.

    IN is plain text, not Markdown. A line of several sentences is translated sentence by sentence.
    """
    from workflow.commands.lines import run_lines  # noqa: PLC0415 - keeps `--help` fast

    place = options.open_workspace(workspace)
    from_tag, to_tag = options.as_tags((source_lang or place.settings.source_lang, lang))
    return run_lines(
        source,
        output,
        source_lang=from_tag,
        target_lang=to_tag,
        choice=options.engine_choice(place.settings, engine=engine, model=model, beam=beam),
        console=options.make_console(quiet=quiet),
    )
