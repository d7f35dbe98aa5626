"""WGS 84 to GCJ-02, forward only: the register is written as Chinese map apps give coordinates."""

from __future__ import annotations

from math import cos, pi, radians, sin, sqrt

__all__ = ["to_gcj02"]

# Krasovsky 1940, as in the published reverse engineering of the shift.
AXIS_M = 6378245.0
ECCENTRICITY_2 = 0.00669342162296594323


def _wave(x: float, *terms: tuple[float, float]) -> float:
    return sum(size * sin(x * frequency * pi) for size, frequency in terms) * 2 / 3


def _north(x: float, y: float) -> float:
    trend = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    return trend + _wave(x, (20, 6), (20, 2)) + _wave(y, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))


def _east(x: float, y: float) -> float:
    trend = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    return trend + _wave(x, (20, 6), (20, 2), (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))


def to_gcj02(lat: float, lon: float) -> tuple[float, float]:
    """Shift a position on the Chinese mainland.

    Parameters
    ----------
    lat, lon : float
        Degrees, WGS 84.

    Returns
    -------
    tuple of float
        Latitude and longitude, degrees, GCJ-02.

    Examples
    --------
    >>> [round(degrees, 6) for degrees in to_gcj02(34.76, 113.66)]
    [34.758884, 113.666095]
    """
    x, y = lon - 105, lat - 35
    narrowing = 1 - ECCENTRICITY_2 * sin(radians(lat)) ** 2
    metres_north = AXIS_M * (1 - ECCENTRICITY_2) / narrowing**1.5
    metres_east = AXIS_M / sqrt(narrowing) * cos(radians(lat))
    return lat + _north(x, y) / metres_north * 180 / pi, lon + _east(x, y) / metres_east * 180 / pi
