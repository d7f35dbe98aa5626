"""From an engine's candidates to the exact answer: the step that all rivals share.

An engine that sorts by straight line (chord) offers candidates, nearest first. The k nearest by
geodesic are among those whose chord is at most `reach(c_k)`, c_k being the k-th match's chord
(`benchmarks.geometry` has the bound); these are measured with pyproj and sorted.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import Case
from benchmarks.data import Stations
from benchmarks.geometry import GEOD, Floats, reach

__all__ = ["Answer", "Fetch", "Rows", "first_guess", "grow", "measured", "settle", "share"]

Rows = NDArray[np.int64]
Answer = tuple[Rows, Floats]  # rows, metres; sorted by (metres, row)
Fetch = Callable[[int], tuple[Rows, Floats]]  # a number of stations to their rows and chords, nearest first
Reach = Callable[[float], float]  # the k-th's chord to the longest that one as near may have

_FEW = 16  # up to here single calls of pyproj are quicker than one of arrays


def measured(stations: Stations, lat: float, lon: float, rows: Rows) -> Floats:
    """Measure geodesics to some rows, metres."""
    lats, lons = stations.lat[rows], stations.lon[rows]
    if len(rows) <= _FEW:
        inv = GEOD.inv
        pairs = zip(lons.tolist(), lats.tolist(), strict=True)
        return np.array([inv(lon, lat, x, y)[2] for x, y in pairs], dtype=np.float64)
    distance: Floats = GEOD.inv(np.full(len(rows), lon), np.full(len(rows), lat), lons, lats)[2]
    return distance


def settle(stations: Stations, lat: float, lon: float, rows: Rows, case: Case) -> Answer:
    """Measure candidates, sort them by (metres, row) and cut."""
    distance = measured(stations, lat, lon, rows)
    order = np.lexsort((rows, distance))[: case.k]
    if case.radius < math.inf:
        order = order[distance[order] <= case.radius]
    return rows[order], distance[order]


def share(stations: Stations, case: Case) -> float:
    """Give the share of the stations that match a case's needs."""
    bits = np.uint64(case.bits)
    return float(np.mean((stations.bits & bits) == bits))


def first_guess(stations: Stations, case: Case) -> int:
    """Guess how many stations hold k matches: twice what they would if matches were spread evenly."""
    matching = share(stations, case)
    return min(len(stations), math.ceil(2 * case.k / max(matching, 1 / len(stations))) + 4)


def grow(
    stations: Stations, place: tuple[float, float], case: Case, fetch: Fetch, size: int, reach: Reach = reach
) -> Answer:
    """Ask for more and more of the nearest until the k nearest matches are certainly among them.

    `fetch` may give any lower bound of the geodesic in place of the chord, with the `reach` that goes with it.
    """
    bits = np.uint64(case.bits)
    while True:
        rows, chord = fetch(size)
        match = (stations.bits[rows] & bits) == bits if bits else slice(None)
        found, near = rows[match], chord[match]
        bound = reach(float(near[case.k - 1])) if len(found) >= case.k else math.inf
        if len(rows) < size or size >= len(stations) or min(bound, case.radius) < chord[-1]:
            return settle(stations, *place, found[near <= bound], case)
        size = min(len(stations), size * 4)
