"""What readers have been given: the texts of every reviewed version of a release in one language.

The ledger holds hashes, and a review file only what is said now; a correction has to show what was
said before. So each time a reviewed edition says something new, its sentences are added to a file
beside it, one JSON line a version, and nothing is ever taken out.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from workflow.errors import EditionError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SUFFIX = ".versions.jsonl"
"""Of the file, after the name of the release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A segment as a version said it."""

    context: str
    """msgctxt, "" for none."""
    source: str
    target: str
    is_markdown: bool = True
    """False for a value of the front matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one reviewed edition said."""

    source_sha256: str
    catalog_sha256: str
    sentences: tuple[Sentence, ...]


def parse_versions(text: str, *, path: str) -> tuple[Version, ...]:
    """Return the versions, the oldest first. Raises `EditionError` at the first line that is none.

    `path` is for messages.
    """
    versions = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            versions.append(_version_of(json.loads(line)))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise EditionError(
                tr('not a version of an edition: "{line}"', line=line[:60]),
                slug="versions-invalid",
                position=Position(path=path, line=number),
                hint=tr("mend the line, or take the file from the version control"),
            ) from error
    return tuple(versions)


def add_version(old: Sequence[Version], new: Version) -> tuple[Version, ...]:
    """Return the versions with `new` at the end, unless the last one says the same."""
    if old and old[-1].sentences == new.sentences:
        return tuple(old)
    return (*old, new)


def format_versions(versions: Iterable[Version]) -> str:
    """Return the text of the file."""
    return "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in versions)


def last_different(versions: Sequence[Version], now: Sequence[Sentence]) -> Version | None:
    """Return the newest version that says something else than `now`; None where none does."""
    said = tuple(now)
    return next((each for each in reversed(versions) if each.sentences != said), None)


def _version_of(value: Any) -> Version:  # noqa: ANN401 - whatever JSON holds
    sentences = tuple(
        Sentence(
            context=_text(each["context"]),
            source=_text(each["source"]),
            target=_text(each["target"]),
            is_markdown=each.get("is_markdown") is not False,
        )
        for each in value["sentences"]
    )
    return Version(
        source_sha256=_text(value["source_sha256"]),
        catalog_sha256=_text(value["catalog_sha256"]),
        sentences=sentences,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is expected")
    return value
