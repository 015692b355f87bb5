"""The pages of the preview that no reader of a site will see: the list, an edition, a failure."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.languages import direction, name_of
from workflow.messages import public_strings
from workflow.messages.interface import interface_lang, say
from workflow.model import LangTag
from workflow.wording import tr

if TYPE_CHECKING:
    from jinja2 import Environment

    from workflow.editions.html.body import HtmlBody
    from workflow.errors import WorkflowError

RELOAD = "/-/reload.js"
"""Where the script that reloads a page is."""
VERSION = "/-/version"
"""What that script asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A release in one language, for the list."""

    slug: str
    lang: LangTag
    reviewed: int = 0
    drafts: int = 0
    empty: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A source, for the list."""

    slug: str
    title: str
    date: str = ""
    editions: tuple[Edition, ...] = ()
    error: str = ""
    """Why it cannot be shown."""


@functools.cache
def _environment() -> Environment:
    import jinja2  # noqa: PLC0415 - only a page needs it

    return jinja2.Environment(
        loader=jinja2.PackageLoader("workflow.preview", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def render_index(releases: tuple[Release, ...], *, source_lang: LangTag) -> bytes:
    """Return the list of releases with the state of each edition."""
    return _render("index.html", releases=releases, source_lang=source_lang)


def render_edition(body: HtmlBody, *, slug: str, source_lang: LangTag, is_draft: bool) -> bytes:
    """Return an edition as a plain page, with the notice that its readers would get."""
    return _render(
        "edition.html",
        body=body,
        slug=slug,
        source_lang=source_lang,
        is_draft=is_draft,
        strings=public_strings(body.lang),
    )


def render_failure(error: WorkflowError) -> bytes:
    """Return a page that says what keeps another from being made."""
    where = f"{error.position}: " if error.position else ""
    return _render(
        "failure.html",
        where=where,
        message=say(error.message),
        slug=error.slug,
        hint=say(error.hint),
    )


def _render(template: str, **values: object) -> bytes:
    spoken = LangTag(interface_lang())
    page = (
        _environment()
        .get_template(template)
        .render(
            **values,
            lang=spoken,
            direction=direction,
            name_of=lambda other: name_of(other, in_lang=spoken),
            tr=lambda msgid, /, **said: say(tr(msgid, **said), spoken),
            reload=RELOAD,
        )
    )
    return page.encode("utf-8", "replace")
