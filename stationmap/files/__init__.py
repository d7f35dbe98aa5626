"""Files: the only package that opens any. It knows tables and shapes, and nothing of stations."""

from stationmap.files.areas import read_areas
from stationmap.files.arrays import (
    map_array,
    map_table,
    read_facts,
    read_shapes,
    temporary_folder,
    whole_folder,
    write_parts,
)
from stationmap.files.boundaries import read_districts_file
from stationmap.files.chunks import Coded, TableChunk
from stationmap.files.digest import sha256_of
from stationmap.files.folders import ensure_folder, read_text_file, remove_others, write_parquet
from stationmap.files.fonts import FontFile, chinese_font
from stationmap.files.geopackages import NamedLayer, write_geopackage
from stationmap.files.locking import try_lock
from stationmap.files.osm import EXTRACT_SUFFIXES, OsmWays, read_ways
from stationmap.files.packaged import demo_path, national_cities, national_districts, package_file
from stationmap.files.raw import Irregularity, RawTable
from stationmap.files.resources import resource_bytes
from stationmap.files.sheets import Sheet, Styled, write_styled_sheets
from stationmap.files.streams import TableStream, stream_table
from stationmap.files.tables import MAX_FILE_BYTES, TABLE_SUFFIXES, read_table
from stationmap.files.tile_archives import TileArchive
from stationmap.files.tile_folders import TileFolder
from stationmap.files.tiles import Tile, TileFacts
from stationmap.files.together import files_together
from stationmap.files.writing import replacing, write_frame, write_text

__all__ = [
    "EXTRACT_SUFFIXES",
    "MAX_FILE_BYTES",
    "TABLE_SUFFIXES",
    "Coded",
    "FontFile",
    "Irregularity",
    "NamedLayer",
    "OsmWays",
    "RawTable",
    "Sheet",
    "Styled",
    "TableChunk",
    "TableStream",
    "Tile",
    "TileArchive",
    "TileFacts",
    "TileFolder",
    "chinese_font",
    "demo_path",
    "ensure_folder",
    "files_together",
    "map_array",
    "map_table",
    "national_cities",
    "national_districts",
    "package_file",
    "read_areas",
    "read_districts_file",
    "read_facts",
    "read_shapes",
    "read_table",
    "read_text_file",
    "read_ways",
    "remove_others",
    "replacing",
    "resource_bytes",
    "sha256_of",
    "stream_table",
    "temporary_folder",
    "try_lock",
    "whole_folder",
    "write_frame",
    "write_geopackage",
    "write_parquet",
    "write_parts",
    "write_styled_sheets",
    "write_text",
]
