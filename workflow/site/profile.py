"""What is the same on every page of a site."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workflow.languages import text_in
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
    title: str | tuple[tuple[LangTag, str], ...]
    """One title, or one for each language."""
    author: str | tuple[tuple[LangTag, str], ...]
    """The institution that speaks, likewise."""
    page_size: int
    feed_size: int

    def title_in(self, lang: LangTag) -> str:
        """Return the title of the site in a language; a site without one says what it holds."""
        title = text_in(lang, self.title) or text_in(lang, self.author)
        return title or public_strings(lang).gettext("Press releases")

    def author_in(self, lang: LangTag) -> str:
        """Return the name of the institution in a language, else in that of the releases."""
        return text_in(lang, self.author) or text_in(self.source_lang, self.author)


def make_profile(settings: Settings, *, langs: tuple[LangTag, ...]) -> Profile:
    """Return the profile that the settings describe, for a site in `langs`."""
    site = settings.site
    default = next((lang for lang in langs if lang == site.default_lang), settings.source_lang)
    return Profile(
        source_lang=settings.source_lang,
        default_lang=default,
        langs=langs,
        base_url=site.base_url,
        title=site.title,
        author=site.author or settings.build.office or settings.project.name,
        page_size=site.page_size,
        feed_size=site.feed_size,
    )


def time_zone(settings: Settings) -> dt.tzinfo:
    """Return the zone of dates that name no offset."""
    name = settings.site.time_zone
    return dt.UTC if name == "UTC" else ZoneInfo(name)
