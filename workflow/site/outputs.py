"""Every file of a site: its path, what it depends on, and how it is made.

A file whose dependencies are those of an earlier run is not made again. Nothing here touches a
disk.
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from workflow.site.entrance import make_entrance, make_missing
from workflow.site.feeds import make_feed
from workflow.site.links import relink
from workflow.site.lists import make_index_page, make_search_page, newest_first, split_list
from workflow.site.pages import make_release_page
from workflow.site.policy import Shown
from workflow.site.search import search_data
from workflow.site.sitemap import make_sitemap
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the site."""

    path: str
    key: str
    """Of all that the file is made of: equal keys give equal bytes."""
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What all pages are made with."""

    profile: Profile
    theme: Theme
    texts: Texts


def iter_outputs(editions: Sequence[Edition], press: Press) -> Iterator[Output]:
    """Yield the files of the site in `editions`.

    Downloads and files that releases bring along are not among them.
    """
    keys = {
        edition.path: key for edition, key in zip(editions, _keys(editions, press), strict=True)
    }
    for edition in editions:
        make = functools.partial(_make_release, edition, press)
        yield Output(path=edition.path, key=keys[edition.path], make=make)
    for lang in press.profile.langs:
        ordered = newest_first([edition for edition in editions if edition.lang == lang])
        yield from _list_outputs(lang, ordered, keys, press)
    yield from _common_outputs(editions, keys, press)


def _keys(editions: Sequence[Edition], press: Press) -> Iterator[str]:
    """Yield the key of each page: two editions that are equal make the same page."""
    profile = dataclasses.replace(press.profile, langs=(), page_size=0, feed_size=0)
    common = _key(repr(profile), press)
    for edition in editions:
        yield digest(f"{common}{edition!r}")


def _list_outputs(
    lang: LangTag, ordered: Sequence[Edition], keys: Mapping[str, str], press: Press
) -> Iterator[Output]:
    profile, theme = press.profile, press.theme
    listed = [edition for edition in ordered if edition.planned.is_readable]
    told = [edition for edition in ordered if edition.shown is not Shown.WITHHELD]

    pages = split_list(listed, profile)

    def output(path: str, shown: Sequence[Edition], make: Callable[[], bytes]) -> Output:
        on_it = "".join(keys[edition.path] for edition in shown)
        return Output(
            path=path, key=_key(f"{path}{profile!r}{len(pages)}{on_it}", press), make=make
        )

    def page(template: str, values: Callable[[], DataclassInstance]) -> Callable[[], bytes]:
        return lambda: _render(template, values(), press, lang=lang)

    for number, chunk in enumerate(pages, start=1):
        make_page = functools.partial(make_index_page, lang, listed, number, profile, theme)
        yield output(index_path(lang, number), chunk, page("index.html", make_page))
    make_search = functools.partial(make_search_page, lang, listed, profile, theme)
    yield output(search_path(lang), listed, page("search.html", make_search))
    words = functools.partial(search_data, [(each.slug, each.article.words) for each in listed])
    yield output(search_data_path(lang), listed, words)
    newest = told[: profile.feed_size]
    feed = functools.partial(make_feed, lang, newest, profile)
    yield output(feed_path(lang), newest, page("feed.xml", feed))


def _common_outputs(
    editions: Sequence[Edition], keys: Mapping[str, str], press: Press
) -> Iterator[Output]:
    profile, theme = press.profile, press.theme
    for path, template, page in (
        (ROOT_INDEX, "languages.html", make_entrance(profile, theme, path=ROOT_INDEX)),
        (NOT_FOUND, "missing.html", make_missing(profile, theme, path=NOT_FOUND)),
    ):
        make = functools.partial(_render, template, page, press)
        yield Output(path=path, key=_key(f"{path}{page!r}", press), make=make)
    if profile.base_url:
        mapped = [edition for edition in editions if edition.lang in edition.planned.indexed]
        on_it = "".join(keys[edition.path] for edition in mapped)
        yield Output(
            path=SITEMAP,
            key=_key(f"{SITEMAP}{profile!r}{on_it}", press),
            make=lambda: make_sitemap(mapped, profile),
        )
    for path, content in {**theme.static, **theme.assets}.items():
        yield Output(path=path, key=digest(content), make=functools.partial(bytes, content))


def _make_release(edition: Edition, press: Press) -> bytes:
    page = make_release_page(edition, press.profile, press.theme)
    body = _body_of(edition, press) if edition.planned.is_readable else ""
    return _render("page.html", page, press, lang=edition.lang, body=body)


def _body_of(edition: Edition, press: Press) -> str:
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    body = render_body(
        press.texts(edition),
        lang=edition.lang,
        source_lang=press.profile.source_lang,
        untranslated=edition.gaps,
        back_label=public_strings(edition.lang).gettext("Back to the text"),
        looks=None if edition.looks is None else dict(edition.looks),
    )
    html = relink(body.html, source=edition.source_path, links=dict(edition.links))
    return Markup(html)  # noqa: S704 - sanitised, twice


def _render(
    template: str,
    page: DataclassInstance,
    press: Press,
    *,
    lang: LangTag | None = None,
    body: str = "",
) -> bytes:
    values: dict[str, object] = {
        field.name: getattr(page, field.name) for field in dataclasses.fields(page)
    }
    return press.theme.render(
        template, {**values, **(words_for(lang) if lang else {}), "body": body}
    )


def _key(depends: str, press: Press) -> str:
    return digest(f"{program_digest()}\0{press.theme.digest}\0{depends}")
