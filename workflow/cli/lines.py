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
  translate lines speech.fr.txt --to ru --drafts speech.ru.draft.txt -o speech.ru.txt
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
@click.option(
    "--drafts",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Take the translations from FILE, a line each, and only enforce the glossary on them.",
)
@options.engine_options
@options.has_glossary
@options.workspace
@options.quiet
def command(
    source: Path,
    source_lang: str | None,
    lang: str,
    output: Path,
    drafts: Path | None,
    engine: str | None,
    model: str | None,
    beam: int | None,
    workspace: Path | None,
    *,
    has_glossary: bool,
    quiet: bool,
) -> int:
    """Translate the lines of IN: one text a line in, one a line out, in order, empty lines too.

    IN is plain text, not Markdown. A line of several sentences is translated sentence by sentence.
    """
    from workflow.commands.lines import LineFiles, run_lines  # noqa: PLC0415 - keeps `--help` fast
    from workflow.drafting.units import Languages  # noqa: PLC0415 - the same

    place = options.open_workspace(workspace)
    from_tag, to_tag = options.as_tags((source_lang or place.settings.source_lang, lang))
    return run_lines(
        LineFiles(source=source, output=output, drafts=drafts),
        languages=Languages(source=from_tag, target=to_tag),
        has_glossary=has_glossary,
        workspace=place,
        choice=options.engine_choice(place.settings, engine=engine, model=model, beam=beam),
        console=options.make_console(quiet=quiet),
    )
