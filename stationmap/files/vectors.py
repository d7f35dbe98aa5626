"""GeoJSON, GeoPackage and (Geo)Parquet to a table, points to two columns."""

from __future__ import annotations

import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataSourceError
from pyproj.exceptions import CRSError, ProjError

from stationmap.errors import FileFormatError
from stationmap.files.cells import cell_text
from stationmap.files.raw import Irregularity, RawTable, unique_names

__all__ = ["DAMAGE", "LAT", "LON", "in_degrees", "read_features", "read_layer", "read_parquet"]

LAT, LON = "__lat__", "__lon__"
# The same positions within centimetres; CGCS2000 is what Chinese surveys publish.
GEOGRAPHIC = {"EPSG:4326", "OGC:CRS84", "EPSG:4490"}
_STARTS = {".geojson": b"{", ".json": b"{", ".gpkg": b"SQLite format 3\0"}
# What GDAL, PROJ, GEOS and Arrow raise on damaged files, and what their wrappers raise on odd metadata.
DAMAGE = (
    DataSourceError,
    CRSError,
    ProjError,
    pa.ArrowException,
    shapely.errors.ShapelyError,
    ValueError,
    LookupError,
    TypeError,
    OSError,
    RuntimeError,
)


def read_features(path: Path, layer: str | None = None) -> RawTable:
    """Read the points of a GeoJSON or GeoPackage file.

    Parameters
    ----------
    path : Path
        The file.
    layer : str, optional
        Name of the layer; the first with points by default.

    Returns
    -------
    RawTable
        Attributes as text, the point in ``__lat__`` and ``__lon__`` (degrees; "" where a feature has no
        geometry or another than a point); ``rows`` are ordinals from 1. Other systems than WGS 84 and
        CGCS2000 are reprojected to WGS 84, which is an irregularity of the file.

    Raises
    ------
    FileFormatError
        If GDAL cannot read it or it has no such layer.
    """
    names = _layers(path)
    chosen = layer or names[0]
    if chosen not in names:
        raise FileFormatError(f"{path.name}: no layer {chosen}; layers: {', '.join(names)}")
    table = _table_of(read_layer(path, chosen), path.name)
    others = [name for name in names if name != chosen]
    if layer is not None or not others:
        return table
    note = Irregularity(0, "other_layers", ", ".join(others))
    return RawTable(table.frame, table.rows, table.crs, table.header, (note, *table.irregular))


def read_layer(path: Path, layer: str | None = None) -> gpd.GeoDataFrame | pd.DataFrame:
    """Read one layer by GDAL, dates of GeoJSON as the text that they are.

    Raises
    ------
    FileFormatError
        If GDAL cannot read it; GDAL chooses by content, so content that contradicts the suffix is refused.
    """
    start = _STARTS.get(path.suffix.casefold(), b"")
    with path.open("rb") as file:
        head = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if not head.startswith(start):
        raise FileFormatError(f"{path.name}: the content is not that of a {path.suffix} file")
    options = {"DATE_AS_STRING": "YES"} if start == b"{" else {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL's remarks on single features; the table shows what was read
            return pyogrio.read_dataframe(path, layer=layer, **options)
    except DAMAGE as error:
        raise FileFormatError(f"{path.name}: cannot be read: {error}") from error


def read_parquet(path: Path) -> RawTable:
    """Read a GeoParquet file, or a plain one without geometry.

    Raises
    ------
    FileFormatError
        If it is damaged or no Parquet file.
    """
    try:
        geographic = b"geo" in (pq.read_schema(path).metadata or {})
        frame = gpd.read_parquet(path) if geographic else pq.read_table(path, partitioning=None).to_pandas()
    except DAMAGE as error:
        raise FileFormatError(f"{path.name}: cannot be read as Parquet: {error}") from error
    return _table_of(frame.reset_index(drop=isinstance(frame.index, pd.RangeIndex)), path.name)


def _layers(path: Path) -> list[str]:
    """Names of the layers, those with points first."""
    try:
        listed = pyogrio.list_layers(path)
    except DAMAGE as error:
        raise FileFormatError(f"{path.name}: cannot be read: {error}") from error
    if len(listed) == 0:
        raise FileFormatError(f"{path.name}: the file has no layer")
    points = [name for name, kind in listed if "Point" in str(kind)]
    return points + [name for name, kind in listed if "Point" not in str(kind)]


def _table_of(frame: gpd.GeoDataFrame | pd.DataFrame, name: str) -> RawTable:
    irregular: list[Irregularity] = []
    crs = None
    attributes = pd.DataFrame(frame)
    if isinstance(frame, gpd.GeoDataFrame) and frame.active_geometry_name:
        points, crs = in_degrees(frame.geometry, irregular, name)
        attributes = pd.DataFrame(frame.drop(columns=frame.active_geometry_name))
    header = [str(column) for column in attributes.columns]
    columns = {key: _texts(attributes.iloc[:, at]) for at, key in enumerate(unique_names(header))}
    if crs is not None:
        columns[LON], columns[LAT] = _position_texts(points.to_numpy())
        header += [LON, LAT]
    texts = pd.DataFrame(columns, index=pd.RangeIndex(len(attributes)))
    return RawTable(texts, np.arange(1, len(texts) + 1, dtype=np.int64), crs, header, tuple(irregular))


def in_degrees(points: gpd.GeoSeries, irregular: list[Irregularity], name: str) -> tuple[gpd.GeoSeries, str]:
    """Bring shapes to degrees; CGCS2000 stays as it is.

    Parameters
    ----------
    points : geopandas.GeoSeries
        Of any CRS; none is taken for EPSG:4326.
    irregular : list of Irregularity
        Is told of a missing CRS and of one that was reprojected.
    name : str
        The file's name, for the message.

    Returns
    -------
    geopandas.GeoSeries, str
        Longitude and latitude in degrees, and the authority string of their CRS.

    Raises
    ------
    FileFormatError
        If PROJ cannot reproject them.

    Examples
    --------
    >>> in_degrees(gpd.GeoSeries.from_xy([113.0], [34.0], crs=4490), [], "a.gpkg")[1]
    'EPSG:4490'
    """
    if points.crs is None:
        irregular.append(Irregularity(0, "no_crs", ""))
        return points, "EPSG:4326"
    authority = ":".join(points.crs.to_authority() or ("", points.crs.name))
    if authority in GEOGRAPHIC:
        return points, authority
    irregular.append(Irregularity(0, "reprojected", authority.strip(":")))
    try:
        return points.to_crs(4326), "EPSG:4326"
    except DAMAGE as error:
        raise FileFormatError(f"{name}: cannot be reprojected from {authority}: {error}") from error


def _position_texts(shapes: NDArray[np.object_]) -> tuple[pd.Series, pd.Series]:
    """Write a point, or a multipoint of one, as two numbers; anything else has no position."""
    parts = np.asarray(shapely.get_geometry(shapes, 0), dtype=object)
    is_point = (shapely.get_num_geometries(shapes) == 1) & (shapely.get_type_id(parts) == 0) & ~shapely.is_empty(parts)
    parts[~is_point] = None  # an empty point has no x to ask for
    return _repr(shapely.get_x(parts), is_point), _repr(shapely.get_y(parts), is_point)


def _repr(values: NDArray[np.float64], there: NDArray[np.bool_]) -> pd.Series:
    texts = [repr(value) if ok else "" for value, ok in zip(values.tolist(), there.tolist(), strict=True)]
    return pd.Series(texts, dtype=object)


def _texts(column: pd.Series) -> pd.Series:
    return pd.Series([cell_text(value) for value in column], dtype=object)
