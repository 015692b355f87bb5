"""Whose file is it: a review file copied over another one must not swallow its translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.catalog.headers import RELEASE, header_value
from workflow.errors import CatalogError, SettingsError
from workflow.languages import base_of, from_gettext, to_gettext
from workflow.model import LangTag, Position
from workflow.wording import tr

if TYPE_CHECKING:
    from workflow.model import Catalog


def check_belongs(old: Catalog, template: Catalog, *, lang: LangTag, path: str) -> None:
    """Raise `CatalogError` when `old` is the file of another release or of another language."""
    _check_language(old, lang=lang, path=path)
    ours = header_value(template, RELEASE)
    theirs = header_value(old, RELEASE)
    if theirs == ours or not _is_strange(old, template, declared=bool(theirs)):
        return
    named = theirs or header_value(old, "Project-Id-Version")
    raise CatalogError(
        tr('the file holds the translations of "{named}", not of "{ours}"', named=named, ours=ours),
        slug="po-foreign",
        position=Position(path=path, line=1),
        hint=tr(
            "put the right file here, or, if the release was renamed, write "
            '"{field}: {ours}" in the file\'s header',
            field=RELEASE,
            ours=ours,
        ),
    )


def _is_strange(old: Catalog, template: Catalog, *, declared: bool) -> bool:
    """Tell whether the messages are others: most of them where the header says so, else all."""
    known = {entry.msgid for entry in template.entries}
    theirs = [entry.msgid for entry in old.entries if not entry.obsolete]
    shared = sum(msgid in known for msgid in theirs)
    if declared:
        return 2 * shared < len(theirs)
    names = [header_value(catalog, "Project-Id-Version") for catalog in (old, template)]
    return bool(theirs) and not shared and all(names) and names[0] != names[1]


def _check_language(old: Catalog, *, lang: LangTag, path: str) -> None:
    declared = header_value(old, "Language")
    try:
        found = from_gettext(declared.replace("-", "_")) if declared else lang
    except SettingsError:
        return  # not a name that CLDR knows, so that it cannot be told apart
    if base_of(found) != base_of(lang):
        raise CatalogError(
            tr(
                'the file is in the language "{declared}", not in "{wanted}"',
                declared=declared,
                wanted=to_gettext(lang),
            ),
            slug="po-language",
            position=Position(path=path, line=1),
            hint=tr(
                'put the right file here, or write "Language: {wanted}" in its header',
                wanted=to_gettext(lang),
            ),
        )
