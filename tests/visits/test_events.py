"""Entries: on which day of the stations' clock each of them falls."""

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.files import RawTable, TableChunk
from stationmap.visits.columns import name_columns
from stationmap.visits.events import EVENT_ALIASES, EVENT_REQUIRED, local_days, parse_events
from stationmap.visits.texts import Texts

SHANGHAI, LONDON, HONOLULU = (ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/London", "Pacific/Honolulu"))


def parse(records, header=("编号", "时间"), zone=SHANGHAI):
    raw = RawTable.of(header, records, range(2, 2 + len(records)))
    fields = name_columns(list(header), aliases=EVENT_ALIASES, required=EVENT_REQUIRED)
    return parse_events(Texts(TableChunk.of(raw), fields), zone)


def days_of(events):
    frame = events.frame
    return dict(
        zip(zip(frame["station_id"], frame["date"].dt.strftime("%Y-%m-%d"), strict=True), frame["visits"], strict=True)
    )


offsets = st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
moments = st.datetimes(
    datetime.fromisoformat("2001-01-01"),
    datetime.fromisoformat("2098-01-01"),
    timezones=st.none() | offsets | st.just(UTC),
)


@given(st.lists(moments, max_size=20), st.sampled_from([SHANGHAI, LONDON, HONOLULU]), st.sampled_from(["T", " "]))
def test_the_local_date_of_a_moment_is_that_of_the_standard_library(drawn, zone, between):
    texts = np.array([moment.isoformat(between) for moment in drawn], dtype=object)
    days, faults = local_days(texts, zone)
    expected = [(moment if moment.tzinfo is None else moment.astimezone(zone)).date().isoformat() for moment in drawn]
    assert days.astype(str).tolist() == expected
    assert not faults


@pytest.mark.parametrize(
    "text",
    ["2025-09-01", "2025-09-01 08:15",
     "2025/9/1 8:15:03", "2025年9月1日 08:15", "20250901T08:15:03.123456", "２０２５-09-01　08：15",
     "2025-08-31T23:59:59Z", "2025-09-01 12:00+0800", "2025-08-31 19:00 -05:00"],
)  # fmt: skip
def test_a_moment_in_many_writings(text):
    events, findings = parse([["a", text]])
    assert days_of(events) == {("a", "2025-09-01"): 1}
    assert not findings


@pytest.mark.parametrize(
    ("text", "code"),
    [("noon", "unreadable_time"), ("08:15", "unreadable_time"), ("", "unreadable_time"),
     ("2025-09-01 24:00", "unreadable_time"), ("2025-02-30 08:00", "unreadable_time"),
     ("2025-09-01 08:60", "unreadable_time"), ("01/09/2025 08:00", "unreadable_time"),
     ("1756684800", "unreadable_time"),
     ("2025-09-01 08:00+15:00", "unreadable_time"), ("1999-09-01 08:00", "implausible_date")],
)  # fmt: skip
def test_what_is_no_moment_is_told_and_left_out(text, code):
    events, findings = parse([["a", "2025-09-01 08:00"], ["b", text]])
    assert [(item.row, item.code, item.field, item.value) for item in findings] == [(3, code, "时间", text)]
    assert (events.left_out, events.named, events.doubtful) == (1, {"a"}, {"b"})


def test_entries_are_added_up_and_exits_are_no_visits():
    header = ("编号", "时间", "人次", "方向")
    rows = [
        ["a", "2025-09-01 08:00", "3", "进"],
        ["a", "2025-09-01 09:00", "2", "in"],
        ["a", "2025-09-01 10:00", "4", "出"],
        ["c", "2025-09-01 10:00", "4", "OUT"],
        ["a", "2025-09-02 10:00", "0", ""],
        ["b", "2025-09-02 10:00", "x", "进"],
        ["b", "2025-09-02 10:00", "1", "上"],
        ["", "2025-09-02 10:00", "1", "进"],
    ]
    events, findings = parse(rows, header)
    assert days_of(events) == {("a", "2025-09-01"): 5, ("a", "2025-09-02"): 0}
    assert (events.exits, events.left_out) == (2, 3)
    assert {(item.row, item.code) for item in findings} == {
        (7, "visits_not_a_number"),
        (8, "unknown_direction"),
        (9, "no_station_id"),
    }
    assert events.named == {"a", "c"}


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 200)), min_size=1, max_size=60))
def test_every_entry_is_counted_once(drawn):
    begin = datetime.fromisoformat("2025-09-01")
    moments = [(key, begin + timedelta(minutes=37 * n)) for key, n in drawn]
    events, _ = parse([[key, moment.isoformat(" ")] for key, moment in moments])
    assert days_of(events) == Counter((key, moment.date().isoformat()) for key, moment in moments)
