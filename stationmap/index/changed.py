"""The rows that were put since the base was built: a list that is scanned, and an R-tree where it is long."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rtree.index import Index, Property

from stationmap.index.compiling import compiled
from stationmap.index.ellipsoid import earth_centred
from stationmap.index.geodesic import SLACK_M
from stationmap.index.matches import test_bits
from stationmap.index.wanted import Wanted

__all__ = ["Changed"]

_SCAN = 8_000  # so many rows are scanned faster than the R-tree is asked
_FAR = 200_000.0  # metres from which a box about the query holds most of what changed anyway
_ROOM = 64  # rows at first

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


@compiled
def _within(points: Floats, slots: Rows, lat: float, lon: float, metres: float) -> Rows:
    """List those slots whose point's chord is at most `metres`; no geodesic is shorter than its chord."""
    x, y, z = earth_centred(lat, lon)
    near, count = np.empty(len(slots), np.int64), 0
    for slot in slots:
        dx, dy, dz = points[slot, 0] - x, points[slot, 1] - y, points[slot, 2] - z
        if dx * dx + dy * dy + dz * dz <= metres * metres:
            near[count] = slot
            count += 1
    return near[:count]


@compiled
def _touched(points: Floats, slots: Rows, lats: Floats, lons: Floats, bounds: Floats) -> Any:  # noqa: ANN401  (numba's bools)
    """Tell from which positions the chord to some of the slots' points is at most the position's bound."""
    found = np.zeros(len(lats), np.bool_)
    for i in range(len(lats)):
        x, y, z = earth_centred(lats[i], lons[i])
        for slot in slots:
            dx, dy, dz = points[slot, 0] - x, points[slot, 1] - y, points[slot, 2] - z
            if dx * dx + dy * dy + dz * dz <= bounds[i] * bounds[i]:
                found[i] = True
                break
    return found


class Changed:
    """Rows with places and bits, put and dropped one at a time; a row has a slot as long as it is there.

    Notes
    -----
    libspatialindex is not safe under threads, even for reads, and neither is this: hold one lock.

    Examples
    --------
    >>> changed = Changed()
    >>> changed.put(7, 34.75, 113.62, 0b1)
    >>> changed.near(34.75, 113.63, 1_000.0, changed.fitting(Wanted(0b1))).tolist()
    [7]
    >>> changed.drop(7), len(changed)
    (True, 0)
    """

    def __init__(self) -> None:
        self._slots: dict[int, int] = {}
        self._rows, self._bits = np.empty(_ROOM, np.int64), np.empty(_ROOM, np.uint64)
        self._degrees, self._points = np.empty((_ROOM, 2)), np.empty((_ROOM, 3))
        self._tree: Any = Index(properties=Property(dimension=3))  # its calls have no types

    def __len__(self) -> int:
        return len(self._slots)

    def __contains__(self, row: int) -> bool:
        return row in self._slots

    def put(self, row: int, lat: float, lon: float, bits: int) -> None:
        """Add a row that is not there; degrees, WGS 84."""
        slot = len(self._slots)
        if slot == len(self._rows):
            self._grow()
        point = earth_centred(lat, lon)
        self._rows[slot], self._bits[slot] = row, bits
        self._degrees[slot], self._points[slot] = (lat, lon), point
        self._slots[row] = slot
        self._tree.insert(row, (*point, *point))

    def _grow(self) -> None:
        for name in ("_rows", "_bits", "_degrees", "_points"):
            old = getattr(self, name)
            setattr(self, name, np.concatenate((old, np.empty_like(old))))

    def drop(self, row: int) -> bool:
        """Take a row out; tell whether it was there."""
        slot = self._slots.pop(row, None)
        if slot is None:
            return False
        point, last = self._points[slot].tolist(), len(self._slots)
        self._tree.delete(row, (*point, *point))
        if slot != last:  # the last one moves into the gap
            for held in (self._rows, self._bits, self._degrees, self._points):
                held[slot] = held[last]
            self._slots[int(self._rows[slot])] = slot
        return True

    def position(self, row: int) -> tuple[float, float]:
        """Give latitude and longitude of a row, degrees, WGS 84."""
        lat, lon = self._degrees[self._slots[row]].tolist()
        return lat, lon

    def fitting(self, wanted: Wanted) -> Rows:
        """List the slots that match; they hold until something changes."""
        count = len(self._slots)
        fits = test_bits(self._bits[:count], wanted.key)
        return np.flatnonzero(fits if wanted.mask is None else fits & wanted.mask[self._rows[:count]])

    def degrees(self, slots: Rows) -> tuple[Floats, Floats]:
        """Give latitudes and longitudes of the rows in some slots, degrees, WGS 84."""
        lat, lon = self._degrees[slots].T
        return lat, lon

    def touched(self, lats: Floats, lons: Floats, metres: Floats, slots: Rows) -> Rows:
        """List the positions from which a geodesic to one of some slots' rows may be at most so long."""
        return np.flatnonzero(_touched(self._points, slots, lats, lons, metres + SLACK_M))

    def rows(self, slots: Rows) -> Rows:
        """Give the rows in some slots."""
        found: Rows = self._rows[slots]
        return found

    def near(self, lat: float, lon: float, metres: float, slots: Rows) -> Rows:
        """List the rows of some slots, as `fitting` gave them, to which a geodesic may be at most so long."""
        reach = metres + SLACK_M
        if len(slots) > _SCAN and reach < _FAR:
            x, y, z = earth_centred(lat, lon)
            box = (x - reach, y - reach, z - reach, x + reach, y + reach, z + reach)
            found = np.fromiter((self._slots[row] for row in self._tree.intersection(box)), dtype=np.int64)
            slots = found[slots[np.minimum(np.searchsorted(slots, found), len(slots) - 1)] == found]
        return self.rows(_within(self._points, slots, lat, lon, reach))
