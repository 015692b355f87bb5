"""Options that several verbs share, and what turns them into values.

Each is a decorator, so that an option has one name, one help text and one validation everywhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow.messages.interface import say
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from workflow.console import Console
    from workflow.engines.registry import EngineChoice
    from workflow.model import LangTag
    from workflow.settings import Settings
    from workflow.workspace import Workspace

    Command = Callable[..., Any]


class LangType(click.ParamType[str]):
    """A BCP 47 tag, checked against CLDR."""

    name = "lang"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the canonical tag, or fail as a usage error with the hint."""
        from workflow.errors import SettingsError  # noqa: PLC0415 - keeps `--help` fast
        from workflow.languages import parse_lang  # noqa: PLC0415 - the same

        try:
            return parse_lang(value)
        except SettingsError as error:
            said = tr(
                "{message} [{slug}]; {hint}",
                message=error.message,
                slug=error.slug,
                hint=error.hint,
            )
            self.fail(say(said), param, ctx)


LANG = LangType()
FILE = click.Path(path_type=Path)
"""Existence is checked where the file is read, whose message says what to do."""

to_langs = click.option(
    "--to", "langs", type=LANG, multiple=True, metavar="LANG …", help="Target languages."
)
from_lang = click.option(
    "--from", "source_lang", type=LANG, metavar="LANG", help="Source language [default: fr]."
)
workspace = click.option(
    "--workspace",
    type=FILE,
    metavar="DIR",
    help="Folder with workflow.toml, releases/, locales/… [default: found upwards].",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
has_glossary = click.option(
    "--glossary/--no-glossary",
    "has_glossary",
    default=True,
    help="Enforce the workspace's glossary on the drafts [default: yes].",
)
has_memory = click.option(
    "--memory/--no-memory",
    "has_memory",
    default=True,
    help="Draft from earlier translations, and remember approved ones [default: yes].",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Say only results and errors.")

ENGINES = ("argos", "identity", "pseudo")
"""As in `settings.schema`, which `--help` need not load."""


def engine_options(command: Command) -> Command:
    """Add the options that choose and tune the engine."""
    for option in (
        click.option(
            "--beam", type=click.IntRange(1, 32), help="Beam size [default: the model's, or 4]."
        ),
        click.option(
            "--model",
            metavar="NAME|PATH",
            help="An installed model's name, or the path of an .argosmodel folder.",
        ),
        click.option("--engine", type=click.Choice(ENGINES), help="Engine [default: argos]."),
    ):
        command = option(command)
    return command


def make_console(*, quiet: bool = False, as_json: bool = False) -> Console:
    """Return the console of this run."""
    from workflow.console import Console  # noqa: PLC0415 - keeps `--help` fast

    return Console(quiet=quiet, as_json=as_json)


def open_workspace(
    root: Path | None, *, near: Path | None = None, **overrides: object
) -> Workspace:
    """Return the workspace at `root`, else that of the file `near`, else that of this folder."""
    from workflow.settings import find_workspace, load_settings  # noqa: PLC0415 - keeps `--help` fast
    from workflow.workspace import Workspace  # noqa: PLC0415 - the same

    here = _current_folder()
    folder = _existing(here / root) if root else find_workspace(here, near=near)
    return Workspace(settings=load_settings(folder, overrides))


def _existing(folder: Path) -> Path:
    if folder.is_dir():
        return folder
    from workflow.errors import SettingsError  # noqa: PLC0415 - keeps `--help` fast
    from workflow.model import Position  # noqa: PLC0415 - the same

    raise SettingsError(
        tr("there is no such folder"),
        slug="workspace-missing",
        position=Position(path=str(folder)),
        hint=tr("make it, or name another with --workspace"),
    )


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        from workflow.errors import SettingsError  # noqa: PLC0415 - keeps `--help` fast

        raise SettingsError(
            tr("the folder you are in is gone, or may not be read"),
            slug="folder-gone",
            hint=tr("go to another folder, and run the command there"),
        ) from error


def as_tags(langs: tuple[str, ...]) -> tuple[LangTag, ...]:
    """Return what `LangType` has converted under its proper type."""
    from workflow.model import LangTag  # noqa: PLC0415 - keeps `--help` fast

    return tuple(LangTag(lang) for lang in langs)


def engine_choice(
    settings: Settings, *, engine: str | None, model: str | None, beam: int | None
) -> EngineChoice:
    """Return the engine that options ask for, the settings filling what they leave open."""
    from workflow.engines.registry import EngineChoice  # noqa: PLC0415 - keeps `--help` fast

    return EngineChoice(name=engine or settings.engine, model=model, beam=beam or settings.beam)
