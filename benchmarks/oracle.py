"""The truth, slowly: pyproj's geodesic to every station that could be among the nearest."""

from __future__ import annotations

import numpy as np

from benchmarks.cases import Case
from benchmarks.data import Stations
from benchmarks.geometry import earth_centred, place_of, reach
from benchmarks.refine import Answer, settle
from benchmarks.rivals.engine import MissingRivalError, Search

try:
    from scipy import spatial
except ImportError:  # said when it is asked
    spatial = None

__all__ = ["oracle"]


def oracle(stations: Stations, case: Case) -> Search:
    """Make a search that measures all within 1.05 of the bound and a kilometre more: far more than it needs."""
    if spatial is None:
        raise MissingRivalError("pip install scipy")
    bits = np.uint64(case.bits)
    rows = np.flatnonzero((stations.bits & bits) == bits)
    tree = spatial.cKDTree(earth_centred(stations.lat[rows], stations.lon[rows]))

    def search(lat: float, lon: float) -> Answer:
        if len(rows) <= case.k:
            return settle(stations, lat, lon, rows, case)
        place = place_of(lat, lon)
        bound = 1.05 * reach(float(tree.query(place, case.k)[0][-1])) + 1_000
        near = rows[tree.query_ball_point(place, bound)] if bound < np.inf else rows
        return settle(stations, lat, lon, near, case)

    return search
