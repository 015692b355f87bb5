"""What is the same on every page of a site."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workflow.languages import base_of
from workflow.messages import public_strings

if TYPE_CHECKING:
    from workflow.model import LangTag
    from workflow.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The site as a whole."""

    source_lang: LangTag
    default_lang: LangTag
    langs: tuple[LangTag, ...]
    """The languages that have something to read, in the order in which they are offered."""
    base_url: str
    titles: tuple[tuple[str, str], ...]
    """Titles by language; ``""`` is the language of a title for all."""
    author: str
    page_size: int
    feed_size: int

    def title_in(self, lang: LangTag) -> str:
        """Return the title of the site in a language; a site without one says what it holds."""
        titles = dict(self.titles)
        for key in (lang, base_of(lang), ""):
            if titles.get(key):
                return titles[key]
        return self.author or public_strings(lang).gettext("Press releases")


def make_profile(settings: Settings, *, langs: tuple[LangTag, ...]) -> Profile:
    """Return the profile that the settings describe, for a site in `langs`."""
    site = settings.site
    titles = (("", site.title),) if isinstance(site.title, str) else site.title
    default = next((lang for lang in langs if lang == site.default_lang), settings.source_lang)
    return Profile(
        source_lang=settings.source_lang,
        default_lang=default,
        langs=langs,
        base_url=site.base_url,
        titles=tuple(titles),
        author=site.author or settings.project.name,
        page_size=site.page_size,
        feed_size=site.feed_size,
    )


def time_zone(settings: Settings) -> dt.tzinfo:
    """Return the zone of dates that name no offset."""
    name = settings.site.time_zone
    return dt.UTC if name == "UTC" else ZoneInfo(name)
