"""A query that does not fit is refused, every value of it by name."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES
from stationmap.errors import ParameterError
from stationmap.nearest import LIMITS, Query, Selection
from stationmap.station import ACCESS, KINDS

HERE = {"lat": 34.75, "lon": 113.62}
bad_degrees = st.floats().filter(lambda value: not -90 <= value <= 90)
REFUSED = [
    *(("lat", value) for value in (90.0000001, -91, math.nan, math.inf)),
    *(("lon", value) for value in (180.0000001, -181, math.nan, -math.inf)),
    *(("limit", value) for value in (0, -1, 101)),
    *(("radius", value) for value in (0, -1, 50_000.1, math.nan, math.inf)),
    *((name, ("sauna",)) for name in ("needs", "kind", "access")),
    *((name, ("",)) for name in ("needs", "kind", "access")),
]


def faults_of(make):
    with pytest.raises(ParameterError) as caught:
        make()
    return [(fault.parameter, fault.value) for fault in caught.value.faults]


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_each_value_is_refused_by_name(name, value):
    shown = value[0] if isinstance(value, tuple) else str(value)
    assert faults_of(lambda: Query(**{**HERE, name: value})) == [(name, shown)]


@given(
    lat=bad_degrees, limit=st.integers(101), needs=st.lists(st.text().filter(lambda t: t not in AMENITIES), max_size=3)
)
def test_all_faults_come_at_once(lat, limit, needs):
    found = faults_of(lambda: Query(lat, 113.62, limit=limit, needs=tuple(needs)))
    assert found == [("lat", str(lat)), ("limit", str(limit)), *(("needs", code) for code in needs)]


@given(
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.integers(1, LIMITS["limit"]),
    st.none() | st.floats(0, LIMITS["radius"], exclude_min=True),
)
def test_everything_within_the_limits_is_taken(lat, lon, limit, radius):
    query = Query(lat, lon, limit=limit, radius=radius, kind=tuple(KINDS), access=tuple(ACCESS))
    assert (query.lat, query.lon, query.limit, query.radius) == (lat, lon, limit, radius)


@given(st.lists(st.sampled_from(list(AMENITIES))))
def test_needs_are_a_set_in_the_vocabulary_s_order(needs):
    assert Query(**HERE, needs=tuple(needs)).needs == tuple(code for code in AMENITIES if code in needs)


@pytest.mark.parametrize(
    "box",
    [(), (1, 2, 3), (1, 2, 3, 4, 5), (0, 10, 1, 9), (-181, 0, 0, 1), (0, 0, 180.1, 1), (0, -91, 1, 0), (0, 0, 1, 90.1)]
    + [tuple(math.nan if place == number else 0 for place in range(4)) for number in range(4)],
)
def test_a_box_that_is_none_is_refused(box):
    assert [name for name, _ in faults_of(lambda: Selection(box=box))] == ["bbox"]


def test_a_selection_names_every_unknown_code():
    found = faults_of(lambda: Selection(needs=("spa", "toilet"), kind=("tent",), access=("key",)))
    assert found == [("needs", "spa"), ("kind", "tent"), ("access", "key")]


def test_the_sentence_names_parameter_and_value():
    with pytest.raises(ParameterError, match=r"lat=91.*limit=0"):
        Query(91, 0, limit=0)
