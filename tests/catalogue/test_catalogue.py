"""A catalogue is its table, ordered by id, and every station is its row."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings

from stationmap.clock import CLOCK
from stationmap.datum import Datum, from_wgs84
from stationmap.errors import StationNotFoundError, VocabularyError
from stationmap.station import STATION_COLUMNS
from tests.oracles.catalogues import TODAY, by_hand, catalogue_of, station
from tests.oracles.tables import tables

CODES = {"access", "amenities", "amenities_no", "warnings"}
PLACE = {
    "lat": "lat",
    "lon": "lon",
    "datum_received": "datum_received",
    "lat_received": "lat_received",
    "lon_received": "lon_received",
    "position_source": "source",
}


def cell(found, name):
    """What a station says of one column, as the table writes it."""
    value = getattr(found.position, PLACE[name]) if name in PLACE else getattr(found, name)
    if name == "out_of_order":
        return ",".join(f"{code}@{day}".removesuffix("@") for code, day in value)
    return ",".join(value) if name in CODES else value


@settings(max_examples=25, deadline=None)
@given(table=tables(max_size=4))
def test_every_station_is_its_row(table):
    table[["lat_received", "lon_received"]] = table[["lat", "lon"]]
    catalogue = catalogue_of(table)
    assert catalogue.table["id"].tolist() == sorted(table["id"])
    assert len(catalogue) == len(catalogue.index) == len(table)
    for row, expected in enumerate(catalogue.table.to_dict("records")):
        found = catalogue.station(row)
        assert catalogue.row_of(found.id) == row
        for name in STATION_COLUMNS:
            missing = pd.isna(expected[name])
            assert cell(found, name) is None if missing else cell(found, name) == expected[name]


@pytest.mark.parametrize("text", ["", "A", "a ", "\0", "\ud800", "a" * 1000, "</script>"])
def test_an_unknown_id_is_named(text):
    with pytest.raises(StationNotFoundError) as caught:
        by_hand(station("a")).row_of(text)
    assert repr(text) in caught.value.detail


@pytest.mark.parametrize(("kind", "access"), [(("tent",), ()), ((), ("key",)), (("fixed", ""), ())])
def test_an_unknown_code_is_refused_and_no_filter_is_lost(kind, access):
    with pytest.raises(VocabularyError):
        by_hand(station("a")).wanted((), kind, access, TODAY)


def test_positions_of_all_rows_in_each_datum():
    catalogue = by_hand(station("b", 34.8, 113.7), station("a"))
    for datum in Datum:
        lat, lon = from_wgs84([34.75, 34.8], [113.62, 113.7], datum)
        assert [list(values) for values in catalogue.positions(datum)] == [list(lat), list(lon)]


def test_the_middle_is_the_median_and_of_nothing_is_a_place_too():
    catalogue = by_hand(station("a", 1.0, 10.0), station("b", 2.0, 30.0), station("c", 90.0, 20.0))
    assert catalogue.middle == (2.0, 20.0)
    assert by_hand().middle == (0.0, 0.0)


def test_the_day_of_operation_begins_at_midnight_in_china():
    catalogue = by_hand(station("a", opened_on="2026-03-01", closed_on="2026-03-02"))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)]
    assert [catalogue.in_operation(day).tolist() for day in days] == [[False], [True], [False]]
    assert CLOCK.key == "Asia/Shanghai"


def test_a_filter_is_one_object():
    catalogue = by_hand(station("a"))
    assert catalogue.wanted(("toilet",), (), (), TODAY) is catalogue.wanted(("toilet",), (), (), TODAY)


def test_a_position_is_that_of_all_rows():
    catalogue = by_hand(station("b", 34.8, 113.7), station("a"))
    assert all(catalogue.position(1, datum) == tuple(v[1] for v in catalogue.positions(datum)) for datum in Datum)
