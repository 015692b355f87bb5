"""`translate memory search | import | export | status | rebuild`."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.group(
    "memory",
    epilog="""\b
Examples:
  translate memory search "accès humanitaire"
  translate memory search "humanitarian access" --in en
  translate memory import ~/Downloads/archives.tmx
  translate memory export memoire.tmx --to en
  translate memory rebuild
""",
)
def command() -> None:
    """Search earlier translations, exchange them with other tools, make the memory again."""


@command.command("search")
@click.argument("text")
@click.option(
    "--in", "lang", type=options.LANG, metavar="LANG", help="Language of TEXT [default: any]."
)
@click.option(
    "--limit", type=click.IntRange(1), default=20, metavar="N", help="Most to show [default: 20]."
)
@options.workspace
@options.as_json
@options.quiet
def search(
    text: str, lang: str | None, limit: int, workspace: Path | None, *, as_json: bool, quiet: bool
) -> int:
    """Show where the words of TEXT stand in earlier translations, with both sides.

    Each word may be the beginning of one; accents and capitals do not matter.
    """
    from workflow.commands.memory import run_search  # noqa: PLC0415 - keeps `--help` fast

    return run_search(
        text,
        lang=options.as_tags((lang,))[0] if lang else None,
        limit=limit,
        workspace=options.open_workspace(workspace),
        console=options.make_console(quiet=quiet, as_json=as_json),
    )


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE...")
@click.option(
    "--to", "lang", type=options.LANG, metavar="LANG", help="Of a .po file that names no language."
)
@click.option("--replace", "replaces", is_flag=True, help="Replace an earlier import of that name.")
@options.workspace
@options.quiet
def import_memory(
    files: tuple[Path, ...],
    lang: str | None,
    workspace: Path | None,
    *,
    replaces: bool,
    quiet: bool,
) -> int:
    """Take the translations of FILE (TMX, or .po), and keep it in memory/.

    They are drafts wherever they are offered: what another house approved is not approved here.
    """
    from workflow.commands.memory_import import run_import  # noqa: PLC0415 - keeps `--help` fast

    return run_import(
        files,
        lang=options.as_tags((lang,))[0] if lang else None,
        replaces=replaces,
        workspace=options.open_workspace(workspace),
        console=options.make_console(quiet=quiet),
    )


@command.command("export")
@click.argument("output", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE.tmx")
@options.to_langs
@options.workspace
@options.quiet
def export_memory(
    output: Path, langs: tuple[str, ...], workspace: Path | None, *, quiet: bool
) -> int:
    """Write the memory as TMX 1.4b, all of it or the translations into LANG; - is the output."""
    from workflow.commands.memory import run_export  # noqa: PLC0415 - keeps `--help` fast

    return run_export(
        output,
        options.as_tags(langs),
        workspace=options.open_workspace(workspace),
        console=options.make_console(quiet=quiet),
    )


@command.command("status")
@options.workspace
@options.as_json
def status(workspace: Path | None, *, as_json: bool) -> int:
    """Show how many translations the memory holds, and of which languages."""
    from workflow.commands.memory import run_status  # noqa: PLC0415 - keeps `--help` fast

    return run_status(
        workspace=options.open_workspace(workspace),
        console=options.make_console(as_json=as_json),
    )


@command.command("rebuild")
@options.workspace
@options.as_json
@options.quiet
def rebuild(workspace: Path | None, *, as_json: bool, quiet: bool) -> int:
    """Make the memory again from the review files and from the files in memory/."""
    from workflow.commands.memory import run_rebuild  # noqa: PLC0415 - keeps `--help` fast

    return run_rebuild(
        workspace=options.open_workspace(workspace),
        console=options.make_console(quiet=quiet, as_json=as_json),
    )
