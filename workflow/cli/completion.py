"""`translate completion SHELL`: the script that completes verbs and options with the Tab key."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from workflow.messages.interface import say
from workflow.wording import tr

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    epilog="""\b
Examples:
  eval "$(translate completion bash)"
  translate completion fish > ~/.config/fish/completions/translate.fish
""",
)
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print the completion script of SHELL."""
    from workflow.cli.main import group  # noqa: PLC0415 - the group imports this module

    completer = get_completion_class(shell)
    if completer is None:
        raise click.UsageError(say(tr('no completion for "{shell}"', shell=shell)))
    click.echo(completer(group, {}, "translate", "_TRANSLATE_COMPLETE").source())
    return 0
