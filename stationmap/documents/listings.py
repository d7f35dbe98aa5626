"""A page of stations, and the districts, as GeoJSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import shapely

from stationmap.catalogue import Searchable
from stationmap.datum import Datum
from stationmap.documents.features import station_feature
from stationmap.documents.notices import DISTRICTS_ATTRIBUTION, notice

__all__ = ["districts_document", "stations_document"]


def stations_document(
    catalogue: Searchable, rows: Sequence[int], matched: int, datum: Datum, at: int | None = None
) -> dict[str, Any]:
    """Write one page of a listing.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    rows : sequence of int
        Rows of the catalogue that the page shows.
    matched : int
        How many fit in all.
    datum : Datum
        Of the positions.
    at : int, optional
        UTC epoch seconds: whether each is open then is told too.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> document = stations_document(demonstration(), [0, 1], 667, Datum.WGS84)
    >>> document["numberReturned"], document["numberMatched"]
    (2, 667)
    """
    return {
        "type": "FeatureCollection",
        "datum": datum.value,
        "features": [station_feature(catalogue, row, datum, at) for row in rows],
        "numberMatched": matched,
        "numberReturned": len(rows),
        "register_version": catalogue.version,
        "notice": notice(catalogue),
    }


def districts_document(catalogue: Searchable, *, polygons: bool) -> dict[str, Any]:
    """Write the districts, by adcode.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    polygons : bool
        Whether to send the polygons, in WGS 84.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> districts_document(demonstration(), polygons=False)["features"][0]["id"]
    '410102'
    """
    frame = catalogue.districts.frame.assign(area_km2=catalogue.districts.area_km2.to_numpy())
    return {
        "type": "FeatureCollection",
        "features": [_district_feature(row, polygons=polygons) for row in frame.itertuples(index=False)],
        "register_version": catalogue.version,
        "notice": notice(catalogue),
        "attribution": DISTRICTS_ATTRIBUTION,
    }


def _district_feature(row: Any, *, polygons: bool) -> dict[str, Any]:  # noqa: ANN401  (pandas' named tuple)
    shape = row.geometry
    return {
        "type": "Feature",
        "id": row.adcode,
        "geometry": shapely.geometry.mapping(shape) if polygons and shape is not None else None,
        "properties": {
            "adcode": row.adcode,
            "name": row.name,
            "city": row.city,
            "residents": None if row.residents is pd.NA else int(row.residents),
            "area_km2": None if shape is None else round(row.area_km2, 3),
            "has_polygon": shape is not None,
        },
    }
