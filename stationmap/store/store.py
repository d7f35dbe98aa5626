"""The register in a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import geopandas as gpd
import pandas as pd
from sqlalchemy import Connection, Engine

from stationmap.errors import StoreError
from stationmap.store.analyses import Analysis, KeptAnalyses
from stationmap.store.changes import Changes, Kind, add_change, changes_since, last_change, mark_of, wait_for_writers
from stationmap.store.districts import Rows, compare_districts, read_districts, write_districts
from stationmap.store.imports import ImportRecord, Saved, add_import
from stationmap.store.schema import stations
from stationmap.store.stations import Difference, compare_stations, read_stations, write_stations

__all__ = ["Store"]


class Store:
    """A register of stations and their districts; made by `open_store`.

    Notes
    -----
    Every method is one transaction. Writers wait for each other, readers for nobody. Every transaction that changes
    a station or a district has a number, greater than those of all before it; others leave the number as it is.
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

    def sequence(self) -> int:
        """Return the number of the last change, 0 before the first; cheap enough to ask many times a second."""
        with self._engine.begin() as connection:
            return last_change(connection)

    def mark(self, sequence: int) -> str:
        """Tell a change of that number from one of another register: when it was made and what it was, "" if none."""
        with self._engine.begin() as connection:
            return mark_of(connection, sequence)

    def version(self) -> str:
        """Return the register's version: the number of the last change, as text."""
        return str(self.sequence())

    def stations(self, *ids: str) -> pd.DataFrame:
        """Return all stations, or those of `ids` that there are, ordered by id: columns of `STATION_COLUMNS`."""
        with self._engine.begin() as connection:
            return read_stations(connection, *([stations.c.id.in_(ids)] if ids else []))

    def districts(self) -> gpd.GeoDataFrame:
        """Return all districts ordered by adcode: adcode, name, city, residents, source, geometry (EPSG:4326)."""
        with self._engine.begin() as connection:
            return read_districts(connection)

    def snapshot(self) -> tuple[pd.DataFrame, gpd.GeoDataFrame, str]:
        """Return stations, districts and version as they were at one moment."""
        with self._one_moment() as connection:
            return read_stations(connection), read_districts(connection), str(last_change(connection))

    def changes(self, since: int) -> Changes:
        """Return what changed after a number of the sequence, as it is at one moment.

        Who keeps a copy of `snapshot` and puts the stations of each `changes` in place of those with their ids
        holds the register as it is.

        Parameters
        ----------
        since : int
            Version of the copy.
        """
        with self._one_moment() as connection:
            return changes_since(connection, since)

    def save(
        self,
        table: pd.DataFrame | Callable[[pd.DataFrame], pd.DataFrame],
        districts: gpd.GeoDataFrame,
        record: ImportRecord,
    ) -> Saved:
        """Take an import in, whole or not at all.

        Parameters
        ----------
        table : pandas.DataFrame or callable
            Columns of `STATION_COLUMNS`, each id once; or what makes it of the register's stations, called within the
            transaction, so that nobody changes them meanwhile.
        districts : geopandas.GeoDataFrame
            Districts to keep with them; known ones are replaced.
        record : ImportRecord
            What is known of the file; kept also where the file changes nothing.

        Raises
        ------
        InputError
            If an id is there more than once.
        StoreError
            If the database does not take it.
        """
        with self._writing() as connection:
            number = add_import(connection, record)
            kept = read_stations(connection)
            table = table(kept) if callable(table) else table
            new = compare_stations(table, kept)
            _write(
                connection, "import", record.file_name, new, compare_districts(connection, districts), import_id=number
            )
        added, updated = len(new.added), len(new.updated)
        return Saved(added, updated, len(table) - added - updated, len(kept) + added - len(table))

    def put(self, kind: Kind, before: pd.DataFrame, after: pd.DataFrame, districts: gpd.GeoDataFrame) -> int:
        """Change one station, if it still is as it was read.

        Parameters
        ----------
        kind : {"add", "edit", "close"}
            What the change is called.
        before, after : pandas.DataFrame
            The station as `stations` gave it, no row if it is new, and as it shall be; columns of `STATION_COLUMNS`.
        districts : geopandas.GeoDataFrame
            Districts to keep with it; known ones are replaced.

        Returns
        -------
        int
            Number of the register's last change: this one, unless nothing changed.

        Raises
        ------
        StoreError
            If another changed the station meanwhile, or the database does not take it; nothing is written.
        """
        station_id = str(after["id"].iat[0])
        with self._writing() as connection:
            kept = read_stations(connection, stations.c.id == station_id)
            if len(kept) != len(before) or compare_stations(before, kept):
                raise StoreError(
                    f"{station_id}：刚被别人改动，没有写入 another changed it meanwhile; nothing was written"
                )
            _write(
                connection, kind, station_id, compare_stations(after, kept), compare_districts(connection, districts)
            )
            return last_change(connection)

    def keep_analysis(
        self,
        name: str,
        document: Mapping[str, Any],
        *,
        register_version: str,
        scope: str = "",
        inputs: Mapping[str, str] | None = None,
    ) -> Analysis:
        """Keep a result, in place of the one that has its name and scope; the register's version stays as it is.

        What is kept is served to strangers: small counts must be suppressed before.

        Parameters
        ----------
        name : str
            What was analysed, such as ``reach``; up to 40 characters.
        document : mapping
            Plain JSON, null for unknown. What belongs to a district stands in lists of objects with an ``adcode``.
        register_version : str
            Version of the snapshot that it was made of.
        scope : str
            What it is restricted to, such as a city's code or a preset; "" for the whole register.
        inputs : mapping of str to str
            SHA-256, hexadecimal, of each further file that went in, by name.

        Raises
        ------
        InputError
            If the document is no JSON, the name cannot be used, or this register never had that version.
        StoreError
            If the database does not take it.
        """
        given = Analysis.now(name, document, scope, register_version, inputs or {})
        with self._writing() as connection:
            KeptAnalyses(connection).put(given)
        return given

    def analysis(self, name: str, scope: str = "") -> Analysis:
        """Return a result that is kept.

        Raises
        ------
        NotFoundError
            If none of that name and scope is kept.
        """
        with self._engine.begin() as connection:
            return KeptAnalyses(connection).one(name, scope)

    def analyses(self) -> tuple[list[Analysis], str]:
        """Return all results that are kept, by name and scope, and the mark of this state."""
        with self._one_moment() as connection:
            return KeptAnalyses(connection).all(), KeptAnalyses(connection).mark()

    def analyses_mark(self) -> str:
        """Tell one state of the kept results from another; cheap enough to ask many times a second."""
        with self._engine.begin() as connection:
            return KeptAnalyses(connection).mark()

    def drop_analysis(self, name: str, scope: str = "") -> bool:
        """Take a result out; say whether there was one."""
        with self._writing() as connection:
            return KeptAnalyses(connection).drop(name, scope)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(stationmap_write=True) as connection, connection.begin():
            wait_for_writers(connection)
            yield connection

    @contextmanager
    def _one_moment(self) -> Iterator[Connection]:
        engine = self._engine
        if engine.dialect.name == "postgresql":  # SQLite's readers see one moment anyway
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.begin() as connection:
            yield connection


def _write(connection: Connection, kind: Kind, what: str, new: Difference, districts: Rows, **marks: int) -> None:
    """Write what is not as it was, under a number of its own; if there is nothing, no number is taken."""
    if new or districts:
        sequence = add_change(connection, kind, what)
        write_districts(connection, districts, sequence=sequence)
        write_stations(connection, new, sequence=sequence, **marks)
