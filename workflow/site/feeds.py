"""The Atom feed of a language (RFC 4287), as values of its template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.messages import public_strings
from workflow.site.addresses import (
    absolute,
    feed_path,
    index_path,
    page_path,
    permanent_id,
    relative,
)
from workflow.site.notices import make_notices
from workflow.site.views import Alternate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import LangTag
    from workflow.site.profile import Profile
    from workflow.site.views import Edition

UNDATED = "1970-01-01T00:00:00Z"
"""Where a release states no date: Atom demands one, and we take none from a clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A release in a feed."""

    id: str
    title: str
    published: str
    updated: str
    href: str
    alternates: tuple[Alternate, ...]
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Values of ``feed.xml``."""

    lang: LangTag
    id: str
    title: str
    author: str
    updated: str
    itself: str
    home: str
    entries: tuple[FeedEntry, ...]


def make_feed(lang: LangTag, editions: Sequence[Edition], profile: Profile) -> Feed:
    """Return the feed of a language: the newest of `editions`, which are in the list's order.

    What was withdrawn stays in it and says so, since its readers hold the old text.
    """
    path, base = feed_path(lang), profile.base_url
    entries = tuple(_feed_entry(edition, profile) for edition in editions[: profile.feed_size])
    return Feed(
        lang=lang,
        id=permanent_id(path, base_url=base),
        title=profile.title_in(lang),
        author=profile.author_in(lang) or profile.title_in(lang),
        updated=max((entry.updated for entry in entries), default=UNDATED),
        itself=absolute(path, base_url=base) if base else "",
        home=_link(index_path(lang), profile, page=path),
        entries=entries,
    )


def _feed_entry(edition: Edition, profile: Profile) -> FeedEntry:
    article, page = edition.article, feed_path(edition.lang)
    says = public_strings(edition.lang)
    notices = make_notices(edition, profile)
    told = [" ".join((each.text, *each.more, each.quoted)).strip() for each in notices]
    is_readable = edition.planned.is_readable
    title = article.short_title
    return FeedEntry(
        id=permanent_id(edition.path, base_url=profile.base_url),
        title=title if is_readable else f"{says.gettext('Withdrawn')} – {title}",
        published=article.date.utc if article.date else UNDATED,
        updated=_updated(edition),
        href=_link(edition.path, profile, page=page),
        alternates=tuple(
            Alternate(lang=lang, href=_link(page_path(edition.slug, lang), profile, page=page))
            for lang in edition.planned.indexed
            if lang != edition.lang and is_readable
        ),
        summary=" ".join([*told, article.description if is_readable else ""]).strip(),
    )


def _updated(edition: Edition) -> str:
    """Return the last change that its author states: of the text, or that it was withdrawn."""
    updated = edition.article.updated
    withdrawn = f"{edition.withdrawn_on}T00:00:00Z" if edition.withdrawn_on else ""
    return max(updated.utc if updated else UNDATED, withdrawn)


def _link(target: str, profile: Profile, *, page: str) -> str:
    if profile.base_url:
        return absolute(target, base_url=profile.base_url)
    return relative(target, page=page)
