"""Sums by station against a recount in plain Python, and days expected against those of the coverage table."""

from collections import defaultdict

import pandas as pd
import pytest
from hypothesis import given, settings

from stationmap.coverage.station_days import station_days
from stationmap.errors import ColumnError, InputError
from stationmap.station import SINCE_UNKNOWN
from stationmap.usage import TOTALS_COLUMNS, by_month, daily_totals, expected_days, station_totals
from stationmap.usage.totals import check_totals
from tests.oracles.visit_rows import FIRST, LAST, counts_of, diaries, register_of, registers


def recount(rows):
    """Sums by station, one row after the other."""
    found = defaultdict(lambda: [0, 0, 0, 0, 0, 0, None, None])
    for key, day, number, state in rows:
        sums = found[key]
        sums[["counted", "part_day", "closed", "not_reporting"].index(state) + 2] += 1
        sums[0] += number or 0
        if state in ("counted", "part_day"):
            sums[1] += number * (state == "counted")
            sums[6] = min(sums[6] or day, day)
            sums[7] = max(sums[7] or day, day)
    return dict(sorted(found.items()))


@settings(max_examples=10)
@given(diaries())
def test_sums_are_those_of_a_recount(rows):
    totals = station_totals(counts_of(rows))
    assert list(totals.columns) == TOTALS_COLUMNS
    days = {name: totals[name].dt.strftime("%Y-%m-%d") for name in ("first_day", "last_day")}
    shown = totals.assign(**days).astype(object).where(totals.notna(), None)
    assert {row[0]: row[1:] for row in shown.to_numpy().tolist()} == recount(rows)
    pd.testing.assert_frame_equal(check_totals(totals), totals)


@settings(max_examples=10)
@given(registers(), diaries())
def test_expected_days_are_those_of_single_days_wherever_sums_tell_them(stations, rows):
    register, visits = register_of(stations), counts_of(rows).between(FIRST, LAST)
    days = station_days(register, visits)
    expected = expected_days(register, station_totals(visits), (FIRST, LAST))
    assert list(expected.index) == list(days.index)
    assert (expected >= days["reported_station_days"] + days["part_station_days"]).all()
    lives = register.set_index("id").reindex(days.index)
    unknown = (lives["closed_on"] == SINCE_UNKNOWN) | lives["closed_on"].isna()
    outside = days["unexpected_station_days"].gt(0) | (days["closed_station_days"] < closed_rows(visits, days.index))
    assert (expected == days["expected_station_days"])[~outside | unknown].all()


def closed_rows(visits, index):
    closed = visits.frame[visits.frame["state"] == "closed"]
    return closed["station_id"].value_counts().reindex(index, fill_value=0)


@settings(max_examples=10)
@given(diaries())
def test_days_and_months_add_up_to_the_stations(rows):
    visits = counts_of(rows).between(FIRST, LAST)
    totals, daily = station_totals(visits), daily_totals(visits)
    assert len(daily) == 7
    assert daily["visits"].sum() == totals["visits"].sum() == by_month(daily)["visits"].sum()
    assert daily["reported_visits"].sum() == totals["reported_visits"].sum()
    assert daily["reported_stations"].sum() == totals["reported_days"].sum() == by_month(daily)["reported_days"].sum()


def row(**changed):
    numbers = dict.fromkeys(TOTALS_COLUMNS[1:7], 1)
    return {"station_id": "a", **numbers, "first_day": pd.NaT, "last_day": pd.NaT} | changed


@pytest.mark.parametrize("changed", [{"visits": -1}, {"visits": None}, {"reported_days": 0}, {"reported_visits": 2}])
def test_totals_that_contradict_themselves_are_refused(changed):
    check_totals(pd.DataFrame([row()]))
    with pytest.raises(InputError):
        check_totals(pd.DataFrame([row(**changed)]))


def test_totals_without_a_column_or_with_a_station_twice_are_refused():
    with pytest.raises(ColumnError):
        check_totals(pd.DataFrame([row()]).drop(columns="part_days"))
    with pytest.raises(InputError):
        check_totals(pd.DataFrame([row(), row()]))
