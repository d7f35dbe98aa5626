"""The one rule by which a place is laid flat: an equal-area plane centred on it."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from stationmap.errors import InputError

__all__ = ["Plane", "lay_flat"]

Floats = npt.NDArray[np.float64]
_ELLIPSOID = pyproj.Geod(ellps="WGS84")
_E2 = float(_ELLIPSOID.es)
_E = _E2**0.5


class Plane:
    """Metres east and north of the middle of a place.

    Lambert's azimuthal equal-area projection of the WGS 84 ellipsoid: areas are true. At an angular distance c from the
    middle a length is true within a share of c²/8 (Snyder 1987, p. 182), and c/900 for the flattening (as measured):
    0.005 % at 100 km, 0.09 % at 500 km. So a city or a province has one plane, and a country is measured district by
    district.

    Parameters
    ----------
    lat, lon : float
        The middle, degrees, WGS 84.

    Raises
    ------
    InputError
        If the middle is no position.

    Examples
    --------
    >>> plane = Plane(34.75, 113.65)
    >>> x, y = plane.forward([34.75, 34.76], [113.65, 113.65])
    >>> x.round(1).tolist(), y.round(1).tolist()
    ([0.0, 0.0], [0.0, 1109.4])
    """

    def __init__(self, lat: float, lon: float) -> None:
        if not (abs(lat) <= 90 and abs(lon) <= 360):
            raise InputError(f"no position for the middle of a plane: {lat}, {lon}")
        self.lat, self.lon = float(lat), float(lon)

    @classmethod
    def around(cls, lat: npt.ArrayLike, lon: npt.ArrayLike) -> Plane:
        """Choose the plane of some positions: its middle is that of their bounds, the short way round the globe.

        Parameters
        ----------
        lat, lon : array_like of shape (n,)
            Degrees, WGS 84; NaN is passed over.

        Raises
        ------
        InputError
            If there is no position.

        Examples
        --------
        >>> round(Plane.around([0, 0], [179, -179]).lon)
        180
        """
        lats, lons = np.asarray(lat, dtype=float).ravel(), np.asarray(lon, dtype=float).ravel()
        there = np.isfinite(lats) & np.isfinite(lons)
        if not there.any():
            raise InputError("没有位置，无法选投影 no position to choose a projection by")
        lats, lons = lats[there], lons[there]
        turned = lons[0] + (lons - lons[0] + 180) % 360 - 180
        return cls((lats.min() + lats.max()) / 2, (turned.min() + turned.max()) / 2)

    @cached_property
    def crs(self) -> pyproj.CRS:
        """The plane as a coordinate reference system, for geopandas."""
        return pyproj.CRS.from_proj4(self._definition)

    @property
    def _definition(self) -> str:
        return f"+proj=laea +lat_0={self.lat!r} +lon_0={self.lon!r} +datum=WGS84 +units=m"

    @cached_property
    def _projection(self) -> pyproj.Proj:  # a Transformer costs 10 ms to make and gives the same
        return pyproj.Proj(self._definition)

    def forward(self, lat: npt.ArrayLike, lon: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Lay positions flat.

        Parameters
        ----------
        lat, lon : array_like of shape (n,)
            Degrees, WGS 84.

        Returns
        -------
        tuple of float64 arrays of shape (n,)
            Metres east and north of the middle.
        """
        x, y = self._projection(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
        return np.asarray(x), np.asarray(y)

    def back(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Give latitude and longitude, degrees, WGS 84, of metres east and north of the middle."""
        lon, lat = self._projection(np.asarray(x, dtype=float), np.asarray(y, dtype=float), inverse=True)
        return np.asarray(lat), np.asarray(lon)

    def flat(self, shapes: npt.ArrayLike) -> npt.NDArray[np.object_]:
        """Lay shapely geometries flat: longitude and latitude (WGS 84) in, metres out; None stays None."""
        return np.asarray(shapely.transform(shapes, self._columns))

    def round_again(self, shapes: npt.ArrayLike) -> npt.NDArray[np.object_]:
        """Bring flat geometries back to longitude and latitude, degrees, WGS 84."""
        return np.asarray(shapely.transform(shapes, self._columns_back))

    def _columns(self, points: Floats) -> Floats:
        return np.column_stack(self.forward(points[:, 1], points[:, 0]))

    def _columns_back(self, points: Floats) -> Floats:
        return np.column_stack(self.back(points[:, 0], points[:, 1])[::-1])


def _authalic(sine: Floats) -> Floats:
    """Snyder's q, which grows with the area between the equator and a latitude of that sine (eq. 3-12)."""
    return np.asarray((1 - _E2) * (sine / (1 - _E2 * sine**2) + np.arctanh(_E * sine) / _E))


_POLE = float(_authalic(np.array(1.0)))
_RADIUS = float(_ELLIPSOID.a) * (_POLE / 2) ** 0.5


def lay_flat(
    lat: npt.ArrayLike, lon: npt.ArrayLike, middle_lat: npt.ArrayLike, middle_lon: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Lay each position flat in a plane of its own: what `Plane` does, for thousands of planes in one go.

    Parameters
    ----------
    lat, lon : array_like of shape (n,)
        Degrees, WGS 84, less than 90° away from the middle.
    middle_lat, middle_lon : array_like of shape (n,)
        Middle of the plane of each, degrees, WGS 84; between the poles.

    Returns
    -------
    tuple of float64 arrays of shape (n,)
        Metres east and north of the middle, within a micrometre of `Plane.forward` up to 500 km.

    Notes
    -----
    Snyder (1987), *Map Projections: A Working Manual*, eq. 24-17 to 24-20 with 3-11, 3-12 and 14-15.

    Examples
    --------
    >>> x, y = lay_flat([34.76, 23.1], [113.65, 113.3], [34.75, 23.1], [113.65, 113.3])
    >>> x.round(1).tolist(), y.round(1).tolist()
    ([0.0, 0.0], [1109.4, 0.0])
    """
    phi, middle = (np.radians(np.asarray(value, dtype=float)) for value in (lat, middle_lat))
    turn = np.radians((np.asarray(lon, dtype=float) - np.asarray(middle_lon, dtype=float) + 180) % 360 - 180)
    sine, sine_1 = (np.clip(_authalic(np.sin(value)) / _POLE, -1, 1) for value in (phi, middle))
    cosine, cosine_1 = np.sqrt(1 - sine**2), np.sqrt(1 - sine_1**2)
    stretch = _ELLIPSOID.a * np.cos(middle) / np.sqrt(1 - _E2 * np.sin(middle) ** 2) / (_RADIUS * cosine_1)
    scale = _RADIUS * np.sqrt(2 / (1 + sine_1 * sine + cosine_1 * cosine * np.cos(turn)))
    x = scale * stretch * cosine * np.sin(turn)
    y = scale / stretch * (cosine_1 * sine - sine_1 * cosine * np.cos(turn))
    return x, y
