"""Streets of an OpenStreetMap extract as a light ground under a map, within a budget of bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from stationmap.datum import Datum, from_wgs84
from stationmap.errors import InputError
from stationmap.files import OsmWays, read_ways
from stationmap.maps.polyline import encode_line
from stationmap.streets import closed_to_foot, walkable

__all__ = ["BUDGET", "read_street_lines", "street_layer"]

BUDGET = 1_000_000  # bytes
CREDIT = "街道 streets: © OpenStreetMap contributors, ODbL 1.0"
_TOLERANCE_M = 4.0  # what a simplified street may stray; a pixel at zoom 15
_NEAR_M = 2_000.0  # from a station; streets there come first
_DEGREE_M = 111_320.0
_MAIN, _STREET, _LANE = 1, 2, 3
_RANKS = {
    **dict.fromkeys(("motorway", "trunk", "primary", "secondary", "tertiary"), _MAIN),
    **dict.fromkeys(("residential", "unclassified", "living_street", "pedestrian", "road"), _STREET),
}
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Lines:
    """Simplified lines: degrees in the map's datum, whose they are, and how far from a station, metres."""

    lines: npt.NDArray[np.object_]
    rank: npt.NDArray[np.int8]
    away_m: Floats


def read_street_lines(path: Path) -> OsmWays:
    """Read the ways that one walks on; their kind is 1 for main roads, 2 for streets, 3 for lanes and paths.

    Parameters
    ----------
    path : Path
        Extract: .osm, .osm.gz, .osm.bz2 or .pbf.

    Raises
    ------
    MissingFileError
        If there is no such file.
    FileFormatError
        If it cannot be read.
    ExtraMissingError
        If osmium is not installed.
    InputError
        If it holds no street.

    Examples
    --------
    >>> read_street_lines(Path("no.osm"))
    Traceback (most recent call last):
        ...
    stationmap.errors.MissingFileError: 没有这个文件 no such file: no.osm
    """
    ways = read_ways(path, "highway", _rank, closed_to_foot)
    if not len(ways):
        raise InputError(f"{path.name}: 没有可步行的街道 no street to walk on")
    return ways


def _rank(tags: Mapping[str, str]) -> tuple[int, str]:
    walked, reason = walkable(tags)
    return (_RANKS.get(tags["highway"].removesuffix("_link"), _LANE), "") if walked else (0, reason)


def street_layer(
    ways: OsmWays, lat: npt.ArrayLike, lon: npt.ArrayLike, datum: Datum = Datum.WGS84, budget: int = BUDGET
) -> dict[str, Any]:
    """Make the part ``streets`` of a map page.

    Streets within 2 km of a station come first, main roads before streets before lanes, the nearer before the
    farther; then the others likewise, until the budget is spent.

    Parameters
    ----------
    ways : OsmWays
        As `read_street_lines` gives them.
    lat, lon : array_like of float
        Stations, degrees, WGS 84.
    datum : Datum
        In which the map is drawn.
    budget : int
        Bytes of the lines.

    Returns
    -------
    dict
        ``lines``: by kind, lines as `encode_line` writes them, simplified by 4 m; ``credit``; ``note``, which says
        what was left out.

    Examples
    --------
    >>> a, lat, lon = np.array([0, 1]), np.array([34.75, 34.76]), np.array([113.6, 113.6])
    >>> ways = OsmWays(a, np.array([0, 2]), np.array([1]), a, lat, lon, np.zeros(2, bool), {}, None)
    >>> street_layer(ways, [34.75], [113.6])["lines"]
    {'1': ['obbsE_ojtTo}@?'], '2': [], '3': []}
    """
    found = _lines(ways, np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64), datum)
    order = np.lexsort((found.away_m, found.rank, found.away_m > _NEAR_M))
    kept: dict[str, list[str]] = {str(rank): [] for rank in (_MAIN, _STREET, _LANE)}
    spent = count = 0
    for number in order.tolist():
        text = encode_line(shapely.get_coordinates(found.lines[number])[:, ::-1])
        spent += len(text) + text.count("\\") + 3  # as the page's JSON has it
        if spent > budget:
            break
        count += 1
        kept[str(found.rank[number])].append(text)
    return {"lines": kept, "credit": CREDIT, "note": _note(count, len(order), budget)}


def _lines(ways: OsmWays, lat: Floats, lon: Floats, datum: Datum) -> _Lines:
    """Cut ways where the extract lacks a node, simplify them, and measure how far they are from a station."""
    at = np.searchsorted(ways.node_id, ways.refs)
    there = ways.node_id[np.minimum(at, len(ways.node_id) - 1)] == ways.refs
    piece = np.repeat(np.arange(len(ways)), np.diff(ways.starts)) * np.int64(len(there) + 1) + np.cumsum(~there)
    _, piece, count = np.unique(piece[there], return_inverse=True, return_counts=True)
    whole = count[piece] > 1
    y, x = from_wgs84(ways.lat[at[there][whole]], ways.lon[at[there][whole]], datum)
    _, first, number = np.unique(piece[whole], return_index=True, return_inverse=True)
    rank = np.repeat(ways.kind, np.diff(ways.starts))[there][whole][first]
    squeeze = np.cos(np.radians(y.mean())) if len(y) else 1.0
    flat = shapely.linestrings(np.column_stack([x * squeeze, y]) * _DEGREE_M, indices=number)
    flat = shapely.simplify(flat, _TOLERANCE_M)
    stations = shapely.points(*(each * _DEGREE_M for each in _flat(lat, lon, datum, squeeze)))
    away = np.zeros(len(flat))
    if len(stations) and len(flat):
        away = shapely.distance(flat, stations[shapely.STRtree(stations).nearest(flat)])
    lines = shapely.transform(flat, lambda places: places / _DEGREE_M / [squeeze, 1])
    return _Lines(lines, rank, away)


def _flat(lat: Floats, lon: Floats, datum: Datum, squeeze: float) -> tuple[Floats, Floats]:
    y, x = from_wgs84(lat, lon, datum)
    return x * squeeze, y


def _note(count: int, of: int, budget: int) -> str:
    told = f"街道 {count} 条作为衬底，化简约 4 米 {count} streets as a ground, simplified by about 4 m"
    if count == of:
        return told
    left = of - count
    most = f"{budget / 1e6:g} MB"
    return (
        f"{told}；因上限 {most} 有 {left} 条未放入：先放站点 2 公里内的，再按等级和远近 {left} are left out by the "
        f"budget of {most}: first come those within 2 km of a station, then by class and distance"
    )
