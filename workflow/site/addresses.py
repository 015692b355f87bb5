"""Addresses in the site: every link is relative and names a file, so that pages work anywhere.

A page opens from a disk, under any path of any server, and in the archive of a library: nothing
depends on where the site stands. Only what must be absolute by its format (canonical links, feeds,
sitemaps) uses the setting ``site.base_url``.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING
from urllib.parse import quote

from workflow.errors import EditionError
from workflow.model import Position
from workflow.wording import tr
from workflow.workspace import CASELESS_DEVICES, slug_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workflow.model import LangTag, Slug

MANIFEST = "manifest.json"
ROOT_INDEX = "index.html"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"

_OWN_PAGES = re.compile(r"(?:index(?:-\d+)?|search)\Z", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9._/~-]*")
_SHORT = 10
_LONGEST_NAME = 200
"""In bytes of UTF-8: a file system has 255, and we add suffixes."""


def page_path(slug: Slug, lang: LangTag) -> str:
    """Return where an edition stands."""
    return f"{lang}/{slug}.html"


def download_path(slug: Slug, lang: LangTag, suffix: str) -> str:
    """Return where an edition in another format stands."""
    return f"{lang}/{slug}{suffix}"


def index_path(lang: LangTag, number: int = 1) -> str:
    """Return where a page of the list of releases stands."""
    return f"{lang}/index.html" if number == 1 else f"{lang}/index-{number}.html"


def search_path(lang: LangTag) -> str:
    """Return where all releases are listed and searched."""
    return f"{lang}/search.html"


def search_data_path(lang: LangTag) -> str:
    """Return where the words of all releases stand."""
    return f"{lang}/search.js"


def feed_path(lang: LangTag) -> str:
    """Return where the feed stands."""
    return f"{lang}/feed.xml"


def media_path(name: str, sha256: str) -> str:
    """Return where a picture or file of a release stands; its name tells its content."""
    stem, dot, suffix = name.rpartition(".")
    return f"media/{stem}-{sha256[:_SHORT]}{dot}{suffix}"


def relative(target: str, *, page: str) -> str:
    """Return the link from the file `page` to the file `target`, both from the site's root.

    >>> relative("en/sommet.html", page="fr/sommet.html")
    '../en/sommet.html'
    """
    here, there = page.split("/")[:-1], target.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    link = _quoted("/".join([".."] * len(here) + there))
    return f"./{link}" if ":" in link.split("/", maxsplit=1)[0] else link


def absolute(target: str, *, base_url: str) -> str:
    """Return the address of a file under `base_url`; a folder's index is the folder itself."""
    folder = target.removesuffix("index.html") if target.endswith("/index.html") else target
    return base_url + _quoted("" if folder == ROOT_INDEX else folder)


def _quoted(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else quote(path)


def permanent_id(target: str, *, base_url: str) -> str:
    """Return the id of a page in feeds: its address, or a name that stays the same without one."""
    if base_url:
        return absolute(target, base_url=base_url)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:trianon:{target}").urn


def check_slugs(slugs: Iterable[tuple[Slug, str]]) -> None:
    """Refuse releases whose pages could not stand side by side on every system.

    `slugs` come with the paths of their releases. Raises `EditionError`: ``slug-reserved`` for a
    name of our own pages or of Windows, ``slug-collision`` for two that differ in case or accents'
    encoding only.
    """
    seen: dict[str, str] = {}
    for slug, path in slugs:
        _check_slug(slug, path)
        twin = seen.setdefault(slug_key(slug), path)
        if twin != path:
            raise EditionError(
                tr(
                    '"{twin}" and "{path}" would be one page'
                    " where upper and lower case are the same",
                    twin=twin,
                    path=path,
                ),
                slug="slug-collision",
                position=Position(path=path),
                hint=tr("rename one of them"),
            )


def _check_slug(slug: Slug, path: str) -> None:
    stem = slug.partition(".")[0].casefold().strip()
    reason = ""
    if _OWN_PAGES.fullmatch(slug):
        reason = tr("is the name of a page of the site itself")
    elif stem in CASELESS_DEVICES or slug != slug.strip() or slug.endswith(".") or "/" in slug:
        reason = tr("is no file name on every system")
    elif len(slug.encode("utf-8", "surrogatepass")) > _LONGEST_NAME:
        reason = tr("is longer than a file name can be")
    if reason:
        raise EditionError(
            tr('"{name}" {reason}', name=slug[:60], reason=reason),
            slug="slug-reserved",
            position=Position(path=path),
            hint=tr("rename the release"),
        )
