"""GeoPackages with several layers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import pyogrio

from stationmap.errors import InputError

__all__ = ["NamedLayer", "write_geopackage"]

_TYPES = {"Point": "Point", "MultiPoint": "MultiPoint", "Polygon": "MultiPolygon", "MultiPolygon": "MultiPolygon"}


class NamedLayer(NamedTuple):
    """One layer: its name, what it holds, and its rows; without a geometry it is a table.

    Examples
    --------
    >>> NamedLayer("方法", "方法 method", pd.DataFrame({"说明": ["…"]})).name
    '方法'
    """

    name: str
    title: str
    frame: pd.DataFrame


def write_geopackage(path: Path, layers: Sequence[NamedLayer]) -> None:
    """Write layers into a new GeoPackage; to have it whole or not at all, write into a folder of `files_together`.

    Shapes are in EPSG:4326, which the file declares. A row without a shape stays, with a null geometry.

    Parameters
    ----------
    path : Path
        Ends in .gpkg; must not exist.
    layers : sequence of NamedLayer

    Raises
    ------
    InputError
        If a layer has another coordinate system than EPSG:4326, or mixes kinds of shapes.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> points = gpd.GeoDataFrame({"名称": ["站"]}, geometry=gpd.points_from_xy([113.6], [34.7]), crs=4326)
    >>> with temporary_folder() as folder:
    ...     write_geopackage(folder / "a.gpkg", [NamedLayer("站点", "站点 stations", points)])
    ...     pyogrio.list_layers(folder / "a.gpkg").tolist()
    [['站点', 'Point']]
    """
    for layer in layers:
        options = {"DESCRIPTION": layer.title, "IDENTIFIER": layer.name}
        if not isinstance(layer.frame, gpd.GeoDataFrame):
            pyogrio.write_dataframe(layer.frame, path, layer=layer.name, driver="GPKG", layer_options=options)
            continue
        pyogrio.write_dataframe(
            layer.frame,
            path,
            layer=layer.name,
            driver="GPKG",
            geometry_type=_type_of(layer),
            promote_to_multi=_type_of(layer).startswith("Multi"),
            layer_options=options | {"GEOMETRY_NAME": "geom"},
        )


def _type_of(layer: NamedLayer) -> str:
    frame = layer.frame
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        raise InputError(f"the layer {layer.name} is not in EPSG:4326")
    kinds = {_TYPES.get(kind, kind) for kind in frame.geom_type.dropna().unique()}
    if len(kinds) > 1:
        raise InputError(f"the layer {layer.name} mixes {', '.join(sorted(kinds))}")
    return kinds.pop() if kinds else "MultiPolygon"
