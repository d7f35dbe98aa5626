"""What must hold of a coverage table whatever the register and the visits are."""

from datetime import date, timedelta

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.coverage import COVERAGE_COLUMNS, by_district
from stationmap.coverage.station_days import SUMS
from stationmap.districts import Districts
from stationmap.errors import ColumnError, InputError
from stationmap.station import SINCE_UNKNOWN
from stationmap.visits import COUNTED_STATES
from tests.oracles.polygons import district_tables
from tests.oracles.records import districts_of
from tests.oracles.tables import station
from tests.oracles.visit_rows import DAYS, FIRST, LAST, counts_of, diaries, register_of, registers

PERIOD = (FIRST, LAST)
BOX = shapely.box(113, 34, 114, 35)
SQUARE = Districts(districts_of(("410101", "甲区", "东市", 20_000, BOX), ("410172", "高新区", "东市", 5_000, None)))
VISIT_SUMS = [name for name in SUMS if name in COVERAGE_COLUMNS]


def cover(stations, visits, districts=SQUARE, period=PERIOD):
    counts = None if visits is None else counts_of(visits)
    return by_district(register_of(stations), districts, counts, on=LAST, period=period)


def row_of(coverage, level="total", adcode=None):
    rows = coverage.rows[coverage.rows["level"] == level]
    return (rows if adcode is None else rows[rows["adcode"] == adcode]).iloc[0]


def added(coverage):
    return coverage.rows[coverage.rows["level"].isin(["district", "outside", "unknown"])]


@settings(max_examples=8)
@given(registers(), district_tables(max_size=4), st.none() | diaries())
def test_the_total_is_the_sum_of_its_parts_and_of_the_inputs(stations, districts, visits):
    coverage = cover(stations, visits, districts)
    total, parts = row_of(coverage), added(coverage)
    for name in ("stations", "stations_in_operation", "stations_near_border", *(VISIT_SUMS if visits else ())):
        assert (0 if pd.isna(total[name]) else total[name]) == parts[name].sum(), name
    assert total["stations"] == len(stations)
    if visits is None:
        assert coverage.rows[[*VISIT_SUMS, "completeness", "visits_per_station_day"]].isna().all(axis=None)
    assert coverage.reconciled


@settings(max_examples=8)
@given(registers(), district_tables(max_size=4), diaries(), st.randoms())
def test_the_order_of_the_inputs_changes_nothing(stations, districts, visits, random):
    before = cover(stations, visits, districts)
    for rows in (stations, visits):
        random.shuffle(rows)
    after = cover(stations, visits, Districts(districts.frame.sample(frac=1, random_state=1)))
    pd.testing.assert_frame_equal(before.rows, after.rows)
    assert sorted(before.outside["id"]) == sorted(after.outside["id"])


@settings(max_examples=8)
@given(registers(), diaries(), st.sampled_from(DAYS[2:9]), st.integers(0, 99), st.sampled_from(COUNTED_STATES))
def test_a_removed_row_is_one_day_missing_and_its_visits_less(stations, visits, day, number, state):
    stations.append(station("z"))
    after = row_of(cover(stations, visits))
    before = row_of(cover(stations, [*visits, ("z", day, number, state)]))
    assert after["missing_station_days"] == before["missing_station_days"] + 1
    assert after["expected_station_days"] == before["expected_station_days"]
    assert before["visits"] - (0 if pd.isna(after["visits"]) else after["visits"]) == number


@settings(max_examples=8)
@given(registers(), diaries(), st.integers(0, 5))
def test_the_parts_of_a_period_add_up(stations, visits, cut):
    middle = FIRST + timedelta(days=cut)
    whole = row_of(cover(stations, visits))
    halves = [
        row_of(cover(stations, visits, period=days))
        for days in ((FIRST, middle), (middle + timedelta(days=1), LAST))
    ]  # fmt: skip
    for name in VISIT_SUMS:
        assert sum(0 if pd.isna(half[name]) else half[name] for half in halves) == (
            0 if pd.isna(whole[name]) else whole[name]
        ), name


@settings(max_examples=8)
@given(registers(), diaries())
def test_visits_outside_the_period_are_left_aside(stations, visits):
    inside = [row for row in visits if FIRST.isoformat() <= row[1] <= LAST.isoformat()]
    pd.testing.assert_frame_equal(cover(stations, visits).rows, cover(stations, inside).rows)


@settings(max_examples=8)
@given(registers(), district_tables(max_size=4))
def test_every_station_outside_is_listed_once(stations, districts):
    coverage = cover(stations, None, districts)
    table = register_of(stations)
    outside = table.loc[districts.locate(table["lat"], table["lon"]) == "", "id"]
    assert coverage.outside["id"].tolist() == outside.tolist()
    assert row_of(coverage, "outside")["stations"] == len(outside)


