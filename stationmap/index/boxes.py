"""Boxes of degrees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["in_degrees"]

Floats = NDArray[np.float64]


def in_degrees(lat: Floats, lon: Floats, west: float, south: float, east: float, north: float) -> NDArray[np.bool_]:
    """Tell which positions lie in a box of degrees of their own datum, edges included.

    Parameters
    ----------
    lat, lon : ndarray of float64, shape (n,)
        Degrees.
    west, south, east, north : float
        Degrees of the same datum; west greater than east crosses the antimeridian, which is one line whether it
        is called 180 or -180.

    Examples
    --------
    >>> in_degrees(np.array([0.0, 0.0, 5.0]), np.array([179.0, -180.0, 179.0]), 170, -1, 180, 1).tolist()
    [True, True, False]
    """
    inside = (west <= lon) & (lon <= east) if west <= east else (west <= lon) | (lon <= east)
    if west == -180.0 or east == 180.0:
        inside |= np.abs(lon) == 180.0
    inside &= (south <= lat) & (lat <= north)
    return inside
