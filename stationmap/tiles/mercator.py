"""Places on the square of Web Mercator, as whole numbers: 32 bits across, about a centimetre at the equator."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["BITS", "LAST_ZOOM", "NORTHERNMOST", "to_square"]

BITS = 32
LAST_ZOOM = 22
NORTHERNMOST = math.degrees(math.atan(math.sinh(math.pi)))
"""Latitude at which the square ends, degrees north and south: 85.0511…"""

_SIDE = 2**BITS
Places = NDArray[np.uint64]


def to_square(lat: ArrayLike, lon: ArrayLike) -> tuple[Places, Places, NDArray[np.bool_]]:
    """Project degrees of any datum: x from west to east, y from north to south.

    Parameters
    ----------
    lat, lon : array_like
        Degrees, -90 to 90 and -180 to 180. The antimeridian is one line: 180 is -180.

    Returns
    -------
    x, y : ndarray of uint64
        0 to 2³² - 1.
    inside : ndarray of bool
        False beyond `NORTHERNMOST`, where the square has no place; x and y mean nothing there.

    Examples
    --------
    >>> x, y, inside = to_square([0.0, 0.0, 86.0], [0.0, 180.0, 0.0])
    >>> (x[:2] >> 31).tolist(), (y[:2] >> 31).tolist(), inside.tolist()
    ([1, 0], [1, 1], [True, True, False])
    """
    latitudes, longitudes = np.asarray(lat, np.float64), np.asarray(lon, np.float64)
    inside = np.abs(latitudes) <= NORTHERNMOST
    across = (longitudes / 360.0 + 0.5) % 1.0
    down = 0.5 - np.arcsinh(np.tan(np.radians(np.where(inside, latitudes, 0.0)))) / (2.0 * math.pi)
    return _whole(across), _whole(down), inside


def _whole(share: NDArray[np.float64]) -> Places:
    places: Places = np.clip(share * _SIDE, 0, _SIDE - 1).astype(np.uint64)
    return places
