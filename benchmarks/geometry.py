"""Earth-centred points and the two bounds by which candidates are chosen; the benchmarks' own, not the index's.

A geodesic s of WGS 84 over a chord c is at least c and at most U(c) = 2 R asin(c / 2R) with R = b²/a, the
least radius of curvature (Schur's comparison theorem). A geodesic over the angle t that a sphere under geographic
latitudes has lies between LEAST_R t and MOST_R t, for so do the metres along any way: the radii of curvature,
meridian and normal, lie between b²/a and a²/b.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

__all__ = ["GEOD", "LEAST_R", "MOST_R", "Floats", "chords", "earth_centred", "place_of", "reach", "sphere_reach"]

Floats = NDArray[np.float64]

GEOD = Geod(ellps="WGS84")
LEAST_R, MOST_R = GEOD.b**2 / GEOD.a, GEOD.a**2 / GEOD.b  # metres
_SLACK = 1e-6  # metres, far above rounding


def earth_centred(lat: Floats, lon: Floats) -> Floats:
    """Convert degrees to metres, shape (n, 3)."""
    phi, lam = np.radians(lat), np.radians(lon)
    normal = GEOD.a / np.sqrt(1 - GEOD.es * np.sin(phi) ** 2)
    across = normal * np.cos(phi)
    return np.stack((across * np.cos(lam), across * np.sin(lam), normal * (1 - GEOD.es) * np.sin(phi)), axis=-1)


def place_of(lat: float, lon: float) -> Floats:
    """Convert one place, quicker than arrays do it."""
    phi, lam = math.radians(lat), math.radians(lon)
    normal = GEOD.a / math.sqrt(1 - GEOD.es * math.sin(phi) ** 2)
    across = normal * math.cos(phi)
    return np.array((across * math.cos(lam), across * math.sin(lam), normal * (1 - GEOD.es) * math.sin(phi)))


def chords(points: Floats, place: Floats) -> Floats:
    """Measure straight lines through the earth, metres."""
    apart = points - place
    length: Floats = np.sqrt(np.einsum("ij,ij->i", apart, apart))
    return length


def reach(chord: float) -> float:
    """Find the longest chord that a station may have and still be as near as one at `chord`, metres."""
    return 2 * LEAST_R * math.asin(chord / (2 * LEAST_R)) + _SLACK if chord < 2 * LEAST_R else math.inf


def sphere_reach(least: float) -> float:
    """Do the same for engines that go by a sphere and are given LEAST_R t, a lower bound of the geodesic."""
    return least * MOST_R / LEAST_R + _SLACK
