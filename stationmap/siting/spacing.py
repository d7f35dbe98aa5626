"""Which candidates are too near to each other, or to a station that exists."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stationmap.index import StationIndex
from stationmap.siting.limits import NO_PAIRS

__all__ = ["near_each_other", "near_existing"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def near_each_other(lat: Floats, lon: Floats, spacing_m: float) -> Ints:
    """List the pairs of positions nearer to each other than a spacing.

    Parameters
    ----------
    lat, lon : float64 arrays of shape (n,)
        Degrees, WGS 84.
    spacing_m : float
        Geodesic metres; two positions just so far apart are far enough.

    Returns
    -------
    int64 array of shape (m, 2)
        The lower row first.

    Examples
    --------
    >>> near_each_other(np.array([34.75, 34.751, 34.8]), np.array([113.6, 113.6, 113.6]), 300.0).tolist()
    [[0, 1]]
    """
    if spacing_m <= 0 or len(lat) == 0:
        return NO_PAIRS
    index = StationIndex(lat, lon, np.zeros(len(lat), dtype=np.uint64))
    found = []
    for row in range(len(lat)):
        hits = index.within(float(lat[row]), float(lon[row]), spacing_m)
        near = hits.rows[(hits.rows > row) & (hits.distance_m < spacing_m)]
        found.append(np.column_stack([np.full(len(near), row), np.sort(near)]))
    return np.concatenate(found).astype(np.int64)


def near_existing(
    lat: Floats, lon: Floats, existing_lat: Floats, existing_lon: Floats, spacing_m: float
) -> npt.NDArray[np.bool_]:
    """Tell which positions are nearer to an existing station than a spacing.

    Parameters
    ----------
    lat, lon : float64 arrays of shape (n,)
        Degrees, WGS 84.
    existing_lat, existing_lon : float64 arrays of shape (m,)
        Degrees, WGS 84.
    spacing_m : float
        Geodesic metres.

    Returns
    -------
    bool array of shape (n,)

    Examples
    --------
    >>> here = np.array([34.75, 34.8]), np.array([113.6, 113.6])
    >>> near_existing(*here, np.array([34.751]), np.array([113.6]), 300.0).tolist()
    [True, False]
    """
    if spacing_m <= 0 or len(existing_lat) == 0:
        return np.zeros(len(lat), dtype=np.bool_)
    index = StationIndex(existing_lat, existing_lon, np.zeros(len(existing_lat), dtype=np.uint64))
    near: npt.NDArray[np.bool_] = index.nearest_many(lat, lon, 1).distance_m[:, 0] < spacing_m
    return near
