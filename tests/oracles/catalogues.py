"""Small registers, drawn and by hand, with the positions and dates where faults hide."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from stationmap.catalogue import Catalogue
from stationmap.districts import Districts
from stationmap.station import ACCESS, KINDS
from tests.oracles.records import THREE_DISTRICTS
from tests.oracles.tables import some_of, station, table_of, tables, texts

TODAY = date(2026, 3, 1)
DISTRICTS = Districts(THREE_DISTRICTS)
FEW = ("hot_water", "toilet", "wifi")  # so few that drawn needs are often met
PLACES = [
    (34.75, 113.63),  # Zhengzhou, on the border of two districts
    (34.76, 113.66),
    (0.0, 0.0),
    (0.0, 180.0),
    (0.0, -180.0),
    (-16.5, -179.999),
    (90.0, 0.0),
    (90.0, 120.0),
    (-90.0, -77.0),
    (37.57, 126.98),  # Seoul: in the rectangle of GCJ-02, not in China
]
shifts = st.sampled_from([0.0, 1e-7, 1e-4, 0.01, 1.0])

near_today = st.integers(-1, 1).map(lambda days: (TODAY + timedelta(days)).isoformat())
NARROW = {
    "opened_on": st.just("") | near_today,
    "closed_on": st.just("") | near_today,
    "name": texts,
    "kind": st.sampled_from(["", *KINDS]),
    "access": some_of(ACCESS),
    "district": st.sampled_from(["", *DISTRICTS.frame["adcode"]]),
}


@st.composite
def positions(draw):
    """A place where something may go wrong, or a little beside it, or anywhere."""
    if draw(st.integers(0, 3)) == 0:
        return draw(st.floats(-90, 90)), draw(st.floats(-180, 180))
    (lat, lon), size = draw(st.sampled_from(PLACES)), draw(shifts)
    if not size:
        return lat, lon
    lat, lon = lat + size * draw(st.floats(-1, 1)), lon + size * draw(st.floats(-1, 1))
    return max(-90.0, min(90.0, lat)), (lon + 180.0) % 360.0 - 180.0


def catalogue_of(table, version="7"):
    """A catalogue over three districts, one of them without a polygon."""
    return Catalogue.from_table(table, DISTRICTS, version)


def catalogues(max_size=8):
    """Stations close to each other and to the day, so that every filter matters."""
    return tables(max_size=max_size, positions=positions(), cells=NARROW, codes=FEW).map(catalogue_of)


def by_hand(*rows, version="7"):
    """A catalogue of rows by hand."""
    return catalogue_of(table_of(rows), version)


__all__ = ["DISTRICTS", "FEW", "PLACES", "TODAY", "by_hand", "catalogue_of", "catalogues", "positions", "station"]
