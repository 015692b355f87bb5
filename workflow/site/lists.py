"""The lists of a site as values: the pages of releases by date, and the page that searches them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from workflow.editions.days import date_in_words
from workflow.messages import public_strings
from workflow.site.addresses import index_path, relative, search_data_path, search_path
from workflow.site.views import Around, make_frame, moment_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import LangTag, Slug
    from workflow.site.moments import Moment
    from workflow.site.profile import Profile
    from workflow.site.theme import Theme
    from workflow.site.views import Edition, Frame


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
        date_text=moment_in_words(article.date, edition.lang),
        marks=tuple(marks),
    )
