"""scipy's cKDTree over earth-centred points: one of all stations, or one a need-set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import Case
from benchmarks.data import Places, Stations
from benchmarks.geometry import GEOD, earth_centred, place_of, reach
from benchmarks.refine import Answer, Rows, first_guess, grow, settle
from benchmarks.rivals.engine import Engine, MissingRivalError, Search

try:
    from scipy import spatial
except ImportError:  # said when it is opened
    spatial = None

__all__ = ["opened", "opened_by_needs"]

_GLOBE = 1e9  # metres, beyond all distances
_SPARE = 2  # asked for beyond k: enough to see that the order is settled


def _need() -> None:
    if spatial is None:
        raise MissingRivalError("pip install scipy")


@contextmanager
def opened(stations: Stations) -> Iterator[Engine]:
    """One tree over all; needs are tested on what it offers."""
    _need()
    tree = spatial.cKDTree(stations.points)

    def prepare(case: Case) -> Search:
        guess = first_guess(stations, case)

        def search(lat: float, lon: float) -> Answer:
            place = place_of(lat, lon)

            def fetch(size: int) -> tuple[Rows, NDArray[np.float64]]:
                chord, rows = tree.query(place, size)
                return rows, chord

            return grow(stations, (lat, lon), case, fetch, guess)

        return search

    yield Engine("scipy cKDTree", prepare, held=tree)


@contextmanager
def opened_by_needs(stations: Stations) -> Iterator[Engine]:
    """One tree for every set of needs that was asked for: quick, but one more tree for each of 4,096 sets."""
    _need()
    kept: dict[int, tuple[Any, Rows]] = {}

    def tree_of(case: Case) -> tuple[Any, Rows]:
        if case.bits not in kept:
            kept[case.bits] = _tree(stations, case.bits)
        return kept[case.bits]

    tree_of(Case("no need"))
    yield Engine(
        "scipy cKDTree, one a need-set",
        lambda case: _search(stations, *tree_of(case), case),
        held=kept,
        many=lambda places, case: _many(stations, *tree_of(case), case, places),
    )


def _tree(stations: Stations, needs: int) -> tuple[Any, Rows]:
    bits = np.uint64(needs)
    rows = np.flatnonzero((stations.bits & bits) == bits)
    return spatial.cKDTree(stations.points[rows]), rows


def _search(stations: Stations, tree: Any, rows: Rows, case: Case) -> Search:  # noqa: ANN401
    def search(lat: float, lon: float) -> Answer:
        place, size = place_of(lat, lon), min(len(rows), case.k + _SPARE)
        if size == 0:
            return rows, np.empty(0)
        chord, near = tree.query(place, [*range(1, size + 1)], distance_upper_bound=case.radius + 1)
        bound = reach(float(chord[case.k - 1])) if size >= case.k and chord[case.k - 1] < np.inf else np.inf
        if size == len(rows) or chord[-1] > bound or chord[-1] == np.inf:
            near = near[(chord <= bound) & (chord < np.inf)]
        else:
            near = np.asarray(tree.query_ball_point(place, bound), dtype=np.int64)
        return settle(stations, lat, lon, rows[near], case)

    return search


def _many(stations: Stations, tree: Any, rows: Rows, case: Case, places: Places) -> Rows:  # noqa: ANN401
    """Answer all at once on all cores; those whose order is not settled, one by one."""
    if len(rows) == 0:
        return np.full((len(places), case.k), -1)
    wide = [*range(1, case.k + _SPARE + 1)]
    chord, near = tree.query(earth_centred(places.lat, places.lon), wide, workers=-1)
    there = np.isfinite(chord)
    near = rows[np.where(there, near, 0)]
    distance = np.where(there, _geodesics(stations, places, near), np.inf)
    order = np.lexsort((near, distance), axis=-1)[:, : case.k]
    distance, best = np.take_along_axis(distance, order, 1), np.take_along_axis(near, order, 1)
    found = np.where(distance <= min(case.radius, _GLOBE), best, -1)
    search, bound = _search(stations, tree, rows, case), np.fromiter(map(reach, chord[:, case.k - 1].tolist()), float)
    for at in np.flatnonzero(there[:, -1] & (chord[:, -1] <= bound)):
        row = search(float(places.lat[at]), float(places.lon[at]))[0]
        found[at] = np.pad(row, (0, case.k - len(row)), constant_values=-1)
    return found


def _geodesics(stations: Stations, places: Places, rows: Rows) -> NDArray[np.float64]:
    lat, lon = (np.repeat(values, rows.shape[1]) for values in (places.lat, places.lon))
    flat = (lon, lat, stations.lon[rows].ravel(), stations.lat[rows].ravel())
    metres: NDArray[np.float64] = GEOD.inv(*flat)[2]
    return metres.reshape(rows.shape)
