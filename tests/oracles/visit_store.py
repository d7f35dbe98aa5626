"""A store of visits in plain Python: a dictionary, and files of visits drawn for it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from hypothesis import strategies as st

HEADER = "编号,日期,人次,状态"
FIRST = date(2025, 8, 29)
DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in range(6)]  # over the end of a month
STATES = ["counted", "part_day", "closed", "not_reporting"]

_said = (
    st.tuples(st.integers(0, 30), st.sampled_from(["counted", "part_day"]))
    | st.tuples(st.none() | st.integers(0, 9), st.sampled_from(["closed", "not_reporting"]))
)  # fmt: skip


@st.composite
def diaries(draw, ids="abcd", min_size=1, days=DAYS):
    """Rows of a file without a fault: each station and day at most once."""
    keys = draw(
        st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(days)), unique=True, min_size=min_size, max_size=12)
    )
    return [(*key, *draw(_said)) for key in keys]


def write_rows(path, rows):
    """Write a file of visits; None is an empty cell."""
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    path.write_text("\n".join([HEADER, *lines, ""]), "utf-8")
    return path


def imported(store, rows):
    """Put rows into a store of dictionaries; tell new, replaced and unchanged."""
    counts = {"new": 0, "replaced": 0, "unchanged": 0}
    for station, day, visits, state in rows:
        before = store.get((station, day))
        counts["new" if before is None else "unchanged" if before == (visits, state) else "replaced"] += 1
        store[station, day] = (visits, state)
    return counts


_NOTHING = {"visits": 0, "reported_visits": 0, "first_day": "NaT", "last_day": "NaT", **dict.fromkeys(STATES, 0)}


def totals_of(store, first="", last="9999"):
    """Add up each station's days."""
    totals = {}
    for (station, day), (visits, state) in sorted(store.items()):
        if not first <= day <= last:
            continue
        one = totals.setdefault(station, dict(_NOTHING))
        one[state] += 1
        one["visits"] += visits or 0
        if state == "counted":
            one["reported_visits"] += visits
        if state in ("counted", "part_day"):
            one["first_day"], one["last_day"] = day if one["first_day"] == "NaT" else one["first_day"], day
    return totals


def by_district_of(store, districts, first="", last="9999"):
    """Add up each district's stations day by day; "" has those of no district."""
    sums = defaultdict(lambda: [None, None, 0, 0, 0, 0])
    for (station, day), (visits, state) in store.items():
        if first <= day <= last:
            one = sums[districts.get(station, ""), day]
            one[2 + STATES.index(state)] += 1
            if visits is not None:
                one[0] = (one[0] or 0) + visits
            if state == "counted":
                one[1] = (one[1] or 0) + visits
    return dict(sums)
