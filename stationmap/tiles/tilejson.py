"""What a program must know to draw the tiles: TileJSON 3.0."""

from __future__ import annotations

from typing import Any

import numpy as np

from stationmap.catalogue import Searchable
from stationmap.datum import Datum
from stationmap.tiles.mercator import NORTHERNMOST

__all__ = ["DEEPEST", "tilejson"]

DEEPEST = 18
"""Zoom from which programs enlarge what they have: a unit is then four centimetres."""

_STATION = {
    "id": "编号 id in the register",
    "name": "名称 name",
    "kind": "类型 code of the kind; /v1/meta lists them",
    "amenities": "设施 codes with commas between",
    "out_of_order": "故障设施 codes of amenities out of order",
    "district": "区县 adcode",
}


def tilejson(
    catalogue: Searchable, url: str, datum: Datum, notice: str | None, attribution: str = ""
) -> dict[str, Any]:
    """Describe the tiles of a register.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    url : str
        Address of a tile, with ``{z}``, ``{x}`` and ``{y}``.
    datum : Datum
        Of the tiles.
    notice : str or None
        The sentence that must travel with the data.
    attribution : str
        Credit line.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> tilejson(demonstration(), "/tiles/{z}/{x}/{y}.mvt", Datum.WGS84, None)["tilejson"]
    '3.0.0'
    """
    lat, lon = catalogue.positions(datum)
    lat, lon = lat[np.abs(lat) <= NORTHERNMOST], lon[np.abs(lat) <= NORTHERNMOST]
    edges = [lon.min(), lat.min(), lon.max(), lat.max()] if len(lat) else [-180, -NORTHERNMOST, 180, NORTHERNMOST]
    credit = " · ".join(text for text in (notice, attribution) if text)
    return {
        "tilejson": "3.0.0",
        "name": "户外劳动者服务站点 rest stations",
        "description": "运行中的站点 stations in operation" + (f" · {notice}" if notice else ""),
        "version": "1.0.0",
        "scheme": "xyz",
        "tiles": [url],
        "minzoom": 0,
        "maxzoom": DEEPEST,
        "bounds": [round(float(edge), 6) for edge in edges],
        "center": [
            round((float(edges[0]) + float(edges[2])) / 2, 6),
            round((float(edges[1]) + float(edges[3])) / 2, 6),
            9,
        ],
        "attribution": credit,
        "vector_layers": [
            {"id": "stations", "description": "站点 single stations", "fields": _STATION},
            {"id": "clusters", "description": "站点多处的格网 cells of many", "fields": {"count": "站点数 stations"}},
        ],
        "datum": datum.value,
        "register_version": catalogue.version,
        "notice": notice,
    }
