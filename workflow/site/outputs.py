"""Every file of a site: its path, what it depends on, and how it is made.

A file whose dependencies are those of an earlier run is not made again. Nothing here touches a
disk.
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any

from workflow.editions.html.body import render_body
from workflow.messages import public_strings
from workflow.site.addresses import (
    NOT_FOUND,
    ROOT_INDEX,
    SITEMAP,
    feed_path,
    index_path,
    search_data_path,
    search_path,
)
from workflow.site.feeds import make_feed, make_sitemap
from workflow.site.links import relink
from workflow.site.pages import (
    make_entrance,
    make_index_pages,
    make_missing,
    make_release_page,
    make_search_page,
    newest_first,
)
from workflow.site.policy import Shown
from workflow.site.search import search_data
from workflow.site.views import words_for
from workflow.storage import digest, program_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from _typeshed import DataclassInstance

    from workflow.model import LangTag
    from workflow.site.profile import Profile
    from workflow.site.theme import Theme
    from workflow.site.views import Edition

    Texts = Callable[[Edition], str]
    """The Markdown that a page shows."""

_LIBRARIES = ("jinja2", "markdown-it-py", "mdit-py-plugins", "nh3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the site."""

    path: str
    key: str
    """Equal keys give equal bytes."""
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What all pages are made with."""

    profile: Profile
    theme: Theme
    texts: Texts


def iter_outputs(editions: Sequence[Edition], press: Press) -> Iterator[Output]:
    """Yield the files of the site in `editions`, those that show nothing left out.

    Downloads and files that releases bring along are not among them.
    """
    profile, theme = press.profile, press.theme
    for edition in editions:
        yield _release_output(edition, press)
    for lang in profile.langs:
        ordered = newest_first([edition for edition in editions if edition.lang == lang])
        yield from _list_outputs(lang, ordered, press)
    yield _page(ROOT_INDEX, "languages.html", make_entrance(profile, theme, path=ROOT_INDEX), press)
    yield _page(NOT_FOUND, "missing.html", make_missing(profile, theme, path=NOT_FOUND), press)
    if profile.base_url:
        readable = [edition for edition in editions if edition.lang in edition.planned.indexed]
        yield _page(SITEMAP, "sitemap.xml", make_sitemap(readable, profile), press)
    for path, content in {**theme.static, **theme.assets}.items():
        yield _fixed(path, content)


def is_listed(edition: Edition) -> bool:
    """Tell whether lists and the search lead to the edition."""
    return edition.planned.is_readable


def _list_outputs(lang: LangTag, ordered: Sequence[Edition], press: Press) -> Iterator[Output]:
    profile, theme = press.profile, press.theme
    listed = [edition for edition in ordered if is_listed(edition)]
    for page in make_index_pages(lang, listed, profile, theme):
        yield _page(index_path(lang, page.number), "index.html", page, press, lang=lang)
    search = make_search_page(lang, listed, profile, theme)
    yield _page(search_path(lang), "search.html", search, press, lang=lang)
    words = [(edition.slug, edition.article.words) for edition in listed]
    yield _fixed(search_data_path(lang), search_data(words))
    told = [edition for edition in ordered if edition.shown is not Shown.WITHHELD]
    yield _page(feed_path(lang), "feed.xml", make_feed(lang, told, profile), press)


def _release_output(edition: Edition, press: Press) -> Output:
    page = make_release_page(edition, press.profile, press.theme)
    values = {**_values_of(page), **words_for(edition.lang)}

    def make() -> bytes:
        body = _body_of(edition, press) if edition.planned.is_readable else ""
        return press.theme.render("page.html", {**values, "body": body})

    depends = f"{page!r}{edition.text_sha256}{edition.gaps!r}{edition.links!r}"
    return Output(path=edition.path, key=_key(depends, press), make=make)


def _body_of(edition: Edition, press: Press) -> str:
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    body = render_body(
        press.texts(edition),
        lang=edition.lang,
        source_lang=press.profile.source_lang,
        untranslated=edition.gaps,
        back_label=public_strings(edition.lang).gettext("Back to the text"),
    )
    html = relink(body.html, source=edition.source_path, links=dict(edition.links))
    return Markup(html)  # noqa: S704 - sanitised, twice


def _page(
    path: str, template: str, page: DataclassInstance, press: Press, *, lang: LangTag | None = None
) -> Output:
    values = {**_values_of(page), **(words_for(lang) if lang else {})}
    return Output(
        path=path,
        key=_key(f"{template}{page!r}", press),
        make=lambda: press.theme.render(template, values),
    )


def _values_of(page: DataclassInstance) -> Mapping[str, Any]:
    return {field.name: getattr(page, field.name) for field in dataclasses.fields(page)}


def _fixed(path: str, content: bytes) -> Output:
    return Output(path=path, key=digest(content), make=lambda: content)


def _key(depends: str, press: Press) -> str:
    return digest("\0".join([program_digest(), *_versions(), press.theme.digest, depends]))


@functools.cache
def _versions() -> tuple[str, ...]:
    return tuple(metadata.version(name) for name in _LIBRARIES)
