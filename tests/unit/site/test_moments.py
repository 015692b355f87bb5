import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from workflow.errors import SourceError
from workflow.markdown.frontmatter import parse_front_matter
from workflow.site.moments import (
    is_held,
    key_values,
    parse_moment,
    release_moment,
    withdrawal_moment,
)

CASES = Path(__file__).parents[2] / "cases" / "site" / "moments.tsv"
PARIS = ZoneInfo("Europe/Paris")


def read_cases():
    for line in CASES.read_text("utf-8").splitlines():
        title, *values = line.split("\t")
        yield pytest.param(*values, id=title)


@pytest.mark.parametrize(("text", "stated", "instant"), list(read_cases()))
def test_dates_as_releases_state_them(text, stated, instant):
    moment = parse_moment(text, PARIS)

    assert (moment.iso if moment else "") == stated
    assert (moment.rfc3339 if moment else "") == instant


def test_universal_time_sorts_as_moments_do():
    east = parse_moment("2025-11-03T00:30+03:00", PARIS)
    west = parse_moment("2025-11-02T22:00Z", PARIS)

    assert east.utc < west.utc
    assert east < west


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({}, None),
        ({"date": "2025-11-03"}, "2025-11-03T00:00:00+01:00"),
        ({"date": "novembre"}, None),
        ({"date": "2025-11-03", "embargo": "2025-11-03T10:00+01:00"}, "2025-11-03T10:00:00+01:00"),
        ({"date": "2025-11-04", "embargo": "2025-11-03T10:00+01:00"}, "2025-11-04T00:00:00+01:00"),
        ({"publish": "2025-11-03T09:00"}, "2025-11-03T09:00:00+01:00"),
        ({"publish": "true"}, None),
        ({"embargo": "null"}, None),
        ({"embargo": "no"}, None),
    ],
)
def test_a_release_is_public_when_the_last_of_its_dates_has_come(metadata, expected):
    released = release_moment(metadata, zone=PARIS, path="a.md")

    assert (released.isoformat() if released else None) == expected


@pytest.mark.parametrize(
    "metadata", [{"embargo": "demain"}, {"embargo": "true"}, {"publish": "bientôt"}]
)
def test_an_embargo_that_cannot_be_read_is_refused(metadata):
    with pytest.raises(SourceError, match=r'^a\.md: error: ".*" is no date \[embargo-invalid\]$'):
        release_moment(metadata, zone=dt.UTC, path="a.md")


@pytest.mark.parametrize(
    "text",
    [
        "embargo: 2025-11-03",
        "Embargo: 2025-11-03",
        "EMBARGO:\n  - 2025-11-03",
        "embargo: {a: 2025-11-03}",
    ],
)
def test_an_embargo_is_found_however_it_is_written(text):
    front = parse_front_matter(f"---\n{text}\n---\n", path="a.md")

    assert key_values(front) == {"embargo": "2025-11-03"}


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({}, False),
        ({"draft": "true"}, True),
        ({"draft": "Yes"}, True),
        ({"draft": "oui"}, True),
        ({"draft": "1"}, True),
        ({"draft": "à relire"}, True),
        ({"draft": "non"}, False),
        ({"draft": ""}, False),
        ({"published": "non"}, True),
        ({"draft": "false"}, False),
        ({"publish": "no"}, True),
        ({"published": "false"}, True),
        ({"publish": "2025-11-03"}, False),
    ],
)
def test_a_release_that_its_author_holds_back(metadata, expected):
    assert is_held(metadata) == expected


@pytest.mark.parametrize(
    ("stated", "expected", "held"),
    [
        ("2025-11-06", "2025-11-06T00:00:00+01:00", False),
        ("true", None, True),
        ("Yes", None, True),
        ("no", None, False),
        ("", None, False),
    ],
)
def test_a_release_is_withdrawn_from_a_day_on_or_at_once(stated, expected, held):
    metadata = {"withdrawn": stated}

    withdrawn = withdrawal_moment(metadata, zone=PARIS, path="a.md")

    assert (withdrawn.isoformat() if withdrawn else None) == expected
    assert is_held(metadata) is held


def test_a_withdrawal_that_cannot_be_read_is_refused():
    with pytest.raises(SourceError, match=r"\[embargo-invalid\]$"):
        withdrawal_moment({"withdrawn": "6 novembre"}, zone=PARIS, path="a.md")
