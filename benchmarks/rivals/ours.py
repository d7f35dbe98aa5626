"""stationmap's own index, through its public face."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import Case
from benchmarks.data import Places, Stations
from benchmarks.refine import Answer
from benchmarks.rivals.engine import Engine, Search
from stationmap import index as room
from stationmap.index import StationIndex, Wanted

__all__ = ["LIVE", "opened", "opened_live", "searches"]

LIVE: Any = getattr(room, "LiveIndex", None)  # None: not built


@contextmanager
def opened(stations: Stations) -> Iterator[Engine]:
    """Build the frozen index."""
    base = StationIndex(stations.lat, stations.lon, stations.bits)
    many = _many(base) if hasattr(base, "nearest_many") else None
    yield Engine("stationmap", searches(base), held=base, many=many)


@contextmanager
def opened_live(stations: Stations) -> Iterator[Engine]:
    """Build the index with its live layer, which must be there."""
    live = LIVE(StationIndex(stations.lat, stations.lon, stations.bits))
    yield Engine("stationmap, live", searches(live), held=live, put=live.put)


def searches(index: Any) -> Any:  # noqa: ANN401  (the base or the live index: one face)
    """Make the searches of a base or live index."""

    def prepare(case: Case) -> Search:
        wanted, k, radius, nearest = Wanted(all_of=case.bits), case.k, case.radius, index.nearest

        def search(lat: float, lon: float) -> Answer:
            hits = nearest(lat, lon, k, wanted)
            return hits.rows, hits.distance_m

        def search_within(lat: float, lon: float) -> Answer:
            hits = nearest(lat, lon, k, wanted)
            count = hits.distance_m.searchsorted(radius, "right")
            return hits.rows[:count], hits.distance_m[:count]

        return search_within if radius < math.inf else search

    return prepare


def _many(index: Any) -> Any:  # noqa: ANN401
    def many(places: Places, case: Case) -> NDArray[np.int64]:
        batch = index.nearest_many(places.lat, places.lon, case.k, Wanted(all_of=case.bits))
        rows: NDArray[np.int64] = np.where(batch.distance_m <= case.radius, batch.rows, -1)
        return rows

    return many
