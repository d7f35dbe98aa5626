"""Squares of what nobody reaches: all of it, once, in its district, and no handful of people to point at."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from stationmap.demand import Demand, spread_residents
from stationmap.errors import InputError
from stationmap.loading import demonstration
from stationmap.pairs import STREETS, Pairs
from stationmap.reach import Asked, gaps_document, gaps_of, reach_document, rule_of, survey_reach
from stationmap.reach.gaps import FEWEST

GEOD = Geod(ellps="WGS84")
ON = date(2026, 11, 25)
STATIONS = pd.DataFrame({"lat": [34.75], "lon": [113.62]})
PLACES = st.lists(
    st.tuples(st.floats(34.0, 35.5), st.floats(112.5, 114.5), st.floats(0, 40), st.sampled_from(["a", "b", ""])),
    max_size=25,
)


def demand_of(places, what="workers"):
    lat, lon, weight, adcode = zip(*places, strict=True) if places else ((), (), (), ())
    rows = {"id": [str(n) for n in range(len(places))], "lat": lat, "lon": lon, "weight": weight, "adcode": adcode}
    frame = pd.DataFrame(rows).astype({"lat": float, "lon": float, "weight": float})
    return Demand(frame, what=what, how="点 points", source="名册 roll")


def none_covered(demand, covered=()):
    ones = np.zeros(len(covered))
    return Pairs.of(list(covered), ones, ones, places=len(demand), stations=1, limit_m=500)


@given(PLACES, st.integers(1, 6))
def test_the_squares_hold_all_that_is_not_covered_each_in_its_district(places, most):
    demand = demand_of(places)
    covered = range(0, len(places), 3)
    gaps = gaps_of(demand, none_covered(demand, covered), 500, STATIONS, most=most)
    left = {n: place for n, place in enumerate(places) if n % 3 and place[2] > 0}
    assert gaps.total == pytest.approx(sum(place[2] for place in left.values()))
    found = {}  # slowly, by hand
    for lat, lon, weight, adcode in left.values():
        key = int(np.floor(lat / gaps.step[0])), int(np.floor(lon / gaps.step[1])), adcode
        found[key] = found.get(key, 0.0) + weight
    shown = {key: weight for key, weight in found.items() if weight >= FEWEST}
    assert len({key[:2] for key in found}) <= most
    assert len(gaps.cells) == len(shown)
    for row in gaps.cells.itertuples():
        key = int(np.floor(row.lat / gaps.step[0])), int(np.floor(row.lon / gaps.step[1])), row.adcode
        assert row.weight == pytest.approx(shown[key])
    assert gaps.left_out[0] == len(found) - len(shown)
    assert gaps.cells["weight"].is_monotonic_decreasing
    assert gaps.cells["order"].tolist() == list(range(1, len(shown) + 1))


def test_the_distance_is_the_mean_of_geodesics_by_weight():
    demand = demand_of([(34.80, 113.70, 10.0, "a"), (34.8001, 113.7001, 30.0, "a")])
    [row] = gaps_of(demand, none_covered(demand), 500, STATIONS).cells.to_dict("records")
    metres = GEOD.inv(demand.lon, demand.lat, [113.62] * 2, [34.75] * 2)[2]
    assert row["nearest_m"] == pytest.approx(np.dot(metres, [0.25, 0.75]), abs=1e-3)
    assert row["places"] == 2


def test_few_people_are_counted_and_not_shown_but_area_is_no_people():
    places = [(34.8, 113.7, 9.0, "a"), (34.9, 113.7, 11.0, "a")]
    people, area = demand_of(places), demand_of(places, "area_km2")
    gaps = gaps_of(people, none_covered(people), 500, STATIONS)
    assert gaps.cells["weight"].tolist() == [11.0]
    assert gaps.left_out == (1, 9.0)
    assert gaps_document(gaps)["left_out"] == {"squares": 1, "weight": 9.0, "fewer_than": FEWEST}
    assert len(gaps_of(area, none_covered(area), 500, STATIONS).cells) == 2


def test_no_stations_or_no_demand_is_no_fault():
    demand = demand_of([(34.8, 113.7, 20.0, "")])
    alone = Pairs.of([], [], [], places=1, stations=0, limit_m=500)
    assert gaps_document(gaps_of(demand, alone, 500, STATIONS.iloc[:0]))["cells"][0]["nearest_m"] is None
    nobody = demand_of([])
    assert gaps_of(nobody, none_covered(nobody), 500, STATIONS).total == 0
    with pytest.raises(InputError):
        gaps_of(demand, none_covered(nobody), 500, STATIONS)


def test_the_survey_s_gaps_and_hours_agree_with_its_tables():
    catalogue = demonstration()
    demand = spread_residents(catalogue.districts, spacing_m=3_000)
    survey = survey_reach(catalogue, demand, rule_of(), Asked(ON, hours=True, gaps=True))
    total = survey.reaches[0].total
    assert survey.gaps.total == pytest.approx(total["placed"] - total["covered"])
    rows = survey.reaches[0].rows
    rows = rows[rows["level"].isin(["district", "outside"])].set_index("adcode")
    by_district = survey.gaps.cells.groupby("adcode")["weight"].sum()
    assert (by_district <= (rows["placed"] - rows["covered"]).reindex(by_district.index).astype(float) + 1e-6).all()
    each, document = survey.each_hour, reach_document(survey)
    assert len(each) == 96 * (len(catalogue.districts) + 2)
    totals = each[each["level"] == "total"].reset_index(drop=True)
    assert totals["share"].to_numpy() == pytest.approx(survey.hours["share"].to_numpy())
    assert totals["share_high"].to_numpy() == pytest.approx(survey.hours["share_high"].to_numpy())
    one = each[(each["hour"] == 3)].reset_index(drop=True)
    pd.testing.assert_frame_equal(one, survey.at_hour)
    told = {(row["level"], row["adcode"]): row for row in document["each_hour"]}
    for row in each.sample(40, random_state=1).to_dict("records"):
        value = told[row["level"], row["adcode"]]["share"][row["day_type"]][row["hour"]]
        assert value == row["share"] or (value is None and np.isnan(row["share"]))


def test_the_gaps_are_those_of_the_walk_where_streets_are_known():
    class Nowhere:
        def pairs(self, lat, lon, station_lat, station_lon, limit_m):
            found = Pairs.of([], [], [], places=len(lat), stations=len(station_lat), limit_m=limit_m, how=STREETS)
            return (
                found,
                type("Placed", (), {"off": 0, "share_off": lambda self, weight: 0.0})(),
                type("P", (), {"off": 0})(),
            )

    catalogue = demonstration()
    demand = spread_residents(catalogue.districts, spacing_m=4_000)
    survey = survey_reach(catalogue, demand, rule_of(), Asked(ON, gaps=True), streets=Nowhere())
    assert survey.gaps.how == STREETS
    assert survey.gaps.total == pytest.approx(demand.weight.sum())
