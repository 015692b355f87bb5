"""`translate models list | install | remove`: the models that engines run."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import options


@click.group(
    "models",
    epilog="""\b
Examples:
  translate models install fr-en
  translate models install fr-en --from ~/Downloads/translate-fr_en-1_9.argosmodel
  translate models list
""",
)
def command() -> None:
    """List, install and remove translation models (Argos packages)."""


@command.command("list")
@options.as_json
def list_models(*, as_json: bool) -> int:
    """List the installed models with their licence and origin."""
    from workflow.commands.models import run_list  # noqa: PLC0415 - keeps `--help` fast

    return run_list(console=options.make_console(as_json=as_json))


@command.command("install")
@click.argument("pair", metavar="PAIR")
@click.option(
    "--from",
    "source",
    metavar="SOURCE",
    help="A .argosmodel file or folder, or one source: bundled, registry or index.",
)
@options.quiet
def install_model(pair: str, source: str | None, *, quiet: bool) -> int:
    """Install the model of PAIR (such as fr-en)."""
    from workflow.commands.models import run_install  # noqa: PLC0415 - keeps `--help` fast

    return run_install(pair, source=source, console=options.make_console(quiet=quiet))


@command.command("remove")
@click.argument("pair", metavar="PAIR")
@options.quiet
def remove_model(pair: str, *, quiet: bool) -> int:
    """Remove the model of PAIR."""
    from workflow.commands.models import run_remove  # noqa: PLC0415 - keeps `--help` fast

    return run_remove(pair, console=options.make_console(quiet=quiet))


@command.command("export")
@click.argument("pair", metavar="PAIR")
@click.argument("target", type=options.FILE, metavar="FILE")
@options.quiet
def export_model(pair: str, target: Path, *, quiet: bool) -> int:
    """Write the model of PAIR to FILE, to install it on a machine without a network."""
    from workflow.commands.models import run_export  # noqa: PLC0415 - keeps `--help` fast

    return run_export(pair, target, console=options.make_console(quiet=quiet))
