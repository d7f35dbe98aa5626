"""District polygons from a user's file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from stationmap.errors import ColumnError, FileFormatError, InputError
from stationmap.files.cells import cell_text
from stationmap.files.tables import checked_path
from stationmap.files.vectors import DAMAGE, read_layer

__all__ = ["read_districts_file"]

_SUFFIXES = (".geojson", ".json", ".gpkg", ".shp", ".parquet", ".geoparquet")
_ALIASES = {
    "adcode": ("adcode", "code", "gb", "区划代码", "行政区划代码", "代码", "区县代码", "adm_code", "ad_code"),
    "name": ("name", "名称", "区县", "区县名称", "district", "县区", "行政区"),
    "city": ("city", "市", "地市", "城市", "所属市"),
    "residents": ("residents", "population", "人口", "常住人口", "pop"),
}
_AREAS = ("Polygon", "MultiPolygon")


def read_districts_file(path: Path) -> gpd.GeoDataFrame:
    """Read districts from GeoJSON, GeoPackage, Shapefile or GeoParquet.

    Parameters
    ----------
    path : Path
        Headers may be adcode/code/gb/区划代码, name/名称/区县, city/市, residents/population/人口/常住人口.

    Returns
    -------
    geopandas.GeoDataFrame
        adcode (text; ``gb`` codes lose their leading 156), name and city ("" if the file has none),
        residents (Int64, NA unknown), geometry (EPSG:4326, valid polygons, None if there is none). Parts
        of one adcode are dissolved; their residents are the largest number given.

    Raises
    ------
    MissingFileError
        If there is no file.
    FileFormatError
        If it cannot be read or holds no polygon.
    ColumnError
        If no column holds codes, or a row has none.

    Examples
    --------
    >>> import tempfile
    >>> square = gpd.GeoDataFrame({"gb": ["156410106"], "名称": ["上街区"]}, geometry=[shapely.box(113, 34, 114, 35)])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     square.set_crs(4326).to_file(Path(folder) / "d.gpkg")
    ...     read_districts_file(Path(folder) / "d.gpkg")[["adcode", "name"]].to_numpy().tolist()
    [['410106', '上街区']]
    """
    frame = _polygons(checked_path(path))
    fields = _fields([str(c) for c in frame.columns], path.name)
    codes = frame[fields["adcode"]].map(cell_text).str.strip().str.replace(r"^156(?=\d{6}$)", "", regex=True)
    if (codes == "").any():
        raise ColumnError(f"{path.name}: {int((codes == '').sum())} districts have no code in {fields['adcode']}")
    done = {"adcode": codes.astype(object)}
    for field in ("name", "city"):
        texts = frame[fields[field]].map(cell_text).str.strip() if field in fields else ""
        done[field] = pd.Series(texts, index=frame.index, dtype=object)
    done["residents"] = _residents(frame, fields.get("residents"), path.name)
    table = gpd.GeoDataFrame(done, geometry=frame.geometry.to_numpy(), crs=frame.crs)
    return _dissolved(table).sort_values("adcode", ignore_index=True)


def _polygons(path: Path) -> gpd.GeoDataFrame:
    suffix = path.suffix.casefold()
    if suffix not in _SUFFIXES:
        raise FileFormatError(f"{path.name}: districts are read from {', '.join(_SUFFIXES)}")
    try:
        frame = gpd.read_parquet(path) if "parquet" in suffix else read_layer(path)
        if not isinstance(frame, gpd.GeoDataFrame) or not frame.geom_type.isin(_AREAS).any():
            raise FileFormatError(f"{path.name}: holds no polygon")
        frame = frame.set_crs(4326) if frame.crs is None else frame.to_crs(4326)
        shapes = shapely.make_valid(frame.geometry.where(frame.geom_type.isin(_AREAS)).to_numpy())
    except InputError:
        raise
    except DAMAGE as error:
        raise FileFormatError(f"{path.name}: cannot be read: {error}") from error
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=4326)).reset_index(drop=True)


def _fields(headers: list[str], name: str) -> dict[str, str]:
    plain = {unicodedata.normalize("NFKC", header).strip().casefold(): header for header in reversed(headers)}
    fields = {field: plain[alias] for field, words in _ALIASES.items() for alias in reversed(words) if alias in plain}
    if "adcode" not in fields:
        wanted = ", ".join(_ALIASES["adcode"])
        raise ColumnError(f"{name}: no column of district codes ({wanted}); the file has {', '.join(headers)}")
    return fields


def _residents(frame: pd.DataFrame, column: str | None, name: str) -> pd.Series:
    if column is None:
        return pd.Series(pd.NA, index=frame.index, dtype="Int64")
    texts = frame[column].map(cell_text).str.replace(r"[,，\s]", "", regex=True)
    numbers = pd.to_numeric(texts.where(texts != "", None), errors="coerce")
    if (numbers.isna() & (texts != "")).any() or (numbers < 0).any() or (numbers % 1 > 0).any():
        raise ColumnError(f"{name}: {column} holds other things than whole numbers of residents")
    return numbers.astype("Float64").astype("Int64")


def _dissolved(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if not table["adcode"].duplicated().any():
        return table
    kept = table.dissolve("adcode", as_index=False, aggfunc={"name": "first", "city": "first", "residents": "max"})
    return kept[["adcode", "name", "city", "residents", "geometry"]]
