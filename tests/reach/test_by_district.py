"""Reach per district: laws, and a recount place by place."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from stationmap.districts import Districts
from stationmap.errors import InputError
from stationmap.pairs import STREETS, Pairs
from stationmap.reach import REACH_COLUMNS, reach_by_district, straight_pairs
from stationmap.reach.balances import balance_reach
from tests.oracles.polygons import district_tables
from tests.oracles.reach import (
    BOX,
    SQUARE,
    demand_of,
    metres,
    places,
    quantile,
    radii,
    recount,
    stations,
    table_of_stations,
)
from tests.oracles.records import districts_of

PARTS = ["district", "zone", "outside", "unplaced"]


def measured(rows, others, districts, radius, unplaced=None, limit=9_000.0):
    demand, table = demand_of(rows, districts, unplaced), table_of_stations(others)
    pairs = straight_pairs(demand.lat, demand.lon, table["lat"], table["lon"], limit)
    return reach_by_district(demand, pairs, districts, radius, stations=table), demand, pairs


def clear_of(rows, others, radius):
    """Leave out what lies within a millimetre of the radius: the oracle's order of operations may tell it apart."""
    assume(all(abs(metres(at, other) - radius) > 1e-3 for at, _ in rows for other in others))


def same(value, truth):
    return pd.isna(value) if truth is None else value == pytest.approx(truth, abs=1e-6)


@settings(max_examples=15)
@given(places, stations, district_tables(max_size=4), radii)
def test_every_row_equals_the_recount(rows, others, districts, radius):
    clear_of(rows, others, radius)
    reach, _, _ = measured(rows, others, districts, radius)
    frame = districts.frame
    codes = {"": [""], **{code: [code] for code in frame["adcode"]}}
    for row in reach.rows[reach.rows["level"].isin(["district", "outside"])].to_dict("records"):
        truth = recount(rows, others, frame, radius, codes[row["adcode"]])
        for name in ("places", "placed", "covered", "covered_twice", "unreachable"):
            assert row[name] == truth[name], name
        assert (row["stations_inside"], row["stations_beyond"]) == (truth["stations_inside"], truth["stations_beyond"])
        assert same(row["median_m"], quantile(truth["found"], 0.5))
        assert same(row["p90_m"], quantile(truth["found"], 0.9))
        assert same(row["share"], truth["covered"] / truth["placed"] if truth["placed"] else None)
    assert reach.reconciled


@settings(max_examples=15)
@given(places, stations, district_tables(max_size=4), radii)
def test_cities_and_the_total_equal_the_recount(rows, others, districts, radius):
    clear_of(rows, others, radius)
    reach, _, _ = measured(rows, others, districts, radius)
    frame = districts.frame
    for row in reach.rows[reach.rows["level"] == "city"].to_dict("records"):
        mine = frame["adcode"].str[:2] + frame["city"] == row["adcode"][:2] + row["city"]
        truth = recount(rows, others, frame, radius, list(frame["adcode"][mine]))
        assert (row["covered"], row["covered_twice"], row["places"]) == (
            truth["covered"],
            truth["covered_twice"],
            truth["places"],
        )
        assert (row["stations_inside"], row["stations_beyond"]) == (truth["stations_inside"], truth["stations_beyond"])
        assert same(row["median_m"], quantile(truth["found"], 0.5))
    truth = recount(rows, others, frame, radius, ["", *frame["adcode"]])
    total = reach.total
    assert (total["placed"], total["covered"], total["covered_twice"]) == (
        truth["placed"],
        truth["covered"],
        truth["covered_twice"],
    )
    assert same(total["p90_m"], quantile(truth["found"], 0.9))
    standing = [row["stations_inside"] for row in reach.rows.to_dict("records") if row["level"] == "outside"]
    assert total["stations_inside"] == len(others) - standing[0]


@settings(max_examples=10)
@given(places, stations, district_tables(max_size=4), st.integers(0, 500))
def test_shares_are_shares_and_grow_with_the_radius(rows, others, districts, left):
    unplaced = {"": left, **dict.fromkeys(districts.frame["adcode"][~districts.has_polygon.to_numpy()], left)}
    before = None
    for radius in (1.0, 1500.0, 9000.0):
        table = measured(rows, others, districts, radius, unplaced)[0].rows
        for name in ("share", "share_low", "share_high", "share_twice", "uncertain_share"):
            assert table[name].dropna().between(0, 1).all(), name
        assert (table["share_twice"].fillna(0) <= table["share"].fillna(0)).all()
        assert (table["share_low"].fillna(0) <= table["share_high"].fillna(1)).all()
        if before is not None:
            assert (before["share"].fillna(0) <= table["share"].fillna(0)).all()
            assert (before["covered_twice"].fillna(0) <= table["covered_twice"].fillna(0)).all()
            pd.testing.assert_series_equal(before["median_m"], table["median_m"])
        before = table


@settings(max_examples=10)
@given(places, stations, district_tables(max_size=4), st.dictionaries(st.sampled_from(["", "999999"]), st.just(7.0)))
def test_nothing_is_lost_on_the_way_to_the_total(rows, others, districts, strange):
    zones = districts.frame["adcode"][~districts.has_polygon.to_numpy()]
    unplaced = {**strange, **dict.fromkeys(zones, 11.0)}
    reach, demand, _ = measured(rows, others, districts, 1500.0, unplaced)
    parts, total = reach.rows[reach.rows["level"].isin(PARTS)], reach.total
    for name in ("weight", "placed", "unplaced", "places", "covered", "covered_twice"):
        assert parts[name].sum() == pytest.approx(total[name]), name
    assert total["weight"] == pytest.approx(demand.total)
    assert set(zones) == set(parts["adcode"][parts["level"] == "zone"])
    assert list(reach.rows.columns) == list(REACH_COLUMNS)
    assert reach.reconciled