def test_a_zero_is_not_a_gap():
    zero = row_of(cover([station("a")], [("a", "2025-09-01", 0, "counted")]), "district", "410101")
    gap = row_of(cover([station("a")], []), "district", "410101")
    silent = row_of(cover([station("a")], [("a", "2025-09-01", None, "not_reporting")]), "district", "410101")
    assert (zero["visits"], zero["reported_station_days"], zero["missing_station_days"]) == (0, 1, 6)
    assert zero["visits_per_station_day"] == 0
    for row in (gap, silent):
        assert pd.isna(row["visits"])
        assert pd.isna(row["visits_per_station_day"])
        assert (row["reported_station_days"], row["missing_station_days"]) == (0, 7)


def test_a_part_day_is_in_the_total_and_on_neither_side_of_the_rate():
    visits = [("a", "2025-09-01", 10, "counted"), ("a", "2025-09-02", 3, "part_day")]
    row = row_of(cover([station("a")], visits), "district", "410101")
    assert (row["visits"], row["visits_per_station_day"]) == (13, 10)
    assert row["completeness"] == pytest.approx(1 / 7)


def test_a_district_without_a_polygon_is_kept_and_unknown():
    coverage = cover([station("a", district_named="高新区"), station("b", district_named="高新区")], [])
    zone = row_of(coverage, "district", "410172")
    assert zone[["stations", "stations_in_operation", *VISIT_SUMS, "area_km2"]].isna().all()
    assert (zone["stations_naming_it"], zone["residents"]) == (2, 5_000)
    assert "stations unknown" in zone["note"]
    assert zone["note"].endswith(": a, b")
    holder = row_of(coverage, "district", "410101")
    assert (holder["stations"], holder["stations_naming_it"]) == (2, 0)
    assert holder["note"].endswith("高新区 2（a, b）")


def test_of_many_stations_a_note_names_the_first():
    coverage = cover([station(key, district_named="高新区") for key in "edcba"], [])
    assert row_of(coverage, "district", "410101")["note"].endswith("高新区 5（a, b, c …）")
    assert row_of(coverage, "district", "410172")["note"].endswith(": a, b, c …")


def test_a_district_without_a_station_has_a_row_of_zeros():
    row = row_of(cover([], []), "district", "410101")
    assert (row["stations"], row["visits"], row["missing_station_days"], row["residents"]) == (0, 0, 0, 20_000)
    assert pd.isna(row["completeness"])
    assert row["stations_per_10k_residents"] == 0


@pytest.mark.parametrize("visits", [None, [], [("x", "2025-09-01", 4, "counted")]])
def test_no_stations_and_no_districts_at_all(visits):
    coverage = cover([], visits, Districts(districts_of()))
    assert row_of(coverage)["stations"] == 0 or pd.isna(row_of(coverage)["stations"])
    assert coverage.reconciled
    assert coverage.districts.empty


def test_ids_that_the_register_lacks_have_a_row_of_their_own():
    coverage = cover([station("a")], [("x", "2025-09-01", 4, "counted"), ("y", "2025-09-01", 5, "counted")])
    row = row_of(coverage, "unknown")
    assert (row["visits"], row["reported_station_days"], row["missing_station_days"]) == (9, 2, 0)
    assert row["note"] == "x, y"
    assert row_of(coverage)["visits"] == 9


@pytest.mark.parametrize(
    ("life", "expected", "working"),
    [
        ({}, 7, 1),
        ({"opened_on": "2025-09-03"}, 5, 1),
        ({"closed_on": "2025-09-03"}, 2, 0),
        ({"opened_on": "2025-09-03", "closed_on": "2025-09-05"}, 2, 0),
        ({"opened_on": "2025-09-07"}, 1, 1),
        ({"opened_on": "2025-09-08"}, 0, 0),
        ({"closed_on": "2025-09-01"}, 0, 0),
        ({"closed_on": "2025-09-08"}, 7, 1),
        ({"opened_on": "2025-09-05", "closed_on": "2025-09-03"}, 0, 0),
        ({"opened_on": "1949-10-01", "closed_on": "9999-12-31"}, 7, 1),
    ],
)
def test_only_days_in_operation_are_expected(life, expected, working):
    row = row_of(cover([station("a", **life)], []), "district", "410101")
    assert (row["expected_station_days"], row["stations_in_operation"]) == (expected, working)


