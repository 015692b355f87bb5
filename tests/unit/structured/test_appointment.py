"""Lines of a programme: a time, and what happens then."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.model import LangTag
from workflow.structured import parse_appointment

CASES = Path(__file__).resolve().parents[2] / "cases/structured/appointments.tsv"


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        title, *rest = line.split("\t")
        yield pytest.param(*rest, id=title)


@pytest.mark.parametrize(("text", "english", "russian", "event"), list(cases()))
def test_appointments(text, english, russian, event):
    found = parse_appointment(text, LangTag("fr"))

    if event == "-":
        assert found is None
        return
    assert found.event == event
    assert found.lead_in(LangTag("en")) == english
    assert found.lead_in(LangTag("ru")) == russian


def test_a_language_whose_times_are_not_known_leaves_the_line_to_the_engine():
    assert parse_appointment("14 h 30 – Arrivée", LangTag("fr")).lead_in(LangTag("fi")) is None
