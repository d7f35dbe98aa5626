"""One vector tile of a register."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.catalogue import LiveCatalogue, Searchable
from stationmap.errors import Fault, ParameterError
from stationmap.nearest import Selection, day_of, this_minute
from stationmap.tiles.drawn import EXTENT, Drawn
from stationmap.tiles.encoding import point_layer
from stationmap.tiles.mercator import LAST_ZOOM
from stationmap.tiles.sorted import Wish, layout_of

__all__ = ["PROPERTIES", "Address", "tile"]

PROPERTIES = ("id", "name", "kind", "amenities", "out_of_order", "district")
"""Of a station, as texts; codes are joined by commas."""

_ALL = Selection()
_KEPT_BYTES = 512  # tiles of one layout


@dataclass(frozen=True, slots=True)
class Address:
    """Which tile: columns from west to east, rows from north to south, as XYZ and TileJSON count them.

    Parameters
    ----------
    z : int
        Zoom, 0 to `LAST_ZOOM`.
    x, y : int
        0 to 2ᶻ - 1.

    Raises
    ------
    ParameterError
        If there is no such tile.

    Examples
    --------
    >>> Address(1, 1, 0)
    Address(z=1, x=1, y=0)
    """

    z: int
    x: int
    y: int

    def __post_init__(self) -> None:
        side = 2 ** min(max(self.z, 0), LAST_ZOOM)
        wrong = [("z", self.z, LAST_ZOOM)] if not 0 <= self.z <= LAST_ZOOM else []
        wrong += [(name, at, side - 1) for name, at in (("x", self.x), ("y", self.y)) if not 0 <= at < side]
        if wrong:
            reason = "须在 0 至 {0} 之间 must lie between 0 and {0}"
            faults = tuple(Fault(name, str(value), reason.format(last)) for name, value, last in wrong)
            raise ParameterError(f"没有这个瓦片 there is no tile {self.z}/{self.x}/{self.y}", faults)


def tile(catalogue: Searchable, address: Address, selection: Selection = _ALL, *, now: int | None = None) -> bytes:
    """Write the stations of one tile that are in operation and fit.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    address : Address
    selection : Selection
        What is wanted, and the datum of the tile; no box and no district. A tile of GCJ-02 or BD-09 lies on the basemap
        of that datum.
    now : int, optional
        UTC epoch seconds; this minute by default.

    Returns
    -------
    bytes
        Mapbox Vector Tile 2.1; empty where there is nothing. Layer `stations`: points with `PROPERTIES`, and an id
        made of theirs. Layer `clusters`: where a tile holds more than `MOST` stations, the cells of a grid of `CELLS`
        across that hold two or more, as `count` at the middle of their stations. Both repeat, within 16 of 256 pixels
        beyond the edges, what the neighbours draw. Stations beyond 85.05° have no place on Web Mercator.

    Raises
    ------
    ParameterError
        If the selection has a box or a district, which a tile is not asked for, or its instant is too far off.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> tile(demonstration(), Address(0, 0, 0))[4:12]
    b'clusters'
    """
    if selection.box is not None or selection.district is not None:
        raise ParameterError("瓦片没有范围或区县参数 a tile takes neither a box nor a district")
    at = selection.trip.leaves(this_minute() if now is None else now)
    layout = layout_of(catalogue, Wish(selection, day_of(at), at))
    key = address.z, address.x, address.y
    known = layout.encoded.get(key)
    if known is None:
        if len(layout.encoded) >= _KEPT_BYTES:
            layout.encoded.clear()
        known = layout.encoded[key] = _encoded(catalogue, layout.with_buffer(*key))
    return known


def _encoded(catalogue: Searchable, drawn: Drawn) -> bytes:
    single, cells = drawn[drawn.rows >= 0], drawn[drawn.rows < 0]
    columns = {name: _texts(catalogue, name, single.rows) for name in PROPERTIES}
    stations = point_layer("stations", EXTENT, single.x, single.y, columns, _numbers(columns["id"]))
    return stations + point_layer("clusters", EXTENT, cells.x, cells.y, {"count": cells.counts})


def _numbers(ids: list[str]) -> NDArray[np.uint64]:
    """Make numbers of ids: the same on every worker, and few enough bits for JavaScript."""
    hashed = pd.util.hash_array(np.array(ids, dtype=object), categorize=False)
    return np.asarray(hashed, np.uint64) >> np.uint64(11)


def _texts(catalogue: Searchable, name: str, rows: NDArray[np.int64]) -> list[str]:
    """Give the cells of some rows, read where they lie: a whole station has twenty more."""
    if not isinstance(catalogue, LiveCatalogue):
        return _plain(name, catalogue.table[name].array.take(rows).tolist())
    there = rows < len(catalogue.base)
    texts = (
        catalogue.base.table[name].array.take(np.where(there, rows, 0)).tolist()
        if len(catalogue.base)
        else [""] * len(rows)
    )
    changed = set(catalogue.changed_rows)
    for at, row in enumerate(rows.tolist()):
        if row in changed:
            texts[at] = _written(catalogue, name, row)
    return _plain(name, texts)


def _written(live: LiveCatalogue, name: str, row: int) -> str:
    value = getattr(live.station(row), name)
    if name == "out_of_order":
        return ",".join(code for code, _ in value)
    return value if isinstance(value, str) else ",".join(value)


def _plain(name: str, texts: list[str]) -> list[str]:
    """Leave out since when something is out of order."""
    if name != "out_of_order":
        return texts
    return [",".join(part.partition("@")[0] for part in text.split(",")) if "@" in text else text for text in texts]
