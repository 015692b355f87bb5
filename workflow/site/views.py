"""What templates are given: plain values, all links relative to the page.

The values of a page are also what tells whether it must be rendered again: two that are equal give
the same bytes.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.editions.days import date_in_words
from workflow.languages import base_of, direction, to_gettext
from workflow.messages import public_strings
from workflow.site.addresses import (
    absolute,
    feed_path,
    index_path,
    page_path,
    relative,
    search_path,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from workflow.editions.html.passages import Passage
    from workflow.model import LangTag, Slug
    from workflow.site.article import Article
    from workflow.site.moments import Moment
    from workflow.site.plan import Planned
    from workflow.site.policy import Shown
    from workflow.site.profile import Profile
    from workflow.site.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A planned address with what is known of its text."""

    planned: Planned
    article: Article
    text_sha256: str
    """Of the Markdown that is shown; empty where there is none to show."""
    source: Article | None = None
    """For a kept text: the source as it is now."""
    is_outdated: bool = False
    """The source changed since this was published."""
    withdrawn_on: dt.date | None = None
    downloads: tuple[str, ...] = ()
    """The formats in which it can be had beside the page, by their names."""
    links: tuple[tuple[str, str], ...] = ()
    """What the text may link to: path in the workspace → link from the page."""
    source_path: str = ""
    """Path of the release in the workspace, which its links start from."""
    gaps: tuple[Passage, ...] = ()
    """Passages in the language of the source."""
    foreign: tuple[str, ...] = ()
    """Keys of the front matter whose values are in that language."""
    looks: tuple[tuple[int, str], ...] | None = None
    """What its texts look like; None for a text whose source is another by now."""

    @property
    def slug(self) -> Slug:
        """Return the release."""
        return self.planned.slug

    @property
    def lang(self) -> LangTag:
        """Return the language."""
        return self.planned.lang

    @property
    def shown(self) -> Shown:
        """Return what stands at the address."""
        return self.planned.shown

    @property
    def path(self) -> str:
        """Return the path of the page in the site."""
        return page_path(self.slug, self.lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """A language that a reader may choose."""

    lang: LangTag
    direction: str
    name: str
    """In the language itself."""
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same content in another language, for machines."""

    lang: str
    """A language tag, or ``x-default``."""
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the content of every page."""

    lang: LangTag
    direction: str
    heading: str
    site_title: str
    author: str
    said: str
    """Attributes for what the site itself says, where it cannot say it in `lang`; else empty."""
    home: str
    search: str
    feed: str
    style: str
    languages: tuple[LanguageLink, ...]
    alternates: tuple[Alternate, ...]
    canonical: str
    is_indexed: bool
    og_locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a frame is made for: the page itself and its other languages."""

    path: str
    lang: LangTag
    others: tuple[tuple[LangTag, str], ...]
    """Language → path of each edition that can be read, with this page if it is one of them."""
    indexed: tuple[LangTag, ...]
    """Those of `others` that search engines are led to; without `lang`, the page is hidden from
    them."""


def make_frame(around: Around, profile: Profile, theme: Theme) -> Frame:
    """Return the frame of a page."""
    path, lang = around.path, around.lang
    indexed = [(other, link) for other, link in around.others if other in around.indexed]
    is_indexed = lang in around.indexed
    title, author = profile.title_in(lang), profile.author_in(lang)
    return Frame(
        lang=lang,
        direction=direction(lang),
        heading=title,
        site_title=title,
        author="" if author == title else author,
        said=said_in(lang),
        home=relative(index_path(lang), page=path),
        search=relative(search_path(lang), page=path),
        feed=relative(feed_path(lang), page=path),
        style=relative(theme.style, page=path),
        languages=_switch(around),
        alternates=make_alternates(indexed, profile, page=path) if is_indexed else (),
        canonical=absolute(path, base_url=profile.base_url)
        if is_indexed and profile.base_url
        else "",
        is_indexed=is_indexed,
        og_locale=to_gettext(lang),
    )


def said_in(lang: LangTag) -> str:
    """Return the attributes of words that are not in `lang`, since no catalogue has it."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    says = public_strings(lang)
    if base_of(says.lang) == base_of(lang):
        return ""
    return Markup(' lang="{}" dir="{}"').format(says.lang, says.direction)


def _switch(around: Around) -> tuple[LanguageLink, ...]:
    links = dict(around.others)
    langs = list(links) if around.lang in links else [around.lang, *links]
    return tuple(
        LanguageLink(
            lang=lang,
            direction=direction(lang),
            name=own_name(lang),
            href=relative(links[lang], page=around.path) if lang in links else "",
            is_current=lang == around.lang,
        )
        for lang in langs
    )


def make_alternates(
    others: Sequence[tuple[LangTag, str]], profile: Profile, *, page: str
) -> tuple[Alternate, ...]:
    """Return the alternates of a page, itself included, and the one for all other languages."""
    if not others:
        return ()
    links = {
        lang: absolute(path, base_url=profile.base_url)
        if profile.base_url
        else relative(path, page=page)
        for lang, path in others
    }
    default = next(
        (links[lang] for lang in (profile.default_lang, profile.source_lang) if lang in links),
        links[others[0][0]],
    )
    found = [Alternate(lang=lang, href=href) for lang, href in links.items()]
    return (*found, Alternate(lang="x-default", href=default))


@functools.cache
def own_name(lang: LangTag) -> str:
    """Return the name of a language in that language, as a heading has it."""
    from workflow.languages import name_of  # noqa: PLC0415 - Babel, only for pages

    name = name_of(lang, in_lang=lang)
    return name[:1].upper() + name[1:]


def moment_in_words(moment: Moment | None, lang: LangTag) -> str:
    """Return the day of a moment as readers of a language write it; "" for none."""
    return date_in_words(moment.day, public_strings(lang).lang) if moment else ""


def words_for(lang: LangTag) -> Mapping[str, object]:
    """Return what every template is given to speak with."""
    says = public_strings(lang)
    return {"gettext": says.gettext, "ngettext": says.ngettext, "pgettext": says.pgettext}
