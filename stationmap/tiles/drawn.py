"""What a tile draws: single stations, and cells with a count where there would be too many."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stationmap.tiles.mercator import BITS
from stationmap.tiles.morton import run_of

__all__ = ["BUFFER", "CELLS", "EXTENT", "MOST", "Drawn", "Layout"]

EXTENT = 4096
"""Width of a tile in its own units."""
BUFFER = 256
"""Units beyond its edges that a tile repeats of its neighbours: 16 pixels of 256."""
MOST = 500
"""Stations that one tile draws singly: beyond, they cover each other."""
CELLS = 8
"""Cells across a tile of more: 32 pixels of 256, room for a circle with a number."""

_UNIT_BITS = 12  # EXTENT
_CELL_BITS = 3  # CELLS
_TILES = 1_024  # kept; each holds at most 500 places
Units = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Drawn:
    """Places in the units of a tile, x from west to east and y from north to south.

    Parameters
    ----------
    x, y : ndarray of int64
        0 to 4095 within the tile.
    rows : ndarray of int64
        Row of the catalogue of a single station; -1 for a cell.
    counts : ndarray of int64
        How many stations are in the cell; 1 for a single one.

    Examples
    --------
    >>> one = np.array([7])
    >>> Drawn(one, one, one, one).moved(4096, 0).x.tolist()
    [4103]
    """

    x: Units
    y: Units
    rows: Units
    counts: Units

    def __getitem__(self, mask: Any) -> Drawn:  # noqa: ANN401  (what numpy takes)
        return Drawn(self.x[mask], self.y[mask], self.rows[mask], self.counts[mask])

    def moved(self, across: int, down: int) -> Drawn:
        """Give the same in the units of a tile that lies so many units to the west and north."""
        return Drawn(self.x + across, self.y + down, self.rows, self.counts)


class Layout:
    """Stations in Morton's order; never changes, and keeps what its tiles draw.

    A station is in one tile of a zoom and in one cell of it: buffers repeat what a neighbour draws and count nothing
    anew.

    Parameters
    ----------
    codes : ndarray of uint64
        As `interleave` gives them, ascending.
    x, y : ndarray of uint32
        Places on the square, in the same order.
    rows : ndarray of int32
        Of the catalogue.

    Examples
    --------
    >>> one = np.array([2**31], np.uint32)
    >>> Layout(np.array([3 << 62], np.uint64), one, one, np.array([7], np.int32)).drawn(1, 1, 1).rows.tolist()
    [7]
    """

    def __init__(
        self, codes: NDArray[np.uint64], x: NDArray[np.uint32], y: NDArray[np.uint32], rows: NDArray[np.int32]
    ) -> None:
        self._codes, self._x, self._y, self._rows = codes, x, y, rows
        self._tiles: OrderedDict[tuple[int, int, int], Drawn] = OrderedDict()
        self.encoded: dict[tuple[int, int, int], bytes] = {}

    def __len__(self) -> int:
        return len(self._codes)

    def drawn(self, zoom: int, x: int, y: int) -> Drawn:
        """Give what a tile draws within its edges.

        Parameters
        ----------
        zoom, x, y : int
            A tile that there is.
        """
        key = zoom, x, y
        if key not in self._tiles:
            run = run_of(self._codes, zoom, x, y)
            far = run.stop - run.start > MOST
            places = self._cells(run, zoom) if far else self._single(run)
            self._tiles[key] = _in_units(places, zoom).moved(-x * EXTENT, -y * EXTENT)
            while len(self._tiles) > _TILES:
                self._tiles.popitem(last=False)
        return self._tiles[key]

    def with_buffer(self, zoom: int, x: int, y: int) -> Drawn:
        """Give what a tile draws, and what its neighbours draw near its edges; the world goes round.

        Parameters
        ----------
        zoom, x, y : int
            A tile that there is.
        """
        side = 2**zoom
        steps = [(0, 0), *((i, j) for j in (-1, 0, 1) for i in (-1, 0, 1) if (i or j) and 0 <= y + j < side)]
        parts = [self.drawn(zoom, (x + i) % side, y + j).moved(i * EXTENT, j * EXTENT) for i, j in steps]
        names = ("x", "y", "rows", "counts")
        every = Drawn(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
        near = (np.abs(2 * every.x - EXTENT) < EXTENT + 2 * BUFFER) & (
            np.abs(2 * every.y - EXTENT) < EXTENT + 2 * BUFFER
        )
        return every[near]

    def _single(self, run: slice) -> Drawn:
        x, y, rows = (values[run].astype(np.int64) for values in (self._x, self._y, self._rows))
        return Drawn(x, y, rows, np.ones(len(rows), np.int64))

    def _cells(self, run: slice, zoom: int) -> Drawn:
        """Put the stations of each cell at their middle; one that is alone stays what it is."""
        cells = self._codes[run] >> np.uint64(max(0, 2 * (BITS - zoom - _CELL_BITS)))
        starts = np.concatenate(([0], np.flatnonzero(cells[1:] != cells[:-1]) + 1))
        counts = np.diff(starts, append=len(cells))
        x, y = (np.add.reduceat(values[run], starts, dtype=np.int64) // counts for values in (self._x, self._y))
        rows = np.where(counts == 1, self._rows[run][starts], -1).astype(np.int64)
        return Drawn(x, y, rows, counts)


def _in_units(places: Drawn, zoom: int) -> Drawn:
    shift = BITS - _UNIT_BITS - zoom
    x, y = ((values >> shift) if shift >= 0 else (values << -shift) for values in (places.x, places.y))
    return Drawn(x, y, places.rows, places.counts)
