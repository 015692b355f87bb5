"""The words that readers of an edition or a site see around the text, in their language."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workflow.languages import base_of, direction, to_gettext
from workflow.messages.catalogs import load_messages
from workflow.model import LangTag
from workflow.wording import fill, placeholders

if TYPE_CHECKING:
    from gettext import GNUTranslations

_ENGLISH = LangTag("en")

PUBLIC_LANGS = tuple(LangTag(tag) for tag in ("fr", "en", "ru", "es", "de", "ar", "zh"))
"""The languages of the catalogue; a page in another language has English around its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strings:
    """The public strings in one language.

    Values fill the ``{placeholders}`` of a text: ``gettext("Published on {date}", date="…")``. They
    are put in as they are: a page escapes the result as a whole, as templates do.
    """

    lang: LangTag
    """The language that is spoken, which is another than the one asked for where there is no
    catalogue: mark what is shown with it (``lang``, ``dir``)."""
    messages: GNUTranslations

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Return the writing direction of `lang`."""
        return direction(self.lang)

    def gettext(self, msgid: str, /, **values: object) -> str:
        """Return `msgid` in the language."""
        return _filled(self.messages.gettext(msgid), msgid, values)

    def pgettext(self, context: str, msgid: str, /, **values: object) -> str:
        """Return `msgid` as it is meant in `context`."""
        return _filled(self.messages.pgettext(context, msgid), msgid, values)

    def ngettext(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Return the form for `count` things; ``{count}`` is among the values."""
        english = singular if count == 1 else plural
        text = self.messages.ngettext(singular, plural, count)
        return _filled(text, english, {"count": count, **values})


@functools.cache
def public_strings(lang: LangTag) -> Strings:
    """Return the public strings in `lang`, else in its base language, else in English."""
    for tag in (lang, base_of(lang)):
        if messages := load_messages("public", to_gettext(tag)):
            return Strings(lang=tag, messages=messages)
    return public_strings(_ENGLISH)


def _filled(text: str, english: str, values: dict[str, object]) -> str:
    """Fill in `values`; a translation that asks for one which is not there gives way to English."""
    return fill(text if placeholders(text) <= values.keys() else english, values)
