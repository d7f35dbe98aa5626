"""The index under changes: a frozen base, and what changed since it was built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import RLock
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stationmap.index.batch import Batch, Progress
from stationmap.index.boxes import in_degrees
from stationmap.index.changed import Changed
from stationmap.index.checks import check_box, check_count, check_degrees, check_lengths, check_position
from stationmap.index.deciding import rank
from stationmap.index.hits import NO_HITS, Hits
from stationmap.index.station_index import StationIndex
from stationmap.index.times import OPEN, UNKNOWN
from stationmap.index.wanted import Wanted, check_mask
from stationmap.index.when import When

__all__ = ["LiveIndex"]

_ALL = Wanted()
_KEPT = 64  # filters kept, a byte each for every row of the base


@dataclass(slots=True, eq=False)
class _Kept:
    """A filter as it was asked; for the base, with what is hidden there; and the changed rows' slots that match."""

    asked: Wanted
    of_base: Wanted
    alive: NDArray[np.bool_]
    slots: NDArray[np.int64] | None = None


class LiveIndex:
    """A frozen index and the rows that were put, moved, edited or dropped since.

    Parameters
    ----------
    base : StationIndex
        Rows 0 to n - 1; those that change are hidden in it and found among what changed.
    tie : callable, optional
        Gives the key by which rows at one distance are ordered; the row itself by default. It
        must order the rows of the base as their numbers do.

    Notes
    -----
    What changed is not safe under threads, even for reads: every call holds one lock.

    Examples
    --------
    >>> index = LiveIndex(StationIndex([34.75, 34.80], [113.62, 113.70], [1, 1]))
    >>> index.put(2, 34.751, 113.62, 1)
    >>> index.drop(0)
    >>> index.nearest(34.75, 113.62, k=5).rows.tolist()
    [2, 1]
    """

    def __init__(self, base: StationIndex, tie: Callable[[int], Any] | None = None) -> None:
        self.base = base
        self._tie = tie or int
        self._lock = RLock()
        self._changed = Changed()
        self._hidden: list[int] = []
        self._filters: dict[int, _Kept] = {}
        self._rows = len(base)

    def __len__(self) -> int:
        """Count the rows that were ever there: one more than the greatest."""
        return self._rows

    @property
    def pending(self) -> int:
        """How many rows were put since the base was built."""
        return len(self._changed)

    def put(self, row: int, lat: float, lon: float, bits: int) -> None:
        """Add a row, or replace one.

        Parameters
        ----------
        row : int
            At most `len(self)`.
        lat, lon : float
            Degrees, WGS 84.
        bits : int
            What it offers, 64 bits.

        Raises
        ------
        CoordinateError
            If the position is not finite or out of range.
        """
        lat, lon = check_position(lat, lon)
        with self._lock:
            self.drop(row)
            self._changed.put(row, lat, lon, bits)
            self._rows = max(self._rows, row + 1)

    def drop(self, row: int) -> None:
        """Take a row out; one that is not there stays so."""
        with self._lock:
            if not self._changed.drop(row) and row < len(self.base):
                self._hidden.append(row)
                for kept in self._filters.values():
                    kept.alive[row] = False
            for kept in self._filters.values():
                kept.slots = None

    def nearest(self, lat: float, lon: float, k: int, wanted: Wanted = _ALL) -> Hits:
        """Find the k nearest rows that match, as `StationIndex.nearest` does.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        k : int
            Number of answers wanted; fewer come where fewer match.
        wanted : Wanted, optional
            Which rows may answer; its mask has an entry for each row up to the greatest.

        Raises
        ------
        CoordinateError
            If the position is not finite or out of range.
        ParameterError
            If k is negative or the mask has another length than the index.
        """
        with self._lock:
            if self._rows == len(self.base) and not self._changed and not self._hidden:
                return self.base.nearest(lat, lon, k, wanted)
            kept = self._kept(wanted)
            hits = self.base.nearest(lat, lon, k, kept.of_base)
            if not self._changed or check_count(k) == 0:
                return hits
            bound = float(hits.distance_m[-1]) if len(hits) == k else np.inf
            rows = self._changed.near(lat, lon, bound, self._slots(kept))
            return self._merged(lat, lon, hits, rows)[:k] if len(rows) else hits

    def nearest_open(self, lat: float, lon: float, k: int, when: When, wanted: Wanted = _ALL) -> tuple[Hits, Hits]:
        """Find the k nearest rows that are open when one gets there, as `StationIndex.nearest_open` does.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        k : int
            Number of answers wanted; fewer come where fewer match.
        when : When
            When one sets out, how fast one walks, and how long one stays.
        wanted : Wanted, optional
            Which rows may answer; its mask has an entry for each row up to the greatest.
        """
        lat, lon = check_position(lat, lon)
        with self._lock:
            kept = self._kept(wanted)
            known, doubtful = self.base.nearest_open(lat, lon, k, when, kept.of_base)
            bound = float(known.distance_m[-1]) if 0 < k == len(known) else np.inf
            rows = self._changed.near(lat, lon, bound, self._slots(kept))
            if not k or not len(rows):
                return known, doubtful
            near = self._merged(lat, lon, NO_HITS, rows)
            states = when.states(near.rows, near.distance_m)
            known = self._merged(lat, lon, known, near.rows[states == OPEN])[:k]
            doubtful = self._merged(lat, lon, doubtful, near.rows[states == UNKNOWN])[:k]
        most = float(known.distance_m[-1]) if len(known) == k else np.inf
        return known, doubtful.up_to(most)

    def nearest_many(
        self, lat: ArrayLike, lon: ArrayLike, k: int, wanted: Wanted = _ALL, progress: Progress | None = None
    ) -> Batch:
        """Find the k nearest rows that match, from each of many positions, as `StationIndex.nearest_many` does.

        Parameters
        ----------
        lat, lon : array_like of float, shape (m,)
            Degrees, WGS 84.
        k : int
            Number of answers wanted for each.
        wanted : Wanted, optional
            Which rows may answer; its mask has an entry for each row up to the greatest.
        progress : callable, optional
            Told the number of positions done since it was last called.

        Raises
        ------
        CoordinateError
            If the arrays differ in shape, or a position is not finite or out of range.
        ParameterError
            If k is negative or the mask has another length than the index.
        """
        lats, lons = check_degrees("lat", lat), check_degrees("lon", lon)
        check_lengths(lat=lats, lon=lons)
        with self._lock:
            k = min(check_count(k), len(self))
            kept = self._kept(wanted)
            of_base = self.base.nearest_many(lats, lons, k, kept.of_base, progress)
            batch = Batch.empty(len(lats), k)
            for part in ("rows", "distance_m", "bearing_deg"):
                found = getattr(of_base, part)
                getattr(batch, part)[:, : found.shape[1]] = found
            bounds = batch.distance_m[:, -1] if k else np.zeros(len(lats))
            for i in self._changed.touched(lats, lons, bounds, self._slots(kept)).tolist() if k else ():
                batch.put(i, self.nearest(float(lats[i]), float(lons[i]), k, wanted))
        return batch

    def within(self, lat: float, lon: float, radius_m: float, wanted: Wanted = _ALL) -> Hits:
        """Find all rows that match within a radius, as `StationIndex.within` does.

        Parameters
        ----------
        lat, lon : float
            Degrees, WGS 84.
        radius_m : float
            Metres along the geodesic, 0 or more.
        wanted : Wanted, optional
            Which rows may answer; its mask has an entry for each row up to the greatest.

        Raises
        ------
        CoordinateError
            If the position is not finite or out of range.
        ParameterError
            If the radius is NaN or negative, or the mask has another length than the index.
        """
        lat, lon = check_position(lat, lon)
        with self._lock:
            kept = self._kept(wanted)
            hits = self.base.within(lat, lon, radius_m, kept.of_base)
            rows = self._changed.near(lat, lon, radius_m, self._slots(kept))
            hits = self._merged(lat, lon, hits, rows) if len(rows) else hits
        return hits.up_to(radius_m)

    def in_box(self, west: float, south: float, east: float, north: float, wanted: Wanted = _ALL) -> NDArray[np.int64]:
        """Find all rows that match in a box of degrees, as `StationIndex.in_box` does.

        Parameters
        ----------
        west, south, east, north : float
            Degrees, WGS 84, edges included; west greater than east crosses the antimeridian.
        wanted : Wanted, optional
            Which rows may answer; its mask has an entry for each row up to the greatest.

        Raises
        ------
        CoordinateError
            If an edge is not finite or out of range, or south is greater than north.
        ParameterError
            If the mask has another length than the index.
        """
        box = check_box(west, south, east, north)
        with self._lock:
            kept = self._kept(wanted)
            rows, slots = self.base.in_box(*box, kept.of_base), self._slots(kept)
            changed = self._changed.rows(slots)[in_degrees(*self._changed.degrees(slots), *box)]
        return np.sort(np.concatenate((rows, changed)))

    def _kept(self, wanted: Wanted) -> _Kept:
        """Give what is kept of a filter, and kept up."""
        kept = self._filters.get(id(wanted))
        if kept is None or kept.asked is not wanted:
            mask = check_mask(wanted.mask, len(self))
            alive = np.ones(len(self.base), dtype=np.bool_) if mask is None else mask[: len(self.base)].copy()
            alive[self._hidden] = False
            if len(self._filters) >= _KEPT:
                self._filters.pop(next(iter(self._filters)))
            kept = self._filters[id(wanted)] = _Kept(wanted, Wanted(wanted.all_of, wanted.any_of, alive), alive)
        return kept

    def _slots(self, kept: _Kept) -> NDArray[np.int64]:
        if kept.slots is None:
            check_mask(kept.asked.mask, len(self))
            kept.slots = self._changed.fitting(kept.asked)
        return kept.slots

    def _merged(self, lat: float, lon: float, hits: Hits, rows: NDArray[np.int64]) -> Hits:
        """Measure all of them alike, and sort by (distance, tie)."""
        every = np.concatenate((hits.rows, rows))
        if not len(every):
            return NO_HITS
        changed = self._changed
        place = [(changed if row in changed else self.base).position(row) for row in every.tolist()]
        lats, lons = np.array(place).T
        found = rank(lat, lon, np.arange(len(every)), lats, lons)
        keys = [self._tie(row) for row in every[found.rows].tolist()]
        order = np.array(sorted(range(len(every)), key=lambda i: (found.distance_m[i], keys[i])))
        return Hits(every[found.rows[order]], found.distance_m[order], found.bearing_deg[order])

    def matching(self, wanted: Wanted = _ALL) -> NDArray[np.int64]:
        """List all rows that match, ascending."""
        with self._lock:
            kept = self._kept(wanted)
            rows = self.base.matching(kept.of_base) if len(self.base) else NO_HITS.rows
            changed = self._changed.rows(self._slots(kept))
        return np.sort(np.concatenate((rows, changed)))
