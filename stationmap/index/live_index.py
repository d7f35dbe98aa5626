"""The index under changes: a frozen base, and an R-tree of what changed since it was built."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rtree.index import Index, Property

from stationmap.index.checks import check_count, check_position
from stationmap.index.deciding import rank
from stationmap.index.ellipsoid import centred
from stationmap.index.geodesic import SLACK_M
from stationmap.index.hits import NO_HITS, Hits
from stationmap.index.matches import test_bits
from stationmap.index.station_index import StationIndex
from stationmap.index.wanted import Wanted, check_mask

__all__ = ["LiveIndex"]

_ALL = Wanted()
_KEPT = 64  # filters kept, a byte each for every row of the base
_FAR = 200_000.0  # metres from which a box about the query holds most of what changed anyway


class _Arrays(NamedTuple):
    rows: NDArray[np.int64]
    bits: NDArray[np.uint64]


class LiveIndex:
    """A frozen index and the rows that were put, moved, edited or dropped since.

    Parameters
    ----------
    base : StationIndex
        Rows 0 to n - 1; those that change are hidden in it and found in the R-tree.
    tie : callable, optional
        Gives the key by which rows at one distance are ordered; the row itself by default. It
        must order the rows of the base as their numbers do.

    Notes
    -----
    libspatialindex is not safe under threads, even for reads: every call holds one lock.

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
        self._changed: dict[int, tuple[float, float, int, NDArray[np.float64]]] = {}
        self._tree: Any = Index(properties=Property(dimension=3))  # its array calls have no types
        self._hidden: list[int] = []
        self._filters: dict[int, tuple[Wanted, Wanted, NDArray[np.bool_]]] = {}
        self._held: _Arrays | None = None
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
        point = centred(np.array([lat]), np.array([lon]))[0]
        with self._lock:
            self.drop(row)
            self._tree.insert(row, (*point, *point))
            self._changed[row] = lat, lon, bits, point
            self._rows = max(self._rows, row + 1)

    def drop(self, row: int) -> None:
        """Take a row out; one that is not there stays so."""
        with self._lock:
            self._held = None
            if row in self._changed:
                point = self._changed.pop(row)[-1]
                self._tree.delete(row, (*point, *point))
            elif row < len(self.base):
                self._hidden.append(row)
                for _, _, alive in self._filters.values():
                    alive[row] = False

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
            hits = self.base.nearest(lat, lon, k, self._of_base(wanted))
            if not self._changed or check_count(k) == 0:
                return hits
            bound = float(hits.distance_m[-1]) if len(hits) == k else np.inf
            rows = self._near(lat, lon, bound)
            if len(rows):
                rows = self._fitting(rows, wanted)
            return self._merged(lat, lon, hits, rows)[:k] if len(rows) else hits

    def _of_base(self, wanted: Wanted) -> Wanted:
        """Give the filter for the base, in which hidden rows are masked; it is kept, and kept up."""
        mask = check_mask(wanted.mask, len(self))
        if not self._hidden and (mask is None or len(mask) == len(self.base)):
            return wanted
        kept = self._filters.get(id(wanted))
        if kept is None or kept[0] is not wanted:
            alive = np.ones(len(self.base), dtype=np.bool_) if mask is None else mask[: len(self.base)].copy()
            alive[self._hidden] = False
            if len(self._filters) >= _KEPT:
                self._filters.pop(next(iter(self._filters)))
            kept = self._filters[id(wanted)] = wanted, Wanted(wanted.all_of, wanted.any_of, alive), alive
        return kept[1]

    def _near(self, lat: float, lon: float, bound: float) -> NDArray[np.int64]:
        if bound > _FAR:
            return self._arrays.rows
        (at,), reach = centred(np.array([lat]), np.array([lon])), bound + SLACK_M
        return np.fromiter(self._tree.intersection((*(at - reach), *(at + reach))), dtype=np.int64)

    def _fitting(self, rows: NDArray[np.int64], wanted: Wanted) -> NDArray[np.int64]:
        """Keep of some changed rows those that match."""
        held = self._arrays
        fits = test_bits(held.bits[np.searchsorted(held.rows, rows)], wanted.key)
        return rows[fits if wanted.mask is None else fits & wanted.mask[rows]]

    @property
    def _arrays(self) -> _Arrays:
        """The changed rows, ascending, and their bits: made when first asked for after a change."""
        if self._held is None:
            rows = np.array(sorted(self._changed), dtype=np.int64)
            self._held = _Arrays(rows, np.array([self._changed[row][2] for row in rows.tolist()], dtype=np.uint64))
        return self._held

    def _merged(self, lat: float, lon: float, hits: Hits, rows: NDArray[np.int64]) -> Hits:
        """Measure all of them alike, and sort by (distance, tie)."""
        every = np.concatenate((hits.rows, rows))
        place = [self._changed[row][:2] if row in self._changed else self.base.position(row) for row in every.tolist()]
        lats, lons = np.array(place).T
        found = rank(lat, lon, np.arange(len(every)), lats, lons)
        keys = [self._tie(row) for row in every[found.rows].tolist()]
        order = np.array(sorted(range(len(every)), key=lambda i: (found.distance_m[i], keys[i])))
        return Hits(every[found.rows[order]], found.distance_m[order], found.bearing_deg[order])

    def matching(self, wanted: Wanted = _ALL) -> NDArray[np.int64]:
        """List all rows that match, ascending."""
        with self._lock:
            rows = self.base.matching(self._of_base(wanted)) if len(self.base) else NO_HITS.rows
            changed = self._fitting(self._arrays.rows, wanted)
        return np.sort(np.concatenate((rows, changed)))
