"""What `msgfmt -c` would say of a review file: its header, its plural forms, its edges.

gettext's tools refuse a file for these faults once it leaves the house, however good its words are.
Faults that keep a file from being read at all are errors of the reader (``po-syntax`` and the
like) and never come here.
"""

from __future__ import annotations

import functools
import gettext
import re
from typing import TYPE_CHECKING

from workflow.catalog.headers import header_value
from workflow.model import Finding, Position, Severity
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflow.model import Catalog, Entry

FILE_RULES = {
    "po-header": "The header entry is missing or marked fuzzy (gettext's tools then skip or refuse"
    " the file), or lacks fields that they expect. Running translate on the release again fills in"
    " what is missing.",
    "po-plural": "The plural forms of an entry and the Plural-Forms field of the header do not fit:"
    " msgfmt refuses the file.",
    "po-format": "An entry is flagged as a format string, so that msgfmt compares the % signs of"
    ' source and translation: "50 % des voix" becomes an error there. Delete the flag.',
}
"""The codes of this module and what each one means."""

_EXPECTED = (
    "Project-Id-Version",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)
"""The fields that msgfmt asks for, in its order."""
_PLURAL = re.compile(r"nplurals\s*=\s*(?P<count>\d{1,9})\s*;\s*plural\s*=(?P<rule>[^;]+);?\s*")
_TRIED = 1001
"""msgfmt evaluates the rule for so many numbers too."""
_LONGEST_RULE = 500
_FORMAT_FLAG = re.compile(r"(?!no-)[a-z-]+-format")
_RUN_AGAIN = tr("translate the release again: what is missing is filled in")


def check_file(catalog: Catalog, *, name: str) -> tuple[Finding, ...]:
    """Return what gettext's tools would not accept in a review file called `name`."""
    return (
        *_check_header(catalog, name),
        *_check_plurals(catalog, name),
        *(
            finding
            for entry in catalog.entries
            if not entry.obsolete
            for finding in (*_check_edges(entry, name), *_check_flags(entry, name))
        ),
    )


def _check_header(catalog: Catalog, name: str) -> Iterator[Finding]:
    place = Position(path=name, line=1)
    if not catalog.header:
        yield Finding(
            code="po-header",
            severity=Severity.ERROR,
            position=place,
            message=tr("the file has no header entry"),
            hint=_RUN_AGAIN,
        )
        return
    if catalog.header_fuzzy:
        yield Finding(
            code="po-header",
            severity=Severity.WARNING,
            position=place,
            message=tr("the header entry is fuzzy: some tools skip the whole file"),
            hint=tr('delete "#, fuzzy" above the header'),
        )
    # An empty field is one, for msgfmt; a placeholder that nobody has filled in is not.
    present = {
        field.lower()
        for field, value in catalog.header
        if not value.strip() or header_value(catalog, field)
    }
    missing = [field for field in _EXPECTED if field.lower() not in present]
    if missing:
        yield Finding(
            code="po-header",
            severity=Severity.INFO,
            position=place,
            message=tr("the header lacks {fields}", fields=", ".join(missing)),
            hint=_RUN_AGAIN,
        )


def _check_plurals(catalog: Catalog, name: str) -> Iterator[Finding]:
    value = header_value(catalog, "Plural-Forms")
    entries = [entry for entry in catalog.entries if entry.msgid_plural and not entry.obsolete]
    fault = _fault_of_rule(value) if value else ""
    if not value and entries:
        fault = tr("the header has no Plural-Forms, and an entry has plural forms")
    if fault:
        yield _plural_finding(Position(path=name, line=1), fault)
        return
    wanted = _parse_rule(value)[0] if value else 0
    for entry in entries:
        count = 1 + len(entry.msgstr_plural)
        if count != wanted and entry.msgstr:
            message = tr(
                "the entry has {count} plural forms, the header asks for {wanted}",
                count=count,
                wanted=wanted,
            )
            yield _plural_finding(Position(path=name, line=entry.line), message, entry)


def _plural_finding(position: Position, message: str, entry: Entry | None = None) -> Finding:
    return Finding(
        code="po-plural",
        severity=Severity.ERROR,
        position=position,
        message=message,
        hint=tr("the header's rule is that of the language: translate the release again"),
        entry=entry.key if entry else None,
    )


@functools.lru_cache(maxsize=64)
def _fault_of_rule(value: str) -> str:
    """Return what is wrong with a Plural-Forms field, an empty text for nothing."""
    count, rule = _parse_rule(value)
    if not rule:
        return tr('Plural-Forms cannot be understood: "{value}"', value=value)
    try:
        choose = gettext.c2py(rule)
        largest = max(choose(number) for number in range(_TRIED))
    except ValueError:
        return tr('the plural expression is no expression: "{rule}"', rule=rule)
    except ZeroDivisionError:
        return tr("the plural expression divides by zero")
    except (OverflowError, RecursionError, MemoryError):
        return tr("the plural expression is too large")
    if largest >= count:
        return tr(
            "nplurals is {count}, but the expression gives {largest}", count=count, largest=largest
        )
    return ""


def _parse_rule(value: str) -> tuple[int, str]:
    found = _PLURAL.fullmatch(value.strip())
    if found is None or len(value) > _LONGEST_RULE:
        return 0, ""
    return int(found["count"]), found["rule"].strip()


def _check_edges(entry: Entry, name: str) -> Iterator[Finding]:
    """Compare all forms of a plural entry; `checks.structure` does so for the others."""
    if not entry.msgid_plural or not entry.msgstr:
        return
    texts = (entry.msgid_plural, *entry.msgstr_plural)
    for text in texts:
        if text and _edges(text) != _edges(entry.msgid):
            yield Finding(
                code="structure-newline",
                severity=Severity.ERROR,
                position=Position(path=name, line=entry.line),
                message=tr("not all forms of the entry begin and end with a line feed, or none"),
                hint=tr("gettext refuses the entry once it is not fuzzy"),
                entry=entry.key,
            )
            return


def _edges(text: str) -> tuple[bool, bool]:
    return text.startswith("\n"), text.endswith("\n")


def _check_flags(entry: Entry, name: str) -> Iterator[Finding]:
    for flag in entry.flags:
        if _FORMAT_FLAG.fullmatch(flag) and "%" in entry.msgid + entry.msgstr:
            yield Finding(
                code="po-format",
                severity=Severity.WARNING,
                position=Position(path=name, line=entry.line),
                message=tr('the entry is flagged "{flag}"', flag=flag),
                hint=tr("delete the flag: a release has no format strings"),
                entry=entry.key,
            )
