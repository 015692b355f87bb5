"""Make HTML harmless: what a release or a translation says is text, never a programme.

An allow-list decides (nh3, an HTML5 parser in Rust); its answer is well-formed. Classes and ids are
the renderer's own: it writes them with a prefix that the text does not hold, so that no raw HTML
can take the place of a footnote or a heading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TAGS = """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp
    section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
_DROPPED = """
    applet audio base canvas embed frame frameset iframe link math meta noembed noframes noscript
    object param script select style svg template textarea title video xmp
"""

TAGS = frozenset(_TAGS.split())
"""What a text may be made of; the words inside any other element are kept."""

DROPPED = frozenset(_DROPPED.split())
"""Elements that go with all they hold."""

_ATTRIBUTES = {
    "*": {"lang", "dir", "id", "class", "title", "role", "translate"},
    "a": {"href", "rel", "aria-label"},
    "blockquote": {"cite"},
    "del": {"datetime"},
    "img": {"src", "alt", "width", "height"},
    "ins": {"datetime"},
    "ol": {"start", "type", "reversed"},
    "q": {"cite"},
    "table": {"tabindex"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_OWN = frozenset({"id", "class", "role"})
_ADDRESSES = frozenset({"href", "src", "cite"})
_VALUES = {
    **dict.fromkeys(("width", "height", "start"), re.compile(r"[0-9]{1,5}")),
    **dict.fromkeys(("colspan", "rowspan"), re.compile(r"[1-9][0-9]?")),
    "dir": re.compile(r"ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}"),
    "tabindex": re.compile(r"0"),
    "type": re.compile(r"[1aAiI]"),
}
"""What the values of some attributes look like; with any other, the attribute goes."""
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
"""Controls that XML cannot hold, the two that make letters run against their direction, and the
byte-order mark, which copied words bring along and PDF/UA forbids."""


def drop_controls(text: str) -> str:
    """Return `text` without characters that no format can hold or that falsify its order."""
    return FORBIDDEN.sub("", text)


def sanitise(html: str, *, own: str, keeps_data: bool = False) -> str:
    """Return `html` with nothing in it that acts; ids, classes and roles must begin with `own`.

    With `keeps_data`, pictures may be ``data:`` addresses: for pages that are read, never written.
    """
    import nh3  # noqa: PLC0415 - only editions in these formats need it

    clean = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes=_ATTRIBUTES,
        attribute_filter=_filter(own),
        url_schemes=set(_SCHEMES) | ({"data"} if keeps_data else set()),
        link_rel=None,
    )
    # What character references stood for. Leaving it out could make one word of "java&#1;script".
    return FORBIDDEN.sub("\ufffd", clean)


def _filter(own: str) -> Callable[[str, str, str], str | None]:
    def keep(tag: str, name: str, value: str) -> str | None:
        if name in _OWN:
            return value.removeprefix(own) if value.startswith(own) else None
        if name in _VALUES:
            return value if _VALUES[name].fullmatch(value) else None
        if name in _ADDRESSES and FORBIDDEN.search(value):
            return None
        is_picture = tag == "img" and name == "src"
        if is_picture and value.startswith(("//", "\\")):
            return None
        if not is_picture and name in _ADDRESSES and value.casefold().startswith("data:"):
            return None
        return value

    return keep
