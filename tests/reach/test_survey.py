"""All of a survey: what is asked for is there, said, and plain for programs."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from stationmap.catalogue import Catalogue
from stationmap.coverage.reconciliation import Check
from stationmap.errors import InputError
from stationmap.pairs import STREETS, Pairs
from stationmap.reach import (
    PRESETS,
    REACH_COLUMNS,
    Asked,
    reach_document,
    reach_for_people,
    reach_notes,
    rule_of,
    straight_pairs,
    survey_reach,
    tables_for_people,
)
from tests.oracles.reach import SQUARE, demand_of
from tests.oracles.tables import HOSTILE, station, table_of

ON = date(2026, 11, 25)
ROWS = [((34.05, 113.05), 5), ((34.05, 113.0591), 3), ((34.08, 113.08), 2)]
TABLE = table_of(
    [
        station("a", 34.05, 113.05, amenities="toilet", opening_hours="24/7", name=HOSTILE[0]),
        station("b", 34.0501, 113.05, amenities_no="toilet"),
        station("gone", 34.08, 113.08, amenities="toilet", closed_on="2026-11-01"),
    ]
)
CATALOGUE = Catalogue.from_table(TABLE, SQUARE, "test")
DEMAND = demand_of(ROWS, SQUARE, {"410172": 10})
ALL = Asked(ON, hours=True, amenities=True, stations=True)


class Off:
    """How places are put on streets, as far as a survey asks."""

    def __init__(self, on):
        self.on = np.array(on)
        self.off = int((~self.on).sum())

    def share_off(self, weight):
        return float(weight[~self.on].sum() / weight.sum())


class Detours:
    """Streets on which every way is longer by a tenth, and the last place has none."""

    def pairs(self, lat, lon, station_lat, station_lon, limit_m):
        straight = straight_pairs(lat, lon, station_lat, station_lon, limit_m)
        kept = straight.place < len(lat) - 1
        nearest = straight.nearest_m * 1.1
        nearest[-1] = np.inf
        pairs = Pairs.of(
            straight.place[kept],
            straight.station[kept],
            straight.distance_m[kept] * 1.1,
            places=straight.places,
            stations=straight.stations,
            limit_m=limit_m,
            nearest_m=nearest,
            how=STREETS,
        )
        return pairs, Off([True] * (len(lat) - 1) + [False]), Off([True] * len(station_lat))


def survey(preset=None, asked=ALL, **more):
    return survey_reach(CATALOGUE, DEMAND, rule_of(preset), asked, **more)


def test_both_parts_of_the_double_fifteen_are_reported():
    done = survey()
    assert [(m.code, round(m.radius_m)) for m in done.measures] == [("radius", 1000), ("walk", 865)]
    assert [reach.total["share"] for reach in done.reaches] == [0.8, 0.8]
    assert [reach.stations for reach in done.reaches] == [2, 2]
    assert done.reaches[0].total["area_share"] == pytest.approx(np.pi * 1e6 / 102.4e6, rel=0.02)
    assert done.reconciled


def test_only_stations_in_operation_that_have_what_is_needed_count():
    done = survey(asked=Asked(ON, ("toilet",), amenities=True))
    assert done.reaches[0].stations == 1
    assert done.reaches[0].total["share_twice"] == 0
    assert done.amenities.set_index("amenity").loc["", "stations_with"] == 2
    later = survey(asked=Asked(date(2026, 10, 1)))
    assert later.reaches[0].total["share"] == 1
    assert (later.hours, later.amenities, later.stations, later.near) == (None, None, None, None)


def test_streets_are_walked_where_the_norm_wants_them():
    done = survey("sdg-500m", streets=Detours())
    straight = survey("sdg-500m")
    assert done.reaches[0].how == STREETS
    assert done.reaches[0].total["unreachable"] == 2
    assert pd.isna(done.reaches[0].total["area_share"])
    assert done.off_streets == (1, 0.2, 0)
    assert done.reaches[0].total["share"] <= straight.reaches[0].total["share"]
    assert any("too far from any street" in note for note in reach_notes(done))
    assert any("63 → 40 %" in note for note in reach_notes(straight))
    assert not any("63 → 40 %" in note for note in reach_notes(done))
    assert [m.how for m in survey(streets=Detours()).measures] == ["straight_line", "streets"]


@pytest.mark.parametrize("preset", [*PRESETS])
@pytest.mark.parametrize("streets", [None, Detours()])
def test_the_document_is_plain_json(preset, streets):
    document = reach_document(survey(preset, streets=streets), "虚构 made up")
    assert json.loads(json.dumps(document, allow_nan=False, ensure_ascii=False)) == document
    rows = document["measures"][0]["rows"]
    assert set(rows[0]) == set(REACH_COLUMNS)
    zone = next(row for row in rows if row["level"] == "zone")
    assert (zone["weight"], zone["share"], zone["share_low"], zone["share_high"]) == (10, None, 0, 1)
    assert len(document["hours"]) == 96
    assert document["columns"].keys() == {"reach", "hours", "at_hour", "amenities", "stations", "near"}


def test_people_read_titles_and_words():
    tables = tables_for_people(survey("sdg-500m", streets=Detours()))
    assert list(tables) == [
        "可达 reach",
        "钟点 hours",
        "分区03时 districts-at-03",
        "设施 amenities",
        "站点 stations",
        "过近 near-pairs",
    ]
    for table in tables.values():
        assert all(" " in name for name in table.columns)
    first = reach_for_people(survey())
    assert first["口径 measure"].nunique() == 2
    assert (first["行类 kind of row"] == "没有边界的区 zone without a polygon").sum() == 2
    empty = survey_reach(Catalogue.from_table(TABLE.iloc[:0], SQUARE, "test"), DEMAND, rule_of(), ALL)
    assert (
        reach_for_people(empty)["到最近站点距离中位数 m median distance to the nearest station, m"]
        == "到不了 out of reach"
    ).any()


def test_the_foot_says_all_that_a_planner_signs_for():
    foot = "\n".join(reach_notes(survey(), "虚构 made up"))
    for word in ("acftu-1km-15min", "C(R)", "C₂", "150 m", "straight line, not a walk", "times 1.3", "cross coverage"):
        assert word in foot, word
    assert "mobile" not in foot
    for word in ("点 points", "名册 roll", "10.0，合计 of 20.0", "2026-11-25", "equal-area", "300", "0.1%", "census"):
        assert word in foot, word
    assert foot.startswith("虚构 made up")


def test_stations_that_move_are_told():
    moving = Catalogue.from_table(TABLE.assign(kind=["mobile", "fixed", "mobile"]), SQUARE, "test")
    done = survey_reach(moving, DEMAND, rule_of(), Asked(ON))
    assert done.mobile == 1
    assert any("1 of them are mobile" in note for note in reach_notes(done))


def test_totals_that_do_not_agree_come_before_all_else():
    done = survey()
    object.__setattr__(done.reaches[0], "checks", (*done.reaches[0].checks, Check("站点 stations", 1, 2)))
    assert "DO NOT AGREE" in reach_notes(done, "虚构 made up")[0]
    assert not reach_document(done)["reconciled"]


class Elsewhere(Detours):
    """Streets of another city."""

    def pairs(self, lat, lon, *more):
        return super().pairs(lat, lon, *more)[0], Off([False] * len(lat)), Off([False])


def test_streets_of_another_city_are_refused():
    """No share of nought: nobody knows how far those places are on foot."""
    with pytest.raises(InputError, match="不含任何需求所在的地方"):
        survey(streets=Elsewhere())
