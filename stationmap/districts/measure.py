"""Measures of polygons on the ellipsoid: geodesic area, and distance to a border."""

from __future__ import annotations

from threading import Lock

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

__all__ = ["Borders", "geodesic_area_km2"]

_GEOD = pyproj.Geod(ellps="WGS84")
_E = float(np.sqrt(_GEOD.es))
_LONGEST_EDGE = 0.01  # degrees: an edge this long bends by 2 cm between the plane of degrees and Mercator's
Floats = npt.NDArray[np.float64]


def geodesic_area_km2(polygon: shapely.Geometry | None) -> float:
    """Area of a polygon on the WGS 84 ellipsoid.

    Parameters
    ----------
    polygon : shapely Polygon or MultiPolygon or None
        Longitude and latitude in degrees, WGS 84; rings in any direction. None has no area.

    Returns
    -------
    float
        km², NaN for None. Edges count as geodesics (Karney 2013, through `pyproj.Geod.geometry_area_perimeter`).

    Examples
    --------
    >>> round(geodesic_area_km2(shapely.box(113, 34, 114, 35)))
    10188
    """
    if polygon is None:
        return float("nan")
    return sum(_part_area(part) for part in shapely.get_parts(polygon)) / 1e6


def _part_area(polygon: shapely.Polygon) -> float:
    # Ring by ring, because the sign of an area follows a direction that files do not keep to.
    outer, *holes = (abs(_GEOD.geometry_area_perimeter(ring)[0]) for ring in (polygon.exterior, *polygon.interiors))
    return float(outer - sum(holes))


def _mercator(points: Floats) -> Floats:
    # Conformal, so what is nearest in this plane is nearest on the ground wherever the distance is short.
    sine = np.sin(np.radians(np.clip(points[:, 1], -89.99, 89.99)))
    return np.column_stack([np.radians(points[:, 0]), np.arctanh(sine) - _E * np.arctanh(_E * sine)])


def _latitude(northing: Floats) -> Floats:
    sine = np.tanh(northing)
    for _ in range(6):  # each step gains a factor of e² = 1/149
        sine = np.tanh(northing + _E * np.arctanh(_E * sine))
    return np.asarray(np.degrees(np.arcsin(sine)))


class Borders:
    """Borders of districts, ready to be measured to.

    Parameters
    ----------
    polygons : array of shapely geometries
        Degrees, WGS 84; None where there is no polygon.

    Examples
    --------
    >>> borders = Borders(np.array([shapely.box(113, 34, 114, 35)]))
    >>> borders.distance_m(np.array([34.5]), np.array([113.001]), np.array([0])).round(2)
    array([91.84])
    """

    def __init__(self, polygons: npt.NDArray[np.object_]) -> None:
        fine = shapely.segmentize(shapely.boundary(polygons), _LONGEST_EDGE)
        self._lines = shapely.transform(fine, _mercator)
        self._there = ~shapely.is_missing(self._lines)
        self._tree = shapely.STRtree(self._lines)
        shapely.prepare(self._lines)
        self._lock = Lock()  # two threads that ask one prepared line crash GEOS

    def distance_m(self, lat: Floats, lon: Floats, row: npt.NDArray[np.int64]) -> Floats:
        """Geodesic distance from each position to the border of the polygon in `row`.

        Parameters
        ----------
        lat, lon : float64 arrays of shape (n,)
            Degrees, WGS 84.
        row : int64 array of shape (n,)
            Row of the polygon whose border counts; -1 for the nearest border of all.

        Returns
        -------
        float64 array of shape (n,)
            Metres, on either side of the border; NaN where the position is not finite or there is no border.
            Within 0.25 % of the shortest geodesic up to 10 km from the border; farther off never below it.

        Examples
        --------
        >>> borders = Borders(np.array([shapely.box(113, 34, 114, 35), None]))
        >>> borders.distance_m(np.array([34.5]), np.array([113.5]), np.array([1]))
        array([nan])
        """
        flat = np.column_stack([lon, lat])
        row = self._nearest_where_asked(flat, row)
        usable = np.isfinite(flat).all(axis=1) & (row >= 0)
        usable[usable] = self._there[row[usable]]
        metres = np.full(len(flat), np.nan)
        if usable.any():
            metres[usable] = self._measured(flat[usable], row[usable])
        return metres

    def _nearest_where_asked(self, flat: Floats, row: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        asked = np.flatnonzero((row < 0) & np.isfinite(flat).all(axis=1))
        found = row.copy()
        if len(asked) and self._there.any():
            points = shapely.points(_mercator(flat[asked]))
            which, nearest = self._tree.query_nearest(points, all_matches=False)
            found[asked[which]] = nearest
        return found

    def _measured(self, flat: Floats, row: npt.NDArray[np.int64]) -> Floats:
        with self._lock:
            links = shapely.shortest_line(self._lines[row], shapely.points(_mercator(flat)))
        ends = shapely.get_coordinates(shapely.get_point(links, 0))
        lon, lat = np.degrees(ends[:, 0]), _latitude(ends[:, 1])
        return np.asarray(_GEOD.inv(flat[:, 0], flat[:, 1], lon, lat)[2])
