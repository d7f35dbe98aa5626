"""Rows of stations, as tables with the columns of `STATION_COLUMNS`."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Connection, bindparam, func, insert, select, update

from stationmap.errors import Fault, InputError
from stationmap.station import STATION_COLUMNS
from stationmap.store.imports import Saved
from stationmap.store.schema import stations

__all__ = ["read_stations", "save_stations"]

_DTYPES = {"text": "str", "codes": "str", "date": "str", "number": "float64", "integer": "Int64"}


def read_stations(connection: Connection) -> pd.DataFrame:
    """Return all stations, ordered by id.

    Returns
    -------
    pandas.DataFrame
        Columns of `STATION_COLUMNS`; positions in WGS 84.
    """
    query = select(*(stations.c[name] for name in STATION_COLUMNS))
    frame = pd.DataFrame(connection.execute(query).all(), columns=list(STATION_COLUMNS))
    frame = frame.astype({name: _DTYPES[column.type] for name, column in STATION_COLUMNS.items()})
    # Ordered here, not by the database: collations differ between servers, code points do not.
    return frame.sort_values("id", ignore_index=True)


def save_stations(connection: Connection, table: pd.DataFrame, import_id: int) -> Saved:
    """Insert new stations, update changed ones, leave the others as they are.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns of `STATION_COLUMNS`, each id once.
    import_id : int
        The import that brings them.

    Raises
    ------
    InputError
        If an id is there more than once.
    """
    _check_ids(table["id"])
    kept = read_stations(connection).set_index("id")
    known = table["id"].isin(kept.index)
    changed = _differs(table[known].set_index("id"), kept)
    if new := _records(table[~known], import_id):
        connection.execute(insert(stations), new)
    if old := _records(table[known][changed.to_numpy()], import_id):
        named = [{("old_id" if key == "id" else key): value for key, value in row.items()} for row in old]
        connection.execute(update(stations).where(stations.c.id == bindparam("old_id")), named)
    total = connection.execute(select(func.count()).select_from(stations)).scalar_one()
    return Saved(len(new), len(old), len(table) - len(new) - len(old), int(total) - len(table))


def _check_ids(ids: pd.Series[str]) -> None:
    doubled = ids[ids.duplicated()].unique().tolist()
    if doubled:
        faults = tuple(Fault("id", station_id, "must be there once") for station_id in doubled)
        raise InputError(f"编号重复 ids more than once: {', '.join(map(repr, doubled))}", faults)


def _differs(now: pd.DataFrame, kept: pd.DataFrame) -> pd.Series[bool]:
    before = kept.loc[now.index]
    same = (now == before).fillna(value=False) | (now.isna() & before.isna())
    return ~same.all(axis="columns")


def _records(table: pd.DataFrame, import_id: int) -> list[dict[str, Any]]:
    columns = [table[name].astype(object).where(table[name].notna(), None) for name in STATION_COLUMNS]
    keys = [*STATION_COLUMNS, "import_id"]
    return [dict(zip(keys, (*values, import_id), strict=True)) for values in zip(*columns, strict=True)]
