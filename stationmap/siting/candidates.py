"""Where a station could be built: a grid over districts, positions that are given, and zones where it must not."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from stationmap.districts import Districts
from stationmap.errors import ColumnError, Fault, InputError
from stationmap.projection import Plane

__all__ = ["CANDIDATE_COLUMNS", "candidates_of", "forbidden", "grid_candidates"]

CANDIDATE_COLUMNS = ["id", "lat", "lon", "adcode", "cost"]
_MOST = 200_000


def grid_candidates(districts: Districts, spacing_m: float) -> pd.DataFrame:
    """Lay a square grid over all districts that have a polygon.

    Parameters
    ----------
    districts : Districts
    spacing_m : float
        Metres between neighbours, on one equal-area plane about the middle of all districts.

    Returns
    -------
    pandas.DataFrame
        `CANDIDATE_COLUMNS`; ids are ``G`` and row and column of the grid; costs are 1.

    Raises
    ------
    InputError
        If the spacing is not above 0, or so narrow that there would be over 200,000.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> grid = grid_candidates(national().only(["410106"]), 2000)
    >>> len(grid), grid["adcode"].unique().tolist()
    (16, ['410106'])
    """
    if not spacing_m > 0:
        raise InputError(f"网格间距须大于零 the spacing of a grid must be above 0: {spacing_m}")
    west, south, east, north = districts.bounds
    if not np.isfinite(west):
        raise InputError("没有边界，无法布网格 no district has a polygon to lay a grid over")
    plane = Plane.around([south, north], [west, east])
    x, y = plane.forward([south, south, north, north, plane.lat, plane.lat], [west, east, west, east, west, east])
    columns, rows = (np.arange(np.ceil(one.min() / spacing_m), one.max() / spacing_m) for one in (x, y))
    area = float(districts.area_km2.sum()) * 1e6
    if area / spacing_m**2 > _MOST or len(columns) * len(rows) > 100 * _MOST:
        fault = Fault(
            "--grid", f"{spacing_m:g}", f"候选点不超过 at most {_MOST:,} candidates; 请加大间距 widen the grid"
        )
        raise InputError("网格太密 the grid is too narrow", (fault,))
    column, row = (one.ravel() for one in np.meshgrid(columns, rows))
    lat, lon = plane.back(column * spacing_m, row * spacing_m)
    adcode = districts.locate(lat, lon)
    ids = [f"G{int(r)}_{int(c)}" for r, c in zip(row, column, strict=True)]
    every = pd.DataFrame({"id": ids, "lat": lat, "lon": lon, "adcode": adcode, "cost": 1.0})
    return every[every["adcode"] != ""].reset_index(drop=True)


def candidates_of(
    lat: npt.ArrayLike, lon: npt.ArrayLike, districts: Districts, ids: Iterable[str] | None = None
) -> pd.DataFrame:
    """Make candidates of positions, such as the junctions of streets.

    Parameters
    ----------
    lat, lon : array_like of shape (n,)
        Degrees, WGS 84.
    districts : Districts
        Those outside all of them have an adcode of "".
    ids : iterable of str, optional
        ``C`` and a number by default.

    Returns
    -------
    pandas.DataFrame
        `CANDIDATE_COLUMNS`; costs are 1.

    Raises
    ------
    ColumnError
        If an id stands twice.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> candidates_of([34.8], [113.3], national().only(["410106"]))[["id", "adcode"]].to_numpy().tolist()
    [['C1', '410106']]
    """
    lats, lons = np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64)
    names = [f"C{number}" for number in range(1, len(lats) + 1)] if ids is None else [str(one) for one in ids]
    if len(set(names)) < len(names):
        raise ColumnError("候选点编号有重复 an id of a candidate stands twice")
    adcode = districts.locate(lats, lons)
    return pd.DataFrame({"id": names, "lat": lats, "lon": lons, "adcode": adcode, "cost": 1.0})


def forbidden(candidates: pd.DataFrame, zones: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Tell which candidates lie in a zone where none may be built, its border included.

    Parameters
    ----------
    candidates : pandas.DataFrame
        Columns lat and lon.
    zones : array of shapely geometries
        Longitude and latitude, degrees, WGS 84.

    Examples
    --------
    >>> both = pd.DataFrame({"lat": [34.5, 36.0], "lon": [113.5, 113.5]})
    >>> forbidden(both, [shapely.box(113, 34, 114, 35)]).tolist()
    [True, False]
    """
    tree = shapely.STRtree([zone for zone in np.asarray(zones, dtype=object) if zone is not None])
    points = shapely.points(candidates["lon"].to_numpy(), candidates["lat"].to_numpy())
    inside = np.zeros(len(candidates), dtype=np.bool_)
    inside[tree.query(points, predicate="intersects")[0]] = True
    return inside
