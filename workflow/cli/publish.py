"""`translate publish`: the public site."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from workflow.cli import options
from workflow.messages.interface import say
from workflow.wording import tr


class _Time(click.ParamType[dt.datetime]):
    """A point in time in ISO 8601."""

    name = "time"

    def convert(
        self, value: str | dt.datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Return the time, in universal time where it names no offset."""
        if isinstance(value, dt.datetime):
            return value
        from workflow.site.moments import parse_moment  # noqa: PLC0415 - keeps `--help` fast

        moment = parse_moment(value, dt.UTC)
        if moment is None:
            said = tr('"{value}" is no time; write 2025-11-03T10:00+01:00', value=value)
            self.fail(say(said), param, ctx)
        return moment.instant


@click.command(
    "publish",
    epilog="""\b
Examples:
  translate publish
  translate publish --site /srv/www/press
  translate publish --check
  translate publish --at 2025-11-03T10:00+01:00 --json
""",
)
@click.option(
    "--site", "folder", type=options.FILE, metavar="DIR", help="Folder of the site [default: site]."
)
@click.option(
    "--allow-drafts", is_flag=True, help="Publish drafts too, each marked as not reviewed."
)
@click.option(
    "--check", "checks", is_flag=True, help="Only compare the site with its sources; exit code 1."
)
@click.option("--at", type=_Time(), metavar="TIME", help="Publish as of this time [default: now].")
@options.workspace
@options.as_json
@options.quiet
def command(
    folder: Path | None,
    at: dt.datetime | None,
    workspace: Path | None,
    *,
    allow_drafts: bool,
    checks: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Make the public site of all reviewed releases, in all languages.

    Only texts that a person has approved, that follow the source as it is now and that no check
    objects to are published; the source always is. What was published and is no longer in step says
    so. An embargo in the front matter is kept.
    """
    from workflow.commands.publish import (  # noqa: PLC0415 - keeps `--help` fast
        Choices,
        run_comparison,
        run_publish,
    )
    from workflow.storage import real_path  # noqa: PLC0415 - the same

    place = options.open_workspace(workspace)
    choices = Choices(
        folder=real_path(folder or place.settings.site_folder),
        at=at or dt.datetime.now(dt.UTC),
        allow_drafts=allow_drafts,
    )
    run = run_comparison if checks else run_publish
    return run(
        choices,
        workspace=place,
        console=options.make_console(quiet=quiet, as_json=as_json),
    )
