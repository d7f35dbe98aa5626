"""Rows of districts: code, name, residents, polygon and who is credited for it."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Connection, delete, insert, select

from stationmap.store.schema import districts

__all__ = ["Rows", "compare_districts", "read_districts", "write_districts"]

_COLUMNS = ("adcode", "name", "city", "residents", "geometry", "source")
_TEXTS = ("adcode", "name", "city", "source")
Rows = list[dict[str, Any]]
"""Districts as the database takes them."""


def read_districts(connection: Connection) -> gpd.GeoDataFrame:
    """Return all districts, ordered by adcode.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns adcode, name, city, residents (Int64, NA unknown), source ("" unknown) and geometry (EPSG:4326,
        None where the district has no polygon).
    """
    query = select(*(districts.c[name] for name in _COLUMNS))
    frame = pd.DataFrame(connection.execute(query).all(), columns=list(_COLUMNS)).sort_values("adcode")
    frame = frame.astype({**dict.fromkeys(_TEXTS, "str"), "residents": "Int64"})
    shapes = shapely.from_wkb(np.array(frame.pop("geometry").tolist(), dtype=object))
    return gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326").reset_index(drop=True)


def compare_districts(connection: Connection, frame: gpd.GeoDataFrame) -> Rows:
    """Return the rows of `frame` that are new or not as the database has them, ready to be written.

    Parameters
    ----------
    connection : Connection
    frame : geopandas.GeoDataFrame
        Columns adcode, name, city, residents, geometry; and source, "" where the frame has none.
    """
    given = frame if "source" in frame.columns else frame.assign(source="")
    query = select(*(districts.c[name] for name in _COLUMNS)).where(districts.c.adcode.in_(given["adcode"].tolist()))
    kept = {row["adcode"]: dict(row) for row in connection.execute(query).mappings()}
    rows = [_record(row) for row in given[list(_COLUMNS)].itertuples(index=False)]
    return [row for row in rows if kept.get(row["adcode"]) != row]


def write_districts(connection: Connection, rows: Rows, **marks: int) -> None:
    """Insert districts, in place of those that have their adcodes; `marks` are columns that all of them get."""
    if rows:
        connection.execute(delete(districts).where(districts.c.adcode.in_([row["adcode"] for row in rows])))
        connection.execute(insert(districts), [row | marks for row in rows])


def _record(row: Any) -> dict[str, Any]:  # noqa: ANN401  (pandas gives named tuples of no type)
    record = row._asdict()
    shape = record["geometry"]
    record["geometry"] = None if shape is None or shape.is_empty else shapely.to_wkb(shape)
    record["residents"] = None if pd.isna(record["residents"]) else int(record["residents"])
    return dict(record)
