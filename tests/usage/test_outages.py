"""Suspected outages: what is found of planted ones, and what is flagged falsely."""

import numpy as np
import pandas as pd
import pytest

from stationmap.errors import InputError
from stationmap.usage import OUTAGE_COLUMNS, suspected_outages
from stationmap.visits import VisitCounts

START = "2025-03-03"


def counts(matrix, start=START):
    """Visits of stations by day, all counted whole."""
    stations, days = matrix.shape
    dates = pd.date_range(start, periods=days)
    ids = np.repeat([f"s{n:03d}" for n in range(stations)], days)
    frame = {"station_id": ids, "date": np.tile(dates, stations), "visits": matrix.ravel(), "state": "counted"}
    return VisitCounts(pd.DataFrame(frame))


def flagged(found, shape, start=START):
    marks = np.zeros(shape, dtype=bool)
    for run in found.itertuples():
        first, last = ((day - pd.Timestamp(start)).days for day in (run.first_day, run.last_day))
        marks[int(run.station_id[1:]), first : last + 1] = True
    return marks


def test_most_outages_are_found_and_hardly_a_true_zero_is_flagged():
    rng = np.random.default_rng(11)
    shape = (348, 120)
    means = rng.gamma(1.5, 8.6 / 1.5, shape[0])[:, None]
    weekly = np.where(pd.date_range(START, periods=shape[1]).day_of_week >= 5, 0.6, 1.16)
    visits = rng.poisson(rng.gamma(1.5, means * weekly / 1.5))
    out = np.zeros(shape, dtype=bool)
    for station in np.flatnonzero(rng.random(shape[0]) < 0.3):
        length = 1 + rng.geometric(0.25)
        first = rng.integers(0, shape[1] - length)
        out[station, first : first + length] = True
    visits[out] = 0
    found = suspected_outages(counts(visits))
    marks = flagged(found, shape)
    assert (marks & out).sum() / out.sum() >= 0.60
    assert (marks & ~out).sum() / (~out).sum() <= 0.003
    assert (found["rate_without"] > found["rate_as_reported"]).all()
    assert (found["probability"] < 1e-4).all()


def test_a_station_that_rests_on_weekends_is_not_suspected():
    week = [30, 28, 31, 29, 30, 0, 0]
    assert suspected_outages(counts(np.array([week * 12]))).empty


def test_a_quiet_station_is_not_suspected_of_its_zeros():
    quiet = np.random.default_rng(5).poisson(0.4, (40, 90))
    assert suspected_outages(counts(quiet)).empty


def test_holidays_are_judged_among_workdays_off():
    """Seven days off in October are no outage of a station that rests on Sundays and Saturdays."""
    days = pd.date_range("2025-08-04", periods=70)
    off = (days.day_of_week >= 5) | ((days >= "2025-10-01") & (days <= "2025-10-08"))
    makeup = days.isin(pd.to_datetime(["2025-09-28", "2025-10-11"]))
    visits = np.where(off & ~makeup, 0, 25)
    assert suspected_outages(counts(visits[None, :], "2025-08-04")).empty


def test_a_run_goes_on_over_days_without_a_number_and_never_over_stations():
    busy = np.tile([12, 9, 11, 10, 13], (2, 8))
    busy[0, -3:], busy[1, :3] = 0, 0
    visits = counts(busy)
    gone = visits.frame.drop(index=38).reset_index(drop=True)
    found = suspected_outages(VisitCounts(gone))
    assert found[["station_id", "days"]].to_numpy().tolist() == [["s000", 2], ["s001", 3]]
    assert list(found.columns) == list(OUTAGE_COLUMNS)
    assert found["last_day"][0] == pd.Timestamp(START) + pd.Timedelta(days=39)


def test_with_few_other_days_nothing_is_judged():
    assert suspected_outages(counts(np.array([[50] * 13 + [0] * 9]))).empty
    assert len(suspected_outages(counts(np.array([[50] * 14 + [0] * 9])))) == 1


def test_the_visits_stay_as_they_are_and_without_rows_there_is_nothing():
    visits = counts(np.array([[9, 11] * 15 + [0] * 9]))
    before = visits.frame.copy()
    suspected_outages(visits)
    pd.testing.assert_frame_equal(visits.frame, before)
    empty = VisitCounts(before.iloc[:0])
    assert suspected_outages(empty).empty


@pytest.mark.parametrize("least", [0, 1, -1])
def test_a_probability_that_is_none_is_refused(least):
    with pytest.raises(InputError):
        suspected_outages(counts(np.array([[1]])), least=least)
