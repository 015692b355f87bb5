import datetime as dt
from pathlib import Path

import pytest

from workflow.site.policy import Candidate, Decision, Reason, Rules, Shown, Stale, Standing, decide

CASES = Path(__file__).parents[2] / "cases" / "site" / "policy.tsv"
NOW = dt.datetime(2025, 11, 3, 10, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def read_cases():
    for line in CASES.read_text("utf-8").splitlines():
        title, *values = line.split("\t")
        yield pytest.param(*values, id=title)


@pytest.mark.parametrize(
    ("standing", "former", "stale", "flag", "shown", "reason"), list(read_cases())
)
def test_what_a_reader_gets(standing, former, stale, flag, shown, reason):
    candidate = Candidate(
        standing=Standing(standing),
        was_published=former != "-",
        was_draft=former == "draft",
        release_at=NOW + HOUR if flag == "embargo" else NOW,
        withdrawn_at={"later": NOW + HOUR, "ended": NOW}.get(flag),
        is_held=flag == "held",
    )
    rules = Rules(at=NOW, stale=Stale(stale), allow_drafts=flag == "drafts")

    expected = Decision(shown=Shown(shown), reason=Reason(reason))
    assert decide(candidate, rules) == expected
