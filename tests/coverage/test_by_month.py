"""Months: each is the table of its days, and all together are the period."""

from datetime import date

import pandas as pd
import pytest

from stationmap.coverage import by_district, coverage_by_month
from stationmap.loading import demonstration, load_visits
from stationmap.usage import publishable_months
from stationmap.visits import VisitCounts


@pytest.fixture(scope="module")
def given():
    catalogue = demonstration()
    return catalogue.table, catalogue.districts, load_visits(catalogue, None)[0]


def test_each_month_is_the_table_of_its_days_and_they_add_up(given):
    table, districts, visits = given
    inside = visits.between(date(2025, 9, 15), date(2025, 11, 10))
    months = coverage_by_month(table, districts, inside)
    assert list(months) == ["2025-09", "2025-10", "2025-11"]
    assert [one.period for one in months.values()] == [
        (date(2025, 9, 15), date(2025, 9, 30)),
        (date(2025, 10, 1), date(2025, 10, 31)),
        (date(2025, 11, 1), date(2025, 11, 10)),
    ]
    october = by_district(table, districts, visits, on=date(2025, 10, 31), period=months["2025-10"].period)
    pd.testing.assert_frame_equal(months["2025-10"].rows, october.rows)
    whole = by_district(table, districts, inside, on=date(2025, 11, 10))
    for column in ("visits", "reported_station_days", "missing_station_days"):
        parts = [one.districts[column].fillna(0) for one in months.values()]
        assert sum(parts).tolist() == whole.districts[column].fillna(0).tolist()


def test_the_last_months_are_kept_across_a_year_and_one_without_rows_is_there(given):
    table, districts, _ = given
    rows = pd.DataFrame({"station_id": table["id"].iloc[0], "date": ["2024-11-30", "2025-02-01"], "visits": [30, 40]})
    rows["state"] = "counted"
    visits = VisitCounts(rows)
    assert list(coverage_by_month(table, districts, visits)) == ["2024-11", "2024-12", "2025-01", "2025-02"]
    last = coverage_by_month(table, districts, visits, most=3)
    assert list(last) == ["2024-12", "2025-01", "2025-02"]
    assert last["2025-01"].period == (date(2025, 1, 1), date(2025, 1, 31))
    assert last["2025-01"].districts["visits_per_station_day"].isna().all()


def test_months_are_published_all_or_none(given):
    table, districts, _ = given
    ids = [group["id"].iloc[0] for _, group in table.groupby("district")]

    def months(least):
        rows = pd.DataFrame({"station_id": ids[:2] * 2, "date": ["2025-01-05"] * 2 + ["2025-02-05"] * 2,
                             "visits": [50, 60, 70, least], "state": "counted"})  # fmt: skip
        return coverage_by_month(table, districts, VisitCounts(rows))

    assert list(publishable_months(months(80))) == ["2025-01", "2025-02"]
    assert publishable_months(months(3)) == {}
