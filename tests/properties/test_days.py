"""round_trip: a day that the program writes in a language is the day that it reads there."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime

from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.editions.days import date_in_words, day_of, parse_stated
from workflow.structured.data import described_langs

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


@settings(max_examples=60, deadline=None)
@given(DAYS, st.sampled_from(described_langs()))
def test_a_day_in_words_is_read_as_that_day(day, lang):
    assert day_of(date_in_words(day, lang)) == day


@settings(max_examples=60, deadline=None)
@given(DAYS, st.sampled_from(described_langs()), st.sampled_from(["medium", "long", "full"]))
def test_a_day_as_other_programs_write_it_is_read_as_that_day(day, lang, width):
    assert day_of(format_date(day, width, locale=lang)) == day


@settings(max_examples=60, deadline=None)
@given(
    DAYS,
    st.times().map(lambda time: time.replace(microsecond=0)),
    st.integers(-12 * 60, 14 * 60),
)
def test_a_moment_as_mail_writes_it_is_read_as_that_moment(day, time, minutes):
    zone = dt.timezone(dt.timedelta(minutes=minutes))
    moment = dt.datetime.combine(day, time, zone)
    assert parse_stated(format_datetime(moment)) == moment


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40) | st.from_regex(r"\A\w{1,9} ?\d{1,4}[ ./-]\w{1,9}[ ./-]\d{1,5}\Z"))
def test_any_text_is_a_date_or_none(text):
    stated = parse_stated(text)
    assert stated is None or isinstance(stated, dt.date)
