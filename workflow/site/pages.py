"""The pages of a site as values: pages of releases, lists, the search, the entrance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from workflow.editions.days import date_in_words
from workflow.languages import direction, name_of
from workflow.messages import public_strings
from workflow.site.addresses import (
    absolute,
    download_path,
    index_path,
    page_path,
    relative,
    search_data_path,
    search_path,
)
from workflow.site.jsonld import describe_edition
from workflow.site.notices import make_notices, original_of
from workflow.site.views import (
    Alternate,
    Around,
    LanguageLink,
    make_alternates,
    make_frame,
    own_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import LangTag, Slug
    from workflow.site.article import Article
    from workflow.site.moments import Moment
    from workflow.site.notices import Notice
    from workflow.site.profile import Profile
    from workflow.site.theme import Theme
    from workflow.site.views import Edition, Frame

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "md": "text/markdown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """The edition in another format."""

    name: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePage:
    """Values of ``page.html``; ``body`` is added when it is rendered."""

    frame: Frame
    article: Article
    shows_title: bool
    is_readable: bool
    date_text: str
    notices: tuple[Notice, ...]
    original: LanguageLink | None
    downloads: tuple[Download, ...]
    json_ld: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A release in a list."""

    slug: Slug
    title: str
    description: str
    href: str
    date: Moment | None
    date_text: str
    marks: tuple[str, ...]
    """What distinguishes it: a draft, an edition that is being brought up to date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The releases of a year, newest first."""

    name: str
    """Empty for those without a date."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """Values of ``index.html``."""

    frame: Frame
    years: tuple[Year, ...]
    number: int
    total: int
    newer: str
    older: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Values of ``search.html``."""

    frame: Frame
    years: tuple[Year, ...]
    data: str
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrancePage:
    """Values of ``languages.html``."""

    lang: LangTag
    direction: str
    site_title: str
    canonical: str
    alternates: tuple[Alternate, ...]
    languages: tuple[LanguageLink, ...]
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the page for a wrong address says in one language."""

    lang: LangTag
    direction: str
    title: str
    text: str
    link: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPage:
    """Values of ``missing.html``."""

    lang: LangTag
    direction: str
    site_title: str
    messages: tuple[Said, ...]
    style: str


def make_release_page(edition: Edition, profile: Profile, theme: Theme) -> ReleasePage:
    """Return the page of a release in one language."""
    planned, article = edition.planned, edition.article
    others = tuple((lang, page_path(edition.slug, lang)) for lang in planned.alternates)
    frame = make_frame(
        Around(
            path=edition.path,
            lang=edition.lang,
            others=others,
            indexed=planned.indexed,
        ),
        profile,
        theme,
    )
    href, words, lang = original_of(edition, profile)
    return ReleasePage(
        frame=frame,
        article=article,
        shows_title=not (planned.is_readable and article.has_heading),
        is_readable=planned.is_readable,
        date_text=_day(article.date, edition.lang),
        notices=make_notices(edition, profile),
        original=LanguageLink(
            lang=profile.source_lang,
            direction=direction(profile.source_lang),
            name=words,
            href=href,
        )
        if lang
        else None,
        downloads=_downloads(edition) if planned.is_readable else (),
        json_ld=describe_edition(edition, profile) if planned.is_readable else "",
    )


def _day(moment: Moment | None, lang: LangTag) -> str:
    return date_in_words(moment.day, public_strings(lang).lang) if moment else ""


def _downloads(edition: Edition) -> tuple[Download, ...]:
    return tuple(
        Download(
            name="Markdown" if name == "md" else name.upper(),
            href=relative(download_path(edition.slug, edition.lang, f".{name}"), page=edition.path),
            media_type=MEDIA_TYPES[name],
        )
        for name in edition.downloads
    )


# --- Lists -------------------------------------------------------------------------------------


def newest_first(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """Return editions by date, the newest first; those without a date last, each by slug."""
    by_slug = sorted(editions, key=lambda edition: edition.slug)
    dated = [(edition.article.date, edition) for edition in by_slug if edition.article.date]
    dated.sort(key=lambda pair: pair[0].instant, reverse=True)
    undated = [edition for edition in by_slug if not edition.article.date]
    return (*(edition for _, edition in dated), *undated)


def split_list(editions: Sequence[Edition], profile: Profile) -> tuple[Sequence[Edition], ...]:
    """Return what stands on each page of a list; an empty list has one page."""
    size = profile.page_size
    chunks = [editions[at : at + size] for at in range(0, len(editions), size)]
    return tuple(chunks) or (editions,)


def make_index_page(
    lang: LangTag, editions: Sequence[Edition], number: int, profile: Profile, theme: Theme
) -> IndexPage:
    """Return a page of the list of a language; `editions` are all of it, in its order."""
    chunks = split_list(editions, profile)
    total, path = len(chunks), index_path(lang, number)
    return IndexPage(
        frame=_list_frame(path, lang, profile, theme, is_first=number == 1),
        years=_years(chunks[number - 1], page=path),
        number=number,
        total=total,
        newer=relative(index_path(lang, number - 1), page=path) if number > 1 else "",
        older=relative(index_path(lang, number + 1), page=path) if number < total else "",
    )


def make_search_page(
    lang: LangTag, editions: Sequence[Edition], profile: Profile, theme: Theme
) -> SearchPage:
    """Return the page that lists everything and searches it."""
    path = search_path(lang)
    return SearchPage(
        frame=_list_frame(path, lang, profile, theme, is_first=False),
        years=_years(editions, page=path),
        data=relative(search_data_path(lang), page=path),
        script=relative(theme.script, page=path),
    )


def _list_frame(
    path: str, lang: LangTag, profile: Profile, theme: Theme, *, is_first: bool
) -> Frame:
    """Return the frame of a list; the first pages of all languages are each other's alternates."""
    others = [(other, index_path(other)) for other in profile.langs]
    if not is_first:
        others = [(other, path if other == lang else link) for other, link in others]
    frame = make_frame(
        Around(path=path, lang=lang, others=tuple(others), indexed=profile.langs), profile, theme
    )
    return frame if is_first else replace(frame, alternates=())


