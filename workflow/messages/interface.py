"""The language of the terminal: English or French, as the environment asks.

gettext's order: ``LANGUAGE`` (a list), unless the locale is ``C``; then ``LC_ALL``,
``LC_MESSAGES``, ``LANG``. Only `Text` is translated, and only where it is shown; what programs
read stays English.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from workflow.messages.catalogs import load_messages
from workflow.wording import Text, fill, placeholders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import GNUTranslations

_ENGLISH = "en"
INTERFACE_LANGS = (_ENGLISH, "fr")
"""Plain strings: the tags' own type is in a module that `--help` does without."""


def interface_lang(environment: Mapping[str, str] | None = None) -> str:
    """Return the language to speak, from `environment` (default: the process's)."""
    environment = os.environ if environment is None else environment
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    wanted = environment.get("LANGUAGE") or locale
    if _language_of(locale) in {"c", "posix"}:
        return _ENGLISH
    spoken = (_language_of(name) for name in wanted.split(":"))
    return next((lang for lang in spoken if lang in INTERFACE_LANGS), _ENGLISH)


def say(text: str, lang: str | None = None) -> str:
    """Return `text` in `lang` (default: `interface_lang`), with its values in it.

    A plain string, and a text that has no translation, come back as they are.
    """
    if not isinstance(text, Text):
        return text
    lang = lang or interface_lang()
    if lang == _ENGLISH:
        return str(text)
    messages = load_messages("cli", lang)
    if messages is None:
        return str(text)
    return _said(text, lang, messages)


def _said(text: Text, lang: str, messages: GNUTranslations) -> str:
    values = {name: _value(value, lang) for name, value in text.values.items()}
    if text.plural:
        translated = messages.ngettext(text.msgid, text.plural, text.number)
    else:
        translated = messages.gettext(text.msgid)
    if not placeholders(translated) <= values.keys():
        return str(text)
    return fill(translated, values)


def _value(value: object, lang: str) -> object:
    """Return a value in the language: a text, or an exception that was made with one."""
    if isinstance(value, Exception) and value.args and isinstance(value.args[-1], Text):
        value = value.args[-1]
    return say(value, lang) if isinstance(value, Text) else value


def _language_of(name: str) -> str:
    """Return ``fr`` for ``fr_FR.UTF-8@euro``."""
    return name.partition(".")[0].partition("@")[0].partition("_")[0].strip().lower()
