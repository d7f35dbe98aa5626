"""The table by district: sums, what has no place, what serves nobody, and how it reads."""

import json
import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.access import (
    ACCESS_COLUMNS,
    Steps,
    access_by_district,
    access_document,
    access_for_people,
    access_notes,
    supply_of,
)
from stationmap.access.columns import DECIMALS, LEVELS
from stationmap.access.table import Check
from stationmap.demand import Demand
from stationmap.districts import Districts
from stationmap.errors import ColumnError, InputError
from stationmap.pairs import STREETS, Pairs
from tests.oracles.catchment import gini_by_pairs
from tests.oracles.records import districts_of

CODES = ["410101", "410102", "419901", ""]
DISTRICTS = Districts(
    districts_of(
        ("410101", "甲区", "东市", 20_000, shapely.box(113, 34, 114, 35)),
        ("410102", "乙区", "东市", 9_000, shapely.box(114, 34, 115, 35)),
        ("410172", "高新区", "东市", 7_000, None),
        ("419901", "丙市", "", None, shapely.box(115, 34, 116, 35)),
    )
)
STEPS = Steps.thirds(900)
PLAIN = {str, int, float, bool, type(None), list, dict}


@st.composite
def analyses(draw):
    """Demand in four places' districts, pairs with three stations, and the table."""
    count = draw(st.integers(0, 8))
    codes = draw(st.lists(st.sampled_from(CODES), min_size=count, max_size=count))
    weights = draw(st.lists(st.integers(0, 500).map(float), min_size=count, max_size=count))
    there = draw(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 2)), st.integers(0, 1_200), max_size=12))
    there = {pair: metres for pair, metres in there.items() if pair[0] < count}
    return made(codes, weights, there, draw(st.booleans()))


def made(codes, weights, there, shared=False, unplaced=7_000.0, capacity=(1, 1, 1), how=STREETS):
    frame = pd.DataFrame(
        {"id": [f"p{n}" for n in range(len(codes))], "lat": 34.5, "lon": 113.5, "weight": weights, "adcode": codes}
    ).astype({"id": object, "adcode": object, "weight": float})
    lost = pd.Series({"410172": unplaced}) if unplaced else pd.Series(dtype=float)
    demand = Demand(frame, "residents", "点 points", "名册 roll", lost)
    place, station = zip(*there, strict=True) if there else ((), ())
    pairs = Pairs.of(place, station, list(there.values()), places=len(codes), stations=3, limit_m=1_200, how=how)
    stations = pd.DataFrame({"id": ["a", "b", "c"], "capacity": pd.array(capacity, dtype="Int64")})
    return access_by_district(demand, pairs, supply_of(stations, by="capacity"), DISTRICTS, steps=STEPS, shared=shared)


def leaves(value):
    yield value
    for inner in value.items() if type(value) is dict else enumerate(value) if type(value) is list else ():
        for one in inner:
            yield from leaves(one)


@settings(max_examples=60)
@given(analyses())
def test_sums_agree_and_rows_are_those_of_a_plain_count(table):
    assert table.reconciled
    places = list(table.places.itertuples(index=False))
    for row in table.rows.to_dict("records"):
        heads = {"total": CODES, "city": ["410101", "410102"], "outside": [""]}.get(row["level"], [row["adcode"]])
        inside = [place for place in places if place.adcode in heads]
        demand = sum(place.weight for place in inside)
        if row["note"].startswith("人口未知"):
            assert not inside
            assert math.isnan(row["demand"])
            continue
        assert (row["places"], row["demand"]) == (len(inside), demand)
        assert math.isnan(row["access_per_10k"]) == (demand == 0)
        if demand:
            mean = sum(place.weight * place.access for place in inside) / demand
            assert row["access_per_10k"] == pytest.approx(10_000 * mean)
            assert row["demand_unserved"] == sum(place.weight for place in inside if place.access == 0)
            assert 0 <= row["share_unserved"] <= 1
        gini = gini_by_pairs([place.access for place in inside], [place.weight for place in inside])
        assert row["gini"] == pytest.approx(math.nan if gini is None else float(gini), nan_ok=True, abs=1e-12)


@settings(max_examples=40)
@given(analyses())
def test_the_document_is_plain_json_and_unknown_is_null(table):
    document = access_document(table, "虚构 made up")
    assert {type(value) for value in leaves(document)} <= PLAIN
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert all(list(row) == list(ACCESS_COLUMNS) for row in document["rows"])
    for name in ACCESS_COLUMNS:
        assert [row[name] is None for row in document["rows"]] == table.rows[name].isna().tolist()
    assert document["notes"][0] == "虚构 made up"
    assert {type(row["places"]) for row in document["rows"]} <= {int, type(None)}
    assert len(document["inequality"]["lorenz"]["people"]) <= 101


