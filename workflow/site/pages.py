"""The page of a release in one language, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.languages import direction
from workflow.site.addresses import download_path, page_path, relative
from workflow.site.jsonld import describe_edition
from workflow.site.notices import make_notices, original_of
from workflow.site.views import Around, LanguageLink, make_frame, moment_in_words

if TYPE_CHECKING:
    from workflow.site.article import Article
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
    title_lang: str
    """The language of the title, where it is not that of the page."""
    title_direction: str
    is_readable: bool
    date_text: str
    notices: tuple[Notice, ...]
    original: LanguageLink | None
    downloads: tuple[Download, ...]
    json_ld: str


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
    title_lang = profile.source_lang if "title" in edition.foreign else edition.lang
    return ReleasePage(
        frame=frame,
        article=article,
        title_lang="" if title_lang == edition.lang else title_lang,
        title_direction=direction(title_lang),
        shows_title=not (planned.is_readable and article.has_heading),
        is_readable=planned.is_readable,
        date_text=moment_in_words(article.date, edition.lang),
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


def _downloads(edition: Edition) -> tuple[Download, ...]:
    return tuple(
        Download(
            name="Markdown" if name == "md" else name.upper(),
            href=relative(download_path(edition.slug, edition.lang, f".{name}"), page=edition.path),
            media_type=MEDIA_TYPES[name],
        )
        for name in edition.downloads
    )
