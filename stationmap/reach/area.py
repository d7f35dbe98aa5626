"""How much of each district lies within a radius of a station, and of two."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from stationmap.districts import Districts
from stationmap.errors import Fault, InputError
from stationmap.projection import lay_flat
from stationmap.reach.depths import depth_areas_m2
from stationmap.reach.outlines import Discs, Outlines

__all__ = ["area_covered", "checked_stations"]

Floats = npt.NDArray[np.float64]
MOST_RADIUS_M = 100_000.0
_DEGREE_M = 110_500.0  # less than any degree of latitude on WGS 84 is long


def area_covered(lat: npt.ArrayLike, lon: npt.ArrayLike, districts: Districts, radius_m: float) -> pd.DataFrame:
    """Measure the area of each district within a radius of one station or more, and of two or more.

    Parameters
    ----------
    lat, lon : array_like of shape (n,)
        Stations, degrees, WGS 84. Those beyond a district's border count; two in one place are two.
    districts : Districts
    radius_m : float
        Metres in a straight line, above 0 and up to 100,000.

    Returns
    -------
    pandas.DataFrame
        adcode, area_km2, covered_km2, covered_twice_km2, in the order of `districts`; NaN without a polygon.

    Raises
    ------
    InputError
        If a station has no position, the two differ in length, or the radius is out of range.

    Notes
    -----
    Each district lies in an equal-area plane of its own, where the discs are circles, within 0.003 % at 100 km from its
    middle; there the areas are exact, summed along the boundaries of what is covered (`stationmap.reach.depths`).
    A circle of the plane has the area of the disc on the ground; only where it cuts others or the border shifts.
    Time grows with the number of pairs of stations nearer to each other than twice the radius.

    Examples
    --------
    >>> import geopandas as gpd
    >>> square = gpd.GeoDataFrame({"adcode": ["410106"], "name": ["甲区"]}, geometry=[shapely.box(113, 34, 114, 35)])
    >>> row = area_covered([34.5, 34.5], [113.5, 113.5], Districts(square), 1000).iloc[0]
    >>> [float(round(row[name], 4)) for name in ("covered_km2", "covered_twice_km2")]
    [3.1416, 3.1416]
    """
    lats, lons = _at_most_two(*checked_stations(lat, lon, radius_m))
    frame = districts.frame
    polygons = frame.geometry.to_numpy()
    outlines = Outlines.of(polygons)
    discs = _discs_near(lats, lons, polygons, outlines, float(radius_m))
    once, twice = depth_areas_m2(outlines, discs, 2) / 1e6
    table = {"area_km2": outlines.areas_m2() / 1e6, "covered_km2": once, "covered_twice_km2": twice}
    done = pd.DataFrame({"adcode": frame["adcode"], **table})
    done.loc[~districts.has_polygon.to_numpy(), list(table)] = np.nan
    return _within_bounds(done)


def _at_most_two(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Keep two stations of each place: more change no figure, and thousands on one point would all meet each other."""
    kept = pd.DataFrame({"lat": lat, "lon": lon}).groupby(["lat", "lon"], sort=False).cumcount().to_numpy() < 2
    return lat[kept], lon[kept]


def _within_bounds(table: pd.DataFrame) -> pd.DataFrame:
    """Take rounding off: nothing is covered by less than nothing, nor by more than there is."""
    covered = table["covered_km2"].clip(lower=0.0, upper=table["area_km2"])
    return table.assign(
        covered_km2=covered, covered_twice_km2=table["covered_twice_km2"].clip(lower=0.0, upper=covered)
    )


def checked_stations(lat: npt.ArrayLike, lon: npt.ArrayLike, radius_m: float) -> tuple[Floats, Floats]:
    """Return stations as arrays if every one has a position and the radius can be used.

    Parameters
    ----------
    lat, lon : array_like of shape (n,)
        Degrees, WGS 84.
    radius_m : float
        Metres.

    Raises
    ------
    InputError
        If a station has no position, the two differ in length, or the radius is out of range.

    Examples
    --------
    >>> checked_stations([34.7], [113.6], 500)
    (array([34.7]), array([113.6]))
    """
    lats, lons = np.asarray(lat, dtype=np.float64).ravel(), np.asarray(lon, dtype=np.float64).ravel()
    if not 0 < radius_m <= MOST_RADIUS_M:
        fault = Fault("radius_m", f"{radius_m}", f"大于 0，不超过 {MOST_RADIUS_M:,.0f} 米 above 0 and up to that, m")
        raise InputError("半径不合适 the radius is out of range", (fault,))
    if len(lats) != len(lons):
        raise InputError(f"{len(lats)} latitudes and {len(lons)} longitudes")
    wrong = ~((np.abs(lats) <= 90) & (np.abs(lons) <= 360))
    if wrong.any():
        raise InputError(f"{int(wrong.sum())} 个站点没有位置 stations have no position")
    return lats, lons


def _discs_near(
    lat: Floats, lon: Floats, polygons: npt.NDArray[np.object_], outlines: Outlines, radius_m: float
) -> Discs:
    """Lay the stations that may reach each polygon into its plane."""
    group, station = _boxed(lat, lon, polygons, radius_m)
    middle = outlines.middle[group]
    x, y = lay_flat(lat[station], lon[station], middle[:, 0], middle[:, 1])
    return Discs(group, x, y, radius_m)


def _boxed(
    lat: Floats, lon: Floats, polygons: npt.NDArray[np.object_], radius_m: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Pair polygons with the stations in their bounds, widened by the radius."""
    west, south, east, north = shapely.bounds(polygons).T
    up = radius_m / _DEGREE_M * 1.01
    widest = np.minimum(np.maximum(np.abs(south), np.abs(north)) + up, 89.9)
    aside = up / np.cos(np.radians(widest))
    west, east = west - aside, east + aside
    # Over the antimeridian a box is asked for a turn farther on, too.
    asked = [np.flatnonzero(np.isfinite(west)), np.flatnonzero(west < -180), np.flatnonzero(east > 180)]
    boxes = [
        shapely.box(west[some] + turn, (south - up)[some], east[some] + turn, (north + up)[some])
        for some, turn in zip(asked, (0, 360, -360), strict=True)
    ]
    box, station = shapely.STRtree(shapely.points(lon, lat)).query(np.concatenate(boxes))
    group = np.concatenate(asked)[box]
    if len(asked[1]) + len(asked[2]):
        return _unique_pairs(group, station, len(lat))
    return group, station


def _unique_pairs(
    group: npt.NDArray[np.int64], station: npt.NDArray[np.int64], stations: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    found = np.unique(group * stations + station)
    return np.divmod(found, max(stations, 1))
