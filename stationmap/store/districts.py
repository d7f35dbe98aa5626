"""Rows of districts: code, name, residents and polygon."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Connection, delete, insert, select

from stationmap.store.schema import districts

__all__ = ["read_districts", "save_districts"]

_COLUMNS = ("adcode", "name", "city", "residents", "geometry")


def read_districts(connection: Connection) -> gpd.GeoDataFrame:
    """Return all districts, ordered by adcode.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns adcode, name, city, residents (Int64, NA unknown) and geometry (EPSG:4326,
        None where the district has no polygon).
    """
    query = select(*(districts.c[name] for name in _COLUMNS))
    frame = pd.DataFrame(connection.execute(query).all(), columns=list(_COLUMNS)).sort_values("adcode")
    frame = frame.astype({"adcode": "str", "name": "str", "city": "str", "residents": "Int64"})
    shapes = shapely.from_wkb(np.array(frame.pop("geometry").tolist(), dtype=object))
    return gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326").reset_index(drop=True)


def save_districts(connection: Connection, frame: gpd.GeoDataFrame) -> None:
    """Insert districts; one whose adcode is there already is replaced."""
    if frame.empty:
        return
    connection.execute(delete(districts).where(districts.c.adcode.in_(frame["adcode"].tolist())))
    connection.execute(insert(districts), [_record(row) for row in frame[list(_COLUMNS)].itertuples(index=False)])


def _record(row: Any) -> dict[str, Any]:  # noqa: ANN401  (pandas gives named tuples of no type)
    record = row._asdict()
    shape = record["geometry"]
    record["geometry"] = None if shape is None or shape.is_empty else shapely.to_wkb(shape)
    record["residents"] = None if pd.isna(record["residents"]) else int(record["residents"])
    return dict(record)
