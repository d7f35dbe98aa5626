"""Rows of stations, as tables with the columns of `STATION_COLUMNS`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, bindparam, insert, select, update

from stationmap.errors import Fault, InputError
from stationmap.station import DTYPES, STATION_COLUMNS
from stationmap.store.schema import stations

__all__ = ["Difference", "compare_stations", "read_stations", "write_stations"]


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """What a table of stations would change.

    Parameters
    ----------
    added, updated : pandas.DataFrame
        Stations that are new, and those that are not as they were; columns of `STATION_COLUMNS`.
    """

    added: pd.DataFrame
    updated: pd.DataFrame

    def __bool__(self) -> bool:
        return not (self.added.empty and self.updated.empty)


def read_stations(connection: Connection, *where: ColumnElement[bool]) -> pd.DataFrame:
    """Return stations, all or those that fit, ordered by id.

    Returns
    -------
    pandas.DataFrame
        Columns of `STATION_COLUMNS`; positions in WGS 84.
    """
    query = select(*(stations.c[name] for name in STATION_COLUMNS)).where(*where)
    frame = pd.DataFrame(connection.execute(query).all(), columns=list(STATION_COLUMNS))
    frame = frame.astype({name: DTYPES[column.type] for name, column in STATION_COLUMNS.items()})
    # Ordered here, not by the database: collations differ between servers, code points do not.
    return frame.sort_values("id", ignore_index=True)


def compare_stations(table: pd.DataFrame, kept: pd.DataFrame) -> Difference:
    """Tell which stations are new and which are not as they were.

    Parameters
    ----------
    table, kept : pandas.DataFrame
        Columns of `STATION_COLUMNS`: stations as they shall be, each id once, and as they are.

    Raises
    ------
    InputError
        If an id is there more than once.
    """
    _check_ids(table["id"])
    before = kept.set_index("id")
    known = table["id"].isin(before.index)
    changed = _differs(table[known].set_index("id"), before)
    return Difference(table[~known], table[known][changed.to_numpy()])


def write_stations(connection: Connection, difference: Difference, **marks: int) -> None:
    """Insert new stations and update changed ones; `marks` are columns that all of them get."""
    if new := _records(difference.added, marks):
        connection.execute(insert(stations), new)
    if old := _records(difference.updated, marks):
        named = [{("old_id" if key == "id" else key): value for key, value in row.items()} for row in old]
        connection.execute(update(stations).where(stations.c.id == bindparam("old_id")), named)


def _check_ids(ids: pd.Series[str]) -> None:
    doubled = ids[ids.duplicated()].unique().tolist()
    if doubled:
        faults = tuple(Fault("id", station_id, "must be there once") for station_id in doubled)
        raise InputError(f"编号重复 ids more than once: {', '.join(map(repr, doubled))}", faults)


def _differs(now: pd.DataFrame, kept: pd.DataFrame) -> pd.Series[bool]:
    before = kept.loc[now.index]
    same = (now == before).fillna(value=False) | (now.isna() & before.isna())
    return ~same.all(axis="columns")


def _records(table: pd.DataFrame, marks: dict[str, int]) -> list[dict[str, Any]]:
    columns = [table[name].astype(object).where(table[name].notna(), None) for name in STATION_COLUMNS]
    return [dict(zip(STATION_COLUMNS, values, strict=True)) | marks for values in zip(*columns, strict=True)]
