"""Earth-centred coordinates, in which nothing is farther apart than on the ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

__all__ = ["earth_centred"]

Floats = NDArray[np.float64]
_TO_EARTH_CENTRED = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)


def earth_centred(lat: Floats, lon: Floats) -> Floats:
    """Place points of the ellipsoid in space.

    Parameters
    ----------
    lat, lon : float64 arrays of shape (n,)
        Degrees, WGS 84, finite.

    Returns
    -------
    float64 array of shape (n, 3)
        Metres from the earth's centre (EPSG:4978).

    Examples
    --------
    >>> earth_centred(np.array([0.0]), np.array([0.0])).round(1).tolist()
    [[6378137.0, 0.0, 0.0]]
    """
    return np.column_stack(_TO_EARTH_CENTRED.transform(lon, lat, np.zeros(len(lat)))).reshape(-1, 3)
