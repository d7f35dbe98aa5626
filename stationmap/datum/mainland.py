"""Where China's map applications shift positions: the mainland.

Not in Hong Kong, Macau and Taiwan, and not abroad, though the usual rectangle holds Seoul, Hanoi
and Taipei. ``mainland.geojson.gz`` is made by ``data/make_mainland.py``, which says from what.
"""

from __future__ import annotations

import gzip
from functools import cache
from threading import Lock

import numpy as np
import shapely
from numpy.typing import NDArray

from stationmap.files.resources import resource_bytes

__all__ = ["in_mainland", "near_mainland"]

# degrees about the outline's bounds: more than BD-09 moves anything
_MARGIN = 0.05


# GEOS aborts the process, or crashes it, when two threads ask one prepared polygon at once.
_ONE_AT_A_TIME = Lock()


@cache
def _outline() -> shapely.Geometry:
    outline = shapely.from_geojson(gzip.decompress(resource_bytes("stationmap.datum", "mainland.geojson.gz")))
    shapely.prepare(outline)
    return outline


@cache
def _bounds() -> list[float]:
    with _ONE_AT_A_TIME:
        bounds: list[float] = shapely.bounds(_outline()).tolist()
    return bounds


def near_mainland(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which positions are finite and near enough to the mainland to be looked at.

    Parameters
    ----------
    lat, lon : ndarray of float64, of one shape
        Degrees.

    Returns
    -------
    ndarray of bool, of the same shape

    Examples
    --------
    >>> near_mainland(np.array([34.75, 51.5, np.nan]), np.array([113.62, -0.1, 113.62])).tolist()
    [True, False, False]
    """
    west, south, east, north = _bounds()
    inside: NDArray[np.bool_] = (lat >= south - _MARGIN) & (lat <= north + _MARGIN)
    inside &= (lon >= west - _MARGIN) & (lon <= east + _MARGIN)
    return inside


def in_mainland(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which positions lie in the mainland, its islands and 5 km of sea along its coast.

    Parameters
    ----------
    lat, lon : ndarray of float64, of one shape
        Degrees, WGS 84. What is not finite lies nowhere.

    Returns
    -------
    ndarray of bool, of the same shape

    Examples
    --------
    >>> in_mainland(np.array([22.54, 22.32, 37.57]), np.array([114.06, 114.17, 126.98])).tolist()
    [True, False, False]
    """
    with _ONE_AT_A_TIME:
        inside: NDArray[np.bool_] = shapely.contains_xy(_outline(), lon, lat)
    return inside
