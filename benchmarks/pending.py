"""A live index with changes pending, and what it should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import Case
from benchmarks.data import Stations, make_stations
from benchmarks.oracle import oracle
from benchmarks.refine import Answer
from benchmarks.rivals.engine import Search
from benchmarks.rivals.ours import LIVE
from stationmap.index import StationIndex

__all__ = ["CHANGES", "Pending", "pending"]

CHANGES = 1_000
_CLOSED = 10  # every tenth change closes a station, the others move one


@dataclass(frozen=True, eq=False)
class Pending:
    """A live index; the stations that are left, and which rows they are."""

    index: Any
    left: Stations
    rows: NDArray[np.int64]

    def oracle(self, case: Case) -> Search:
        """Make the brute-force search over the stations that are left."""
        search = oracle(self.left, case)

        def named(lat: float, lon: float) -> Answer:
            rows, metres = search(lat, lon)
            return self.rows[rows], metres

        return named


def pending(stations: Stations) -> Pending:
    """Make a live index in which stations have moved or closed since its base was built."""
    live = LIVE(StationIndex(stations.lat, stations.lon, stations.bits))
    now = Stations(stations.lat.copy(), stations.lon.copy(), stations.bits.copy())
    changed = np.random.default_rng(5).choice(len(stations), size=min(CHANGES, len(stations)), replace=False)
    fresh = make_stations(len(changed), seed=6)
    for row, lat, lon, bits in zip(
        *(values.tolist() for values in (changed, fresh.lat, fresh.lon, fresh.bits)), strict=True
    ):
        live.put(row, lat, lon, bits)
        now.change(row, lat, lon, bits)
    for row in changed[::_CLOSED].tolist():
        live.drop(row)
    rows = np.setdiff1d(np.arange(len(stations)), changed[::_CLOSED])
    return Pending(live, Stations(now.lat[rows], now.lon[rows], now.bits[rows]), rows)
