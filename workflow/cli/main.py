"""The `translate` group: finds the verb, loads only that verb, turns errors into exit codes.

``translate FILE --to en`` needs no verb: whatever does not start with a known one is `release`.
"""

from __future__ import annotations

import contextlib
import importlib
import keyword
import sys
from typing import TYPE_CHECKING

import click

from workflow import __version__
from workflow.cli.languages import spread_languages
from workflow.cli.localised import localised, speak_click
from workflow.errors import WorkflowError
from workflow.messages.interface import say
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.console import Console

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_BUG = 3
EXIT_INTERRUPTED = 130

DEFAULT_VERB = "release"

VERBS = {
    "release": "Draft releases, update their review files, write their editions (the default).",
    "status": "Show where every release stands in every language.",
    "check": "Check facts, terms and structure in review files, drafted or reviewed.",
    "proof": "Write a page with a release beside its edition, for review.",
    "serve": "Show releases, editions and proof pages in a browser.",
    "diff": "Show which sentences a correction touches, and write its erratum.",
    "build": "Build editions: Markdown, HTML, PDF, EPUB, DOCX, ODT.",
    "publish": "Make the public site of reviewed releases, in step with their sources.",
    "import": "Make a release of a Word, LibreOffice or HTML file.",
    "merge-reviews": "Make one review file of two people's.",
    "migrate": "Keep approvals when the program cuts sentences differently.",
    "lines": "Translate a text file line by line.",
    "segment": "Show the segments of a file and the rules that made them.",
    "explain": "Show what the glossary found, changed and left in a release.",
    "glossary": "Check the glossary, look terms up, exchange it with other tools.",
    "memory": "Search earlier translations, exchange them with other tools, make them again.",
    "models": "List, install and remove translation models.",
    "doctor": "Tell what works, what is missing and how to mend it.",
    "completion": "Print the completion script of a shell.",
}
"""Verb → one line of help: `--help` lists them without importing the modules that hold them."""

EPILOG = """\b
Examples:
  translate models install fr-en
  translate releases/sommet.md --to en
  translate releases/*.md --to en ru
  translate doctor
"""


class VerbGroup(click.Group):
    """A group whose commands live in modules of their own, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the order in which a newcomer needs them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the verb's module and return its `command`."""
        if cmd_name not in VERBS:
            return None
        module = cmd_name.replace("-", "_")
        module = f"{module}_" if keyword.iskeyword(module) else module
        command: click.Command = importlib.import_module(f"workflow.cli.{module}").command
        return localised(command)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default verb before arguments that start with no verb."""
        own = {"--help", "-h", "--version"}
        if args and args[0] not in VERBS and args[0] not in own:
            _refuse_mistyped_verb(args[0], ctx)
            args = [DEFAULT_VERB, *args]
        return super().parse_args(ctx, spread_languages(args))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the verbs from the table, without importing them."""
        with formatter.section(say(tr("Commands"))):
            formatter.write_dl([(verb, say(tr(summary))) for verb, summary in VERBS.items()])


def _refuse_mistyped_verb(word: str, ctx: click.Context) -> None:
    """Tell ``modles`` from a file: it looks like a verb or a slug, and no file has that name."""
    import difflib  # noqa: PLC0415 - keeps `--help` fast
    from pathlib import Path  # noqa: PLC0415 - the same

    if word.startswith("-") or set(word) & set("./\\") or Path(word).exists():
        return
    release = Path("releases", f"{word}.md")
    meant = [str(release)] if release.is_file() else difflib.get_close_matches(word, VERBS, n=1)
    if meant:
        said = tr('No such verb or file "{word}". Did you mean "{verb}"?', word=word, verb=meant[0])
    elif word.isalpha():
        said = tr('No such verb or file "{word}".', word=word)
    else:
        return
    raise click.UsageError(say(said), ctx)


@click.group(
    cls=VerbGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="translate", help="Show the version and exit.")
def group() -> None:
    """Translate press releases offline, review them in gettext files, publish their editions.

    `translate FILE --to LANG` drafts a French release with an offline model, writes the review file
    locales/LANG/LC_MESSAGES/SLUG.po and the edition editions/LANG/SLUG.md. Edit the review file,
    clear "fuzzy" on what you approve, and run the same command again.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line on `arguments` (default: the process's) and return the exit code."""
    try:
        speak_click()
        code = localised(group).main(
            args=None if arguments is None else list(arguments),
            prog_name="translate",
            standalone_mode=False,
        )
        if sys.stdout:
            sys.stdout.flush()  # a disk that is full is told, not lost when the interpreter ends
    except WorkflowError as error:
        arguments = sys.argv[1:] if arguments is None else arguments
        _console(as_json="--json" in arguments).error(error)
        return EXIT_FINDINGS
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        said = tr("interrupted: nothing is half-written, run the same command again")
        click.echo(say(said), err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # silences the interpreter's own complaint at exit
        return EXIT_DONE
    except Exception as error:  # noqa: BLE001 - the one place that catches all: our bug, logged
        return _report_unforeseen(error)
    return code if isinstance(code, int) else EXIT_DONE


def _console(*, as_json: bool) -> Console:
    from workflow.console import Console  # noqa: PLC0415 - `--help` does without it

    return Console(as_json=as_json)


def _report_unforeseen(error: Exception) -> int:
    """Tell a full disk behind standard output, which no module writes a file to, from our bug."""
    from workflow.storage.refusals import is_full  # noqa: PLC0415 - only when it happens

    if not isinstance(error, OSError) or not is_full(error):
        return _report_bug(error)
    with contextlib.suppress(OSError):
        sys.stdout.close()  # else the interpreter tries again
    said = tr("error: there is no room for the output: {reason} [disk-full]", reason=error.strerror)
    hint = tr("free some space and run the command again")
    click.echo(f"{say(said)}\n{say(tr('hint: {hint}', hint=hint))}", err=True)
    return EXIT_FINDINGS


def _report_bug(error: Exception) -> int:
    """Keep the traceback in a log and tell the user where, in one line."""
    import traceback  # noqa: PLC0415 - only when we crashed

    import platformdirs  # noqa: PLC0415 - the same

    log = platformdirs.user_log_path("trianon", appauthor=False, ensure_exists=True) / "crash.log"
    log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    what = tr("internal error: {error} [bug]", error=f"{type(error).__name__}: {error}")
    hint = tr("this is our mistake, not yours; please report it with {log}", log=log)
    click.echo(f"{say(what)}\n{say(tr('hint: {hint}', hint=hint))}", err=True)
    return EXIT_BUG
