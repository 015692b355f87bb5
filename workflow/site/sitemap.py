"""The sitemap: what can be read, with its other languages, for search engines (sitemaps.org).

It is no template: nobody wants it otherwise, and it grows with every release.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from workflow.site.addresses import absolute, index_path, page_path
from workflow.site.views import make_alternates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workflow.model import LangTag
    from workflow.site.profile import Profile
    from workflow.site.views import Edition

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


def make_sitemap(editions: Iterable[Edition], profile: Profile) -> bytes:
    """Return the sitemap: the first pages of lists, and the pages of `editions`."""
    lists = [(lang, index_path(lang)) for lang in profile.langs]
    urls = [_url(path, "", lists, profile) for _, path in lists]
    for edition in editions:
        others = [(lang, page_path(edition.slug, lang)) for lang in edition.planned.indexed]
        updated = edition.article.updated
        urls.append(_url(edition.path, updated.iso if updated else "", others, profile))
    return f"{_HEAD}{''.join(urls)}</urlset>\n".encode()


def _url(path: str, updated: str, others: Sequence[tuple[LangTag, str]], profile: Profile) -> str:
    return "\n".join(["<url>", *_lines(path, updated, others, profile), "</url>\n"])


def _lines(
    path: str, updated: str, others: Sequence[tuple[LangTag, str]], profile: Profile
) -> Iterator[str]:
    yield f"<loc>{escape(absolute(path, base_url=profile.base_url))}</loc>"
    if updated:
        yield f"<lastmod>{updated}</lastmod>"
    for alternate in make_alternates(others, profile, page=path):
        href = escape(alternate.href)
        yield f'<xhtml:link rel="alternate" hreflang="{alternate.lang}" href="{href}"/>'
