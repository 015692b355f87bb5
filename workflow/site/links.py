"""Links between releases, and the pictures and files that releases bring along.

In the workspace a release links to ``autre.md`` and shows ``photos/salle.jpg``; in the site these
have addresses of their own. What is not there leaves its words and no link; a picture from another
server is not shown, since a page of the site asks no other server for anything.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from workflow.editions.html.sanitise import TAGS

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = """
    alt aria-label cite class colspan datetime dir height href id lang rel reversed role rowspan
    scope src start tabindex title translate type width
"""
_ATTRIBUTES = frozenset(_KEPT.split())
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCHEMES = {"http", "https", "mailto", "tel"}


def resolve_name(link: str, *, source: str) -> str:
    """Return the path in the workspace that a relative link of the file `source` leads to.

    Empty where it leads out of the workspace or to another server.

    >>> resolve_name("../photos/a%20b.jpg?x#y", source="releases/sommet.md")
    'photos/a b.jpg'
    """
    path = unquote(re.split(r"[?#]", link, maxsplit=1)[0])
    if not path or _SCHEME.match(link) or path.startswith(("/", "\\")):
        return ""
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    return "" if resolved.startswith("../") or resolved in {".", ".."} else resolved


def relink(html: str, *, source: str, links: Mapping[str, str]) -> str:
    """Return sanitised HTML with its relative links changed to those of the site.

    `links` leads from paths in the workspace to links from the page.
    """
    import nh3  # noqa: PLC0415 - only pages need it

    def change(tag: str, name: str, value: str) -> str | None:
        if (tag, name) not in {("a", "href"), ("img", "src")}:
            return value
        if value.startswith("#") or (tag == "a" and _SCHEME.match(value)):
            return value
        target = links.get(resolve_name(value, source=source))
        fragment = re.search(r"#.*", value)
        return target + fragment[0] if target and fragment else target

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"*": set(_ATTRIBUTES)},
        attribute_filter=change,
        link_rel=None,
        url_schemes=_SCHEMES,
    )
