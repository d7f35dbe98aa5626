"""Finds rest stations for people who work outdoors.

A register of stations goes in; the nearest that have what is needed, maps and coverage come out.
Positions are WGS 84 unless a datum is named; distances are geodesic metres.
"""

from importlib.metadata import version

from stationmap.amenities import AMENITIES, Amenity
from stationmap.catalogue import Catalogue
from stationmap.coverage import DistrictCoverage, by_district
from stationmap.datum import Datum, from_wgs84, to_wgs84
from stationmap.districts import Districts
from stationmap.errors import (
    InputError,
    NotFoundError,
    StationmapError,
    StoreError,
)
from stationmap.index import Hits, StationIndex, Wanted
from stationmap.loading import demonstration, load_catalogue
from stationmap.nearest import Answer, Match, Query, Selection, find_nearest, list_stations
from stationmap.register import ImportOptions, check_register, import_register
from stationmap.station import Position, Station
from stationmap.store import Store, open_store
from stationmap.visits import VisitCounts

__all__ = [
    "AMENITIES",
    "Amenity",
    "Answer",
    "Catalogue",
    "Datum",
    "DistrictCoverage",
    "Districts",
    "Hits",
    "ImportOptions",
    "InputError",
    "Match",
    "NotFoundError",
    "Position",
    "Query",
    "Selection",
    "Station",
    "StationIndex",
    "StationmapError",
    "Store",
    "StoreError",
    "VisitCounts",
    "Wanted",
    "__version__",
    "by_district",
    "check_register",
    "demonstration",
    "find_nearest",
    "from_wgs84",
    "import_register",
    "list_stations",
    "load_catalogue",
    "open_store",
    "to_wgs84",
]

__version__ = version("stationmap")
