"""Pages without a language of their own as values: the entrance, and that for wrong addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.languages import direction, name_of
from workflow.messages import public_strings
from workflow.site.addresses import absolute, index_path, relative
from workflow.site.views import Alternate, LanguageLink, make_alternates, own_name

if TYPE_CHECKING:
    from workflow.model import LangTag
    from workflow.site.profile import Profile
    from workflow.site.theme import Theme


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
