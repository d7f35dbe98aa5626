"""Rows in a box of degrees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stationmap.index.checks import check_box

__all__ = ["Boxes"]


class Boxes:
    """Rows sorted by latitude, so that a box is a slice and a comparison.

    Parameters
    ----------
    lat, lon : ndarray of float64, shape (n,)
        Degrees.

    Examples
    --------
    >>> Boxes(np.array([5.0, 1.0]), np.array([10.0, 20.0])).rows(0, 0, 20, 5).tolist()
    [0, 1]
    """

    def __init__(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> None:
        self._order = np.argsort(lat, kind="stable")
        self._lat = lat[self._order]
        self._lon = lon[self._order]

    def rows(self, west: float, south: float, east: float, north: float) -> NDArray[np.int64]:
        """List the rows in a box, its edges included, ascending.

        Raises
        ------
        CoordinateError
            If an edge is not finite or out of range, or south is greater than north.
        """
        west, south, east, north = check_box(west, south, east, north)
        band = slice(np.searchsorted(self._lat, south, "left"), np.searchsorted(self._lat, north, "right"))
        lon = self._lon[band]
        inside = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
        if west == -180.0 or east == 180.0:
            inside |= np.abs(lon) == 180.0  # one line, whichever of its names a station uses
        return np.sort(self._order[band][inside])
