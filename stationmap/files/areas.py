"""Polygons with what is written beside them, from GeoJSON, GeoPackage and GeoParquet."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import shapely
from numpy.typing import NDArray

from stationmap.errors import FileFormatError
from stationmap.files.cells import cell_text
from stationmap.files.raw import Irregularity, RawTable, unique_names
from stationmap.files.tables import checked_path
from stationmap.files.vectors import DAMAGE, in_degrees, read_layer

__all__ = ["read_areas"]

_LAYERED = (".geojson", ".json", ".gpkg")
_PARQUET = (".parquet", ".geoparquet")


def read_areas(path: Path, layer: str | None = None) -> tuple[RawTable, NDArray[np.object_]] | None:
    """Read polygons and their attributes.

    Parameters
    ----------
    path : Path
        Any file; only GeoJSON, GeoPackage and GeoParquet can hold polygons.
    layer : str, optional
        Name of the layer; by default the first with polygons, unless a layer holds points.

    Returns
    -------
    tuple of RawTable and array of shapely geometries, or None
        Attributes as text, and of each row its valid polygon or multipolygon (longitude and latitude, degrees; None
        where a feature has another geometry or none). None if the file, or the layer, holds no polygon.

    Raises
    ------
    MissingFileError
        If there is no file.
    FileFormatError
        If it cannot be read or has no such layer.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> square = gpd.GeoDataFrame({"人数": [12]}, geometry=[shapely.box(113, 34, 114, 35)], crs=4326)
    >>> with temporary_folder() as folder:
    ...     square.to_file(folder / "a.gpkg")
    ...     table, shapes = read_areas(folder / "a.gpkg")
    >>> table.frame["人数"].tolist(), shapes[0].geom_type
    (['12'], 'Polygon')
    """
    suffix = checked_path(path).suffix.casefold()
    if suffix not in _LAYERED + _PARQUET:
        return None
    irregular: list[Irregularity] = []
    frame = _parquet(path) if suffix in _PARQUET else _layer(path, layer, irregular)
    if frame is None or not frame.geom_type.isin(("Polygon", "MultiPolygon")).any():
        return None
    shapes, crs = in_degrees(frame.geometry, irregular, path.name)
    attributes = pd.DataFrame(frame.drop(columns=frame.active_geometry_name))
    header = [str(column) for column in attributes.columns]
    texts = {
        key: pd.Series([cell_text(value) for value in attributes.iloc[:, at]], dtype=object)
        for at, key in enumerate(unique_names(header))
    }
    rows = np.arange(1, len(frame) + 1, dtype=np.int64)
    table = pd.DataFrame(texts, index=pd.RangeIndex(len(frame)))
    return RawTable(table, rows, crs, header, tuple(irregular)), _polygonal(shapes.to_numpy())


def _parquet(path: Path) -> gpd.GeoDataFrame | None:
    try:
        if b"geo" not in (pq.read_schema(path).metadata or {}):
            return None
        return gpd.read_parquet(path).reset_index(drop=True)
    except DAMAGE as error:
        raise FileFormatError(f"{path.name}: cannot be read as Parquet: {error}") from error


def _layer(path: Path, layer: str | None, irregular: list[Irregularity]) -> gpd.GeoDataFrame | None:
    try:
        kinds = {str(name): str(kind) for name, kind in pyogrio.list_layers(path)}
    except DAMAGE as error:
        raise FileFormatError(f"{path.name}: cannot be read: {error}") from error
    if layer is not None and layer not in kinds:
        raise FileFormatError(f"{path.name}: no layer {layer}; layers: {', '.join(kinds)}")
    names = [layer] if layer is not None else list(kinds)
    if any("Point" in kinds[name] for name in names):
        return None
    chosen = next((name for name in names if "Polygon" in kinds[name]), names[0] if names else None)
    if chosen is None:
        return None
    if layer is None and len(kinds) > 1:
        irregular.append(Irregularity(0, "other_layers", ", ".join(name for name in kinds if name != chosen)))
    frame = read_layer(path, chosen)
    return frame if isinstance(frame, gpd.GeoDataFrame) else None


def _polygonal(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Mend polygons; what is none, or has no area, becomes None."""
    done = np.asarray(shapely.make_valid(shapely.force_2d(shapes)), dtype=object)
    done[~np.isin(shapely.get_type_id(shapes), (3, 6))] = None
    for at, shape in enumerate(done):
        done[at] = _areal(shape)
    return done


def _areal(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    parts = [
        part for part in shapely.get_parts(shape) if part.geom_type in {"Polygon", "MultiPolygon"} and part.area > 0
    ]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)
