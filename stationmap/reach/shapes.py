"""Shapes of what stations cover and of what they leave, for maps and GeoPackages."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from stationmap.errors import Fault, InputError
from stationmap.projection import Plane
from stationmap.reach.area import checked_stations
from stationmap.reach.neighbours import Neighbours

__all__ = ["covered_shape", "gap_shape"]

_QUARTER = 16
_CORNERS = 4 * _QUARTER
# A circle's corners stand a little outside it, so that the polygon has the area of the disc.
_WIDER = float(np.sqrt(2 * np.pi / _CORNERS / np.sin(2 * np.pi / _CORNERS)))


def covered_shape(
    lat: npt.ArrayLike, lon: npt.ArrayLike, polygon: shapely.Geometry | None, radius_m: float, times: int = 1
) -> shapely.Geometry | None:
    """Draw the part of a polygon within a radius of one station, or of two.

    Parameters
    ----------
    lat, lon : array_like of shape (n,)
        Stations, degrees, WGS 84.
    polygon : shapely Polygon or MultiPolygon or None
        Longitude and latitude, degrees, WGS 84; of a city's size. None has no shape.
    radius_m : float
        Metres in a straight line, above 0 and up to 100,000.
    times : {1, 2}
        How many stations must be that near.

    Returns
    -------
    shapely geometry or None
        Longitude and latitude, degrees, WGS 84; empty if nothing is covered. Circles have 64 corners, and the area of
        the disc: for figures take `area_covered`, from which this differs by a few parts in ten thousand.

    Raises
    ------
    InputError
        If a station has no position, the radius is out of range, or `times` is another number.

    Examples
    --------
    >>> square = shapely.box(113.0, 34.0, 113.1, 34.1)
    >>> shape = covered_shape([34.05, 34.05], [113.05, 113.05], square, 1000, times=2)
    >>> shape.geom_type, square.covers(shape)
    ('Polygon', True)
    """
    lats, lons = checked_stations(lat, lon, radius_m)
    if times not in {1, 2}:
        raise InputError("覆盖次数只能是 1 或 2 covered once or twice", (Fault("times", str(times), "1 or 2"),))
    if polygon is None:
        return None
    plane, flat = _flat(polygon)
    x, y = plane.forward(lats, lons)
    near = shapely.dwithin(flat, shapely.points(x, y), radius_m) if len(x) else np.zeros(0, dtype=bool)
    x, y = _at_most(times, x[near], y[near])
    discs = _discs(x, y, radius_m)
    covered = shapely.union_all(discs if times == 1 else _shared(discs, x, y, radius_m))
    return _back(plane, covered, polygon)


def gap_shape(
    lat: npt.ArrayLike, lon: npt.ArrayLike, polygon: shapely.Geometry | None, radius_m: float, times: int = 1
) -> shapely.Geometry | None:
    """Draw the part of a polygon that is not within a radius of one station, or of two.

    Parameters
    ----------
    lat, lon, polygon, radius_m, times
        As `covered_shape` takes them.

    Returns
    -------
    shapely geometry or None
        Longitude and latitude, degrees, WGS 84.

    Raises
    ------
    InputError
        As `covered_shape` does.

    Examples
    --------
    >>> square = shapely.box(113.0, 34.0, 113.1, 34.1)
    >>> gap_shape([], [], square, 1000).equals(square)
    True
    """
    covered = covered_shape(lat, lon, polygon, radius_m, times)
    return None if polygon is None or covered is None else shapely.difference(polygon, covered)


def _flat(polygon: shapely.Geometry) -> tuple[Plane, shapely.Geometry]:
    corners = shapely.get_coordinates(polygon)
    plane = Plane.around(corners[:, 1], corners[:, 0])
    (flat,) = plane.flat([shapely.segmentize(polygon, 0.01)])
    return plane, shapely.make_valid(flat)


def _at_most(
    times: int, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Keep so many stations of one place: more change nothing, and each two of them would be intersected."""
    _, place = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], place[order])
    kept = np.sort(order[np.arange(len(order)) - starts < times])
    return x[kept], y[kept]


def _discs(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], radius_m: float) -> npt.NDArray[np.object_]:
    return np.asarray(shapely.buffer(shapely.points(x, y), radius_m * _WIDER, quad_segs=_QUARTER), dtype=object)


def _shared(
    discs: npt.NDArray[np.object_], x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], radius_m: float
) -> npt.NDArray[np.object_]:
    """Give what each two discs share."""
    group = np.zeros(len(x), dtype=np.int64)
    found = Neighbours(group, x, y, 2 * radius_m).batches(group, x, y)
    pairs = [shapely.intersection(discs[one[one < two]], discs[two[one < two]]) for _, one, two in found]
    return np.concatenate(pairs) if pairs else np.zeros(0, dtype=object)


def _back(plane: Plane, shape: shapely.Geometry, polygon: shapely.Geometry) -> shapely.Geometry:
    """Bring a shape back to degrees, cut to the polygon as it is written there, areas alone."""
    (again,) = plane.round_again([shape])
    cut = shapely.intersection(shapely.make_valid(again), polygon)
    parts = shapely.get_parts(shapely.get_parts(cut))
    areas = parts[shapely.area(parts) > 0]
    if len(areas) == 1:
        return areas[0]
    return shapely.multipolygons(areas) if len(areas) else shapely.Polygon()
