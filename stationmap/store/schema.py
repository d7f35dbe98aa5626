"""Tables of the register, one schema for SQLite and PostgreSQL.

The columns of ``stations`` are those of `stationmap.station.STATION_COLUMNS`. The migrations
repeat them as they were at the time; a test holds the two equal.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

from stationmap.station import STATION_COLUMNS

__all__ = ["districts", "imports", "metadata", "stations"]

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

_TYPES = {"text": Text, "codes": Text, "date": Text, "number": Double, "integer": Integer}
_NULLABLE = {"number", "integer"}

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("file_name", Text, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("datum", String(8), nullable=False),
    Column("imported_at", Text, nullable=False),
    Column("rows_read", Integer, nullable=False),
    Column("rows_kept", Integer, nullable=False),
    Column("rows_left_out", Integer, nullable=False),
)

stations = Table(
    "stations",
    metadata,
    *(
        Column(column.name, _TYPES[column.type], primary_key=column.name == "id", nullable=column.type in _NULLABLE)
        for column in STATION_COLUMNS.values()
    ),
    Column("import_id", Integer, ForeignKey("imports.id"), nullable=False, index=True),
)

districts = Table(
    "districts",
    metadata,
    Column("adcode", String(12), primary_key=True),
    Column("name", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("residents", Integer, nullable=True),
    Column("geometry", LargeBinary, nullable=True),  # WKB, WGS 84, longitude first
)
