"""Stations as Mapbox Vector Tiles: what QGIS, MapLibre and the map page draw of registers too large for one page.

``tile`` makes one. What it is made of: `mercator` (degrees to places on the square of Web Mercator), `morton` (places
in an order in which every tile is one run), `sorted` (the register in that order, and its changes), `drawn` (single
stations, and cells where there would be too many), `varints` and `encoding` (the bytes).
"""

from __future__ import annotations

from stationmap.tiles.drawn import CELLS, MOST
from stationmap.tiles.mercator import LAST_ZOOM, NORTHERNMOST
from stationmap.tiles.sorted import is_prepared, prepare
from stationmap.tiles.tile import Address, tile
from stationmap.tiles.tilejson import tilejson

__all__ = ["CELLS", "LAST_ZOOM", "MOST", "NORTHERNMOST", "Address", "is_prepared", "prepare", "tile", "tilejson"]
