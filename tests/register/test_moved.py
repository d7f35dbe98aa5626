import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from stationmap.register.moved import MOVED_M, find_moved
from tests.oracles.tables import station, table_of

GEOD = Geod(ellps="WGS84")
NAMES = ["爱心驿站", "爱心 驿站", "工会户外劳动者驿站", "工会户外劳动者驿站点", "站1", "站2", ""]
ADDRESSES = ["", "一路1号", "二路2号"]


def at(key, metres=0.0, **cells):
    """A station so many metres north of the place where all begin."""
    lon, lat, _ = GEOD.fwd(113.62, 34.75, 0, metres)
    return station(key, lat, lon, **{"id_source": "derived", "name": "爱心驿站"} | cells)


def found(new, old, within=15.0):
    return [(one.row, one.old_id) for one in find_moved(table_of(new), table_of(old), within)]


@pytest.mark.parametrize(
    ("new", "old", "known"),
    [
        ({}, {"metres": 300}, True),
        ({}, {"metres": 700}, False),
        ({"address": "一路1号"}, {"metres": 700, "address": "一路１号"}, True),
        ({"address": "一路1号"}, {"metres": 90_000, "address": "一路1号"}, True),
        ({"address": "一路1号"}, {"metres": 300, "address": "一路1号", "name": "旧名"}, True),
        ({"name": "工会户外劳动者驿站"}, {"metres": 300, "name": "工会户外劳动者驿站点"}, True),
        ({"name": "爱心驿站1号"}, {"metres": 300, "name": "爱心驿站2号"}, False),
        ({"name": "一号站"}, {"metres": 300, "name": "二号站"}, False),
        ({"name": "甲"}, {"metres": 300, "name": "乙"}, False),
        ({"name": "甲"}, {"metres": 14, "name": "乙"}, True),
        ({"name": ""}, {"metres": 300, "name": ""}, False),
        ({"id_source": "code"}, {"metres": 300}, True),
        ({"id_source": "code"}, {"metres": 300, "id_source": "code"}, False),
        ({"id_source": "code"}, {"metres": 10, "id_source": "code"}, True),
        ({}, {"closed_on": "2020-01-01"}, False),
        ({}, {"closed_on": "2099-01-01"}, True),
        ({"closed_on": "2020-01-01"}, {}, False),
    ],
)
def test_what_is_taken_for_one_station(new, old, known):
    assert found([at("new", **new)], [at("old", **old)]) == ([(0, "old")] if known else [])


places = st.tuples(st.floats(34.7, 34.71) | st.floats(-90, 90), st.sampled_from([113.62, 113.6205, 180.0, -179.9999]))
records = st.lists(st.tuples(places, st.sampled_from(NAMES), st.sampled_from(ADDRESSES)), max_size=5)


@given(records, records, st.sampled_from([5.0, 15.0, 900.0]))
def test_one_place_or_one_name_nearby_is_found_wherever_it_is(new, old, within):
    def rows(records, head):
        texts = [{"name": name, "address": address, "id_source": "derived"} for _, name, address in records]
        return [station(f"{head}{n}", *r[0], **t) for n, (r, t) in enumerate(zip(records, texts, strict=True))]

    def near(one, two):
        metres = GEOD.inv(one["lon"], one["lat"], two["lon"], two["lat"])[2]
        named = one["name"] == two["name"] != "" or one["address"] == two["address"] != ""
        return metres <= within or (named and metres <= MOVED_M)

    table, absent = rows(new, "n"), rows(old, "o")
    must = {at for at, one in enumerate(table) if any(near(one, two) for two in absent)}
    assert must <= {row for row, _ in found(table, absent, within)}
    assert found(table, absent, 0.0) == []


def test_the_nearest_is_named():
    assert found([at("new")], [at("far", 400), at("near", 200), at("mid", 300)]) == [(0, "near")]
