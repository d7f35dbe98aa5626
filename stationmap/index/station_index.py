"""The index over stations: nearest, within a radius, in a box, under needs."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stationmap.index.boxes import Boxes
from stationmap.index.candidates import Candidates
from stationmap.index.checks import check_count, check_degrees, check_lengths, check_position, check_radius
from stationmap.index.geodesic import SLACK_M, chords, earth_centred, measure, reach
from stationmap.index.hits import Hits
from stationmap.index.matches import Matches
from stationmap.index.wanted import Wanted

__all__ = ["StationIndex"]

_SCAN = 1_500  # so few matches are scanned faster than any tree is walked
_TREE_COST = 32  # walking to a row of the tree costs as much as scanning so many
_ALL = Wanted()


class StationIndex:
    """Positions and bits, searched exactly. Immutable, and safe to use from several threads.

    Parameters
    ----------
    lat, lon : array_like of float, shape (n,)
        Degrees, WGS 84; n may be 0.
    bits : array_like of uint64, shape (n,)
        What each row offers, one bit a thing.

    Raises
    ------
    CoordinateError
        If the arrays differ in shape, or a coordinate is not finite or out of range.

    Notes
    -----
    Distances are geodesics on WGS 84 and the order by them is exact, not that of the index;
    `stationmap.index.geodesic` has the proof. Of equal distances the lower row comes first.
    Rows at one position have bit for bit one distance.

    Examples
    --------
    >>> index = StationIndex([34.75, 34.76, 34.80], [113.62, 113.66, 113.70], [0b01, 0b11, 0b10])
    >>> hits = index.nearest(34.75, 113.63, k=1, wanted=Wanted(all_of=0b10))
    >>> hits.rows.tolist(), hits.distance_m.round(1).tolist(), hits.bearing_deg.round(1).tolist()
    ([1], [2962.3], [68.0])
    """

    def __init__(self, lat: ArrayLike, lon: ArrayLike, bits: ArrayLike) -> None:
        self._lat, self._lon = check_degrees("lat", lat), check_degrees("lon", lon)
        flags = np.array(bits, dtype=np.uint64)
        check_lengths(lat=self._lat, lon=self._lon, bits=flags)
        self._points = earth_centred(self._lat, self._lon)
        self._matches = Matches(flags)
        self._tree = Candidates(self._points) if len(self) else None
        self._boxes = Boxes(self._lat, self._lon)

    def __len__(self) -> int:
        return len(self._lat)

    def nearest(self, lat: float, lon: float, k: int, wanted: Wanted = _ALL) -> Hits:
        """Find the k nearest rows that match.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        k : int
            Number of answers wanted; fewer come where fewer match.
        wanted : Wanted, optional
            Which rows may answer; all without it.

        Returns
        -------
        Hits
            At most k, sorted by (distance, row).

        Raises
        ------
        CoordinateError
            If the position is not finite or out of range.
        ParameterError
            If k is negative or the mask has another length than the index.

        Examples
        --------
        >>> StationIndex([0, 0, 0], [179, -179, 0], [0, 0, 0]).nearest(0, 180, k=2).rows.tolist()
        [0, 1]
        """
        lat, lon = check_position(lat, lon)
        count = check_count(k)
        found = self._near(earth_centred(lat, lon), count, wanted) if count else np.empty(0, dtype=np.int64)
        return self._rank(lat, lon, found, limit=count)

    def within(self, lat: float, lon: float, radius_m: float, wanted: Wanted = _ALL) -> Hits:
        """Find all rows that match within a radius, itself included.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        radius_m : float
            Metres along the geodesic, 0 or more.
        wanted : Wanted, optional
            Which rows may answer; all without it.

        Returns
        -------
        Hits
            Sorted by (distance, row).

        Raises
        ------
        CoordinateError
            If the position is not finite or out of range.
        ParameterError
            If the radius is NaN or negative, or the mask has another length than the index.

        Examples
        --------
        >>> StationIndex([0, 0, 0], [0.1, 0.2, 0.3], [0, 0, 0]).within(0, 0, radius_m=25_000).rows.tolist()
        [0, 1]
        """
        lat, lon = check_position(lat, lon)
        radius = check_radius(radius_m)
        found = self._inside(earth_centred(lat, lon), radius + SLACK_M, wanted)
        return self._rank(lat, lon, found, radius=radius)

    def in_box(self, west: float, south: float, east: float, north: float, wanted: Wanted = _ALL) -> NDArray[np.int64]:
        """Find all rows that match in a box of degrees, its edges included.

        Parameters
        ----------
        west, south, east, north : float
            Degrees, WGS 84. A box whose west is greater than its east crosses the antimeridian,
            which is one line whether it is called 180 or -180.
        wanted : Wanted, optional
            Which rows may answer; all without it.

        Returns
        -------
        ndarray of int64
            Rows, ascending.

        Raises
        ------
        CoordinateError
            If an edge is not finite or out of range, or south is greater than north.
        ParameterError
            If the mask has another length than the index.

        Examples
        --------
        >>> StationIndex([1, 2, 3], [179, -179, 0], [0, 0, 0]).in_box(170, 0, -170, 5).tolist()
        [0, 1]
        """
        return self._matches.among(self._boxes.rows(west, south, east, north), wanted)

    def _near(self, query: NDArray[np.float64], k: int, wanted: Wanted) -> NDArray[np.int64]:
        """List matching rows among which the k nearest are."""
        most = self._matches.at_most(wanted)
        size = math.ceil(2 * k * len(self) / max(most, 1)) + 4
        while self._tree is not None and size < len(self) and most > max(_SCAN, size * _TREE_COST):
            nearest = self._tree.nearest(query, size)
            found = self._matches.among(nearest, wanted)
            if len(found) >= k:
                return self._complete(query, k, wanted, nearest, found)
            size *= 4
        rows = self._matches.rows(wanted)
        return rows if len(rows) <= k else self._cut(query, k, rows)[0]

    def _complete(
        self, query: NDArray[np.float64], k: int, wanted: Wanted, nearest: NDArray[np.int64], found: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Add to k or more matches all that may be nearer by geodesic though not by chord."""
        frontier = chords(self._points[nearest], query).max()
        kept, bound = self._cut(query, k, found)
        # the tree may round a chord otherwise than we do: only what lies clearly inside is complete
        return kept if bound + SLACK_M < frontier else self._inside(query, bound, wanted)

    def _cut(self, query: NDArray[np.float64], k: int, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], float]:
        """Keep of k or more rows those that may be among the k nearest, and give the chord that they may have."""
        length = chords(self._points[rows], query)
        bound = reach(float(np.partition(length, k - 1)[k - 1]))
        return rows[length <= bound], bound

    def _inside(self, query: NDArray[np.float64], chord: float, wanted: Wanted) -> NDArray[np.int64]:
        """List matching rows whose chord is at most this long."""
        if self._tree is None or math.isinf(chord) or self._matches.at_most(wanted) <= _SCAN:
            rows = self._matches.rows(wanted)
        else:
            rows = self._matches.among(self._tree.around(query, chord), wanted)
        return rows[chords(self._points[rows], query) <= chord]

    def _rank(
        self, lat: float, lon: float, rows: NDArray[np.int64], radius: float = math.inf, limit: int | None = None
    ) -> Hits:
        distance, bearing = measure(lat, lon, self._lat[rows], self._lon[rows])
        order = np.lexsort((rows, distance))
        order = order[distance[order] <= radius][:limit]
        return Hits(rows[order], distance[order], bearing[order])
