"""The coverage table against a recount in plain Python, and the laws that it must keep."""

from __future__ import annotations

from datetime import date, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.recount import SUMS, recount

from stationmap.coverage import by_district, coverage_document, coverage_notes, to_frame_for_people
from stationmap.districts import Districts
from stationmap.errors import ColumnError, InputError
from stationmap.visits import VisitCounts

START = date(2025, 9, 28)
DAYS = [START + timedelta(days=n) for n in range(6)]
PERIOD = (DAYS[0], DAYS[-1])
DISTRICTS = [
    {"adcode": "410102", "name": "甲区", "city": "郑州市", "residents": 1000, "geometry": shapely.box(0, 0, 1, 1)},
    {"adcode": "410103", "name": "乙区", "city": "郑州市", "residents": 500, "geometry": shapely.box(1, 0, 2, 1)},
    {"adcode": "410172", "name": "郑州高新技术产业开发区", "city": "郑州市", "residents": 70, "geometry": None},
    {"adcode": "410202", "name": "丙区", "city": "开封市", "residents": None, "geometry": shapely.box(3, 0, 4, 1)},
]

lives = st.sampled_from(["", "2020-01-01", *(day.isoformat() for day in DAYS), "2030-01-01"])
places = st.tuples(st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.5]), st.sampled_from([-0.5, 0.0, 0.5]))


@st.composite
def registers(draw):
    many = draw(st.integers(0, 6))
    return [
        dict(zip(("lon", "lat"), draw(places), strict=True))
        | {"id": f"s{n}", "name": f"站{n}", "opened_on": draw(lives), "closed_on": draw(lives)}
        | {"district_named": draw(st.sampled_from(["", "甲区", "高新区", "丁区"]))}
        for n in range(many)
    ]


numbers = {"counted": st.integers(0, 50), "part_day": st.integers(0, 50), "closed": st.none() | st.integers(0, 3)}


@st.composite
def counted_days(draw):
    keys = draw(st.sets(st.tuples(st.sampled_from(["s0", "s1", "s2", "s3", "x"]), st.sampled_from(DAYS))))
    rows = []
    for station, day in sorted(keys):
        state = draw(st.sampled_from(["counted", "counted", "part_day", "closed", "not_reporting"]))
        visits = draw(numbers.get(state, st.none()))
        rows.append({"station_id": station, "date": day, "visits": visits, "state": state})
    return rows


def districts():
    return Districts(gpd.GeoDataFrame(DISTRICTS, crs="EPSG:4326"))


def table(stations):
    columns = ["id", "name", "lat", "lon", "district_named", "opened_on", "closed_on"]
    return pd.DataFrame(stations, columns=columns).astype({"lat": float, "lon": float})


def visits(rows, period=PERIOD):
    frame = pd.DataFrame(rows, columns=["station_id", "date", "visits", "state"]).astype({"visits": "Int64"})
    return VisitCounts(frame).between(*period)


def covered(stations, rows, period=PERIOD):
    return by_district(table(stations), districts(), visits(rows, period), on=START)


def by_place(coverage):
    named = {"outside": "", "unknown": "?"}
    parts = coverage.rows[coverage.rows["level"].isin(["district", *named])]
    keys = [named.get(level, adcode) for level, adcode in zip(parts["level"], parts["adcode"], strict=True)]
    return parts.assign(place=keys).set_index("place")


def zone(stations, adcode="410102", named="甲区"):
    inside = {"410102": (0.5, 0.5), "": (9.0, 9.0)}[adcode]
    blank = {
        "name": "站",
        "district_named": named,
        "opened_on": "",
        "closed_on": "",
        "lat": inside[1],
        "lon": inside[0],
    }
    return [blank | {"id": one} for one in stations]


def day(station, number, state="counted", at=0):
    return {"station_id": station, "date": DAYS[at], "visits": number, "state": state}


@settings(max_examples=150)
@given(registers(), counted_days())
def test_every_row_equals_the_recount(stations, rows):
    expected = recount(stations, DISTRICTS, rows, PERIOD)
    got = by_place(covered(stations, rows))
    for place, one in expected.items():
        if place == "410172" or place not in got.index:
            assert place == "410172" or not any(one.values())
            continue
        unheard = (
            one["missing_station_days"] and not one["visits"] + one["reported_station_days"] + one["part_station_days"]
        )
        for column in SUMS:
            value = got.loc[place, column]
            assert (column == "visits" and unheard) if value is pd.NA else value == one[column], (place, column)
        rate = got.loc[place, "visits_per_station_day"]
        days = one["reported_station_days"]
        assert np.isnan(rate) if not days else rate == pytest.approx(one["full_visits"] / days)


@given(registers(), counted_days())
def test_totals_reconcile_and_add_up(stations, rows):
    coverage = covered(stations, rows)
    assert coverage.reconciled, [str(check) for check in coverage.checks]
    parts, total = by_place(coverage), coverage.rows.iloc[-1]
    assert total["level"] == "total"
    for column in SUMS:
        assert parts[column].sum() == (0 if total[column] is pd.NA else total[column])
    assert total["stations"] == len(stations)


@given(registers(), counted_days(), st.integers(0, len(DAYS) - 2))
def test_splitting_the_period_adds_up(stations, rows, cut):
    halves = [covered(stations, rows, part) for part in ((DAYS[0], DAYS[cut]), (DAYS[cut + 1], DAYS[-1]))]
    whole = by_place(covered(stations, rows))
    for column in SUMS[2:]:
        parts = [by_place(half)[column].reindex(whole.index).fillna(0) for half in halves]
        assert (parts[0] + parts[1] == whole[column].fillna(0)).all(), column


