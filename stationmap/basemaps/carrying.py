"""Tiles of this machine that a page carries in itself: those that its stations need, up to a budget."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from stationmap.basemaps.basemap import Basemap, Carried, TileSource
from stationmap.basemaps.grid import on_grid, tiles_at
from stationmap.datum import from_wgs84
from stationmap.errors import BasemapError
from stationmap.files.tiles import Tile

__all__ = ["BUDGET", "carry_tiles"]

BUDGET = 2_000_000  # bytes
_WHOLE = 36  # tiles up to which a zoom is carried without gaps, and with those around it
_FIRST = 12  # the zoom to begin with, at most: a street map of a town
Place = tuple[int, int]


def carry_tiles(basemap: Basemap, lat: npt.ArrayLike, lon: npt.ArrayLike, budget: int = BUDGET) -> Basemap:
    """Put the tiles that stations need into the basemap, zoom by zoom, as long as a whole zoom fits the budget.

    The first zooms show all stations in a few tiles, with those around them. Higher ones have the tiles of the
    stations and their neighbours; a page enlarges what it has for what it lacks.

    Parameters
    ----------
    basemap : Basemap
        Of this machine.
    lat, lon : array_like of float
        Stations, degrees, WGS 84.
    budget : int
        Bytes of the tiles as text.

    Returns
    -------
    Basemap
        With `Basemap.carried`, which says what was carried.

    Raises
    ------
    BasemapError
        If the tiles are not of this machine, if none lies where the stations are, or if the budget holds no zoom.
    FileFormatError
        If a tile cannot be read.

    Examples
    --------
    >>> from stationmap.datum import Datum
    >>> carry_tiles(Basemap("", Datum.WGS84, ""), [], [])
    Traceback (most recent call last):
        ...
    stationmap.errors.BasemapError: 只有本机的瓦片可以放进页面 only tiles of this machine can be carried by a page
    """
    if basemap.source is None:
        raise BasemapError("只有本机的瓦片可以放进页面 only tiles of this machine can be carried by a page")
    y, x = (np.asarray(each, dtype=np.float64) for each in from_wgs84(lat, lon, basemap.datum))
    load = _Load(basemap.source, basemap.vector, budget)
    first = _first_zoom(basemap, y, x)
    for zoom in range(first, basemap.max_zoom + 1):
        if not len(y) or not load.take(zoom, _wanted(y, x, zoom, around=zoom == first)):
            break
    if not load.tiles:
        raise BasemapError(_nothing(load, budget))
    low, high = (pick(int(name.split("/", 1)[0]) for name in load.tiles) for pick in (min, max))
    return replace(basemap, carried=Carried(load.tiles, load.contents, low, high, _note(load, low, high, budget)))


def _first_zoom(basemap: Basemap, lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> int:
    zoom = basemap.min_zoom
    while len(lat) and zoom < min(_FIRST, basemap.max_zoom):
        columns, rows = tiles_at(lat, lon, zoom + 1)
        if max(np.ptp(columns), np.ptp(rows)) > 1:
            break
        zoom += 1
    # all stations in two tiles by two are more than a phone's width: it opens a zoom or two lower
    return max(basemap.min_zoom, zoom - basemap.tile_size // 256)


def _wanted(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64], zoom: int, *, around: bool) -> Iterator[Place]:
    columns, rows = tiles_at(lat, lon, zoom)
    (west, east), (north, south) = ((int(each.min()), int(each.max())) for each in (columns, rows))
    wide, high = east - west + 1, south - north + 1
    if around or wide * high <= _WHOLE:
        edge = int(around or (wide + 2) * (high + 2) <= _WHOLE)
        yield from ((x, y) for y in range(north - edge, south + edge + 1) for x in range(west - edge, east + edge + 1))
        return
    own = np.unique(np.column_stack([columns, rows]), axis=0)
    steps = np.array([(dx, dy) for dy in (-1, 0, 1) for dx in (-1, 0, 1)])
    yield from np.unique((own[:, None, :] + steps).reshape(-1, 2), axis=0).tolist()


@dataclass
class _Load:
    """What is carried so far; equal tiles, such as those of water, are carried once."""

    source: TileSource
    vector: bool
    budget: int
    tiles: dict[str, int] = field(default_factory=dict)
    contents: list[str] = field(default_factory=list)
    size: int = 0
    too_much: bool = False

    def take(self, zoom: int, places: Iterator[Place]) -> bool:
        """Take a zoom, whole or not at all."""
        known = {content: number for number, content in enumerate(self.contents)}
        tiles: dict[str, int] = {}
        size = self.size
        for x, y in places:
            tile = self.source.get(zoom, x, y) if on_grid(zoom, x, y) else None
            if tile is None:
                continue
            content = self._text(tile)
            name = f"{zoom}/{x}/{y}"
            size += len(name) + 8 + (0 if content in known else len(content) + 3)
            if size > self.budget:
                self.too_much = True
                return False
            tiles[name] = known.setdefault(content, len(known))
        self.contents, self.size = list(known), size
        self.tiles |= tiles
        return True

    def _text(self, tile: Tile) -> str:
        text = b64encode(tile.data).decode("ascii")
        return text if self.vector else f"data:{tile.media};base64,{text}"


def _nothing(load: _Load, budget: int) -> str:
    if load.too_much:
        return (
            f"一个级别的瓦片也放不下 not one zoom of the tiles fits into {budget / 1e6:g} MB: --basemap-budget, or "
            "--basemap-relative for a folder"
        )
    return "站点所在处没有瓦片 none of its tiles lies where the stations are"


def _note(load: _Load, low: int, high: int, budget: int) -> str:
    count, size, most = len(load.tiles), f"{load.size / 1e6:.2f}", f"{budget / 1e6:g}"
    return (
        f"底图 {count} 块瓦片在本页内，级别 {low}–{high}，{size} MB（上限 {most} MB），更大的级别放大显示 "
        f"{count} tiles of the basemap are inside this page, zooms {low}–{high}, {size} of {most} MB; above, they are "
        "enlarged"
    )
