"""Files: the only package that opens any. It knows tables and shapes, and nothing of stations."""

from stationmap.files.boundaries import read_districts_file
from stationmap.files.digest import sha256_of
from stationmap.files.packaged import demo_path, national_cities, national_districts, package_file
from stationmap.files.raw import Irregularity, RawTable
from stationmap.files.resources import resource_bytes
from stationmap.files.tables import MAX_FILE_BYTES, TABLE_SUFFIXES, read_table
from stationmap.files.writing import write_frame, write_text

__all__ = [
    "MAX_FILE_BYTES",
    "TABLE_SUFFIXES",
    "Irregularity",
    "RawTable",
    "demo_path",
    "national_cities",
    "national_districts",
    "package_file",
    "read_districts_file",
    "read_table",
    "resource_bytes",
    "sha256_of",
    "write_frame",
    "write_text",
]
