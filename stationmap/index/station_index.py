"""The index over stations: nearest, within a radius, in a box, under needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stationmap.index.batch import Batch, Progress, search_batch
from stationmap.index.boxes import in_degrees
from stationmap.index.checks import check_box, check_count, check_degrees, check_lengths, check_position, check_radius
from stationmap.index.deciding import decide_set, rank
from stationmap.index.ellipsoid import centred
from stationmap.index.geodesic import SLACK_M
from stationmap.index.hits import NO_HITS, Hits
from stationmap.index.keeping import Tree
from stationmap.index.kernel import ORDER_OPEN, SETTLED, search
from stationmap.index.matches import Matches, test_bits
from stationmap.index.opened import Searched, nearest_in_time
from stationmap.index.radius import rows_within
from stationmap.index.tree import build_tree
from stationmap.index.wanted import Key, Wanted, check_mask
from stationmap.index.when import When

__all__ = ["StationIndex"]

_ALL = Wanted()
_EVERY: NDArray[np.bool_] = np.empty(0, dtype=np.bool_)
_EVERY.flags.writeable = False
_MOST = 512  # answers up to which keeping the k least one by one is quicker than sorting all


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
        degrees = check_degrees("lat", lat), check_degrees("lon", lon)
        flags = np.array(bits, dtype=np.uint64)
        check_lengths(lat=degrees[0], lon=degrees[1], bits=flags)
        self._adopt(*degrees, build_tree(centred(*degrees), flags) if len(flags) else None)

    def _adopt(self, lat: NDArray[np.float64], lon: NDArray[np.float64], tree: Tree | None) -> None:
        self._lat, self._lon, self._tree = lat, lon, tree
        self._matches = Matches(tree) if tree is not None else None

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[np.generic]]) -> StationIndex:
        """Take up the arrays that `arrays` gave, memory-mapped ones too, without a copy.

        Examples
        --------
        >>> len(StationIndex.from_arrays(StationIndex([1, 2], [3, 4], [0, 0]).arrays()))
        2
        """
        fixed = {name: np.asarray(array) for name, array in arrays.items()}
        for array in fixed.values():
            array.flags.writeable = False
        index = cls.__new__(cls)
        tree = Tree(*(fixed[name] for name in Tree._fields[:-1]), int(fixed["leaf"][0])) if "leaf" in fixed else None  # type: ignore[arg-type, call-arg]
        index._adopt(fixed["lat"], fixed["lon"], tree)
        return index

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Give everything that the index holds, as flat arrays that several processes may share.

        Examples
        --------
        >>> sorted(StationIndex([1, 2], [3, 4], [0, 0]).arrays())
        ['balls', 'bits', 'boxes', 'lat', 'leaf', 'lon', 'offers', 'points', 'rows']
        """
        held: dict[str, NDArray[np.generic]] = {"lat": self._lat, "lon": self._lon}
        if self._tree is not None:
            held |= {**self._tree._asdict(), "leaf": np.array([self._tree.leaf])}
        return held

    def __len__(self) -> int:
        return len(self._lat)

    def position(self, row: int) -> tuple[float, float]:
        """Give the latitude and longitude of a row, degrees, WGS 84."""
        return float(self._lat[row]), float(self._lon[row])

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
        k = min(check_count(k), len(self))
        mask = check_mask(wanted.mask, len(self))
        if self._tree is None or self._matches is None or k == 0:
            return NO_HITS
        all_of, one_of, other_of, listing, matches = self._matches.plan(wanted.key)
        if matches == 0:
            return NO_HITS
        if k > _MOST:
            return rank(lat, lon, self._rows(wanted.key, mask), self._lat, self._lon)[:k]
        chosen = _EVERY if mask is None else mask
        left, rows, found = search(*self._tree, all_of, one_of, other_of, chosen, listing, lat, lon, k)
        if left == SETTLED:
            return Hits(rows, found[0], found[1])
        if left == ORDER_OPEN:
            return rank(lat, lon, rows, self._lat, self._lon)
        return decide_set(self._tree, lat, lon, k, rows, wanted.key, mask, self._lat, self._lon)

    def nearest_open(self, lat: float, lon: float, k: int, when: When, wanted: Wanted = _ALL) -> tuple[Hits, Hits]:
        """Find the k nearest rows that match and are open when one gets there; and those of which that is unknown.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        k : int
            Number of answers wanted; fewer come where fewer match.
        when : When
            When one sets out, how fast one walks, and how long one stays.
        wanted : Wanted, optional
            Which rows may answer; all without it.

        Returns
        -------
        (Hits, Hits)
            Each at most k, sorted by (distance, row). The second are the nearest of which it is not known whether
            they are open, none of them farther than the last of k that are. Errors are those of `nearest`.
        """
        lat, lon = check_position(lat, lon)
        k = min(check_count(k), len(self))
        mask = check_mask(wanted.mask, len(self))
        if self._tree is None or self._matches is None or k == 0:
            return NO_HITS, NO_HITS
        searched = Searched(self._tree, wanted.key, self._matches.plan(wanted.key), mask, self._lat, self._lon)
        return nearest_in_time(searched, lat, lon, k, when)

    def nearest_many(
        self, lat: ArrayLike, lon: ArrayLike, k: int, wanted: Wanted = _ALL, progress: Progress | None = None
    ) -> Batch:
        """Find the k nearest rows that match, from each of many positions, on all cores.

        Parameters
        ----------
        lat, lon : array_like of float, shape (m,)
            Degrees, WGS 84.
        k : int
            Number of answers wanted for each.
        wanted : Wanted, optional
            Which rows may answer; all without it.
        progress : callable, optional
            Told the number of positions done since it was last called.

        Returns
        -------
        Batch
            As `nearest` would answer each, whose errors may be raised; arrays that differ in shape are a
            `CoordinateError`.

        Examples
        --------
        >>> StationIndex([0, 0], [1, 2], [0, 0]).nearest_many([0, 0], [0, 3], k=1).rows.tolist()
        [[0], [1]]
        """
        lats, lons = check_degrees("lat", lat), check_degrees("lon", lon)
        check_lengths(lat=lats, lon=lons)
        k = min(check_count(k), len(self))
        mask = check_mask(wanted.mask, len(self))
        batch = Batch.empty(len(lats), k)
        if self._tree is not None and self._matches is not None and k:
            parts = (*self._matches.plan(wanted.key)[:3], _EVERY if mask is None else mask)
            listing = self._matches.plan(wanted.key).listing
            open_ones = search_batch((*self._tree, *parts, listing), lats, lons, batch, progress)
            for i in open_ones:
                batch.put(i, self.nearest(float(lats[i]), float(lons[i]), k, wanted))
        return batch

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
        ParameterError
            If the radius is NaN or negative; else as `nearest`.

        Examples
        --------
        >>> StationIndex([0, 0, 0], [0.1, 0.2, 0.3], [0, 0, 0]).within(0, 0, radius_m=25_000).rows.tolist()
        [0, 1]
        """
        lat, lon = check_position(lat, lon)
        radius = check_radius(radius_m)
        mask = check_mask(wanted.mask, len(self))
        if self._tree is None:
            return NO_HITS
        rows = rows_within(self._tree, centred(np.array([lat]), np.array([lon]))[0], radius + SLACK_M, wanted.key)
        hits = rank(lat, lon, rows if mask is None else rows[mask[rows]], self._lat, self._lon)
        return hits.up_to(radius)

    def in_box(self, west: float, south: float, east: float, north: float, wanted: Wanted = _ALL) -> NDArray[np.int64]:
        """Find all rows that match in a box of degrees, its edges included, ascending.

        Parameters
        ----------
        west, south, east, north : float
            Degrees, WGS 84. A box whose west is greater than its east crosses the antimeridian,
            which is one line whether it is called 180 or -180.
        wanted : Wanted, optional
            Which rows may answer; all without it.

        Raises
        ------
        CoordinateError
            If an edge is not finite or out of range, or south is greater than north; else as `nearest`.

        Examples
        --------
        >>> StationIndex([1, 2, 3], [179, -179, 0], [0, 0, 0]).in_box(170, 0, -170, 5).tolist()
        [0, 1]
        """
        box = check_box(west, south, east, north)
        rows = self.matching(wanted)
        return rows[in_degrees(self._lat[rows], self._lon[rows], *box)]

    def matching(self, wanted: Wanted = _ALL) -> NDArray[np.int64]:
        """List all rows that match, ascending; errors are those of `nearest`.

        Examples
        --------
        >>> StationIndex([1, 2], [3, 4], [0b0, 0b1]).matching(Wanted(all_of=0b1)).tolist()
        [1]
        """
        return np.sort(self._rows(wanted.key, check_mask(wanted.mask, len(self))))

    def _rows(self, key: Key, mask: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        if self._tree is None:
            return np.empty(0, dtype=np.int64)
        rows = self._tree.rows[test_bits(self._tree.bits, key)]
        return rows if mask is None else rows[mask[rows]]
