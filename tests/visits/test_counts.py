from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import ColumnError, InputError, VocabularyError
from stationmap.visits import COUNTED_STATES, STATES, VISIT_COLUMNS, VisitCounts
from tests.oracles.visit_rows import DAYS, counts_of, diaries

DAY = date(2025, 9, 1)


def frame_of(*rows):
    return pd.DataFrame(rows, columns=VISIT_COLUMNS)


def test_states_are_told_in_both_languages():
    assert list(STATES) == ["counted", "part_day", "closed", "not_reporting"]
    assert set(COUNTED_STATES) <= STATES.keys()
    assert all(zh and en for zh, en in STATES.values())


@settings(max_examples=20)
@given(diaries().filter(bool), st.randoms())
def test_rows_are_kept_in_one_order_and_form(rows, random):
    counts = counts_of(rows)
    random.shuffle(rows)
    pd.testing.assert_frame_equal(counts.frame, counts_of(rows).frame)
    assert counts.frame["visits"].dtype == "Int64"
    assert counts.frame["date"].dtype == "datetime64[s]"
    keys = list(zip(counts.frame["station_id"], counts.frame["date"], strict=True))
    assert keys == sorted(keys)
    days = sorted(day for _, day, _, _ in rows)
    assert counts.period == (date.fromisoformat(days[0]), date.fromisoformat(days[-1]))
    assert counts.days == (counts.period[1] - counts.period[0]).days + 1


@settings(max_examples=20)
@given(diaries(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_between_keeps_the_days_of_the_period_alone(rows, one, other):
    first, last = sorted((one, other))
    part = counts_of(rows).between(date.fromisoformat(first), date.fromisoformat(last))
    assert len(part.frame) == sum(first <= day <= last for _, day, _, _ in rows)
    assert part.period == (date.fromisoformat(first), date.fromisoformat(last))
    assert part.between(*part.period).frame.equals(part.frame)


@settings(max_examples=30)
@given(diaries(), st.integers(0, 9))
def test_two_parts_make_the_whole(rows, cut):
    counts, middle = counts_of(rows), date.fromisoformat(DAYS[cut])
    ends = date.fromisoformat(DAYS[0]), date.fromisoformat(DAYS[-1])
    parts = counts.between(ends[0], middle).frame, counts.between(middle + timedelta(days=1), ends[1]).frame
    assert sum(map(len, parts)) == len(rows)
    assert sum(part["visits"].sum() for part in parts) == counts.frame["visits"].sum()


@pytest.mark.parametrize("day", ["2025-09-01", DAY, pd.Timestamp("2025-09-01 13:00")])
def test_a_day_comes_as_text_date_or_timestamp(day):
    counts = VisitCounts(frame_of(["a", day, 1, "counted"]))
    assert counts.period == (DAY, DAY)


def test_the_frame_that_came_in_is_not_changed():
    rows = frame_of(["b", "2025-09-02", 1, "counted"], ["a", "2025-09-01", None, "closed"])
    before = rows.copy()
    VisitCounts(rows)
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize(
    ("rows", "error", "match"),
    [
        ([["a", "2025-09-01", None, "counted"]], InputError, "no number"),
        ([["a", "2025-09-01", None, "part_day"]], InputError, "no number"),
        ([["a", "2025-09-01", -1, "counted"]], InputError, "negative"),
        ([["a", "2025-09-01", 1, "maybe"]], VocabularyError, "maybe"),
        ([["a", "2025-09-01", 1, "counted"], ["a", DAY, 2, "counted"]], InputError, "two rows"),
    ],
)
def test_what_is_not_a_count_is_refused(rows, error, match):
    with pytest.raises(error, match=match):
        VisitCounts(frame_of(*rows))


@pytest.mark.parametrize("column", VISIT_COLUMNS)
def test_a_missing_column_is_named(column):
    with pytest.raises(ColumnError, match=column):
        VisitCounts(frame_of(["a", "2025-09-01", 1, "counted"]).drop(columns=column))


def test_a_period_must_not_be_backwards_nor_leave_rows_outside():
    rows = frame_of(["a", "2025-09-01", 1, "counted"])
    with pytest.raises(InputError) as caught:
        VisitCounts(rows).between(DAY, DAY - timedelta(days=1))
    assert caught.value.faults[0].parameter == "period"
    with pytest.raises(InputError, match="outside the period"):
        VisitCounts(rows, chosen=(DAY + timedelta(days=1), DAY + timedelta(days=2)))


def test_without_rows_a_period_must_be_given():
    nothing = counts_of([])
    with pytest.raises(InputError, match="no period"):
        _ = nothing.period
    assert nothing.between(DAY, DAY).days == 1
    assert nothing.between(DAY, DAY).frame.empty
