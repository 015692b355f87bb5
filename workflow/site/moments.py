"""Dates of a release as its front matter states them, and the moment when it becomes public.

The rule: no date comes from a clock, and a release of which a date cannot be read is not published.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.editions.days import parse_stated
from workflow.errors import SourceError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.markdown.frontmatter import FrontMatter

EMBARGO = "embargo"
"""The key that only delays; an unreadable value is refused, since a guess could break the word."""

WITHDRAWN = "withdrawn"
"""The key from whose day on a release is withdrawn; ``true``: always."""

_RELEASING = ("publish", "date")
_YES = frozenset({"true", "yes", "on", "y", "1", "oui", "vrai"})
_NO = frozenset({"false", "no", "off", "n", "0", "non", "faux"})
"""As YAML says it, and as people who write in French do."""
_NOTHING = frozenset({"", "~", "null"})
_BESIDE_DATES = {
    EMBARGO: _NO,
    "publish": _YES | _NO,
    WITHDRAWN: _YES | _NO,
    "date": frozenset[str](),
    "corrected": _NO,
    "updated": _NO,
}
"""The keys that state dates, and what else may stand there."""
_PROMISES = frozenset({EMBARGO, "publish", WITHDRAWN})
"""Those of them that are about what readers may see."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Moment:
    """A point in time, or a day."""

    instant: dt.datetime
    """With its offset; the first moment of a day."""
    is_day: bool = False
    """No time of day was stated."""

    @property
    def day(self) -> dt.date:
        """Return the day, where the release was written."""
        return self.instant.date()

    @property
    def rfc3339(self) -> str:
        """Return the instant as feeds write it."""
        return self.instant.isoformat(timespec="seconds").replace("+00:00", "Z")

    @property
    def utc(self) -> str:
        """Return the instant in universal time, so that texts sort as moments do."""
        instant = self.instant.astimezone(dt.UTC)
        return instant.isoformat(timespec="seconds").replace("+00:00", "Z")

    @property
    def iso(self) -> str:
        """Return the day or the instant, as precise as it was stated."""
        return self.day.isoformat() if self.is_day else self.rfc3339


def parse_moment(text: str, zone: dt.tzinfo) -> Moment | None:
    """Return the moment that `text` states, in `zone` where it names no offset; None for no date.

    >>> parse_moment("3/11/2025", dt.UTC).iso
    '2025-11-03'
    >>> parse_moment("2025-11-03 10:00+01:00", dt.UTC).rfc3339
    '2025-11-03T10:00:00+01:00'
    """
    stated = parse_stated(text)
    if stated is None:
        return None
    if isinstance(stated, dt.datetime):
        return _checked(stated if stated.tzinfo else stated.replace(tzinfo=zone), is_day=False)
    return _checked(dt.datetime.combine(stated, dt.time(), tzinfo=zone), is_day=True)


def _checked(instant: dt.datetime, *, is_day: bool) -> Moment | None:
    """Refuse what is no instant everywhere: year 1 at +14:00 lies before time begins."""
    try:
        instant.astimezone(dt.UTC)
    except OverflowError:
        return None
    return Moment(instant=instant, is_day=is_day)


def read_moment(metadata: Mapping[str, str], key: str, zone: dt.tzinfo) -> Moment | None:
    """Return the moment of a front matter key; None where there is none that can be read."""
    return parse_moment(metadata.get(key, ""), zone)


def key_values(front: FrontMatter | None) -> dict[str, str]:
    """Return the values of a front matter by their keys in small letters.

    An embargo that was written as a list or a table is one too.
    """
    if front is None:
        return {}
    values = {key.casefold(): value for key, value in front.metadata}
    nested = [each for each in front.scalars if each.keys[0].casefold() == EMBARGO]
    if nested and EMBARGO not in values:
        values[EMBARGO] = " ".join(each.value for each in nested)
    return values


def release_moment(
    metadata: Mapping[str, str], *, zone: dt.tzinfo, path: str
) -> dt.datetime | None:
    """Return when a release becomes public: the latest of ``embargo``, ``publish`` and ``date``.

    None where it states none. Raises `SourceError` (``embargo-invalid``) for an embargo or a
    ``publish`` that cannot be read.
    """
    moments = [read_moment(metadata, key, zone) for key in (EMBARGO, *_RELEASING)]
    for key in (EMBARGO, "publish"):
        _refuse_no_date(metadata, key, Position(path=path))
    return max((moment.instant for moment in moments if moment), default=None)


def withdrawal_moment(
    metadata: Mapping[str, str], *, zone: dt.tzinfo, path: str
) -> dt.datetime | None:
    """Return from when on a release is withdrawn; None where it states no day.

    Raises `SourceError` (``embargo-invalid``) for a day that cannot be read: what was withdrawn
    must not stay public.
    """
    _refuse_no_date(metadata, WITHDRAWN, Position(path=path))
    moment = read_moment(metadata, WITHDRAWN, zone)
    return moment.instant if moment else None


def check_moments(front: FrontMatter | None, *, path: str) -> None:
    """Raise `SourceError` for the first key of a date whose value is none.

    ``embargo-invalid`` where a promise to readers hangs on it, else ``date-invalid``: a release of
    2099 whose date nobody could read would stand in the site today, and a correction without one
    would not be told.
    """
    if front is None:
        return
    values = key_values(front)
    for scalar in front.scalars:
        key = scalar.keys[0].casefold()
        if key not in _BESIDE_DATES:
            continue
        lines = front.text.count("\n", 0, scalar.span.start)
        position = Position(path=path, line=lines + 2)
        is_list = key not in values
        _refuse_no_date(values | ({key: f"[{scalar.value}]"} if is_list else {}), key, position)


def _refuse_no_date(metadata: Mapping[str, str], key: str, position: Position) -> None:
    text = metadata.get(key, "").strip()
    if parse_moment(text, dt.UTC) or text.casefold() in _BESIDE_DATES[key] | _NOTHING:
        return
    hint = tr("write it as {key}: 2025-11-03, or as {key}: 3 novembre 2025", key=key)
    if key in _PROMISES:
        hint = tr(
            "write it as {key}: 2025-11-03T10:00+01:00; until then nothing is published", key=key
        )
    raise SourceError(
        tr('"{key}: {value}" is no date', key=key, value=text[:60]),
        slug="embargo-invalid" if key in _PROMISES else "date-invalid",
        position=position,
        hint=hint,
    )


def is_held(metadata: Mapping[str, str]) -> bool:
    """Tell whether the author holds the release back.

    ``draft: true`` and ``publish: false`` do; so does ``withdrawn: true``, which names no day. A
    ``draft`` that is neither yes nor no is a draft.
    """

    def says(key: str, words: frozenset[str]) -> bool:
        return metadata.get(key, "").strip().casefold() in words

    return (
        not says("draft", _NO | _NOTHING)
        or says(WITHDRAWN, _YES)
        or says("publish", _NO)
        or says("published", _NO)
    )
