"""`translate glossary check | match | inflect | extract | import | export`."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options

LAYOUTS = ("tbx", "omegat", "deepl", "matecat")

output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    default=Path("-"),
    metavar="OUT",
    help="File to write [default: standard output].",
)
layout_option = click.option(
    "--format", "layout", type=click.Choice(LAYOUTS), default="tbx", help="Layout [default: tbx]."
)


@click.group(
    "glossary",
    epilog="""\b
Examples:
  translate glossary check
  translate glossary match "Le Conseil de sécurité se réunit" --lang fr
  translate glossary inflect "Совет Безопасности" --lang ru
  translate glossary extract releases/*.md
  translate glossary export --format tbx --to en --to ru -o terms.tbx
""",
)
def command() -> None:
    """Check the glossary, look terms up, and exchange it with other tools."""


@command.command("check")
@options.to_langs
@options.workspace
@options.as_json
@options.quiet
def check(langs: tuple[str, ...], workspace: Path | None, *, as_json: bool, quiet: bool) -> int:
    """Show what is wrong in glossary/*.csv; every term must have a form in each LANG."""
    from workflow.commands.glossary import run_check  # noqa: PLC0415 - keeps `--help` fast

    place = options.open_workspace(workspace)
    return run_check(
        options.as_tags(langs) or place.settings.target_langs,
        workspace=place,
        console=options.make_console(quiet=quiet, as_json=as_json),
    )


@command.command("match")
@click.argument("text")
@click.option("--lang", type=options.LANG, metavar="LANG", help="Language of TEXT [default: fr].")
@options.workspace
@options.as_json
def match(text: str, lang: str | None, workspace: Path | None, *, as_json: bool) -> int:
    """Show which terms TEXT holds and why, and which forms were not taken for terms."""
    from workflow.commands.glossary import run_match  # noqa: PLC0415 - keeps `--help` fast

    place = options.open_workspace(workspace)
    return run_match(
        text,
        options.as_tags((lang or place.settings.source_lang,))[0],
        workspace=place,
        console=options.make_console(as_json=as_json),
    )


@command.command("inflect")
@click.argument("term")
@click.option("--lang", type=options.LANG, required=True, metavar="LANG", help="Language of TERM.")
@options.workspace
@options.as_json
def inflect(term: str, lang: str, workspace: Path | None, *, as_json: bool) -> int:
    """Show all forms of TERM."""
    from workflow.commands.glossary import run_inflect  # noqa: PLC0415 - keeps `--help` fast

    return run_inflect(
        term,
        options.as_tags((lang,))[0],
        workspace=options.open_workspace(workspace),
        console=options.make_console(as_json=as_json),
    )


@command.command("extract")
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE...")
@options.from_lang
@options.workspace
@options.as_json
def extract(
    files: tuple[Path, ...], source_lang: str | None, workspace: Path | None, *, as_json: bool
) -> int:
    """Show names and acronyms of FILE that the glossary does not know, the most useful first."""
    from workflow.commands.glossary import run_extract  # noqa: PLC0415 - keeps `--help` fast

    place = options.open_workspace(workspace)
    return run_extract(
        files,
        options.as_tags((source_lang or place.settings.source_lang,))[0],
        workspace=place,
        console=options.make_console(as_json=as_json),
    )


@command.command("import")
@click.argument("file", type=options.FILE)
@layout_option
@options.from_lang
@click.option(
    "--to",
    "lang",
    type=options.LANG,
    default="en",
    metavar="LANG",
    help="For omegat [default: en].",
)
@output_option
@options.quiet
def import_glossary(
    file: Path, layout: str, source_lang: str | None, lang: str, output: Path, *, quiet: bool
) -> int:
    """Turn another tool's FILE into a glossary file; its terms are only reported, not enforced."""
    from workflow.commands.exchange import run_import  # noqa: PLC0415 - keeps `--help` fast

    source, target = options.as_tags((source_lang or "fr", lang))
    return run_import(
        file,
        output,
        layout=layout,
        langs=(source, target),
        console=options.make_console(quiet=quiet),
    )


@command.command("export")
@layout_option
@options.from_lang
@options.to_langs
@output_option
@options.workspace
@options.quiet
def export_glossary(
    layout: str,
    source_lang: str | None,
    langs: tuple[str, ...],
    output: Path,
    workspace: Path | None,
    *,
    quiet: bool,
) -> int:
    """Write the glossary in the layout of another tool."""
    from workflow.commands.exchange import run_export  # noqa: PLC0415 - keeps `--help` fast

    place = options.open_workspace(workspace)
    targets = options.as_tags(langs) or place.settings.target_langs
    return run_export(
        output,
        layout=layout,
        langs=(*options.as_tags((source_lang or place.settings.source_lang,)), *targets),
        workspace=place,
        console=options.make_console(quiet=quiet),
    )
