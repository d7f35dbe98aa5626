"""Many searches at once, on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stationmap.index.hits import Hits
from stationmap.index.kernel import SETTLED, search_many

__all__ = ["Batch", "Progress", "search_batch"]

_PIECE = 2_048  # positions a task: some milliseconds each
_STRIPS = 50  # a degree: about 2 km

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Answers to many positions.

    Parameters
    ----------
    rows : ndarray of int64, shape (m, k)
        Rows of the index by (distance, row), -1 where fewer match.
    distance_m : ndarray of float64, shape (m, k)
        Geodesic metres on WGS 84, infinite where fewer match.
    bearing_deg : ndarray of float64, shape (m, k)
        Initial azimuth at the position, 0 <= bearing < 360.

    Examples
    --------
    >>> Batch.empty(1, 2).rows.tolist()
    [[-1, -1]]
    """

    rows: NDArray[np.int64]
    distance_m: NDArray[np.float64]
    bearing_deg: NDArray[np.float64]

    @classmethod
    def empty(cls, m: int, k: int) -> Batch:
        """Make room for m answers of k rows."""
        return cls(np.full((m, k), -1), np.full((m, k), np.inf), np.zeros((m, k)))

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, i: int) -> Hits:
        found = int(np.count_nonzero(self.rows[i] >= 0))
        return Hits(self.rows[i, :found], self.distance_m[i, :found], self.bearing_deg[i, :found])

    def put(self, i: int, hits: Hits) -> None:
        """Write one answer."""
        found = len(hits)
        self.rows[i, :found], self.rows[i, found:] = hits.rows, -1
        self.distance_m[i, :found], self.distance_m[i, found:] = hits.distance_m, np.inf
        self.bearing_deg[i, :found], self.bearing_deg[i, found:] = hits.bearing_deg, 0.0


def search_batch(
    parts: tuple[Any, ...],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    batch: Batch,
    progress: Progress | None = None,
) -> NDArray[np.int64]:
    """Fill a batch by the compiled search; list the positions whose answer is still in doubt."""
    left = np.empty(len(lat), dtype=np.int64)
    order = np.lexsort((lon, np.floor(lat * _STRIPS)))  # neighbours have much in common
    sorted_lat, sorted_lon = lat[order], lon[order]

    def task(start: int) -> int:
        part = order[start : start + _PIECE]
        found = Batch.empty(len(part), batch.rows.shape[1])
        open_ones = np.empty(len(part), dtype=np.int64)
        places = sorted_lat[start : start + _PIECE], sorted_lon[start : start + _PIECE]
        search_many(*parts, *places, found.rows, found.distance_m, found.bearing_deg, open_ones)  # without the lock
        batch.rows[part], batch.distance_m[part], batch.bearing_deg[part] = (
            found.rows,
            found.distance_m,
            found.bearing_deg,
        )
        left[part] = open_ones
        return len(part)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in pool.map(task, range(0, len(lat), _PIECE)):
            if progress is not None:
                progress(done)
    return np.flatnonzero(left != SETTLED)
