"""Tables of the register, one schema for SQLite and PostgreSQL.

The columns of ``stations`` are those of `stationmap.station.STATION_COLUMNS`. The migrations
repeat them as they were at the time; a test holds the two equal.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

from stationmap.station import STATION_COLUMNS

__all__ = ["analyses", "changes", "districts", "imports", "metadata", "stations"]

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

_TYPES = {"text": Text, "codes": Text, "date": Text, "number": Double, "integer": Integer}
_NULLABLE = {"number", "integer"}


def _last_change() -> Column[int]:
    return Column("sequence", Integer, ForeignKey("changes.sequence"), nullable=False, index=True)


changes = Table(
    "changes",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("made_at", Text, nullable=False),
    Column("kind", String(16), nullable=False),  # import, add, edit or close
    Column("what", Text, nullable=False),  # name of the file, id of the station
)

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
    Column("import_id", Integer, ForeignKey("imports.id"), nullable=True, index=True),  # none for one added by hand
    _last_change(),
)

districts = Table(
    "districts",
    metadata,
    Column("adcode", String(12), primary_key=True),
    Column("name", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("residents", Integer, nullable=True),
    Column("geometry", LargeBinary, nullable=True),  # WKB, WGS 84, longitude first
    Column("source", Text, nullable=False),  # who is credited for the polygon
    _last_change(),
)

analyses = Table(
    "analyses",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("scope", Text, primary_key=True),  # "" for the whole register
    Column("document", Text, nullable=False),  # JSON
    Column("made_at", Text, nullable=False),
    Column("register_version", Text, nullable=False),  # a number of `changes`, or 0 before the first
    Column("inputs", Text, nullable=False),  # JSON: file name to SHA-256
    Column("library_version", Text, nullable=False),
)
