"""What a search found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["NO_HITS", "Hits"]


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Stations found, sorted by (distance, row).

    Parameters
    ----------
    rows : ndarray of int64, shape (m,)
        Rows of the index.
    distance_m : ndarray of float64, shape (m,)
        Geodesic distance from the query on WGS 84, metres.
    bearing_deg : ndarray of float64, shape (m,)
        Initial azimuth of that geodesic at the query, degrees clockwise from north,
        0 <= bearing < 360; 0 where the distance is 0.

    Examples
    --------
    >>> hits = Hits(np.array([7]), np.array([12.5]), np.array([90.0]))
    >>> len(hits), int(hits.rows[0])
    (1, 7)
    """

    rows: NDArray[np.int64]
    distance_m: NDArray[np.float64]
    bearing_deg: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> Hits:
        return Hits(self.rows[part], self.distance_m[part], self.bearing_deg[part])

    def up_to(self, metres: float) -> Hits:
        """Give those that are no farther."""
        return self[: int(np.searchsorted(self.distance_m, metres, "right"))]

    def where(self, mask: NDArray[np.bool_]) -> Hits:
        """Give those of a mask, shape (m,)."""
        return Hits(self.rows[mask], self.distance_m[mask], self.bearing_deg[mask])


NO_HITS = Hits(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0))
