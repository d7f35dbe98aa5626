"""Area within a kilometre of a station, district by district: exact sums beside buffer, union and overlay."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from benchmarks.bench import Bench, quiet
from benchmarks.table import Table, number, times
from stationmap.districts import Districts, national
from stationmap.projection import Plane
from stationmap.reach import area_covered

__all__ = ["run"]

_RADIUS_M = 1_000.0
_PROVINCE = "41"  # Henan; the whole country takes the rivals minutes
_SEGMENTS = 16
_CORNERS = 4 * _SEGMENTS
_WIDER = float(np.sqrt(2 * np.pi / _CORNERS / np.sin(2 * np.pi / _CORNERS)))  # polygons with the area of the disc

Result = TypeVar("Result")
Rival = Callable[[gpd.GeoDataFrame, gpd.GeoSeries], pd.Series]


def run(bench: Bench) -> list[Table]:
    """Measure one province, or with `--full` the country too."""
    country = national()
    codes = country.frame["adcode"]
    tables = [_beside(bench, country.only(codes[codes.str.startswith(_PROVINCE)]), "one province")]
    if bench.queries >= 10_000:
        tables.append(_beside(bench, country, "the country"))
    else:
        seconds, _ = _ours(bench.stations.lat, bench.stations.lon, country)
        row = ["stationmap, once and twice", number(seconds)]
        note = f"{len(bench.stations):,} stations, {len(country):,} districts; beside the rivals: --full."
        tables.append(Table("Area: the country", ("method", "s"), [row], note))
    return tables


def _beside(bench: Bench, districts: Districts, where: str) -> Table:
    lat, lon = _about(bench, districts)
    ours, table = _ours(lat, lon, districts)
    exact = table.set_index("adcode")["covered_km2"]
    frame = districts.frame[districts.has_polygon.to_numpy()]
    west, south, east, north = districts.bounds
    crs = Plane((south + north) / 2, (west + east) / 2).crs
    flat = frame.to_crs(crs)
    points = gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=4326).to_crs(crs)
    rows = [["stationmap, once and twice", number(ours), times(1), "–", "–"]]
    rivals: dict[str, Rival] = {"buffer, union_all, overlay": _overlay, "tree, union and clip by district": _by_tree}
    for name, rival in rivals.items():
        seconds, areas = _timed(lambda rival=rival: rival(flat, points))
        off = (areas.reindex(exact.index).fillna(0) - exact)[exact > 0] / exact[exact > 0]
        whole = areas.sum() / exact.sum() - 1
        rows.append([name, number(seconds), times(seconds / ours), f"{whole:+.4%}", f"{off.abs().max():.3%}"])
    note = (
        f"{len(lat):,} stations, {len(districts):,} districts, {_RADIUS_M:g} m; one round of each rival. They give the"
        f" area covered once, in one equal-area plane, by circles of {_CORNERS} corners that have the disc's area;"
        " stationmap gives once and twice, in a plane of each district. Differences of the area covered, in all and of"
        " the worst district. Far from the middle of a country's plane the rivals' circles are none on the ground."
    )
    return Table(f"Area: {where}", ("method", "s", "ratio", "in all", "worst district"), rows, note)


def _about(bench: Bench, districts: Districts) -> tuple[np.ndarray, np.ndarray]:
    west, south, east, north = districts.bounds
    lat, lon = bench.stations.lat, bench.stations.lon
    near = (lat > south - 0.1) & (lat < north + 0.1) & (lon > west - 0.1) & (lon < east + 0.1)
    return lat[near], lon[near]


def _ours(lat: np.ndarray, lon: np.ndarray, districts: Districts) -> tuple[float, pd.DataFrame]:
    """Take the middle of three rounds; the rivals have one."""
    rounds = [_timed(lambda: area_covered(lat, lon, districts, _RADIUS_M)) for _ in range(3)]
    return median(seconds for seconds, _ in rounds), rounds[0][1]


def _timed(measured: Callable[[], Result]) -> tuple[float, Result]:
    with quiet():
        start = time.perf_counter()
        result = measured()
        return time.perf_counter() - start, result


def _overlay(districts: gpd.GeoDataFrame, points: gpd.GeoSeries) -> pd.Series:
    union = points.buffer(_RADIUS_M * _WIDER, quad_segs=_SEGMENTS).union_all()
    covered = gpd.overlay(districts, gpd.GeoDataFrame(geometry=[union], crs=districts.crs), keep_geom_type=True)
    return covered.assign(km2=covered.area / 1e6).groupby("adcode")["km2"].sum()


def _by_tree(districts: gpd.GeoDataFrame, points: gpd.GeoSeries) -> pd.Series:
    shapes, places = districts.geometry.to_numpy(), points.to_numpy()
    district, point = shapely.STRtree(places).query(shapes, predicate="dwithin", distance=_RADIUS_M)
    discs = points.buffer(_RADIUS_M * _WIDER, quad_segs=_SEGMENTS).to_numpy()
    areas = []
    for row, shape in enumerate(shapes):
        union = shapely.union_all(discs[point[district == row]])
        areas.append(shapely.intersection(union, shape).area / 1e6)
    return pd.Series(areas, index=districts["adcode"].to_numpy())
