"""Every answer equals a search that looks at each station's own text."""

from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from stationmap.datum import Datum, from_wgs84
from stationmap.nearest import Query, find_nearest
from stationmap.station import ACCESS, KINDS
from tests.oracles import nearest as oracle
from tests.oracles.catalogues import FEW, PLACES, TODAY, by_hand, catalogues, positions, station
from tests.oracles.tables import some_of

some_needs = some_of(FEW, most=2).map(lambda text: tuple(text.split(",")) if text else ())
some_kinds = st.just(()) | st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=2).map(tuple)
some_access = st.just(()) | st.lists(st.sampled_from(list(ACCESS)), min_size=1, max_size=3).map(tuple)
radii = st.none() | st.sampled_from([1e-3, 1.0, 500.0, 5_000.0, 50_000.0])


@st.composite
def queries(draw):
    lat, lon = draw(positions())
    datum, limit = draw(st.sampled_from(Datum)), draw(st.integers(1, 6) | st.just(100))
    return Query(lat, lon, datum, limit, draw(radii), draw(some_needs), draw(some_kinds), draw(some_access))


def hits(matches):
    return [(match.station.id, pytest.approx(match.distance_m, abs=1e-3)) for match in matches]


@settings(max_examples=80, deadline=None)
@given(catalogue=catalogues(), query=queries(), days=st.integers(-2, 2))
def test_answers_equal_the_search_through_every_row(catalogue, query, days):
    day = TODAY + timedelta(days)
    answer = find_nearest(catalogue, query, on=day)
    expected, beyond = oracle.nearest(catalogue.table, query, day)
    assert [(station_id, distance) for distance, station_id, _ in expected] == hits(answer.matches)
    assert ([(beyond[1], beyond[0])] if beyond else []) == hits([answer.beyond] if answer.beyond else [])
    assert bool(answer.why_none) == (not expected and bool(query.needs or query.kind or query.access))
    for match, (distance, _, bearing) in zip(answer.matches, expected, strict=True):
        assert match.station == catalogue.station(match.row)
        if 0.01 < distance < 1e7:  # where the direction is well defined
            assert abs((match.bearing_deg - bearing + 180) % 360 - 180) < 1e-6


@settings(max_examples=40, deadline=None)
@given(catalogue=catalogues(), query=queries())
def test_why_none_is_the_nearest_without_each_thing_that_was_asked_for(catalogue, query):
    answer = find_nearest(catalogue, query, on=TODAY)
    assume(not answer.matches)
    wanted = [("needs", (code,)) for code in query.needs]
    wanted += [("needs", query.needs)] if len(query.needs) > 1 else []
    wanted += [(name, getattr(query, name)) for name in ("kind", "access") if getattr(query, name)]
    assert [(why.parameter, why.without) for why in answer.why_none] == wanted
    for why in answer.why_none:
        left = {why.parameter: tuple(c for c in getattr(query, why.parameter) if c not in why.without)}
        codes = {"needs": query.needs, "kind": query.kind, "access": query.access} | left
        relaxed = Query(query.lat, query.lon, query.datum, 1, None, **codes)
        expected = oracle.nearest(catalogue.table, relaxed, TODAY)[0]
        assert [(station_id, distance) for distance, station_id, _ in expected] == hits(
            [why.match] if why.match else []
        )


@given(catalogue=catalogues(), query=queries(), more=st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_a_larger_limit_only_adds(catalogue, query, more):
    def ids(limit):
        asked = Query(query.lat, query.lon, query.datum, limit, query.radius, query.needs, query.kind, query.access)
        return [match.station.id for match in find_nearest(catalogue, asked, on=TODAY).matches]

    assert ids(more) == ids(more + 3)[:more]


@pytest.mark.parametrize("datum", Datum)
@pytest.mark.parametrize("place", PLACES)
def test_the_same_place_in_each_datum_has_the_same_answer(datum, place):
    catalogue = by_hand(*(station(str(number), *where) for number, where in enumerate(PLACES)))
    lat, lon = (float(value) for value in from_wgs84(*place, datum))
    here, there = (find_nearest(catalogue, query) for query in (Query(*place), Query(lat, lon, datum)))
    assert hits(here.matches)[:2] == hits(there.matches)[:2]


def test_coincident_stations_come_by_the_code_points_of_their_ids():
    ids = ["10", "9", "a", "B", "é", "站", "𠮷", "\uffff"]
    matches = find_nearest(by_hand(*map(station, ids)), Query(34.75, 113.62, limit=8)).matches
    assert [match.station.id for match in matches] == sorted(ids)
    assert {match.distance_m for match in matches} == {0.0}
    assert {match.bearing_deg for match in matches} == {0.0}


def test_out_of_order_is_not_had_but_the_station_still_stands():
    broken = station("a", amenities="toilet,wifi", out_of_order="toilet@2026-01-01")
    catalogue = by_hand(broken, station("b", lat=35.0, amenities="toilet"))
    asked = [find_nearest(catalogue, Query(34.75, 113.62, needs=needs)) for needs in ((), ("wifi",), ("toilet",))]
    assert [[match.station.id for match in answer.matches] for answer in asked] == [["a", "b"], ["a"], ["b"]]


def test_a_station_is_there_from_its_first_day_until_the_day_it_closes():
    catalogue = by_hand(station("a", opened_on="2026-02-28", closed_on="2026-03-02"))
    days = [TODAY + timedelta(n) for n in range(-2, 3)]
    assert [len(find_nearest(catalogue, Query(0, 0), on=day).matches) for day in days] == [0, 1, 1, 0, 0]


def test_an_empty_register_answers_with_nothing_and_says_so():
    answer = find_nearest(by_hand(), Query(34.75, 113.62, needs=("toilet", "wifi"), kind=("fixed",)))
    assert (answer.matches, answer.beyond) == ((), None)
    assert [(why.without, why.match) for why in answer.why_none] == [
        (("toilet",), None),
        (("wifi",), None),
        (("toilet", "wifi"), None),
        (("fixed",), None),
    ]


def test_the_radius_holds_its_edge_and_beyond_is_the_next():
    catalogue = by_hand(station("near", lat=34.76), station("far", lat=34.77))
    edge = find_nearest(catalogue, Query(34.75, 113.62)).matches[0].distance_m
    at = find_nearest(catalogue, Query(34.75, 113.62, radius=edge))
    below = find_nearest(catalogue, Query(34.75, 113.62, radius=edge - 1e-6))
    assert ([m.station.id for m in at.matches], at.beyond.station.id) == (["near"], "far")
    assert ([m.station.id for m in below.matches], below.beyond.station.id) == ([], "near")
    assert find_nearest(catalogue, Query(34.75, 113.62, radius=edge, limit=1)).beyond is None


def test_the_answer_names_the_register_and_whether_it_is_made_up():
    answer = find_nearest(by_hand(station("a"), version="42"), Query(0, 0))
    assert (answer.version, answer.made_up) == ("42", False)
