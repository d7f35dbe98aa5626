"""Distance on the WGS 84 ellipsoid, and why an index of straight lines can answer for it.

Stations are indexed in earth-centred coordinates, where the straight line (chord, c) between
two points is cheap to compare. What is wanted is the order by geodesic, s, the shortest way
over the ellipsoid with half axes a > b. With R = b²/a three bounds hold:

1. **c <= s.** A straight line is the shortest of all curves.
2. **s <= U(c) = 2 R asin(c / 2R) for c < 2R.** A geodesic bends as a curve in space only as much
   as the surface bends along it, at most 1/R (along the meridian at the equator). By Schur's
   comparison theorem an arc of length s <= 2πR that bends nowhere more than a circle of radius R
   has at least the chord of the circle's arc of that length: c >= 2R sin(s / 2R). This is
   s <= U(c) if s <= πR. And s <= πR where c < 2R: stretching z by a/b makes the ellipsoid a sphere
   of radius a and no curve shorter, and makes c at most c' = c a/b < 2b. The great circle over c',
   squeezed back, is a way of at most 2a asin(c'/2a) < 2a asin(b/a) = 18,993 km < πR = 19,903 km.
3. **c <= 2a sin(s / 2b) for s <= πb.** Stretched in the same way, the geodesic is at most s a/b long
   and joins points whose chord is at least c; on the sphere that chord is at most
   2a sin((s a/b) / 2a).

4. **A plane supports the distance.** Let f(p) be the geodesic from a query to p, c a point with
   f(c) = m, g the direction at c in which the geodesic goes on, a unit vector in space, and p a
   point at geodesic distance t <= r from c. Then f(p) >= m + g (p - c) - r² h / 2 - r³ / 6R²,
   where h = max(0, -cot((m + r) / b) / b), as long as m + r < πb. The Gaussian curvature is at
   most 1/b², so f is smooth that far (Klingenberg) and by Rauch's comparison bends along the
   geodesic from c to p at least by cot(f / b) / b, so at least by -h: f(p) >= m + <g, v> - t² h / 2,
   with v the vector at c of that geodesic. In space its direction changes only along the surface's
   normal, which is at right angles to g at c and turns by at most t/R within t: so g (p - c)
   differs from <g, v> by at most t³ / 6R². Far from all stations this tells near ones from far
   ones to the metre, where chords differ from geodesics by kilometres.
5. **|f(p) - f(c)| <= t**, the triangle inequality.

So if k matches have chords up to c_k, their geodesics are at most s_k = U(c_k), and by 1. every match that
belongs to the k nearest has a chord of at most s_k. Taking all of those, measuring true geodesics and
sorting gives the exact answer. A slack of 1 µm covers rounding: coordinates are known to 4 nm, pyproj's
geodesics (Karney 2013) to 15 nm. The kernel takes U's series, `ellipsoid.reach2`, up to chords of 1,000 km;
where the k-th lies beyond, so much would be taken that it searches by geodesic instead, by bounds 3 to 5.
It measures by Vincenty's series, and where that leaves an order in doubt pyproj decides.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

__all__ = [
    "SLACK_M",
    "chords",
    "longest_geodesics",
    "measure",
    "on_ellipsoid",
]

SLACK_M = 1e-6  # far above rounding, far below what anyone can walk

_WGS84 = Geod(ellps="WGS84")
_A: float = _WGS84.a
_B: float = _WGS84.b
_R = _B * _B / _A


def chords(points: NDArray[np.float64], query: NDArray[np.float64]) -> NDArray[np.float64]:
    """Measure straight lines through the earth.

    Parameters
    ----------
    points : ndarray of float64, shape (n, 3)
        Earth-centred metres.
    query : ndarray of float64, shape (3,)
        Earth-centred metres.

    Returns
    -------
    ndarray of float64, shape (n,)
        Metres.

    Examples
    --------
    >>> chords(np.array([[3.0, 4.0, 0.0]]), np.zeros(3)).tolist()
    [5.0]
    """
    apart = points - query
    length: NDArray[np.float64] = np.sqrt(np.einsum("ij,ij->i", apart, apart))
    return length


def longest_geodesics(chord: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bound the geodesics between points of the ellipsoid by their chords: U(c) above, and the slack.

    Parameters
    ----------
    chord : ndarray of float64
        Metres.

    Returns
    -------
    ndarray of float64, of the same shape
        Metres; infinite from a chord of 2R = 12,670,878 m on, which is nearly antipodal.

    Examples
    --------
    >>> (longest_geodesics(np.array([5_000.0, 12_700_000.0])) - 5_000.0).round(5).tolist()
    [0.00013, inf]
    """
    bound = 2 * _R * np.arcsin(np.minimum(chord / (2 * _R), 1.0)) + SLACK_M
    return np.where(chord < 2 * _R, bound, np.inf)


def on_ellipsoid(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move points along their ray of reduced latitude onto the ellipsoid.

    Parameters
    ----------
    points : ndarray of float64, shape (n, 3)
        Earth-centred metres; one at the centre of the earth goes to 0, 0.

    Examples
    --------
    >>> on_ellipsoid(np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])).tolist()
    [[6378137.0, 0.0, 0.0], [6378137.0, 0.0, 0.0]]
    """
    axes = np.array([_A, _A, _B])
    reduced = points / axes
    length = np.linalg.norm(reduced, axis=1, keepdims=True)
    centred = length[:, 0] == 0
    reduced[centred], length[centred] = (1.0, 0.0, 0.0), 1.0
    moved: NDArray[np.float64] = reduced / length * axes
    return moved


def measure(
    lat: float, lon: float, lats: NDArray[np.float64], lons: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Measure geodesics from one point to many.

    Parameters
    ----------
    lat, lon : float
        The point, degrees, WGS 84.
    lats, lons : ndarray of float64, shape (n,)
        The others, degrees, WGS 84.

    Returns
    -------
    distance_m : ndarray of float64, shape (n,)
        Metres.
    bearing_deg : ndarray of float64, shape (n,)
        Initial azimuth at the point, 0 <= bearing < 360; 0 where the distance is 0.

    Notes
    -----
    C. F. F. Karney, Algorithms for geodesics, Journal of Geodesy 87 (2013), as pyproj carries it.

    Examples
    --------
    >>> distance, bearing = measure(0.0, 0.0, np.array([0.0]), np.array([-1.0]))
    >>> distance.round(3).tolist(), bearing.tolist()
    ([111319.491], [270.0])
    """
    azimuth, _, distance = _WGS84.inv(np.full(len(lons), lon), np.full(len(lats), lat), lons, lats)
    bearing = np.mod(azimuth, 360.0)
    # an azimuth of a hair below 0 rounds up to 360; equal positions have no direction
    bearing[(bearing >= 360.0) | (distance == 0)] = 0.0
    return distance, bearing
