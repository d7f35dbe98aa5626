"""The one rule by which a place is laid flat: an equal-area plane centred on it."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from stationmap.errors import InputError

__all__ = ["Plane"]

Floats = npt.NDArray[np.float64]


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
        return pyproj.CRS.from_proj4(f"+proj=laea +lat_0={self.lat!r} +lon_0={self.lon!r} +datum=WGS84 +units=m")

    @cached_property
    def _transformer(self) -> pyproj.Transformer:
        return pyproj.Transformer.from_crs("EPSG:4326", self.crs, always_xy=True)

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
        x, y = self._transformer.transform(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
        return np.asarray(x), np.asarray(y)

    def back(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Give latitude and longitude, degrees, WGS 84, of metres east and north of the middle."""
        lon, lat = self._transformer.transform(
            np.asarray(x, dtype=float), np.asarray(y, dtype=float), direction="INVERSE"
        )
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
