"""What search engines read of a page: schema.org's ``NewsArticle``, as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workflow.site.addresses import absolute, page_path, permanent_id
from workflow.site.article import shorten
from workflow.site.search import escape_json

if TYPE_CHECKING:
    from workflow.site.profile import Profile
    from workflow.site.views import Edition

_HEADLINE = 110
"""Characters; Google's guideline for articles."""


def describe_edition(edition: Edition, profile: Profile) -> str:
    """Return the JSON-LD of an edition, safe within a script element."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    article = edition.article
    values: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": permanent_id(edition.path, base_url=profile.base_url),
        "headline": shorten(article.title, _HEADLINE),
        "inLanguage": edition.lang,
    }
    if profile.base_url:
        values["url"] = absolute(edition.path, base_url=profile.base_url)
    if article.description:
        values["description"] = article.description
    if article.date:
        values["datePublished"] = article.date.iso
        values["dateModified"] = article.updated.iso if article.updated else article.date.iso
    if article.correction:
        values["correction"] = article.correction
    if author := profile.author_in(edition.lang):
        organisation = {"@type": "Organization", "name": author}
        values |= {"author": organisation, "publisher": organisation}
    values |= _relations(edition, profile)
    return Markup(escape_json(json.dumps(values, ensure_ascii=False)))  # noqa: S704 - escaped


def _relations(edition: Edition, profile: Profile) -> dict[str, object]:
    """Return the original of a translation, or the translations of an original."""
    works = {
        lang: {
            "@type": "NewsArticle",
            "@id": permanent_id(page_path(edition.slug, lang), base_url=profile.base_url),
            "inLanguage": lang,
        }
        for lang in edition.planned.indexed
        if lang != edition.lang
    }
    if edition.lang == profile.source_lang:
        return {"workTranslation": list(works.values())} if works else {}
    original = works.get(profile.source_lang)
    return {"translationOfWork": original} if original else {}
