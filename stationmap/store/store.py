"""The register in a database."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import geopandas as gpd
import pandas as pd
from sqlalchemy import Engine, text

from stationmap.store.districts import read_districts, save_districts
from stationmap.store.imports import ImportRecord, Saved, add_import, latest_import
from stationmap.store.stations import read_stations, save_stations

__all__ = ["Store"]


class Store:
    """A register of stations and their districts; made by `open_store`.

    Notes
    -----
    Every method is one transaction. Writers wait for each other, readers for nobody.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    def version(self) -> str:
        """Return the register's version: the number of its last import, "0" before the first."""
        with self._engine.begin() as connection:
            return str(latest_import(connection))

    def stations(self) -> pd.DataFrame:
        """Return all stations ordered by id, with the columns of `STATION_COLUMNS`."""
        with self._engine.begin() as connection:
            return read_stations(connection)

    def districts(self) -> gpd.GeoDataFrame:
        """Return all districts ordered by adcode: adcode, name, city, residents, geometry (EPSG:4326)."""
        with self._engine.begin() as connection:
            return read_districts(connection)

    def snapshot(self) -> tuple[pd.DataFrame, gpd.GeoDataFrame, str]:
        """Return stations, districts and version as they were at one moment."""
        engine = self._engine
        if engine.dialect.name == "postgresql":  # SQLite's readers see one moment anyway
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.begin() as connection:
            return read_stations(connection), read_districts(connection), str(latest_import(connection))

    def save(self, table: pd.DataFrame, districts: gpd.GeoDataFrame, record: ImportRecord) -> Saved:
        """Take an import in, whole or not at all.

        Parameters
        ----------
        table : pandas.DataFrame
            Columns of `STATION_COLUMNS`, each id once.
        districts : geopandas.GeoDataFrame
            Districts to keep with them; known ones are replaced.
        record : ImportRecord
            What is known of the file.

        Raises
        ------
        InputError
            If an id is there more than once.
        StoreError
            If the database does not take it.
        """
        with self._engine.connect().execution_options(stationmap_write=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("LOCK TABLE imports IN SHARE ROW EXCLUSIVE MODE"))
            number = add_import(connection, record)
            save_districts(connection, districts)
            return save_stations(connection, table, number)
