"""Language tags: the only place that turns BCP 47 tags into gettext names and back.

Names come from Babel's CLDR data. A tag is what HTML, models and the command line use (``pt-BR``);
a gettext name is a folder under ``locales/`` (``pt_BR``).
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal

from workflow.errors import SettingsError
from workflow.model import LangTag
from workflow.wording import tr

if TYPE_CHECKING:
    from babel import Locale

_PLURAL_FORMS = {
    # Babel states CLDR's categories, which count fractions too; gettext counts integers, and these
    # are the expressions that translators' tools expect (GNU gettext's manual, "Plural forms").
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 &&"
    " (n%100<10 || n%100>=20) ? 1 : 2);",
}


def parse_lang(text: str) -> LangTag:
    """Return the canonical BCP 47 tag that `text` names; gettext's names are accepted too.

    Raises `SettingsError` when CLDR knows no such language.

    >>> parse_lang("PT_br")
    'pt-BR'
    >>> parse_lang("sr@latin")
    'sr-Latn'
    """
    if "@" in text:
        return from_gettext(text.strip().replace("-", "_"))
    return LangTag(str(_locale(text)).replace("_", "-"))


def to_gettext(lang: LangTag) -> str:
    """Return the gettext locale name of a tag (``sr-Latn`` becomes ``sr@latin``).

    >>> to_gettext(LangTag("pt-BR"))
    'pt_BR'
    """
    locale = _locale(lang)
    script_modifier = _MODIFIERS.get(locale.script or "")
    modifier = script_modifier or (locale.variant or "").lower()
    script = "" if script_modifier else locale.script
    name = "_".join(part for part in (locale.language, script, locale.territory) if part)
    return f"{name}@{modifier}" if modifier else name


_MODIFIERS = {"Latn": "latin", "Cyrl": "cyrillic"}


def from_gettext(name: str) -> LangTag:
    """Return the tag of a gettext locale name: the inverse of `to_gettext`."""
    base, _, modifier = name.partition("@")
    script = {value: key for key, value in _MODIFIERS.items()}.get(modifier)
    if script:
        language, *rest = base.split("_")
        base = "_".join([language, script, *rest])
    elif modifier:
        base = f"{base}_{modifier}"
    return parse_lang(base)


def base_of(lang: LangTag) -> LangTag:
    """Return the language without script and country.

    >>> base_of(LangTag("pt-BR"))
    'pt'
    """
    return LangTag(lang.partition("-")[0].casefold())


def with_country(lang: LangTag) -> str:
    """Return the tag with the country where most write it so: what spelling checkers ask for.

    >>> with_country(LangTag("ru"))
    'ru-RU'
    """
    from babel.core import get_global  # noqa: PLC0415 - keeps `--help` fast

    locale = _locale(lang)
    if locale.territory:
        return f"{locale.language}-{locale.territory}"
    likely = get_global("likely_subtags")
    script = f"_{locale.script}" if locale.script else ""
    full = likely.get(f"{locale.language}{script}") or likely.get(locale.language) or ""
    country = full.rpartition("_")[2]
    return f"{locale.language}-{country}" if country else locale.language


def is_same_language(one: LangTag, other: LangTag) -> bool:
    """Tell whether a text in one language serves for the other.

    A country counts only where both name one, the script always.

    >>> is_same_language(LangTag("pt-BR"), LangTag("pt"))
    True
    >>> is_same_language(LangTag("zh"), LangTag("zh-Hant"))
    False
    """
    if one == other:
        return True
    first, second = _locale(one), _locale(other)
    countries = {first.territory, second.territory} - {None}
    same_writing = first.language == second.language and _script(first) == _script(second)
    return same_writing and len(countries) <= 1


def _script(locale: Locale) -> str:
    """Return the script of a locale, else the one its language is mostly written in."""
    from babel.core import get_global  # noqa: PLC0415 - loaded only to compare tags

    likely: str = get_global("likely_subtags").get(locale.language, "")
    return locale.script or next((part for part in likely.split("_") if len(part) == _SCRIPT), "")


_SCRIPT = len("Latn")


def plural_forms(lang: LangTag) -> str:
    """Return the value of the ``Plural-Forms`` header field."""
    from babel.messages.plurals import get_plural  # noqa: PLC0415 - loaded only to write a header

    language = _locale(lang).language
    return (
        _PLURAL_FORMS.get(language) or get_plural(str(_locale(lang))).plural_forms.rstrip(";") + ";"
    )


def direction(lang: LangTag) -> Literal["ltr", "rtl"]:
    """Return the writing direction for HTML's ``dir``."""
    return "rtl" if _locale(lang).text_direction == "rtl" else "ltr"


def name_of(lang: LangTag, *, in_lang: LangTag | None = None) -> str:
    """Return the language's name, in English unless `in_lang` says otherwise."""
    locale = _locale(lang)
    return locale.get_display_name(str(_locale(in_lang or "en"))) or str(lang)


@functools.cache
def _locale(text: str) -> Locale:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - keeps `--help` fast

    try:
        return Locale.parse(text.strip().replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise SettingsError(
            tr('unknown language "{text}"', text=text),
            slug="language-unknown",
            hint=tr("use a BCP 47 tag such as en, ru, pt-BR or zh-Hant"),
        ) from error


def text_in(lang: LangTag, texts: str | tuple[tuple[LangTag, str], ...]) -> str:
    """Return the one of `texts` that is for a language, else for its base, else "".

    >>> text_in(LangTag("pt-BR"), ((LangTag("fr"), "Presse"), (LangTag("pt"), "Imprensa")))
    'Imprensa'
    """
    if isinstance(texts, str):
        return texts
    known = dict(texts)
    return known.get(lang) or known.get(LangTag(base_of(lang))) or ""
