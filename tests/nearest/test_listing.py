"""A listing equals a recount of the rows, and its pages are the whole, each station once."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.datum import Datum, from_wgs84, to_wgs84
from stationmap.errors import ParameterError
from stationmap.nearest import Selection, list_stations
from stationmap.station import ACCESS, KINDS
from tests.oracles import nearest as oracle
from tests.oracles.catalogues import DISTRICTS, FEW, TODAY, by_hand, catalogues, station
from tests.oracles.tables import any_text, some_of

longitudes = st.sampled_from([-180.0, -179.0, 0.0, 113.6, 113.63, 113.7, 179.0, 180.0]) | st.floats(-180, 180)
latitudes = st.sampled_from([-90.0, -17.0, 0.0, 34.7, 34.75, 34.8, 90.0]) | st.floats(-90, 90)


def split(text):
    return tuple(text.split(",")) if text else ()


@st.composite
def boxes(draw):
    south, north = sorted([draw(latitudes), draw(latitudes)])
    return draw(longitudes), south, draw(longitudes), north


FILTERS = {
    "box": boxes(),
    "district": st.sampled_from(list(DISTRICTS.frame["adcode"])),
    "needs": some_of(FEW, most=2).map(split),
    "kind": some_of(KINDS, most=2).map(split),
    "access": some_of(ACCESS, most=3).map(split),
}


@st.composite
def selections(draw):
    """Few filters at once: under many nothing is left to be wrong."""
    names = draw(st.lists(st.sampled_from(list(FILTERS)), unique=True, max_size=2))
    return Selection(datum=draw(st.sampled_from(Datum)), **{name: draw(FILTERS[name]) for name in names})


def ids(catalogue, page):
    return [catalogue.table["id"][row] for row in page.rows]


@settings(max_examples=80, deadline=None)
@given(catalogue=catalogues(), selection=selections(), days=st.integers(-2, 2))
def test_a_listing_equals_a_recount(catalogue, selection, days):
    day = TODAY + timedelta(days)
    page = list_stations(catalogue, selection, on=day)
    expected = oracle.listed(catalogue.table, selection, day)
    assert ids(catalogue, page) == expected
    assert (page.matched, page.last) == (len(expected), None)


@settings(max_examples=30, deadline=None)
@given(catalogue=catalogues(), selection=selections(), limit=st.integers(1, 4))
def test_pages_partition_the_whole(catalogue, selection, limit):
    whole = ids(catalogue, list_stations(catalogue, selection, on=TODAY))
    found, after = [], None
    for number in range(len(whole) + 1):
        page = list_stations(catalogue, selection, limit=limit, after=after, on=TODAY)
        assert page.matched == len(whole)
        assert len(page.rows) == min(limit, len(whole) - number * limit)
        found += ids(catalogue, page)
        after = page.last
        if after is None:
            break
        assert after == found[-1]
    assert found == whole


@settings(max_examples=30, deadline=None)
@given(catalogue=catalogues(), after=any_text)
def test_a_page_may_begin_after_an_id_that_is_not_there(catalogue, after):
    whole = ids(catalogue, list_stations(catalogue, Selection(), on=TODAY))
    rest = ids(catalogue, list_stations(catalogue, Selection(), after=after, on=TODAY))
    assert rest == [station_id for station_id in whole if station_id > after]


@pytest.mark.parametrize("datum", [Datum.GCJ02, Datum.BD09])
def test_a_box_is_a_rectangle_of_its_own_datum(datum):
    lat, lon = (float(value) for value in from_wgs84(34.75, 113.62, datum))
    catalogue = by_hand(station("a"))
    tight = (lon - 1e-7, lat - 1e-7, lon + 1e-7, lat + 1e-7)
    assert list_stations(catalogue, Selection(box=tight, datum=datum)).matched == 1
    assert list_stations(catalogue, Selection(box=tight)).matched == 0


def test_the_corners_of_a_shifted_box_are_shifted_one_by_one():
    west, south, east, north = 113.6, 34.7, 113.7, 34.8
    places = [
        to_wgs84(lat, lon, Datum.GCJ02) for lat in (south + 1e-6, north - 1e-6) for lon in (west + 1e-6, east - 1e-6)
    ]
    catalogue = by_hand(*(station(str(n), float(lat), float(lon)) for n, (lat, lon) in enumerate(places)))
    assert list_stations(catalogue, Selection(box=(west, south, east, north), datum=Datum.GCJ02)).matched == 4


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((170, -90, -170, 90), ["east", "minus", "plus", "west"]),
        ((170, -90, 180, 90), ["minus", "plus", "west"]),
        ((-180, -90, -170, 90), ["east", "minus", "plus"]),
        ((180, -90, -180, 90), ["minus", "plus"]),
        ((-170, -90, 170, 90), ["zero"]),
        ((-180, -90, 180, 90), ["east", "minus", "plus", "west", "zero"]),
        ((0, 0, 0, 0), ["zero"]),
    ],
)
def test_a_box_may_cross_the_antimeridian(box, expected):
    longitudes = {"west": 175, "plus": 180, "minus": -180, "east": -175, "zero": 0}
    catalogue = by_hand(*(station(name, 0.0, float(lon)) for name, lon in longitudes.items()))
    assert ids(catalogue, list_stations(catalogue, Selection(box=box))) == expected


def test_an_unknown_district_is_refused_by_name():
    with pytest.raises(ParameterError) as caught:
        list_stations(by_hand(station("a")), Selection(district="999999"))
    assert [(fault.parameter, fault.value) for fault in caught.value.faults] == [("district", "999999")]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_page_holds_one_station_or_more(limit):
    with pytest.raises(ParameterError, match="limit"):
        list_stations(by_hand(station("a")), Selection(), limit=limit)
