"""How far GCJ-02 and BD-09 lie from WGS 84: the formulae alone, wherever they apply.

Both were never published. The formulae are public reverse engineering, known since about 2010
and the same in every library that we compared; accuracy is claimed against them, not on the ground.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["bd09_to_gcj02", "gcj02_to_bd09", "gcj02_to_wgs84", "wgs84_to_gcj02"]

Degrees = TypeVar("Degrees", float, NDArray[np.float64])

# Krasovsky 1940, on which the formula takes metres for degrees
_A = 6_378_245.0
_E2 = 0.00669342162296594323
# BD-09's wave: 3,000 half turns over 180 degrees
_BAIDU = math.pi * 3000.0 / 180.0
_STEPS = 5


def _functions(angle: object) -> Any:  # noqa: ANN401  (two modules with functions of the same names)
    """Choose the functions: for one position those of `math` are ten times as fast as numpy's."""
    return math if isinstance(angle, float) else np


def _waves(angle: Degrees, *waves: tuple[float, float]) -> Degrees:
    """Add up waves of (metres, half wave length in degrees)."""
    sin = _functions(angle).sin
    total = angle * 0.0
    for height, half in waves:
        total = total + height * sin(angle * (math.pi / half))
    return total * (2.0 / 3.0)


def _metres(lat: Degrees, lon: Degrees) -> tuple[Degrees, Degrees]:
    """Offset to the north and to the east."""
    x, y = lon - 105.0, lat - 35.0
    root = _functions(x).sqrt(abs(x))
    ripple = _waves(x, (20, 1 / 6), (20, 1 / 2))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    north = north + ripple + _waves(y, (20, 1), (40, 3), (160, 12), (320, 30))
    east = east + ripple + _waves(x, (20, 1), (40, 3), (150, 12), (300, 30))
    return north, east


def wgs84_to_gcj02(lat: Degrees, lon: Degrees) -> tuple[Degrees, Degrees]:
    """Move WGS 84 by the GCJ-02 formula.

    Parameters
    ----------
    lat, lon : float, or ndarray of float64 of shape (n,)
        Degrees, WGS 84.

    Returns
    -------
    lat, lon : float, or ndarray of float64 of shape (n,)
        Degrees, GCJ-02.

    Examples
    --------
    >>> lat, lon = wgs84_to_gcj02(np.array([34.75]), np.array([113.62]))
    >>> lat.round(6).tolist(), lon.round(6).tolist()
    ([34.748815], [113.626043])
    """
    north, east = _metres(lat, lon)
    of = _functions(lat)
    phi = of.radians(lat)
    w = 1.0 - _E2 * of.sin(phi) ** 2
    meridian = _A * (1.0 - _E2) / (w * of.sqrt(w))
    parallel = _A / of.sqrt(w) * of.cos(phi)
    return lat + of.degrees(north / meridian), lon + of.degrees(east / parallel)


def gcj02_to_bd09(lat: Degrees, lon: Degrees) -> tuple[Degrees, Degrees]:
    """Move GCJ-02 by the BD-09 formula, which takes the degrees for a plane.

    Parameters
    ----------
    lat, lon : float, or ndarray of float64 of shape (n,)
        Degrees, GCJ-02.

    Returns
    -------
    lat, lon : float, or ndarray of float64 of shape (n,)
        Degrees, BD-09.

    Examples
    --------
    >>> lat, lon = gcj02_to_bd09(np.array([34.75]), np.array([113.62]))
    >>> lat.round(6).tolist(), lon.round(6).tolist()
    ([34.756168], [113.626438])
    """
    of = _functions(lat)
    radius = of.hypot(lon, lat) + 2e-5 * of.sin(lat * _BAIDU)
    theta = of.atan2(lat, lon) + 3e-6 * of.cos(lon * _BAIDU)
    return radius * of.sin(theta) + 0.006, radius * of.cos(theta) + 0.0065


def gcj02_to_wgs84(lat: Degrees, lon: Degrees) -> tuple[Degrees, Degrees]:
    """Undo the GCJ-02 formula to 0.01 mm.

    Parameters
    ----------
    lat, lon : float, or ndarray of float64 of shape (n,)
        Degrees, GCJ-02.

    Returns
    -------
    lat, lon : float, or ndarray of float64 of shape (n,)
        Degrees, WGS 84.

    Examples
    --------
    >>> lat, lon = gcj02_to_wgs84(*wgs84_to_gcj02(np.array([34.75]), np.array([113.62])))
    >>> lat.round(9).tolist(), lon.round(9).tolist()
    ([34.75], [113.62])
    """
    return _undo(wgs84_to_gcj02, lat, lon)


def bd09_to_gcj02(lat: Degrees, lon: Degrees) -> tuple[Degrees, Degrees]:
    """Undo the BD-09 formula to 0.01 mm.

    Parameters
    ----------
    lat, lon : float, or ndarray of float64 of shape (n,)
        Degrees, BD-09.

    Returns
    -------
    lat, lon : float, or ndarray of float64 of shape (n,)
        Degrees, GCJ-02.

    Examples
    --------
    >>> lat, lon = bd09_to_gcj02(*gcj02_to_bd09(np.array([34.75]), np.array([113.62])))
    >>> lat.round(9).tolist(), lon.round(9).tolist()
    ([34.75], [113.62])
    """
    return _undo(gcj02_to_bd09, lat, lon)


def _undo(
    forward: Callable[[Degrees, Degrees], tuple[Degrees, Degrees]], lat: Degrees, lon: Degrees
) -> tuple[Degrees, Degrees]:
    """Solve ``forward(p) = (lat, lon)`` for p by fixed-point steps.

    The offset changes by at most 2 % of a change of p, so a step leaves at most 2 % of the error:
    from 1 km to below 0.01 mm in five.
    """
    y, x = lat, lon
    for _ in range(_STEPS):
        there_y, there_x = forward(y, x)
        y, x = y - (there_y - lat), x - (there_x - lon)
    return y, x
