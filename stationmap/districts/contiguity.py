"""Which districts touch."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from stationmap.districts.table import Districts

__all__ = ["contiguous"]


def contiguous(districts: Districts) -> npt.NDArray[np.int64]:
    """Tell which districts share a point of their borders (queen contiguity).

    Parameters
    ----------
    districts : Districts

    Returns
    -------
    int64 array of shape (m, 2)
        Rows of `districts.frame`, each pair both ways, in order. A district without a polygon touches none.

    Examples
    --------
    >>> import geopandas as gpd
    >>> squares = [shapely.box(113, 34, 114, 35), shapely.box(114, 34, 115, 35), shapely.box(116, 34, 117, 35)]
    >>> names = {"adcode": ["410102", "410103", "410104"], "name": ["甲", "乙", "丙"]}
    >>> frame = gpd.GeoDataFrame(names, geometry=squares)
    >>> contiguous(Districts(frame)).tolist()
    [[0, 1], [1, 0]]
    """
    shapes = districts.frame.geometry.to_numpy()
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    return np.asarray(pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))], dtype=np.int64)
