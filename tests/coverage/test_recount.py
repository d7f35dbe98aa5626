"""The coverage table against a recount by hand, over everything that a register and its visits may hold."""

from datetime import date

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.coverage import by_district
from stationmap.districts import national
from stationmap.files import demo_path, read_table
from stationmap.loading import demonstration
from stationmap.visits import read_visits
from tests.oracles.polygons import district_tables
from tests.oracles.recount import COUNTS, OUTSIDE, STRANGERS, TOTAL, recount
from tests.oracles.visit_rows import FIRST, LAST, counts_of, diaries, register_of, registers

PERIOD = (FIRST, LAST)
ELSEWHEN = date(2019, 1, 1)  # the day that is given counts only where there are no visits


def district_rows(districts):
    frame = districts.frame
    unknown = frame["residents"].astype(object).where(frame["residents"].notna(), None)
    return list(zip(frame["adcode"], frame["name"], frame["city"], unknown, frame.geometry, strict=True))


def figures(coverage):
    """Every row but those of cities by its name in the recount; None where unknown."""
    table = {}
    for row in coverage.rows[coverage.rows["level"] != "city"].to_dict("records"):
        key = row["adcode"] if row["level"] == "district" else row["level"]
        table[key] = {name: None if pd.isna(value) else value for name, value in row.items()}
    return table


def assert_equal(coverage, truth):
    table = figures(coverage)
    if STRANGERS not in table:
        assert not any(truth.pop(STRANGERS).values())
    assert table.keys() == truth.keys()
    for key, row in truth.items():
        assert {name: table[key][name] for name in row} == pytest.approx(row), key


@settings(max_examples=30)
@given(registers(), district_tables(max_size=4), st.none() | diaries())
def test_every_figure_equals_the_recount(stations, districts, visits):
    counts = None if visits is None else counts_of(visits)
    coverage = by_district(register_of(stations), districts, counts, on=ELSEWHEN, period=PERIOD)
    inside = visits and [row for row in visits if FIRST.isoformat() <= row[1] <= LAST.isoformat()]
    assert_equal(coverage, recount(stations, district_rows(districts), inside, PERIOD))
    assert all(check.ok for check in coverage.checks)
    assert coverage.reconciled


@settings(max_examples=8)
@given(registers(), district_tables(max_size=4), diaries().filter(bool))
def test_without_a_period_it_is_that_of_the_visits(stations, districts, visits):
    days = [date.fromisoformat(day) for _, day, _, _ in visits]
    coverage = by_district(register_of(stations), districts, counts_of(visits), on=ELSEWHEN)
    assert coverage.period == (min(days), max(days))
    assert coverage.on == max(days)
    assert_equal(coverage, recount(stations, district_rows(districts), visits, coverage.period))


def test_the_demonstration_equals_the_recount():
    stations = demonstration().table
    districts = national().of_cities(["4101", "4102"])
    counts, findings = read_visits(read_table(demo_path("visits.csv")), stations["id"])
    lines = read_table(demo_path("visits.csv")).frame.to_numpy().tolist()
    visits = [(key, day, int(number) if number else None, state) for key, day, number, state in lines]
    wanted = ["id", "lat", "lon", "opened_on", "closed_on"]
    truth = recount(stations[wanted].to_dict("records"), district_rows(districts), visits, counts.period)
    assert_equal(by_district(stations, districts, counts, on=ELSEWHEN), truth)
    assert not [finding for finding in findings if finding.severity == "error"]
    assert truth[TOTAL]["stations"] == 348 + 319
    assert truth[TOTAL]["visits"] == sum(number or 0 for _, _, number, _ in visits)


def test_the_recount_itself_on_a_case_counted_by_hand():
    stations = [{"id": "a", "lat": 0.5, "lon": 0.5, "opened_on": "", "closed_on": "2025-09-03"}]
    districts = [("410101", "甲区", "", 20_000, shapely.box(0, 0, 1, 1)), ("410172", "高新区", "", None, None)]
    visits = [
        ("a", "2025-09-01", 4, "counted"),
        ("a", "2025-09-03", 9, "part_day"),  # closed for good, and yet there were visits
        ("x", "2025-09-01", 1, "counted"),
    ]
    truth = recount(stations, districts, visits, (date(2025, 9, 1), date(2025, 9, 4)))
    assert [truth["410101"][name] for name in COUNTS] == [1, 0, 13, 3, 1, 1, 1, 0, 1]
    assert truth["410101"]["visits_per_station_day"] == 4
    assert truth["410101"]["completeness"] == pytest.approx(1 / 3)
    assert truth["410172"]["stations"] is None
    assert (truth[STRANGERS]["visits"], truth[OUTSIDE]["visits"], truth[TOTAL]["visits"]) == (1, 0, 14)
