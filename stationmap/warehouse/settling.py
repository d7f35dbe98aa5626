"""One month of a file, settled: a row a station and day, with what only shows when all rows are seen together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from stationmap.extras import planning
from stationmap.visits.duplicates import first_of_each_day
from stationmap.warehouse.staging import SCHEMA, Staged

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

__all__ = ["KEY", "Settled", "settle", "strangers"]

KEY = ["station_id", "date"]
_COLUMNS = ["row", "station_id", "date", "visits", "state"]
_TOLD_DOUBLES = 200_000
Period = tuple[date, date]


@dataclass(frozen=True)
class Settled:
    """A month's rows in the engine.

    Parameters
    ----------
    table : ibis Table
        Columns row, station_id, date, visits, state; each station and day once.
    doubles : int
        Rows of a station and day that stood in the file already; left out.
    rows : int
        Station-days.
    first, last : str
        First and last day, ISO 8601; "" if there is none.

    Examples
    --------
    >>> Settled(None, 0).rows
    0
    """

    table: Table
    doubles: int = 0
    rows: int = 0
    first: str = ""
    last: str = ""


def settle(con: Backend, staged: Staged, month: str, complete: Period | None = None) -> Settled:
    """Add up a month's entries, or keep the first row of each station and day and tell of the others.

    Parameters
    ----------
    con : ibis backend
    staged : Staged
        What is found is told to it.
    month : str
        Such as ``2025-09``.
    complete : tuple of date, optional
        Days on which a named station without an entry had none.

    Examples
    --------
    >>> from stationmap.files import demo_path, temporary_folder
    >>> from stationmap.warehouse.engine import engine
    >>> from stationmap.warehouse.form import VisitForm
    >>> from stationmap.warehouse.staging import stage
    >>> with temporary_folder() as folder, engine() as con:
    ...     staged = stage(demo_path("visits.csv"), VisitForm(), folder, lambda share, step: None)
    ...     settle(con, staged, "2025-09").doubles
    0
    """
    parts, path = _parts(con, staged.months.get(month, [])), staged.folder / f"{month}.settled.parquet"
    if staged.events:
        return _kept(con, _sums(parts, staged, _days_of(month, complete)), path)
    firsts = parts.group_by(KEY).agg(row=parts["row"].min(), times=parts.count())
    doubled = firsts.filter(firsts["times"] > 1)
    sizes = con.to_pyarrow(firsts.agg(days=firsts.count(), rows=firsts["times"].sum().coalesce(0))).to_pylist()[0]
    doubles = int(sizes["rows"]) - int(sizes["days"])
    if not doubles:
        return _kept(con, parts, path)
    rows = con.to_pyarrow(parts.semi_join(doubled, KEY).order_by("row").limit(_TOLD_DOUBLES)).to_pandas()
    rows["visits"] = rows["visits"].astype("Int64")
    told = first_of_each_day(rows, staged.fields)[1]
    staged.told.extend(told)
    return _kept(con, parts.semi_join(firsts, "row"), path, doubles)


def strangers(con: Backend, settled: Settled, known: Collection[str]) -> pd.DataFrame:
    """Add up the rows of stations that a register lacks.

    Parameters
    ----------
    con : ibis backend
    settled : Settled
    known : collection of str
        Ids of the register.

    Returns
    -------
    pandas.DataFrame
        Columns station_id, row (the first), rows, visits.

    Examples
    --------
    >>> from stationmap.warehouse.engine import engine
    >>> import ibis
    >>> rows = pa.table({"row": [2, 3], "station_id": ["a", "x"], "visits": [4, 5]})
    >>> with engine() as con:
    ...     strangers(con, Settled(ibis.memtable(rows)), ["a"]).to_dict("records")
    [{'station_id': 'x', 'row': 3, 'rows': 1, 'visits': 5}]
    """
    ibis = planning("ibis")
    ids = ibis.memtable(pa.table({"station_id": pa.array(list(known), pa.string())}))
    rows = settled.table.anti_join(ids, "station_id")
    visits = rows["visits"].sum().coalesce(0).cast("int64")
    found: pd.DataFrame = con.to_pyarrow(
        rows.group_by("station_id").agg(row=rows["row"].min(), rows=rows.count(), visits=visits)
    ).to_pandas()
    return found


def _parts(con: Backend, paths: list[Path]) -> Table:
    if paths:
        return con.read_parquet([str(path) for path in paths])
    return planning("ibis").memtable(SCHEMA.empty_table())


def _kept(con: Backend, table: Table, path: Path, doubles: int = 0) -> Settled:
    """Keep on disk what is asked more than once."""
    con.to_parquet(table.select(_COLUMNS), str(path))
    rows = con.read_parquet(str(path))
    facts = rows.agg(rows=rows.count(), first=rows["date"].min(), last=rows["date"].max())
    one = con.to_pyarrow(facts).to_pylist()[0]
    days = [day.isoformat() if day else "" for day in (one["first"], one["last"])]
    return Settled(rows, doubles, int(one["rows"]), *days)


def _sums(parts: Table, staged: Staged, days: list[date]) -> Table:
    """Add up entries, and put a true zero on the complete days of stations whose every row could be read."""
    ibis = planning("ibis")
    sums = parts.group_by(KEY).agg(visits=parts["visits"].sum().cast("int64"), row=parts["row"].min())
    sure = sorted(staged.named - staged.doubtful)
    if days and sure:
        stations = ibis.memtable(pa.table({"station_id": pa.array(sure, pa.string())}))
        dates = ibis.memtable(pa.table({"date": pa.array(days, pa.date32())}))
        silent = stations.cross_join(dates).anti_join(sums, KEY)
        zero = ibis.literal(0, "int64")
        sums = sums.select(*KEY, "visits", "row").union(silent.select(*KEY, visits=zero, row=zero))
    return sums.mutate(state=ibis.literal("counted"))


def _days_of(month: str, complete: Period | None) -> list[date]:
    if complete is None:
        return []
    days = (complete[0] + timedelta(days=n) for n in range((complete[1] - complete[0]).days + 1))
    return [day for day in days if day.isoformat().startswith(month)]