def test_demand_without_a_place_is_a_row_of_its_own_and_never_lost():
    table = made(["410101"], [100.0], {(0, 0): 10})
    rows = table.rows.set_index("name")
    assert rows.loc["高新区", ["places", "demand", "demand_unplaced"]].tolist() == [0, 0, 7_000]
    assert np.isnan(rows.loc["高新区", ["access_per_10k", "share_unserved", "demand_unserved"]].astype(float)).all()
    assert "no place" in rows.loc["高新区", "note"]
    assert rows.loc[LEVELS["total"], "demand_unplaced"] == rows.loc["东市 小计 city", "demand_unplaced"] == 7_000
    assert np.isnan(rows.loc["丙市", "demand"])  # its residents are unknown, not nought
    assert "1 个" in rows.loc[LEVELS["total"], "note"]
    assert rows.loc["东市 小计 city", "note"] == ""
    assert any("demand without a place: 7,000（高新区 7,000）" in note for note in access_notes(table))


def test_levels_come_in_order_with_codes_of_their_own():
    rows = made([], [], {}).rows
    assert rows["level"].tolist() == ["district"] * 4 + ["outside", "city", "total"]
    assert rows.loc[rows["level"] == "city", "adcode"].tolist() == ["410100"]


def test_stations_that_serve_nobody_and_unknown_capacities_are_named():
    table = made(["410101", "410101"], [100.0, 50.0], {(0, 0): 10, (1, 1): 10}, capacity=(10, pd.NA, 5))
    assert table.lost == ["c"]
    assert table.supply.unknown == ("b",)
    notes = "\n".join(access_notes(table))
    assert "serves nobody: c" in notes
    assert "lower bound: b" in notes
    assert access_document(table)["unreached_stations"] == ["c"]
    assert table.places["access"].tolist() == [0.1, 0.0]


def test_the_notes_name_method_distance_and_alarm():
    table = made(["410101"], [100.0], {(0, 0): 10})
    notes = "\n".join(access_notes(table))
    assert "E2SFCA" in notes
    assert "along streets" in notes
    assert "1 to compare" in notes
    assert "3SFCA" in "\n".join(access_notes(made(["410101"], [100.0], {(0, 0): 10}, shared=True)))
    straight = access_notes(made(["410101"], [100.0], {}, how="straight_line"))
    assert any("not walks" in note for note in straight)
    assert any("Gini coefficients are unknown" in note for note in straight)
    object.__setattr__(table, "checks", (Check("x", 1.0, 2.0),))
    assert access_notes(table, "虚构")[0].startswith("对账不符")


def test_the_gini_across_districts_is_weighted_by_their_demand():
    table = made(["410101", "410102", "419901"], [300.0, 100.0, 100.0], {(0, 0): 10, (1, 1): 10})
    means = table.rows.set_index("adcode").loc[["410101", "410102", "419901"], "access_per_10k"].tolist()
    wanted = float(gini_by_pairs(means, [300, 100, 100]))
    found = table.inequality
    assert found.districts == 3
    assert found.gini_districts == pytest.approx(wanted)
    assert found.gini_districts_small == pytest.approx(wanted * 3 / 2)


def test_people_read_titles_and_rounded_numbers():
    shown = access_for_people(made(["410101"], [3.0], {(0, 0): 10}))
    assert list(shown.columns) == [f"{zh} {en}" for zh, en in ACCESS_COLUMNS.values()]
    assert set(DECIMALS) <= set(ACCESS_COLUMNS)
    assert shown.iloc[0, 7] == 3333.333
    assert set(shown.iloc[:, 0]) == set(LEVELS.values())


def test_a_long_curve_is_thinned_to_its_ends():
    table = made(["410101"] * 500, [1.0] * 500, {(n, 0): n for n in range(500)})
    curve = access_document(table)["inequality"]["lorenz"]
    assert (len(curve["people"]), curve["people"][0], curve["people"][-1], curve["had"][-1]) == (101, 0, 1, 1)


def test_what_does_not_fit_is_refused():
    stations = pd.DataFrame({"id": ["a"], "capacity": pd.array([pd.NA], dtype="Int64")})
    with pytest.raises(InputError, match="no station's capacity"):
        supply_of(stations, by="capacity")
    with pytest.raises(InputError, match="no such supply"):
        supply_of(stations, by="beds")
    with pytest.raises(ColumnError, match="capacity"):
        supply_of(stations[["id"]], by="capacity")
    frame = pd.DataFrame({"id": ["p"], "lat": 34.5, "lon": 113.5, "weight": 1.0, "adcode": ""})
    demand = Demand(frame, "workers", "点 points", "名册 roll")
    few = Pairs.of([0], [0], [1.0], places=1, stations=1, limit_m=500)
    with pytest.raises(InputError, match="not to 900"):
        access_by_district(demand, few, supply_of(stations), DISTRICTS, steps=STEPS)
    with pytest.raises(InputError, match="other places"):
        access_by_district(
            demand,
            Pairs.of([0], [0], [1.0], places=2, stations=1, limit_m=900),
            supply_of(stations),
            DISTRICTS,
            steps=STEPS,
        )


@pytest.mark.parametrize(("what", "unit"), [("area_km2", "km²"), ("residents", "人 residents"), ("骑手", "骑手")])
def test_the_foot_names_the_unit_in_words_and_not_by_its_code(what, unit):
    table = made(["410101"], [3.0], {(0, 0): 10})
    text = "\n".join(access_notes(replace(table, demand=(what, *table.demand[1:]))))
    assert f" / 10,000 {unit}" in text
    assert "area_km2" not in text
