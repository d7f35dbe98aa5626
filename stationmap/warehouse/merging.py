"""One month of a file into the month of a store: what the file holds replaces, what it does not hold stays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stationmap.files import replacing
from stationmap.warehouse.manifest import Month
from stationmap.warehouse.settling import KEY, Settled

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

__all__ = ["Merged", "merge_month"]

_COLUMNS = ["station_id", "date", "visits", "state"]


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a month.

    Parameters
    ----------
    new, replaced, unchanged : int
        Station-days that the store lacked, that it had with another number or state, and that it had.
    month : Month or None
        The file that was written; None if nothing changed.

    Examples
    --------
    >>> Merged(0, 0, 3, None).unchanged
    3
    """

    new: int
    replaced: int
    unchanged: int
    month: Month | None


def merge_month(con: Backend, settled: Settled, old: Month | None, path: Path) -> Merged:
    """Write a month anew, ordered by station and day, if the rows change it.

    Parameters
    ----------
    con : ibis backend
    settled : Settled
        The rows that come in.
    old : Month or None
        The month as it is, in the same folder; its file is not touched.
    path : Path
        Where the month goes, whole or not at all.

    Raises
    ------
    MissingFileError, InputError
        If it cannot be written.

    Examples
    --------
    >>> from datetime import date
    >>> import ibis
    >>> import pyarrow as pa
    >>> from stationmap.files import temporary_folder
    >>> from stationmap.warehouse.engine import engine
    >>> rows = pa.table({"station_id": ["a"], "date": [date(2025, 9, 1)], "visits": [4], "state": ["counted"]})
    >>> with temporary_folder() as folder, engine() as con:
    ...     settled = Settled(ibis.memtable(rows), 0, 1, "2025-09-01", "2025-09-01")
    ...     first = merge_month(con, settled, None, folder / "1.parquet")
    ...     again = merge_month(con, settled, first.month, folder / "2.parquet")
    >>> first.new, again.unchanged, again.month
    (1, 1, None)
    """
    rows = settled.table.select(_COLUMNS)
    replaced = unchanged = 0
    if old is not None and settled.rows:
        before = con.read_parquet(str(path.parent / old.file))
        replaced, unchanged = _compared(con, rows, before)
        rows = rows.union(before.anti_join(rows, KEY).select(_COLUMNS))
    new = settled.rows - replaced - unchanged
    if not new and not replaced:
        return Merged(0, 0, unchanged, None)
    with replacing(path) as temporary:
        con.to_parquet(rows.order_by(KEY), str(temporary), compression="zstd")
    return Merged(new, replaced, unchanged, _month(settled, old, new, path.name))


def _compared(con: Backend, rows: Table, before: Table) -> tuple[int, int]:
    """Count the station-days of both that differ, and those that do not."""
    names = {"old_station": "station_id", "old_date": "date", "old_visits": "visits", "old_state": "state"}
    old = before.select(**{new: before[name] for new, name in names.items()})
    both = rows.inner_join(old, [rows["station_id"] == old["old_station"], rows["date"] == old["old_date"]])
    same = both["visits"].identical_to(both["old_visits"]) & (both["state"] == both["old_state"])
    counts = con.to_pyarrow(both.agg(all=both.count(), same=same.sum().coalesce(0).cast("int64"))).to_pylist()[0]
    return counts["all"] - counts["same"], counts["same"]


def _month(settled: Settled, old: Month | None, new: int, name: str) -> Month:
    if old is None:
        return Month(name, new, settled.first, settled.last)
    return Month(name, old.rows + new, min(old.first, settled.first), max(old.last, settled.last))
