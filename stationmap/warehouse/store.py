"""A store of visits, asked: months of Parquet that the engine reads where they lie."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from stationmap.errors import Fault, FileFormatError, InputError, MissingFileError
from stationmap.extras import planning
from stationmap.visits import VISIT_COLUMNS, VisitCounts
from stationmap.warehouse import expressions
from stationmap.warehouse.engine import Limits, engine
from stationmap.warehouse.manifest import Entry, Manifest

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

__all__ = ["MOST_ROWS", "VisitStore", "open_visits"]

MOST_ROWS = 20_000_000
"""Station-days that `VisitStore.counts` gives; more do not fit well into memory."""
Period = tuple[date, date]


@dataclass(frozen=True)
class VisitStore:
    """Visits by station and day in a folder; see `open_visits`.

    Parameters
    ----------
    folder : Path
    manifest : Manifest
        As it was when the store was opened. An import that comes later may remove months of this one: open it anew.
    limits : Limits
        What the engine may take.

    Examples
    --------
    >>> VisitStore(Path("visits"), Manifest()).unit
    '人次 visits'
    """

    folder: Path
    manifest: Manifest
    limits: Limits = field(default_factory=Limits)

    @property
    def unit(self) -> str:
        """What is counted: visits, never persons."""
        return self.manifest.unit

    @property
    def method(self) -> str:
        """How they were counted; several ways where several imports said so."""
        return self.manifest.method

    @property
    def imports(self) -> tuple[Entry, ...]:
        """The ledger."""
        return self.manifest.imports

    @property
    def station_days(self) -> int:
        """How many rows there are."""
        return sum(month.rows for month in self.manifest.months.values())

    @property
    def period(self) -> Period:
        """First and last day that has a row.

        Raises
        ------
        InputError
            If there is no row.
        """
        if self.manifest.period is None:
            raise InputError(f"人次库是空的 the store of visits is empty: {self.folder}")
        return self.manifest.period

    @contextmanager
    def table(self, period: Period | None = None) -> Iterator[tuple[Backend, Table]]:
        """Give an engine and the rows of a period, to ask them something of your own.

        Parameters
        ----------
        period : tuple of date, optional
            First and last day.

        Raises
        ------
        MissingFileError
            If a month is gone: an import came in between.
        FileFormatError
            If a month is damaged, or is not what the list says.
        """
        months = [month for name, month in self.manifest.months.items() if _touches(name, period)]
        names = [self.folder / month.file for month in months]
        gone = [path.name for path in names if not path.is_file()]
        if gone:
            raise MissingFileError(f"人次库已被更新，请重新打开 the store has changed, open it anew: {gone[0]}")
        with engine(self.limits) as con, self._damage():
            rows = con.read_parquet([str(path) for path in names]) if names else _nothing()
            if not set(_nothing().columns) <= set(rows.columns):
                raise FileFormatError(f"{self.folder}: 月文件不是人次库的 a month is none of a store of visits")
            if con.to_pyarrow(rows.count()).as_py() != sum(month.rows for month in months):
                raise FileFormatError(f"{self.folder}: 行数与目录不符 the rows are not as many as the list says")
            yield con, expressions.within(rows, period)

    @contextmanager
    def _damage(self) -> Iterator[None]:
        duckdb = planning("duckdb")
        try:
            yield
        except (duckdb.InvalidInputException, duckdb.IOException) as error:  # what it raises on damage
            reason = str(error).splitlines()[0]
            raise FileFormatError(f"{self.folder}: 人次库已损坏 the store of visits is damaged: {reason}") from error

    def rows(self, period: Period | None = None) -> int:
        """Count the station-days of a period."""
        with self.table(_checked(period)) as (con, rows):
            return int(con.to_pyarrow(rows.count()).as_py())

    def counts(self, stations: Collection[str] | None = None, period: Period | None = None) -> VisitCounts:
        """Give the rows themselves, for registers of normal size.

        Parameters
        ----------
        stations : collection of str, optional
            Ids; all by default.
        period : tuple of date, optional
            First and last day; the store's own by default.

        Raises
        ------
        InputError
            If there are more than 20 million rows, or the period ends before it begins.
        """
        chosen = _checked(period) or self.period
        with self.table(chosen) as (con, rows):
            wanted = rows if stations is None else rows.semi_join(_ids(stations), "station_id")
            size = int(con.to_pyarrow(wanted.count()).as_py())
            if size > MOST_ROWS:
                fault = Fault("period", f"{size:,}", f"至多 at most {MOST_ROWS:,}")
                raise InputError("行数太多，请缩短时段或用合计 too many rows; take fewer days, or the totals", (fault,))
            frame = con.to_pyarrow(wanted.select(VISIT_COLUMNS)).to_pandas()
        frame["visits"] = frame["visits"].astype("Int64")
        left_out = sum(entry.left_out for entry in self.imports)
        return VisitCounts(frame, unit=self.unit, method=self.method, chosen=chosen, rows_left_out=left_out)

    def station_totals(self, period: Period | None = None) -> pd.DataFrame:
        """Add up the days of each station.

        Parameters
        ----------
        period : tuple of date, optional
            First and last day; all by default.

        Returns
        -------
        pandas.DataFrame
            Columns station_id, visits, reported_visits, reported_days, part_days, closed_days, not_reporting_days,
            first_day, last_day; ordered by station. Sums are 0 where there was nothing to add and the days are then
            NaT; see `stationmap.warehouse.expressions.station_totals`.
        """
        with self.table(_checked(period)) as (con, rows):
            frame: pd.DataFrame = con.to_pyarrow(expressions.station_totals(rows).order_by("station_id")).to_pandas()
        days = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in ("first_day", "last_day")}
        return frame.assign(**days)

    def days_by_district(self, station_district: pd.DataFrame, period: Period | None = None) -> pd.DataFrame:
        """Add up the stations of each district, day by day.

        Parameters
        ----------
        station_district : pandas.DataFrame
            Columns station_id (each once) and adcode.
        period : tuple of date, optional
            First and last day; all by default.

        Returns
        -------
        pandas.DataFrame
            Columns adcode, date, visits (Int64; NA where there is no number), reported_visits (Int64; of days counted
            whole), reported_stations, part_stations, closed_stations, not_reporting_stations; ordered by district and
            day. A day without a row is missing, not zero. Stations that `station_district` lacks stand under adcode "".

        Raises
        ------
        InputError
            If a station stands in two districts.
        """
        if station_district["station_id"].duplicated().any():
            raise InputError("一个站点有两个区县 a station stands in two districts")
        texts = {
            name: pa.array(station_district[name].astype(object), pa.string()) for name in ("station_id", "adcode")
        }
        districts = planning("ibis").memtable(pa.table(texts))
        with self.table(_checked(period)) as (con, rows):
            asked = expressions.days_by_district(rows, districts).order_by(["adcode", "date"])
            frame: pd.DataFrame = con.to_pyarrow(asked).to_pandas()
        days = pd.to_datetime(frame["date"]).astype("datetime64[s]")
        return frame.astype({"visits": "Int64", "reported_visits": "Int64"}).assign(date=days)


def open_visits(folder: Path, *, limits: Limits | None = None) -> VisitStore:
    """Open a store of visits that `import_visits` made.

    Parameters
    ----------
    folder : Path
    limits : Limits, optional
        What the engine may take; 2 GB and all processors by default.

    Raises
    ------
    MissingFileError
        If there is no store.
    FileFormatError, SchemaVersionError
        If its list cannot be read.

    Examples
    --------
    >>> from stationmap.files import demo_path, temporary_folder
    >>> from stationmap.warehouse import import_visits
    >>> with temporary_folder() as above:
    ...     _ = import_visits(demo_path("visits.csv"), above / "visits")
    ...     store = open_visits(above / "visits")
    ...     len(store.station_totals()) > 600, store.period[0].isoformat()
    (True, '2025-09-01')
    """
    manifest = Manifest.read(folder)
    if manifest is None:
        raise MissingFileError(f"没有人次库 no store of visits in {folder}; stationmap visits import makes one")
    return VisitStore(folder, manifest, limits or Limits())


def _touches(month: str, period: Period | None) -> bool:
    return period is None or period[0].isoformat()[:7] <= month <= period[1].isoformat()[:7]


def _checked(period: Period | None) -> Period | None:
    if period is not None and period[1] < period[0]:
        raise InputError(f"时段的首日晚于末日 the period ends ({period[1]}) before it begins ({period[0]})")
    return period


def _ids(stations: Collection[str]) -> Table:
    return planning("ibis").memtable(pa.table({"station_id": pa.array(sorted(set(stations)), pa.string())}))


def _nothing() -> Table:
    types = {"station_id": pa.string(), "date": pa.date32(), "visits": pa.int64(), "state": pa.string()}
    return planning("ibis").memtable(pa.schema(list(types.items())).empty_table())
