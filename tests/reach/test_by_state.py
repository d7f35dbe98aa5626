"""Coverage under what is known of stations: bounds, hours and amenities."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES
from stationmap.catalogue import CHINA, Catalogue
from stationmap.catalogue.opening import RowTimes
from stationmap.errors import InputError
from stationmap.reach import (
    OpenHours,
    amenity_states,
    day_types,
    open_hours,
    reach_at_hour,
    reach_by_amenity,
    reach_by_hour,
    straight_pairs,
)
from stationmap.reach.by_state import NO, UNKNOWN, YES, cover_by_state
from stationmap.timetable import china_calendar
from tests.oracles.reach import SQUARE, demand_of, in_square, places, stations
from tests.oracles.tables import facilities, station, table_of

ZONE = ZoneInfo("Asia/Shanghai")
states = st.lists(st.sampled_from([NO, YES, UNKNOWN]), min_size=6, max_size=6)


def share(demand, pairs, mask):
    found = cover_by_state(pairs, demand.weight, [np.array(mask, np.uint8)])[0]
    return found["covered"]


@settings(max_examples=15)
@given(places, stations, states, st.lists(st.booleans(), min_size=6, max_size=6))
def test_whatever_the_unknown_are_the_truth_lies_within_the_bounds(rows, others, known, truth):
    demand, pairs, _ = in_square(rows, others)
    case = np.array(known[: len(others)], np.uint8)
    found = cover_by_state(pairs, demand.weight, [case])[0]
    decided = np.where(case == UNKNOWN, np.array(truth[: len(others)], np.uint8), case)
    assert found["covered"] <= share(demand, pairs, decided) <= found["covered_high"]
    plain = sum(
        weight
        for (_, weight), number in zip(rows, range(len(rows)), strict=True)
        if any(known[s] == YES for s in pairs.station[pairs.place == number])
    )
    assert found["covered"] == plain
    assert list(found) == ["covered", "covered_twice", "covered_high", "share", "share_twice", "share_high"]


@settings(max_examples=15)
@given(places, stations.filter(bool), st.lists(st.integers(0, 2), min_size=6, max_size=6), st.integers(0, 5))
def test_coverage_is_submodular(rows, others, layers, added):
    """A station adds no less to few than to more of the same."""
    demand, pairs, _ = in_square(rows, others)
    added %= len(others)
    few = np.array([layer == 2 for layer in layers[: len(others)]])
    more = few | np.array([layer >= 1 for layer in layers[: len(others)]])
    few[added] = more[added] = False
    plus = np.arange(len(others)) == added
    gains = [share(demand, pairs, held | plus) - share(demand, pairs, held) for held in (few, more)]
    assert gains[0] >= gains[1] >= 0
    assert share(demand, pairs, few) <= share(demand, pairs, more)


@settings(max_examples=15)
@given(st.lists(facilities(), min_size=1, max_size=4), st.lists(st.sampled_from(list(AMENITIES)), max_size=3))
def test_amenities_are_yes_no_or_unknown_as_sets_tell(rows, needs):
    table = table_of([station(str(n), **row) for n, row in enumerate(rows)])
    for row, state in zip(rows, amenity_states(table, tuple(needs)), strict=True):
        there, lacking = set(row["amenities"].split(",")), set(row["amenities_no"].split(","))
        broken = {item.partition("@")[0] for item in row["out_of_order"].split(",")}
        if set(needs) & (lacking | broken):
            assert state == NO
        else:
            assert state == (YES if set(needs) <= there else UNKNOWN)


def test_needs_together_have_a_row_of_their_own():
    table = table_of(
        [
            station("a", 34.05, 113.05, amenities="toilet,hot_water"),
            station("b", 34.05, 113.05, amenities="toilet", out_of_order="toilet@2026-11-01"),
            station("c", 34.08, 113.08, amenities="toilet"),
        ]
    )
    demand = demand_of([((34.05, 113.05), 3), ((34.08, 113.08), 1)], SQUARE)
    pairs = straight_pairs(demand.lat, demand.lon, table["lat"], table["lon"], 500)
    rows = reach_by_amenity(demand, pairs, table, 500, ("toilet", "hot_water")).set_index("amenity")
    names = ["stations_with", "stations_unknown", "stations_without", "share", "share_high"]
    assert rows.loc["", names].tolist() == [3, 0, 0, 1, 1]
    assert rows.loc["toilet+hot_water", names].tolist() == [1, 1, 1, 0.75, 1]
    assert rows.loc["toilet", names].tolist() == [2, 0, 1, 1, 1]
    assert rows.loc["hot_water", names].tolist() == [1, 2, 0, 0.75, 1]
    assert len(rows) == 2 + len(AMENITIES)
    with pytest.raises(InputError, match="stations"):
        reach_by_amenity(demand, pairs, table.iloc[:1], 500)


@settings(max_examples=10)
@given(places, stations, states, st.integers(0, 23))
def test_districts_at_an_hour_are_the_places_that_they_hold(rows, others, known, hour):
    demand, pairs, _ = in_square(rows, others)
    case = np.array(known[: len(others)], np.uint8)
    closed = np.zeros((24, len(others)), np.uint8)
    closed[hour] = case
    day = OpenHours("workday", date(2026, 11, 25), "", False, closed)
    table = reach_at_hour(demand, pairs, [day], pairs.limit_m, SQUARE, hour=hour).set_index("level")
    by_hour = reach_by_hour(demand, pairs, [day], pairs.limit_m).iloc[hour]
    assert table.loc["total", "covered"] == by_hour["covered"]
    assert table.loc["total", ["share", "share_high"]].tolist() == pytest.approx(
        by_hour[["share", "share_high"]].tolist(), nan_ok=True
    )
    for level, code in (("district", "410101"), ("outside", "")):
        mine = np.where(demand.adcode == code, demand.weight, 0.0)
        held = cover_by_state(pairs, mine, [case])[0]
        assert table.loc[level, "covered"] == held["covered"]
        assert table.loc[level, "share_high"] == pytest.approx(held["share_high"], nan_ok=True)
    assert table.loc["zone", ["covered", "share", "share_high"]].isna().all()


def test_each_kind_of_day_is_what_the_calendar_says():
    calendar = china_calendar()
    for start in (date(2026, 1, 1), date(2026, 2, 10), date(2026, 9, 18), date(2026, 11, 25)):
        for kind, day in day_types(calendar, start).items():
            between = [start + timedelta(days=n) for n in range((day - start).days + 1)]
            kinds = [
                "holiday"
                if calendar.is_off(one)
                else "makeup"
                if one.weekday() >= 5 and calendar.is_workday(one)
                else {5: "saturday", 6: "sunday"}.get(one.weekday(), "workday")
                for one in between
            ]
            assert kinds.index(kind) == len(kinds) - 1
    assert "holiday" not in day_types(calendar, date(2026, 1, 1), holidays=False)


def test_who_is_covered_at_three_in_the_morning():
    table = table_of(
        [
            station("a", 34.05, 113.05, opening_hours="24/7"),
            station("b", 34.08, 113.08, opening_hours="Mo-Fr 08:00-20:00; PH off"),
            station("c", 34.02, 113.02),
        ]
    )
    catalogue = Catalogue.from_table(table, SQUARE, "test")
    demand = demand_of([((34.05, 113.05), 5), ((34.08, 113.08), 3), ((34.02, 113.02), 2)], SQUARE)
    pairs = straight_pairs(demand.lat, demand.lon, table["lat"], table["lon"], 500)
    hours = open_hours(catalogue, np.arange(3), date(2026, 9, 30))
    rows = reach_by_hour(demand, pairs, hours, 500).set_index(["day_type", "hour"])
    assert rows.loc[("workday", 3), ["share", "share_high"]].tolist() == [0.5, 0.7]
    assert rows.loc[("workday", 8), ["share", "share_high"]].tolist() == [0.8, 1.0]
    assert rows.loc[("workday", 20), ["share", "share_high"]].tolist() == [0.5, 0.7]
    assert rows.loc[("saturday", 12), "share"] == 0.5
    counts = ["date", "stations_open", "stations_unknown", "stations_closed"]
    assert rows.loc[("holiday", 12), counts].tolist() == ["2026-10-01", 1, 1, 1]
    assert rows.loc[("holiday", 12), "day_name"].startswith("国庆节")
    times = RowTimes(table, CHINA, date(2026, 9, 30))
    for one in hours:
        for hour in (0, 3, 8, 20):
            at = int(datetime(one.day.year, one.day.month, one.day.day, hour, tzinfo=ZONE).timestamp())
            told = [("closed", "open", "unknown")[state] for state in one.states[hour]]
            assert told == [times.moment(row, at).state for row in range(3)]
    with pytest.raises(InputError, match="hours of shape"):
        reach_by_hour(demand_of([], SQUARE), straight_pairs([], [], [], [], 500), hours, 500)
