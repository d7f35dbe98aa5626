"""Stations and visits over a few days, drawn so that everything that happens to a register happens."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from hypothesis import strategies as st

from stationmap.visits import VisitCounts
from tests.oracles.polygons import positions
from tests.oracles.tables import station, table_of

FIRST, LAST = date(2025, 9, 1), date(2025, 9, 7)
DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in range(-2, 9)]  # two more on either side of the period
NAMED = ["", "甲区", "东市乙区", "不认识", "丙"]

numbers = st.integers(0, 3) | st.integers(0, 10_000)
said = (
    st.tuples(numbers, st.sampled_from(["counted", "part_day"]))
    | st.tuples(st.none() | numbers, st.sampled_from(["closed", "not_reporting"]))
)  # fmt: skip


@st.composite
def registers(draw, max_size=6):
    """Rows of stations, some opened or closed about the period."""
    ids = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=max_size))
    return [
        station(
            key,
            *draw(positions),
            district_named=draw(st.sampled_from(NAMED)),
            opened_on=draw(st.sampled_from(["", "", *DAYS])),
            closed_on=draw(st.sampled_from(["", "", *DAYS, "0001-01-01"])),  # the last: closed, since unknown
        )
        for key in ids
    ]


@st.composite
def diaries(draw, ids="abcdefghxy"):
    """Rows of visits, each station and day at most once, of ids that a register may lack."""
    keys = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(DAYS)), unique=True, max_size=30))
    return [(*key, *draw(said)) for key in keys]


def register_of(rows):
    """Table of stations from the rows."""
    return table_of(rows)


def counts_of(rows):
    """Visits from the rows."""
    frame = pd.DataFrame(rows, columns=["station_id", "date", "visits", "state"])
    return VisitCounts(frame.astype({"visits": "Int64"}))
