"""The command line in the reader's language: click's own words, and the help of our commands.

Help is written in English where it belongs, in docstrings and ``help=``; a command that is shown to
a French reader is a copy whose texts are translated, paragraph by paragraph.
"""

from __future__ import annotations

import copy
import gettext
from typing import TypeVar

import click

from workflow.messages.interface import interface_lang, say
from workflow.wording import Text, paragraphs, tr

_C = TypeVar("_C", bound=click.Command)
_DOMAIN = "click"
_UNTRANSLATED = "messages"
"""The domain of the standard library, which has no catalogue."""


def speak_click() -> None:
    """Make click speak the language of the terminal: it asks the standard library's gettext."""
    if interface_lang() == "en":
        gettext.textdomain(_UNTRANSLATED)
        return
    from importlib import resources  # noqa: PLC0415 - English needs no catalogue

    gettext.bindtextdomain(_DOMAIN, str(resources.files("workflow.messages") / "locale"))
    gettext.textdomain(_DOMAIN)


def localised(command: _C) -> _C:
    """Return a copy of the command with its help in the language of the terminal.

    It is a copy in English too: click keeps in a command the help option it makes for it, in the
    language of that moment.
    """
    return _translated(command, interface_lang())


def _translated(command: _C, lang: str) -> _C:
    twin = copy.copy(command)
    twin.help = _help_in(lang, command.help)
    twin.short_help = _help_in(lang, command.short_help)
    if command.epilog:
        heading = tr("Examples:")
        twin.epilog = command.epilog.replace(str(heading), say(heading, lang))
    twin.params = [_parameter(parameter, lang) for parameter in command.params]
    if isinstance(twin, click.Group):
        twin.commands = {name: _translated(each, lang) for name, each in twin.commands.items()}
    return twin


def _parameter(parameter: click.Parameter, lang: str) -> click.Parameter:
    twin = copy.copy(parameter)
    if isinstance(twin, click.Option):
        twin.help = _help_in(lang, twin.help)
    return twin


def _help_in(lang: str, text: str | None) -> str | None:
    if text is None or lang == "en":
        return text
    return "\n\n".join(say(Text(paragraph, {}), lang) for paragraph in paragraphs(text))