def _years(editions: Sequence[Edition], *, page: str) -> tuple[Year, ...]:
    def year_of(edition: Edition) -> str:
        return str(edition.article.date.day.year) if edition.article.date else ""

    return tuple(
        Year(name=name, entries=tuple(_entry(edition, page=page) for edition in group))
        for name, group in groupby(editions, key=year_of)
    )


def _entry(edition: Edition, *, page: str) -> Entry:
    article, says = edition.article, public_strings(edition.lang)
    marks = []
    if edition.planned.is_draft:
        marks.append(says.gettext("Draft"))
    if article.corrected:
        date = date_in_words(article.corrected.day, says.lang)
        marks.append(says.gettext("Corrected on {date}.", date=date).rstrip("."))
    return Entry(
        slug=edition.slug,
        title=article.short_title,
        description=article.description,
        href=relative(edition.path, page=page),
        date=article.date,
        date_text=_day(article.date, edition.lang),
        marks=tuple(marks),
    )


# --- Where no language is chosen ---------------------------------------------------------------


def make_entrance(profile: Profile, theme: Theme, *, path: str) -> EntrancePage:
    """Return the page at the root, which offers the languages."""
    lang = profile.default_lang
    others = tuple((other, index_path(other)) for other in profile.langs)
    return EntrancePage(
        lang=lang,
        direction=direction(lang),
        site_title=profile.title_in(lang),
        canonical=absolute(path, base_url=profile.base_url) if profile.base_url else "",
        alternates=make_alternates(others, profile, page=path),
        languages=tuple(
            LanguageLink(
                lang=other,
                direction=direction(other),
                name=own_name(other),
                href=relative(link, page=path),
            )
            for other, link in others
        ),
        style=relative(theme.style, page=path),
    )


def make_missing(profile: Profile, theme: Theme, *, path: str) -> MissingPage:
    """Return the page for wrong addresses, which a server shows at any depth of the site."""

    def link(target: str) -> str:
        if profile.base_url:
            return absolute(target, base_url=profile.base_url)
        return relative(target, page=path)

    lang = profile.default_lang
    messages = []
    for other in (lang, *(each for each in profile.langs if each != lang)):
        says = public_strings(other)
        messages.append(
            Said(
                lang=says.lang,
                direction=says.direction,
                title=says.gettext("Page not found"),
                text=says.gettext("The page that you are looking for does not exist or has moved."),
                link=f"{says.gettext('All releases')} ({name_of(other, in_lang=says.lang)})",
                href=link(index_path(other)),
            )
        )
    return MissingPage(
        lang=lang,
        direction=direction(lang),
        site_title=profile.title_in(lang),
        messages=tuple(messages),
        style=link(theme.style),
    )
