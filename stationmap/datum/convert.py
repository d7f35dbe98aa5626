"""Conversion between datums, in the mainland."""

from __future__ import annotations

from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stationmap.datum.formulae import bd09_to_gcj02, gcj02_to_bd09, gcj02_to_wgs84, wgs84_to_gcj02
from stationmap.datum.mainland import in_mainland, near_mainland
from stationmap.datum.names import Datum, parse_datum

__all__ = ["from_wgs84", "to_wgs84"]

Degrees = NDArray[np.float64]


@overload
def to_wgs84(lat: float, lon: float, datum: Datum) -> tuple[float, float]: ...
@overload
def to_wgs84(lat: ArrayLike, lon: ArrayLike, datum: Datum) -> tuple[Degrees, Degrees]: ...
def to_wgs84(lat: ArrayLike, lon: ArrayLike, datum: Datum) -> tuple[float | Degrees, float | Degrees]:
    """Convert positions to WGS 84.

    Parameters
    ----------
    lat, lon : float or array_like of float, of one shape
        Degrees in `datum`. NaN stays NaN, and what is no position stays what it is.
    datum : Datum
        Datum of the positions, or its name.

    Returns
    -------
    lat, lon : float or ndarray of float64, of the same shape
        Degrees, WGS 84.

    Raises
    ------
    DatumError
        If the datum is none of the three.

    Notes
    -----
    A position is moved if the place it would come from lies in the mainland (`in_mainland`). Up to
    700 m (GCJ-02) or 1.5 km (BD-09) outside its outline, abroad as in Hong Kong, a position can be
    a moved one or one left as it was: there it is taken for a moved one.

    Examples
    --------
    >>> lat, lon = to_wgs84(34.748815, 113.626043, Datum.GCJ02)
    >>> round(lat, 5), round(lon, 5)
    (34.75, 113.62)
    >>> to_wgs84(37.5665, 126.978, Datum.GCJ02)  # Seoul is not shifted
    (37.5665, 126.978)
    """
    kind = parse_datum(datum)
    if isinstance(lat, float) and isinstance(lon, float):
        return _one_to_wgs84(lat, lon, kind)
    y, x, scalar = _arrays(lat, lon)
    if kind is not Datum.WGS84:
        near = near_mainland(y, x)
        there = y[near], x[near]
        if kind is Datum.BD09:
            there = bd09_to_gcj02(*there)
        there = gcj02_to_wgs84(*there)
        _replace(y, x, near, there, in_mainland(*there))
    return _shaped(y, x, scalar)


@overload
def from_wgs84(lat: float, lon: float, datum: Datum) -> tuple[float, float]: ...
@overload
def from_wgs84(lat: ArrayLike, lon: ArrayLike, datum: Datum) -> tuple[Degrees, Degrees]: ...
def from_wgs84(lat: ArrayLike, lon: ArrayLike, datum: Datum) -> tuple[float | Degrees, float | Degrees]:
    """Convert positions from WGS 84.

    Parameters
    ----------
    lat, lon : float or array_like of float, of one shape
        Degrees, WGS 84. NaN stays NaN, and what is no position stays what it is.
    datum : Datum
        Datum wanted, or its name.

    Returns
    -------
    lat, lon : float or ndarray of float64, of the same shape
        Degrees in `datum`; outside the mainland the same as before.

    Raises
    ------
    DatumError
        If the datum is none of the three.

    Examples
    --------
    >>> lat, lon = from_wgs84([34.75, 37.5665], [113.62, 126.978], Datum.GCJ02)
    >>> lat.round(6).tolist(), lon.round(6).tolist()
    ([34.748815, 37.5665], [113.626043, 126.978])
    """
    y, x, scalar = _arrays(lat, lon)
    kind = parse_datum(datum)
    if kind is not Datum.WGS84:
        near = near_mainland(y, x)
        here = y[near], x[near]
        there = wgs84_to_gcj02(*here)
        if kind is Datum.BD09:
            there = gcj02_to_bd09(*there)
        _replace(y, x, near, there, in_mainland(*here))
    return _shaped(y, x, scalar)


def _one_to_wgs84(lat: float, lon: float, kind: Datum) -> tuple[float, float]:
    """Convert one position, as somebody asks for it: an array of one would take ten times as long."""
    if kind is Datum.WGS84 or not near_mainland(np.array(lat), np.array(lon)):
        return lat, lon
    there = gcj02_to_wgs84(*(bd09_to_gcj02(lat, lon) if kind is Datum.BD09 else (lat, lon)))
    return there if in_mainland(*np.array(there)) else (lat, lon)


def _arrays(lat: ArrayLike, lon: ArrayLike) -> tuple[Degrees, Degrees, bool]:
    """Copy to arrays of one dimension at least, and say whether both were scalars."""
    y, x = np.broadcast_arrays(np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64))
    return np.array(y, ndmin=1), np.array(x, ndmin=1), y.ndim == 0


def _replace(
    y: Degrees, x: Degrees, near: NDArray[np.bool_], there: tuple[Degrees, Degrees], moved: NDArray[np.bool_]
) -> None:
    y[near] = np.where(moved, there[0], y[near])
    x[near] = np.where(moved, there[1], x[near])


def _shaped(y: Degrees, x: Degrees, scalar: bool) -> tuple[float | Degrees, float | Degrees]:
    return (float(y[0]), float(x[0])) if scalar else (y, x)
