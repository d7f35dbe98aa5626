"""Districts for the page: shapes light enough to send, figures as they are, and nobody lost for want of a shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from stationmap.datum import Datum, from_wgs84
from stationmap.errors import ColumnError
from stationmap.maps.polyline import encode_line
from stationmap.usage import HIDDEN

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["FIGURES", "MOST_POINTS", "ROW_COLUMNS", "TOLERANCE", "district_layer", "packed_districts"]

# Figures of a district: column, decimals, Chinese, English.
FIGURES = (
    ("visits_per_station_day", 3, "人次/站日", "Visits per station-day"),
    ("visits", 0, "服务人次", "Visits"),
    ("reported_station_days", 0, "有数据的站日", "Station-days reported"),
    ("missing_station_days", 0, "缺数据的站日", "Station-days missing"),
    ("stations", 0, "站点数", "Stations"),
    ("stations_in_operation", 0, "运行中站点", "Stations in operation"),
    ("stations_naming_it", 0, "登记为本区的站点", "Stations that name the district"),
    ("stations_per_10k_residents", 4, "每万居民站点", "Stations per 10,000 residents"),
    ("residents", 0, "常住人口", "Residents"),
    ("area_km2", 2, "面积（km²）", "Area, km²"),
)
_HIDEABLE = ("visits", "visits_per_station_day")
ROW_COLUMNS = ("adcode", "name", *(column for column, *_ in FIGURES))
TOLERANCE = 0.0008  # degrees, about 80 m: a bend of less than its square is left out, on both sides of a border alike
MOST_POINTS = 250_000
"""Points of polygons in a page: where there are more, the tolerance is doubled until there are not."""

_LABEL = 0.002
Ring = list[list[float]]


def district_layer(districts: gpd.GeoDataFrame | None, rows: pd.DataFrame | None, datum: Datum) -> dict[str, Any]:
    """Join shapes and figures by adcode; whatever either table names is in the answer.

    Parameters
    ----------
    districts : geopandas.GeoDataFrame or None
        Columns adcode, name, geometry (None where there is no polygon); without a CRS taken as WGS 84.
    rows : pandas.DataFrame or None
        Coverage table: `ROW_COLUMNS`, missing values unknown.
    datum : Datum
        What to draw shapes in.

    Returns
    -------
    dict
        ``items`` sorted by adcode (figures, the note beside them, columns that are hidden, polygons as rings of
        [lat, lon] and a place for the label), ``figures``, what they are called, and ``tolerance``, degrees: bends of
        less than its square are left out.

    Raises
    ------
    ColumnError
        If a column is missing.

    Examples
    --------
    >>> rows = pd.DataFrame([dict.fromkeys(ROW_COLUMNS, None) | {"adcode": "410172", "name": "高新区", "visits": 7}])
    >>> item = district_layer(None, rows, Datum.WGS84)["items"][0]
    >>> item["figures"]["visits"], item["figures"]["residents"], item["polygons"]
    (7.0, None, [])
    """
    figures = {} if rows is None else _figures(rows)
    shapes, tolerance = ({}, TOLERANCE) if districts is None else _shapes(districts, datum)
    adcodes = sorted({*figures, *shapes})
    blank = {"name": "", **_NO_SHAPE, **_NO_FIGURES}
    items = [{"adcode": adcode, **blank, **shapes.get(adcode, {}), **figures.get(adcode, {})} for adcode in adcodes]
    return {"items": items, "figures": FIGURES, "tolerance": tolerance}


def packed_districts(layer: dict[str, Any]) -> dict[str, Any]:
    """Write shapes and figures short, as the page's script takes them.

    Parameters
    ----------
    layer : dict
        What `district_layer` gave.

    Returns
    -------
    dict
        The same, but each ring as `encode_line` writes it, and figures as a list in the order of `FIGURES`.

    Examples
    --------
    >>> rows = pd.DataFrame([dict.fromkeys(ROW_COLUMNS, None) | {"adcode": "410172", "name": "高新区", "visits": 7}])
    >>> packed_districts(district_layer(None, rows, Datum.WGS84))["items"][0]["figures"][:3]
    [None, 7, None]
    """
    return {**layer, "items": [_packed(item) for item in layer["items"]]}


def _packed(item: dict[str, Any]) -> dict[str, Any]:
    polygons = [[encode_line(ring) for ring in rings] for rings in item["polygons"]]
    return {**item, "polygons": polygons, "figures": [_short(item["figures"][column]) for column, *_ in FIGURES]}


def _short(value: float | None) -> float | None:
    """Write 3.0 as 3."""
    return int(value) if value is not None and value.is_integer() else value


_NO_SHAPE: dict[str, Any] = {"polygons": [], "label": None}
_NO_FIGURES: dict[str, Any] = {
    "figures": dict.fromkeys((column for column, *_ in FIGURES), None),
    "note": "",
    "hidden": [],
}


def _figures(rows: pd.DataFrame) -> dict[str, dict[str, Any]]:
    _check_columns(rows, ROW_COLUMNS)
    table = {column: _numbers(rows[column]) for column, *_ in FIGURES}
    heads = zip(rows["adcode"].tolist(), rows["name"].tolist(), strict=True)
    notes = rows["note"].fillna("").astype(str).tolist() if "note" in rows else [""] * len(rows)
    return {
        adcode: {
            "name": name,
            "figures": {column: values[row] for column, values in table.items()},
            "note": notes[row],
            "hidden": [column for column in _HIDEABLE if HIDDEN in notes[row] and table[column][row] is None],
        }
        for row, (adcode, name) in enumerate(heads)
    }


def _numbers(values: pd.Series) -> list[float | None]:
    numbers = pd.to_numeric(values).to_numpy(dtype=np.float64, na_value=np.nan)
    return [float(number) if np.isfinite(number) else None for number in numbers]


def _shapes(districts: gpd.GeoDataFrame, datum: Datum) -> tuple[dict[str, dict[str, Any]], float]:
    _check_columns(districts, ("adcode", "name"))
    geometry = districts.geometry if districts.crs is None else districts.geometry.to_crs(4326)
    shapes, tolerance = _drawn(geometry.to_numpy(), datum)
    heads = zip(districts["adcode"].tolist(), districts["name"].tolist(), shapes, strict=True)
    return {
        adcode: {"name": name, "polygons": _polygons(shape), "label": _label(shape)} for adcode, name, shape in heads
    }, tolerance


def _drawn(geometry: NDArray[Any], datum: Datum) -> tuple[NDArray[Any], float]:
    """Simplify for display, then shift into the datum."""

    def shift(lon_lat: NDArray[np.float64]) -> NDArray[np.float64]:
        lat, lon = from_wgs84(lon_lat[:, 1], lon_lat[:, 0], datum)
        return np.column_stack([lon, lat])

    there = np.array([_areas(shape) for shape in geometry], dtype=object)
    known = ~shapely.is_missing(there)
    there[known], tolerance = _simplified(there[known])
    return np.asarray(shapely.transform(there, shift)), tolerance


def _simplified(shapes: NDArray[Any]) -> tuple[NDArray[Any], float]:
    """Leave out bends, neighbours' common borders alike; those of a country more than those of a city."""
    tolerance = TOLERANCE
    while True:
        light = shapely.coverage_simplify(shapes, tolerance)
        if tolerance > 1 or shapely.get_num_coordinates(light).sum() <= MOST_POINTS:
            return light, tolerance
        tolerance *= 2


def _areas(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    """Leave out lines and points, which border nothing."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon) and not part.is_empty]
    return shapely.MultiPolygon(parts) if parts else None


def _polygons(shape: shapely.Geometry | None) -> list[list[Ring]]:
    return [[_ring(ring) for ring in (part.exterior, *part.interiors)] for part in shapely.get_parts(shape)]


def _ring(ring: shapely.LinearRing) -> Ring:
    # Leaflet closes rings itself.
    points: Ring = np.round(shapely.get_coordinates(ring)[:-1, ::-1], 5).tolist()
    return points


def _label(shape: shapely.Geometry | None) -> list[float] | None:
    """Place the name in the middle of the widest part, where it overlaps least."""
    if shape is None:
        return None
    circle = shapely.maximum_inscribed_circle(max(shapely.get_parts(shape), key=shapely.area), _LABEL)
    lon, lat = shapely.get_coordinates(circle)[0].round(5).tolist()
    return [lat, lon]


def _check_columns(table: pd.DataFrame, names: tuple[str, ...]) -> None:
    missing = [name for name in names if name not in table.columns]
    if missing:
        raise ColumnError(f"the table of districts lacks {', '.join(missing)}")
