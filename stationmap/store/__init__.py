"""The register's database: the only room that speaks SQL.

``open_store`` takes the path of a SQLite file or the address of a PostgreSQL database; both
hold the same tables, brought up to date by migrations.
"""

from stationmap.store.analyses import Analysis
from stationmap.store.changes import Changes
from stationmap.store.database import open_store
from stationmap.store.imports import ImportRecord, Saved
from stationmap.store.store import Store

__all__ = ["Analysis", "Changes", "ImportRecord", "Saved", "Store", "open_store"]
