"""Arithmetic of tiles in web Mercator: which tile a place lies in."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stationmap.files.tiles import MAX_ZOOM

__all__ = ["on_grid", "tiles_at"]

_EDGE = 85.0511287798066  # degrees of latitude; the square of web Mercator ends there
Ints = npt.NDArray[np.int64]


def tiles_at(lat: npt.ArrayLike, lon: npt.ArrayLike, zoom: int) -> tuple[Ints, Ints]:
    """Tell the tiles that places lie in.

    Parameters
    ----------
    lat, lon : array_like of float
        Degrees in the datum of the tiles; finite. What lies beyond the square's edge is in the tile at the edge.
    zoom : int
        Of the tiles.

    Returns
    -------
    columns, rows : int64 arrays
        Rows are counted from the north.

    Examples
    --------
    >>> columns, rows = tiles_at([34.75], [113.62], 10)
    >>> columns.tolist(), rows.tolist()
    ([835], [406])
    """
    count = 1 << zoom
    sine = np.sin(np.radians(np.clip(np.asarray(lat, dtype=np.float64), -_EDGE, _EDGE)))
    across = (np.asarray(lon, dtype=np.float64) / 360 + 0.5) * count
    down = (0.5 - np.arctanh(sine) / (2 * np.pi)) * count
    columns, rows = (np.clip(np.floor(each), 0, count - 1).astype(np.int64) for each in (across, down))
    return columns, rows


def on_grid(zoom: int, column: int, row: int) -> bool:
    """Tell whether there is such a tile.

    Parameters
    ----------
    zoom, column, row : int
        As an address names them.

    Examples
    --------
    >>> on_grid(1, 1, 1), on_grid(1, 2, 0), on_grid(31, 0, 0)
    (True, False, False)
    """
    return 0 <= zoom <= MAX_ZOOM and 0 <= column < 1 << zoom and 0 <= row < 1 << zoom