@pytest.mark.parametrize("state", COUNTED_STATES)
@pytest.mark.parametrize(("day", "unexpected"), [("02", 1), ("03", 0), ("04", 0), ("05", 1)])
def test_a_report_while_not_in_operation_is_expected_after_all_and_told(day, unexpected, state):
    life = {"opened_on": "2025-09-03", "closed_on": "2025-09-05"}
    row = row_of(cover([station("a", **life)], [("a", f"2025-09-{day}", 6, state)]), "district", "410101")
    assert (row["visits"], row["unexpected_station_days"], row["expected_station_days"]) == (
        6,
        unexpected,
        2 + unexpected,
    )
    assert row["missing_station_days"] == 1 + unexpected


@pytest.mark.parametrize(("day", "closed"), [("02", 0), ("03", 1), ("04", 1), ("05", 0)])
def test_closed_days_count_in_operation_alone(day, closed):
    life = {"opened_on": "2025-09-03", "closed_on": "2025-09-05"}
    row = row_of(cover([station("a", **life)], [("a", f"2025-09-{day}", None, "closed")]), "district", "410101")
    assert (row["closed_station_days"], row["missing_station_days"]) == (closed, 2 - closed)


@pytest.mark.parametrize(
    ("opened", "state", "figures"),
    [
        ("", "counted", (1, 1, 0, 0, 0)),
        ("", "closed", (0, 0, 0, 1, 0)),
        ("", "not_reporting", (0, 0, 0, 0, 0)),
        ("2025-09-04", "counted", (1, 1, 0, 0, 1)),  # reported before it opened: that is still a doubt
    ],
)
def test_reports_before_a_closing_of_an_unknown_day_are_not_held_against_it(opened, state, figures):
    visits = [("a", "2025-09-03", 6 if state == "counted" else None, state)]
    coverage = cover([station("a", opened_on=opened, closed_on=SINCE_UNKNOWN)], visits)
    names = ("expected", "reported", "missing", "closed", "unexpected")
    row = row_of(coverage, "district", "410101")
    assert tuple(row[f"{name}_station_days"] for name in names) == figures
    assert row["stations_in_operation"] == 0
    assert coverage.reconciled


@pytest.mark.parametrize(("days", "note"), [(7, ""), (6, ""), (5, "80"), (4, "80"), (3, "50"), (0, "50")])
def test_a_share_too_low_is_flagged(days, note):
    visits = [("a", f"2025-09-0{day + 1}", 1, "counted") for day in range(days)]
    assert note in row_of(cover([station("a")], visits))["rate_note"]
    assert bool(note) == bool(row_of(cover([station("a")], visits))["rate_note"])


@pytest.mark.parametrize("visits", [None, []])
def test_a_period_that_ends_before_it_begins_is_refused(visits):
    with pytest.raises(InputError) as caught:
        cover([station("a")], visits, period=(LAST, FIRST))
    assert caught.value.faults[0].parameter == "period"


def test_what_cannot_be_counted_is_refused():
    with pytest.raises(InputError, match="period"):
        by_district(register_of([]), SQUARE, counts_of([]), on=date(2025, 9, 1))
    with pytest.raises(InputError, match="more than once"):
        cover([station("a"), station("a")], None)
    with pytest.raises(ColumnError, match="closed_on"):
        by_district(register_of([]).drop(columns="closed_on"), SQUARE, None, on=LAST)


def test_stations_near_a_border_are_counted_as_uncertain():
    near, far = station("a", 34.5, 113.001), station("b", 34.5, 113.01)
    assert row_of(cover([near, far], None), "district", "410101")["stations_near_border"] == 1


def test_the_city_adds_up_its_districts_with_those_without_a_polygon():
    city = row_of(cover([station("a"), station("b")], [("a", "2025-09-01", 6, "counted")]), "city")
    assert (city["adcode"], city["city"], city["stations"], city["visits"]) == ("410100", "东市", 2, 6)
    assert city["residents"] == 25_000
    assert city["stations_per_10k_residents"] == pytest.approx(2 / 2.5)


def test_a_city_has_one_sum_though_its_codes_begin_in_two_ways():
    counties = Districts(districts_of(("500101", "万州区", "重庆市", 3, BOX), ("500233", "忠县", "重庆市", 4, None)))
    rows = cover([station("a")], None, counties).rows
    assert rows.loc[rows["level"] == "city", ["adcode", "residents"]].to_numpy().tolist() == [["500000", 7]]


def test_residents_of_a_sum_are_unknown_if_those_of_a_part_are():
    half = Districts(districts_of(("410101", "甲区", "东市", 9, BOX), ("410102", "乙区", "东市", None, None)))
    total = row_of(cover([station("a")], None, half))
    assert pd.isna(total["residents"])
    assert pd.isna(total["stations_per_10k_residents"])
