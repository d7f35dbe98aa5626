"""Maps as single pages that open anywhere: no host is asked, and text from data is only ever text.

``station_map`` makes the page, over tiles of the room `basemaps`, if any. What it is made of: `stations` and
`districts` (what is drawn, as plain lists), `measures` and `classes` (what districts are coloured by; `of_coverage` and
`of_results` make them), `planning` (gaps, sites and radii), `streets` (of an extract, as a ground), `vector_tiles`
(where a service draws many stations from), `payload` (the one door by which data enters the page), `polyline` (lines
as short texts), `assets` (scripts and styles to inline) and `page` (the Folium map around them).
``web/`` holds the page's own script and style.
"""

from __future__ import annotations

from stationmap.basemaps import Basemap, parse_basemap
from stationmap.maps.catalogue_map import map_page
from stationmap.maps.results import Result, results_kept, results_of
from stationmap.maps.station_map import station_map
from stationmap.maps.streets import read_street_lines, street_layer
from stationmap.maps.vector_tiles import tiles_part

__all__ = [
    "Basemap",
    "Result",
    "map_page",
    "parse_basemap",
    "read_street_lines",
    "results_kept",
    "results_of",
    "station_map",
    "street_layer",
    "tiles_part",
]
