"""Reach counted place by place and station by station in plain Python."""

from __future__ import annotations

import math

import pandas as pd
import shapely
from hypothesis import strategies as st
from pyproj import Geod

from stationmap.demand import Demand
from stationmap.districts import Districts
from stationmap.reach.straight import straight_pairs
from tests.oracles.polygons import holder, positions
from tests.oracles.records import districts_of

GEOD = Geod(ellps="WGS84")

weighted = st.tuples(positions, st.integers(0, 1000))
places = st.lists(weighted, max_size=12)
stations = st.lists(positions, max_size=6)
BOX = shapely.box(113, 34, 113.1, 34.1)
SQUARE = Districts(districts_of(("410101", "甲区", "东市", 20_000, BOX), ("410172", "高新区", "东市", 5_000, None)))
radii = st.sampled_from([1.0, 900.0, 1500.0, 3000.0, 9000.0])


def metres(one, other):
    """Geodesic between two (lat, lon)."""
    return GEOD.inv(one[1], one[0], other[1], other[0])[2]


def demand_of(rows, districts, unplaced=None):
    """Make a demand of ((lat, lon), weight); each place lies where the districts say."""
    lat, lon = [at[0] for at, _ in rows], [at[1] for at, _ in rows]
    frame = pd.DataFrame(
        {
            "id": [str(n) for n in range(len(rows))],
            "lat": pd.Series(lat, dtype=float),
            "lon": pd.Series(lon, dtype=float),
            "weight": pd.Series([w for _, w in rows], dtype=float),
            "adcode": districts.locate(lat, lon),
        }
    )
    return Demand(frame, "workers", "点 points", "名册 roll", pd.Series(unplaced or {}, dtype=float))


def table_of_stations(rows):
    """Make a table of stations of (lat, lon)."""
    lat, lon = [at[0] for at in rows], [at[1] for at in rows]
    ids = pd.Series([f"s{n}" for n in range(len(rows))], dtype="str")
    return pd.DataFrame(
        {
            "id": ids,
            "name": ids,
            "district": "",
            "lat": pd.Series(lat, dtype=float),
            "lon": pd.Series(lon, dtype=float),
        }
    )


def quantile(found, share):
    """Least distance within which a share of the weight lies; `found` are (metres, weight), weights whole numbers."""
    whole = sum(weight for _, weight in found)
    grown = 0
    for far, weight in sorted(found):
        grown += weight
        if weight and grown * 1000 >= round(share * 1000) * whole:
            return far
    return None


def recount(rows, others, frame, radius, adcodes):
    """Count what the places in some districts ("" for outside) have in reach."""
    mine = [(at, weight) for at, weight in rows if holder(frame, *at) in adcodes]
    far = [sorted(metres(at, other) for other in others) for at, _ in mine]
    weights = [weight for _, weight in mine]
    return {
        "places": len(mine),
        "placed": sum(weights),
        "covered": sum(w for w, d in zip(weights, far, strict=True) if sum(x <= radius for x in d) >= 1),
        "covered_twice": sum(w for w, d in zip(weights, far, strict=True) if sum(x <= radius for x in d) >= 2),
        "unreachable": sum(weights) if not others else 0,
        "found": [((d[0] if d else math.inf), w) for w, d in zip(weights, far, strict=True)],
        "stations_inside": sum(holder(frame, *other) in adcodes for other in others),
        "stations_beyond": sum(
            holder(frame, *other) not in adcodes and any(metres(at, other) <= radius for at, _ in mine)
            for other in others
        ),
    }


def in_square(rows, others, limit=3_000.0):
    """Demand in `SQUARE`, pairs and the table of stations."""
    demand, table = demand_of(rows, SQUARE), table_of_stations(others)
    return demand, straight_pairs(demand.lat, demand.lon, table["lat"], table["lon"], limit), table
