"""Tables of stations as Hypothesis draws them, and as a test writes them by hand."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

from stationmap.amenities import AMENITIES
from stationmap.station import ACCESS, KINDS, STATION_COLUMNS

HOSTILE = [
    "`",
    "${1+1}",
    "</script>",
    "<img src=x onerror=alert(1)>",
    r"\1",
    "'; DROP TABLE stations; --",
    '"',
    "%s%(id)s:id?",
    "=1+1",
    "a,b@c",
    "行\r\n列\t",
    "\u2028\u202e\ufeff",
    "𠮷🏠",
    "NULL",
    "nan",
    " 郑州 ",
]
DTYPES = {"text": "str", "codes": "str", "date": "str", "number": "float64", "integer": "Int64"}

# No lone surrogates: they are no text. No NUL: PostgreSQL's text cannot hold it.
any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
texts = st.just("") | st.sampled_from(HOSTILE) | any_text
ids = st.sampled_from(["a", "B", "é", "10", "9", "站1", "𠮷", "\uffff", " ", *HOSTILE]) | any_text.filter(bool)
dates = st.just("") | st.dates().map(lambda day: day.isoformat())
numbers = st.just(float("nan")) | st.floats(allow_nan=False, allow_infinity=False)
integers = st.none() | st.integers(0, 2**31 - 1)
anywhere = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def joined(codes):
    """Write codes as tables hold them."""
    return ",".join(codes)


def some_of(codes, most=None):
    """Some of these codes, in an order of their own, joined."""
    return st.lists(st.sampled_from(list(codes)), unique=True, max_size=most).map(joined)


@st.composite
def facilities(draw, codes=tuple(AMENITIES)):
    """Amenities that are there, that are not, and of the first some that do not work."""
    states = draw(
        st.lists(st.sampled_from(["yes", "no", "broken", "unknown"]), min_size=len(codes), max_size=len(codes))
    )
    by_state = {state: [c for c, s in zip(codes, states, strict=True) if s == state] for state in states}
    broken = [f"{code}@{draw(dates)}".removesuffix("@") for code in by_state.get("broken", [])]
    return {
        "amenities": joined(c for c, s in zip(codes, states, strict=True) if s in {"yes", "broken"}),
        "amenities_no": joined(by_state.get("no", [])),
        "out_of_order": joined(broken),
    }


_BY_TYPE = {"text": texts, "codes": st.just(""), "date": dates, "number": numbers, "integer": integers}
_CELLS = {
    **{column.name: _BY_TYPE[column.type] for column in STATION_COLUMNS.values()},
    "datum_received": st.sampled_from(["wgs84", "gcj02", "bd09"]),
    "kind": st.sampled_from(["", *KINDS]),
    "access": some_of(ACCESS),
    "warnings": some_of(["twin", "outside_area"]),
    "district": st.just(""),
}


def table_of(rows):
    """Make a table in which each row has what it names, and what it does not is unknown."""
    blank = {"text": "", "codes": "", "date": "", "number": float("nan"), "integer": None}
    cells = {
        column.name: [row.get(column.name, blank[column.type]) for row in rows] for column in STATION_COLUMNS.values()
    }
    return pd.DataFrame(cells).astype({column.name: DTYPES[column.type] for column in STATION_COLUMNS.values()})


def station(station_id, lat=34.75, lon=113.62, **cells):
    """One row by hand, its position received in WGS 84."""
    received = {"datum_received": "wgs84", "lat_received": lat, "lon_received": lon}
    return {
        "id": station_id,
        "name": f"站点 {station_id}",
        "kind": "fixed",
        "lat": lat,
        "lon": lon,
        **received,
        **cells,
    }


@st.composite
def tables(draw, max_size=5, positions=anywhere, cells=None, codes=tuple(AMENITIES)):
    """A table of stations in no order; `cells` are the columns to draw, else all are drawn."""
    names = draw(st.lists(ids, unique=True, max_size=max_size))
    drawn = st.fixed_dictionaries(cells or _CELLS)
    rows = []
    for name in names:
        lat, lon = draw(positions)
        rows.append(
            {**station(name, lat, lon), **draw(drawn), **draw(facilities(codes)), "lat": lat, "lon": lon, "id": name}
        )
    return table_of(rows)
