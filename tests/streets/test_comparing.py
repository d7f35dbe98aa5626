"""Straight lines beside walks: known by reasoning on a grid, and what is told beside the figures."""

import json
import math

import numpy as np
import pytest

from stationmap.errors import InputError
from stationmap.streets import (
    COMPARISON_COLUMNS,
    FACT_COLUMNS,
    StreetFacts,
    compare,
    comparison_document,
    comparison_for_people,
    comparison_notes,
    detours,
    facts_document,
    facts_for_people,
    manhattan,
    streets_notes,
)

GRID = manhattan(41, 50.0)
MIDDLE = ([34.75], [113.65])


def test_on_a_grid_the_straight_line_overstates_by_a_half_of_pi():
    fine = manhattan(81, 25.0)
    lat, lon, metres = fine.along(12.5)
    found = compare(fine, (lat, lon), metres, MIDDLE, radii_m=[412.5, 812.5], what="街道 street")
    rows = found.rows
    assert metres.sum() == pytest.approx(fine.facts.used_m)
    assert (rows["streets_share"] / rows["straight_share"]).tolist() == pytest.approx([2 / math.pi] * 2, rel=0.015)
    assert rows["overstated_share"].tolist() == pytest.approx((rows["straight_share"] - rows["streets_share"]).tolist())
    # over all directions the mean of |cos| + |sin| is 4/π; the median is that at 22.5°
    around = found.detour[found.straight_m < 1000]
    assert np.nanmean(around) == pytest.approx(4 / math.pi, rel=0.005)
    assert np.nanmedian(around) == pytest.approx(math.sin(math.pi / 8) + math.cos(math.pi / 8), rel=0.005)
    assert found.detour_median == np.nanmedian(found.detour)
    assert np.nanmin(found.detour) > 1 - 1e-5


def test_a_place_off_the_streets_is_in_the_straight_line_and_not_on_foot():
    places = ([34.75, 34.7598], [113.6505, 113.65])  # the second 86 m beyond the last street
    found = compare(GRID, places, [1.0, 3.0], MIDDLE, radii_m=[1200.0], snap_m=50.0)
    row = found.rows.iloc[0]
    assert (row["straight_share"], row["streets_share"], row["off_streets_share"]) == (1.0, 0.25, 0.75)
    assert found.off_share == 0.75
    assert np.isnan(found.detour).tolist() == [False, True]
    assert comparison_document(found, GRID.facts)["places"] == {"all": 2, "off_streets": 1}


def test_detours_are_known_only_where_both_ways_are():
    assert detours([np.inf, 10.0, 0.0, 30.0], [5.0, np.inf, 0.0, 20.0]).tolist() == pytest.approx(
        [np.nan, np.nan, np.nan, 1.5], nan_ok=True
    )


def test_nothing_reached_is_unknown_and_no_zero():
    found = compare(GRID, MIDDLE, [1.0], ([35.75], [113.65]))
    assert math.isnan(found.detour_median)
    assert comparison_document(found, GRID.facts)["detour_median"] is None
    assert any("绕行系数未知" in note for note in comparison_notes(found, GRID.facts))


@pytest.mark.parametrize(
    ("weights", "stations"), [([0.0], MIDDLE), ([-1.0], MIDDLE), ([np.nan], MIDDLE), ([1.0], ([], []))]
)
def test_what_cannot_be_compared_is_refused(weights, stations):
    with pytest.raises(InputError, match="可比较"):
        compare(GRID, MIDDLE, weights, stations)


def test_documents_are_json_and_columns_those_that_are_named():
    found = compare(GRID, GRID.junctions(100.0), np.ones(len(GRID.junctions(100.0)[0])), MIDDLE)
    document = json.loads(json.dumps(comparison_document(found, GRID.facts), allow_nan=False))
    assert [*document["rows"][0]] == [*COMPARISON_COLUMNS] == [*found.rows.columns]
    assert len(comparison_for_people(found).columns) == len(COMPARISON_COLUMNS)
    assert facts_document(GRID.facts).keys() == FACT_COLUMNS.keys() | {"left_out"}
    assert len(facts_for_people(GRID.facts)) == len(FACT_COLUMNS)


def test_what_was_left_out_stands_in_the_notes():
    facts = StreetFacts("a.osm", "0" * 64, None, 9, {"原因 reason": 7}, 5, 3, 4, 1000.0, 900.0, 10, 8)
    text = "\n".join(streets_notes(facts, GRID.snap([36.0], [113.65]), GRID.snap(*MIDDLE)))
    assert all(part in text for part in ("a.osm", "ODbL", "10.00%", "20.00%", "3 处", "lacks: 5", "gates: 3"))
    assert all(part in text for part in ("7 · 原因", "1 / 1", "0 / 1", "200 m"))
    assert "ODbL" not in "\n".join(streets_notes(GRID.facts))  # what is made up has no licence
