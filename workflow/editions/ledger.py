"""The ledger: one JSON line an edition, which tells what it was made from.

Lines are sorted and hold content hashes and no clock, so that the same inputs give the same bytes
and two people's ledgers merge in git without conflict where their editions do not.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from workflow.errors import EditionError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class LedgerLine:
    """What one edition was made from; every ``…_sha256`` is of a file's bytes, in hexadecimal.

    What has a default is not in the lines of the first version of the program: an empty value
    means that nobody knows.
    """

    edition: str
    """Path in the workspace, with forward slashes: the key."""
    slug: str
    lang: str
    status: str
    source: str = ""
    """Path of the release."""
    source_sha256: str
    catalog_sha256: str
    edition_sha256: str
    glossary_sha256: str = ""
    """Of all files of the glossary together; empty where none took part."""
    version: str
    """Of the program."""
    engines: tuple[str, ...] = ()
    """Who made the drafts, as the review file says, sorted."""
    translators: tuple[str, ...] = ()
    """Who signed the review file."""
    reviewed: int = 0
    drafts: int = 0
    untranslated: int = 0
    segments: tuple[str, ...] = ()
    """Fingerprints of the segments of the source, in order."""
    targets: tuple[str, ...] = ()
    """Fingerprints of what the edition says for each; empty where the source stands in."""

    @property
    def is_detailed(self) -> bool:
        """Tell whether the line names its sentences: those of the first version do not."""
        return bool(self.source)

    @property
    def pairs(self) -> dict[str, str]:
        """Return the fingerprint of each segment's text by that of the segment."""
        return dict(zip(self.segments, self.targets, strict=True))


def parse_ledger(text: str, *, path: str) -> tuple[LedgerLine, ...]:
    """Return the lines of a ledger. Raises `EditionError` at the first that is none.

    Fields of a later version of the program are passed over.
    """
    lines = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            lines.append(_line_of(json.loads(line)))
        except (ValueError, TypeError, RecursionError) as error:
            raise EditionError(
                tr('not a ledger line: "{value}"', value=line[:60]),
                slug="ledger-invalid",
                position=Position(path=path, line=number),
                hint=tr("delete the file: it is rebuilt from the sources at the next run"),
            ) from error
    return tuple(lines)


def update_ledger(old: Iterable[LedgerLine], new: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Return all lines, sorted; a new line replaces the old one of the same edition."""
    by_edition = {line.edition: line for line in (*old, *new)}
    return tuple(by_edition[edition] for edition in sorted(by_edition))


def format_ledger(lines: Iterable[LedgerLine]) -> str:
    """Return the text of a ledger."""
    return "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in lines)


_KINDS = {field.name: field.type for field in fields(LedgerLine)}


def _line_of(value: Any) -> LedgerLine:  # noqa: ANN401 - whatever JSON holds
    """Return the line that a JSON object describes. Raises `TypeError` or `ValueError`."""
    if not isinstance(value, dict):
        raise TypeError("not an object")
    known = {name: _checked(name, each) for name, each in value.items() if name in _KINDS}
    line = LedgerLine(**known)
    if len(line.segments) != len(line.targets):
        raise ValueError("a fingerprint is missing")
    return line


def _checked(name: str, value: object) -> Any:  # noqa: ANN401 - text, number or tuple by the name
    kind = _KINDS[name]
    if kind == "str" and isinstance(value, str) and "\0" not in value:  # no system has such paths
        return value
    if kind == "int" and isinstance(value, int):
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise TypeError(f"{name} is of another kind")
