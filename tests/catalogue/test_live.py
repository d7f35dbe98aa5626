"""After any changes, a catalogue answers as one that is built afresh from the same table."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.catalogue import LiveCatalogue
from stationmap.datum import Datum
from stationmap.errors import InputError, StationNotFoundError
from stationmap.nearest import Query, find_nearest
from stationmap.station import ACCESS, KINDS
from tests.oracles.catalogues import DISTRICTS, FEW, NARROW, TODAY, by_hand, catalogue_of, positions
from tests.oracles.tables import facilities, station, table_of

IDS = ["a", "b", "ba", "c", "站", "é", "𠮷", "\uffff"]  # some sort between others, not all as in UTF-16
NOTHING = table_of([])


@st.composite
def stations(draw):
    """A station under one of few ids, opened or closed about the day, where another may stand."""
    lat, lon = draw(positions())
    cells = {**draw(st.fixed_dictionaries(NARROW)), **draw(facilities(FEW))}
    return station(draw(st.sampled_from(IDS)), lat, lon, **cells)


def some(max_size):
    """Stations, each id once."""
    return st.lists(stations(), max_size=max_size, unique_by=lambda row: row["id"])


def queries():
    """A query near where stations are, under filters that some meet."""
    codes = [st.lists(st.sampled_from(list(c)), unique=True, max_size=2).map(tuple) for c in (FEW, KINDS, ACCESS)]
    names = ("needs", "kind", "access")
    return st.builds(
        lambda at, limit, datum, radius, *found: Query(
            *at, datum, limit, radius, **dict(zip(names, found, strict=True))
        ),
        positions(), st.integers(1, 9), st.sampled_from(Datum), st.none() | st.floats(1, 50_000), *codes,
    )  # fmt: skip


def applied(base, steps):
    """A live catalogue after steps, and the rows that the register then has, by id."""
    live, rows = LiveCatalogue(by_hand(*base)), {row["id"]: row for row in base}
    for number, step in enumerate(steps):
        live.apply(table_of(step), str(number))
        rows |= {row["id"]: row for row in step}
    return live, rows


def told(match):
    """What an answer says of a station, without its row; a millimetre is what is promised of distances."""
    return match and (match.station.id, match.station.name, pytest.approx(match.distance_m, abs=1e-3))


@settings(max_examples=80, deadline=None)
@given(some(6), st.lists(some(4), max_size=5), st.lists(queries(), min_size=1, max_size=4))
def test_answers_are_those_of_a_catalogue_built_afresh(base, steps, asked):
    live, rows = applied(base, steps)
    fresh = by_hand(*rows.values())
    for query in asked:
        found, expected = (find_nearest(one, query, on=TODAY) for one in (live, fresh))
        assert [told(match) for match in found.matches] == [told(match) for match in expected.matches]
        assert told(found.beyond) == told(expected.beyond)
        assert [told(why.match) for why in found.why_none] == [told(why.match) for why in expected.why_none]


@settings(max_examples=40, deadline=None)
@given(some(6), st.lists(some(4), max_size=5))
def test_every_station_is_there_once_as_it_is_now(base, steps):
    live, rows = applied(base, steps)
    fresh = by_hand(*rows.values())
    assert len(live) == len(rows)
    assert sorted(map(live.id_of, range(len(live)))) == sorted(rows)
    for at, station_id in enumerate(sorted(rows)):
        row = live.row_of(station_id)
        assert live.id_of(row) == station_id
        assert repr(live.station(row)) == repr(fresh.station(at))  # NaN is not equal to itself
        assert all(live.position(row, datum) == pytest.approx(fresh.position(at, datum), abs=1e-9) for datum in Datum)
        assert live.in_operation(TODAY)[row] == fresh.in_operation(TODAY)[at]


@settings(max_examples=40, deadline=None)
@given(some(6), st.lists(some(4), max_size=4), some(3))
def test_frozen_is_the_whole_table_and_stays_as_it_was(base, steps, later):
    live, rows = applied(base, steps)
    frozen = live.frozen()
    expected = catalogue_of(table_of(rows.values())).table
    pd.testing.assert_frame_equal(frozen.table, expected)
    assert (frozen.version, frozen.districts) == (live.version, DISTRICTS)
    assert live.frozen() is frozen
    live.apply(table_of(later), "later")
    pd.testing.assert_frame_equal(frozen.table, expected)
    assert live.frozen().version == "later"


def test_a_station_keeps_its_row():
    live = LiveCatalogue(by_hand(station("b"), station("d")))
    rows = live.row_of("b"), live.row_of("d")
    live.apply(table_of([station("c"), station("b", 35.0)]), "8")
    live.apply(table_of([station("a"), station("c", 36.0)]), "9")
    assert (live.row_of("b"), live.row_of("d")) == rows
    assert [live.row_of("c"), live.row_of("a")] == [2, 3]
    assert sorted(live.changed_rows) == [0, 2, 3]
    assert [live.id_of(row) for row in live.in_order.tolist()] == ["a", "b", "c", "d"]
    assert live.pending == 3


def test_a_filter_is_one_object_until_something_changes():
    live = LiveCatalogue(by_hand(station("a")))
    first = live.wanted((), ("fixed",), (), TODAY)
    assert live.wanted((), ("fixed",), (), TODAY) is first
    live.apply(table_of([station("a", closed_on=TODAY.isoformat())]), "8")
    assert live.wanted((), ("fixed",), (), TODAY) is not first
    assert not live.index.matching(live.wanted((), ("fixed",), (), TODAY)).size


def test_districts_alone_make_a_new_version():
    live = LiveCatalogue(by_hand(station("a")))
    live.apply(NOTHING, "8")
    assert (live.version, live.frozen().version, live.pending) == ("8", "8", 0)


def test_an_unknown_id_is_named():
    with pytest.raises(StationNotFoundError, match="'z'"):
        LiveCatalogue(by_hand(station("a"))).row_of("z")


@pytest.mark.parametrize("wrong", [{"amenities": "toilet,sauna"}, {"lat": 95.0}])
def test_what_cannot_be_is_applied_not_even_in_part(wrong):
    live = LiveCatalogue(catalogue_of(table_of([station("a"), station("b")])))
    version = live.version
    table = table_of([station("c"), station("d", **wrong)])
    with pytest.raises(InputError):
        live.apply(table, "99")
    assert (len(live), live.version, live.pending) == (2, version, 0)
    assert len(live.index.nearest(34.75, 113.62, 5).rows) == 2
