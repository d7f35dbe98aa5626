"""Geodesics on WGS 84, compiled: what the search measures, and what leaves its order in doubt.

Points are earth-centred metres (EPSG:4978) of places at height 0, so the reduced latitude of one
is read off its z. The bounds are those of `stationmap.index.geodesic`, which has the proofs.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from stationmap.index.compiling import compiled, inlined

__all__ = [
    "A",
    "B",
    "R",
    "bearing_to",
    "centred",
    "chord2_of",
    "doubt",
    "earth_centred",
    "geodesic",
    "reach2",
]

A = 6378137.0
F = 1 / 298.257223563
B = A * (1 - F)
E2 = F * (2 - F)
R = B * B / A
SLACK = 1e-6
NEAR = 1.0e6  # metres of chord up to which `reach2` holds
AS_NEAR = NEAR + 1.01 * NEAR**3 / (24 * R * R) + SLACK  # what it gives there

Floats = NDArray[np.float64]


@compiled
def earth_centred(lat: float, lon: float) -> tuple[float, float, float]:
    """Give x, y, z of degrees; stations and queries both pass here, so one place has one x, y, z."""
    phi, lam = math.radians(lat), math.radians(lon)
    sin = math.sin(phi)
    normal = A / math.sqrt(1 - E2 * sin * sin)
    across = normal * math.cos(phi)
    return across * math.cos(lam), across * math.sin(lam), normal * (1 - E2) * sin


@compiled
def centred(lat: Floats, lon: Floats) -> Floats:
    """Place positions on the ellipsoid in space.

    Parameters
    ----------
    lat, lon : ndarray of float64, shape (n,)
        Degrees, WGS 84, finite.

    Returns
    -------
    ndarray of float64, shape (n, 3)
        Metres from the earth's centre (EPSG:4978).

    Examples
    --------
    >>> centred(np.array([0.0]), np.array([90.0])).round(1).tolist()
    [[0.0, 6378137.0, 0.0]]
    """
    points = np.empty((len(lat), 3))
    for i in range(len(lat)):
        points[i, 0], points[i, 1], points[i, 2] = earth_centred(lat[i], lon[i])
    return points


@compiled
def geodesic(x: float, y: float, z: float, u: float, v: float, w: float) -> tuple[float, float, float]:
    """Give metres, and sine and cosine of the longitude's difference on the auxiliary sphere.

    Metres are NaN where the iteration diverges, as it does for nearly antipodal pairs.
    T. Vincenty, Direct and inverse solutions of geodesics, Survey Review 23 (1975), within
    half of `doubt` of Karney's.
    """
    sin1, cos1 = z / B, math.sqrt(x * x + y * y) / A
    sin2, cos2 = w / B, math.sqrt(u * u + v * v) / A
    apart = math.atan2(x * v - y * u, x * u + y * v)
    lam = apart
    for _ in range(50):
        sin_lam, cos_lam = math.sin(lam), math.cos(lam)
        east, north = cos2 * sin_lam, cos1 * sin2 - sin1 * cos2 * cos_lam
        sin_arc, cos_arc = math.sqrt(east * east + north * north), sin1 * sin2 + cos1 * cos2 * cos_lam
        if sin_arc == 0.0:
            return (0.0 if cos_arc > 0 else math.nan), 0.0, 0.0
        arc = math.atan2(sin_arc, cos_arc)
        sin_az = cos1 * cos2 * sin_lam / sin_arc
        cos2_az = 1 - sin_az * sin_az
        mid = cos_arc - 2 * sin1 * sin2 / cos2_az if cos2_az > 1e-15 else 0.0
        c = F / 16 * cos2_az * (4 + F * (4 - 3 * cos2_az))
        before = lam
        lam = apart + (1 - c) * F * sin_az * (arc + c * sin_arc * (mid + c * cos_arc * (2 * mid * mid - 1)))
        if abs(lam) > math.pi:
            break
        left = lam - before
        if abs(left) < 1e-12:
            # d arc / d lam is sin_az: what the last step adds, without another
            metres = _along(arc + sin_az * left, sin_arc, cos_arc, mid, cos2_az)
            return metres, sin_lam + cos_lam * left, cos_lam - sin_lam * left
    return math.nan, 0.0, 0.0


@inlined
def _along(arc: float, sin_arc: float, cos_arc: float, mid: float, cos2_az: float) -> float:
    """Give the metres of an arc of the auxiliary sphere: Vincenty's series in u²."""
    u2 = cos2_az * (A * A - B * B) / (B * B)
    a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    third = b / 6 * mid * (4 * sin_arc * sin_arc - 3) * (4 * mid * mid - 3)
    return B * a * (arc - b * sin_arc * (mid + b / 4 * (cos_arc * (2 * mid * mid - 1) - third)))


@inlined
def bearing_to(x: float, y: float, z: float, u: float, v: float, w: float, sin_lam: float, cos_lam: float) -> float:
    """Give the azimuth at x, y, z of the geodesic to u, v, w: 0 <= degrees < 360."""
    across1, across2 = math.sqrt(x * x + y * y) / A, math.sqrt(u * u + v * v) / A
    bearing = math.degrees(math.atan2(across2 * sin_lam, across1 * w / B - z / B * across2 * cos_lam))
    bearing = bearing + 360.0 if bearing < 0 else bearing
    return 0.0 if bearing >= 360.0 else bearing


@inlined
def doubt(metres: float) -> float:
    """Give a difference of two computed geodesics below which their order is not certain."""
    return 2e-6 + 1e-10 * metres


@inlined
def reach2(chord2: float) -> float:
    """Square the longest chord of what may be as near as the last that is kept, at `chord2`.

    U(c) <= c + 1.01 c³ / 24R² for c <= 1,000 km. Beyond that the geodesic decides, and of the search by
    chord no more is asked than k matches that are about the nearest, and all that may be as near as one
    at 1,000 km: the last that is kept may still turn out to be nearer than that.
    """
    if chord2 > NEAR * NEAR:
        return max(0.98 * chord2, AS_NEAR * AS_NEAR)
    chord = math.sqrt(chord2)
    reach = chord + 1.01 * chord * chord2 / (24 * R * R) + SLACK
    return reach * reach


@inlined
def chord2_of(metres: float) -> float:
    """Square the longest chord that a geodesic of so many metres can have."""
    if metres == math.inf:
        return math.inf
    chord = min(metres, 2 * A * math.sin(metres / (2 * B))) if metres < math.pi * B else metres
    return (chord + SLACK) * (chord + SLACK)