@given(registers(), counted_days(), st.randoms(use_true_random=False))
def test_order_does_not_matter(stations, rows, random):
    first = covered(stations, rows)
    random.shuffle(stations)
    random.shuffle(rows)
    second = covered(stations, rows)
    pd.testing.assert_frame_equal(first.rows, second.rows)
    assert set(first.outside["id"]) == set(second.outside["id"])


@given(registers(), counted_days())
def test_the_document_and_the_people_see_every_row(stations, rows):
    coverage = covered(stations, rows)
    document = coverage_document(coverage, "虚构 made up")
    assert len(document["rows"]) == len(coverage.rows) == len(to_frame_for_people(coverage))
    assert not any(isinstance(value, float) and np.isnan(value) for row in document["rows"] for value in row.values())
    assert [one["id"] for one in document["outside"]] == coverage.outside["id"].tolist()


def test_a_missing_day_is_not_a_zero():
    gap, zero = covered(zone(["s0"]), [day("s0", 6)]), covered(zone(["s0"]), [day("s0", 6), day("s0", 0, at=1)])
    rates = [
        by_place(one).loc["410102", ["visits", "visits_per_station_day", "missing_station_days"]] for one in (gap, zero)
    ]
    assert [rate.tolist() for rate in rates] == [[6, 6.0, 5], [6, 3.0, 4]]


def test_a_row_that_says_not_reporting_changes_nothing():
    silent = [day("s0", 6), day("s0", None, "not_reporting", at=1)]
    pd.testing.assert_frame_equal(covered(zone(["s0"]), [day("s0", 6)]).rows, covered(zone(["s0"]), silent).rows)


def test_where_nothing_was_reported_visits_are_unknown():
    row = by_place(covered(zone(["s0"]), [day("x", 5)])).loc["410102"]
    assert row["visits"] is pd.NA
    assert row["missing_station_days"] == 6
    assert row["rate_note"].startswith("上报不足50%")


def test_part_days_are_in_the_total_and_not_in_the_rate():
    row = by_place(covered(zone(["s0"]), [day("s0", 8), day("s0", 1, "part_day", at=1)])).loc["410102"]
    assert (row["visits"], row["visits_per_station_day"]) == (9, 8.0)
    assert (row["reported_station_days"], row["part_station_days"], row["missing_station_days"]) == (1, 1, 4)


def test_a_station_outside_is_listed_with_its_visits():
    coverage = covered(zone(["far"], ""), [day("far", 4)])
    assert coverage.outside["id"].tolist() == ["far"]
    assert by_place(coverage).loc["", "visits"] == 4
    assert any("far" in line for line in coverage_notes(coverage))


def test_visits_of_an_unknown_station_have_a_row():
    coverage = covered(zone(["s0"]), [day("s0", 1), day("ghost", 7)])
    assert by_place(coverage).loc["?", ["stations", "visits"]].tolist() == [0, 7]


def test_a_zone_without_a_polygon_is_unknown_and_named():
    rows = by_place(covered(zone(["s0"], named="高新区"), []))
    assert rows.loc["410172", "stations"] is pd.NA
    assert rows.loc["410172", "stations_naming_it"] == 1
    assert rows.loc["410172", "residents"] == 70
    assert "开发区" in rows.loc["410102", "note"]


def test_residents_are_unknown_where_one_district_is():
    rows = covered(zone(["s0"]), []).rows.set_index("adcode")
    assert rows.loc["410100", "residents"] == 1570
    assert rows.loc["410100", "stations_per_10k_residents"] == pytest.approx(10_000 / 1570)
    assert rows.loc["410200", "residents"] is pd.NA
    assert covered([], []).rows["residents"].iloc[-1] is pd.NA


def test_stations_near_a_border_are_told_on_both_sides():
    near = [one | {"lon": lon} for one, lon in zip(zone(["in", "mid", "out"]), (0.001, 0.5, -0.001), strict=True)]
    rows = by_place(covered(near, []))
    assert rows.loc[["410102", ""], "stations_near_border"].tolist() == [1, 1]


def test_without_visits_their_columns_are_unknown():
    coverage = by_district(table(zone(["s0"])), districts(), None, on=START)
    unknown = coverage.rows[["visits", "reported_station_days", "missing_station_days", "completeness"]]
    assert unknown.isna().all(axis=None)
    assert coverage.period is None
    assert coverage.rows["stations"].iloc[0] == 1


def test_without_stations_every_district_has_its_row():
    coverage = covered([], [])
    assert coverage.districts["adcode"].tolist() == [one["adcode"] for one in DISTRICTS]
    assert coverage.rows["stations"].iloc[0] == 0


@pytest.mark.parametrize("counts", [None, visits([day("s0", 1)])])
def test_a_period_that_ends_before_it_begins_is_refused(counts):
    with pytest.raises(InputError):
        by_district(table([]), districts(), counts, on=START, period=(DAYS[1], DAYS[0]))


def test_two_stations_of_one_id_are_refused():
    with pytest.raises(InputError, match="more than once"):
        covered(zone(["s0", "s0"]), [])


def test_a_table_without_a_column_is_refused():
    with pytest.raises(ColumnError, match="closed_on"):
        by_district(table([]).drop(columns="closed_on"), districts(), None, on=START)