@settings(max_examples=10)
@given(places, stations, radii, st.floats(1.0, 2.0))
def test_along_streets_no_more_is_covered_than_by_straight_line(rows, others, radius, detour):
    reach, demand, pairs = measured(rows, others, SQUARE, radius)
    ways = Pairs.of(
        pairs.place,
        pairs.station,
        pairs.distance_m * detour,
        places=pairs.places,
        stations=pairs.stations,
        limit_m=pairs.limit_m,
        nearest_m=pairs.nearest_m * detour,
        how=STREETS,
    )
    walked = reach_by_district(demand, ways, SQUARE, radius)
    assert walked.how == STREETS
    assert (walked.rows["covered"].fillna(0) <= reach.rows["covered"].fillna(0)).all()
    assert (walked.rows["covered_twice"].fillna(0) <= reach.rows["covered_twice"].fillna(0)).all()
    assert (walked.rows["median_m"].fillna(0) >= reach.rows["median_m"].fillna(0)).all()


def test_a_zone_without_a_polygon_is_a_row_of_its_own_and_bounds_the_total():
    reach, _, _ = measured([((34.05, 113.05), 6), ((34.01, 113.01), 2)], [(34.05, 113.05)], SQUARE, 500, {"410172": 2})
    zone = reach.rows[reach.rows["level"] == "zone"].iloc[0]
    assert (zone["adcode"], zone["weight"], zone["placed"], zone["unplaced"]) == ("410172", 2, 0, 2)
    unknown = ["covered", "share", "covered_twice", "share_twice", "median_m", "p90_m", "stations_inside", "area_km2"]
    assert zone[unknown].isna().all()
    assert (zone["share_low"], zone["share_high"]) == (0, 1)
    assert "no polygon" in zone["note"]
    for row in (reach.total, reach.rows[reach.rows["level"] == "city"].iloc[0]):
        assert (row["weight"], row["share"], row["share_low"], row["share_high"]) == (10, 0.75, 0.6, 0.8)


def test_residents_that_are_unknown_are_not_zero():
    half = Districts(districts_of(("410101", "甲区", "", 9, BOX), ("410102", "乙区", "", None, BOX)))
    demand = demand_of([((34.05, 113.05), 9)], half)
    demand = type(demand)(demand.frame, "residents", "", "")
    pairs = straight_pairs(demand.lat, demand.lon, [], [], 10)
    note = reach_by_district(demand, pairs, half, 10).rows.set_index("adcode")["note"]
    assert "not zero" in note["410102"]
    assert note["410101"] == ""


def test_without_stations_all_are_out_of_reach_and_nothing_is_not_a_number():
    reach, _, _ = measured([((34.05, 113.05), 6)], [], SQUARE, 500)
    total = reach.total
    assert (total["share"], total["median_m"], total["p90_m"], total["unreachable"]) == (0, math.inf, math.inf, 6)


def test_a_place_by_the_border_is_uncertain_and_a_station_beyond_it_counts():
    reach, _, _ = measured([((34.05, 113.001), 1), ((34.05, 113.05), 3)], [(34.05, 112.9999)], SQUARE, 500)
    row = reach.rows.iloc[0]
    assert (row["near_border"], row["uncertain_share"]) == (1, 0.25)
    assert (row["stations_inside"], row["stations_beyond"], row["share"]) == (0, 1, 0.25)
    assert (reach.total["stations_inside"], reach.total["stations_beyond"]) == (0, 1)


def test_areas_are_added_up_and_become_shares():
    area = pd.DataFrame(
        {
            "adcode": ["410101", "410172"],
            "area_km2": [100.0, np.nan],
            "covered_km2": [25.0, np.nan],
            "covered_twice_km2": [10.0, np.nan],
        }
    )
    demand = demand_of([], SQUARE)
    pairs = straight_pairs([], [], [], [], 500)
    reach = reach_by_district(demand, pairs, SQUARE, 500, area=area)
    shares = reach.rows.set_index("level")[["area_share", "area_share_twice"]]
    for level in ("district", "city", "total"):
        assert shares.loc[level].tolist() == [0.25, 0.1]
    assert shares.loc["zone"].isna().all()
    assert reach.rows["stations_inside"].isna().all()


def test_a_total_that_does_not_agree_is_told():
    reach, demand, pairs = measured([((34.05, 113.05), 6)], [(34.05, 113.05)], SQUARE, 500)
    wrong = reach.rows.assign(covered=reach.rows["covered"] + 1)
    checks = balance_reach(wrong, demand, pairs.within(500))
    assert [check.quantity[:4] for check in checks if not check.ok] == ["覆盖需求", "覆盖需求"]
    assert "DIFFERENT (+1)" in str(checks[-2])


def test_what_does_not_fit_is_refused():
    _, demand, pairs = measured([((34.05, 113.05), 6)], [(34.05, 113.05)], SQUARE, 500)
    with pytest.raises(InputError, match="known up to"):
        reach_by_district(demand, pairs, SQUARE, 9_001)
    with pytest.raises(InputError, match="places"):
        reach_by_district(demand_of([], SQUARE), pairs, SQUARE, 500)
    with pytest.raises(InputError, match="410101"):
        reach_by_district(demand, pairs, SQUARE.only(["410172"]), 500)
    with pytest.raises(InputError, match="stations"):
        reach_by_district(demand, pairs, SQUARE, 500, stations=table_of_stations([]))
