"""What lies under a map: tiles of others or of one's own, each in its datum; none unless it is asked for.

``choose_basemap`` finds out what is meant: a name of `presets`, one of `addresses`, a folder or an archive. A `Basemap`
is served (`document`), or carried by a page in itself (`carrying`, by the arithmetic of `grid`).
"""

from stationmap.basemaps.addresses import parse_basemap
from stationmap.basemaps.basemap import Basemap, Carried, TileSource
from stationmap.basemaps.carrying import carry_tiles
from stationmap.basemaps.choosing import choose_basemap, warnings_of
from stationmap.basemaps.document import SERVED_URL, basemap_document, beside_page, served_basemap
from stationmap.basemaps.grid import on_grid, tiles_at
from stationmap.basemaps.presets import PRESETS, Preset, preset_basemap

__all__ = [
    "PRESETS",
    "SERVED_URL",
    "Basemap",
    "Carried",
    "Preset",
    "TileSource",
    "basemap_document",
    "beside_page",
    "carry_tiles",
    "choose_basemap",
    "on_grid",
    "parse_basemap",
    "preset_basemap",
    "served_basemap",
    "tiles_at",
    "warnings_of",
]
