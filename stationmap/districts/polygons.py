"""Polygons of districts, ready to be asked which of them holds a position."""

from __future__ import annotations

from threading import Lock

import numpy as np
import numpy.typing as npt
import shapely

__all__ = ["Polygons"]


class Polygons:
    """Polygons in an order that decides who owns a shared border.

    Parameters
    ----------
    polygons : array of shapely geometries
        Degrees, WGS 84; None where there is no polygon.

    Examples
    --------
    >>> squares = Polygons(np.array([None, shapely.box(113, 34, 114, 35), shapely.box(114, 34, 115, 35)]))
    >>> squares.first_row(np.array([[114.0, 34.5], [116.0, 34.5]]))
    array([ 1, -1])
    """

    def __init__(self, polygons: npt.NDArray[np.object_]) -> None:
        shapely.prepare(polygons)  # twice as fast for many positions
        self._polygons = polygons
        self._tree = shapely.STRtree(polygons)
        self._lock = Lock()  # two threads that ask one prepared polygon crash GEOS

    def first_row(self, flat: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """Row of the first polygon that covers each position, its border included.

        Parameters
        ----------
        flat : float64 array of shape (n, 2)
            Longitude and latitude in degrees, WGS 84.

        Returns
        -------
        int64 array of shape (n,)
            -1 where no polygon covers the position or it is not finite.

        Examples
        --------
        >>> Polygons(np.array([shapely.box(113, 34, 114, 35)])).first_row(np.array([[np.nan, 34.5]]))
        array([-1])
        """
        usable = np.flatnonzero(np.isfinite(flat).all(axis=1))
        points = np.asarray(shapely.points(flat[usable]), dtype=object)
        point, row = self._tree.query(points)
        with self._lock:
            inside = shapely.intersects(self._polygons[row], points[point])
        none = len(self._polygons)
        first = np.full(len(flat), none, dtype=np.int64)
        np.minimum.at(first, usable[point[inside]], row[inside])
        return np.where(first == none, -1, first)
