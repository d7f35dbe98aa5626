"""What comes in is checked once, at the door: tables of districts, and positions."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from stationmap.errors import ColumnError, Fault, InputError

__all__ = ["COLUMNS", "check_districts", "stack_positions"]

COLUMNS = ["adcode", "name", "city", "residents", "geometry"]
_MOST_RESIDENTS = 10**10
_POLYGONAL = [3, 6]  # shapely's type ids of Polygon and MultiPolygon


def check_districts(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Bring a table of districts into its one form.

    Parameters
    ----------
    frame : GeoDataFrame
        ``adcode`` (six digits), ``name`` and ``geometry``; ``city`` ("" where absent) and ``residents`` (NA where
        absent) if known. A CRS other than EPSG:4326 is converted; none is taken for EPSG:4326.

    Returns
    -------
    GeoDataFrame
        Columns `COLUMNS`, one row a district, sorted by adcode, RangeIndex, EPSG:4326, valid two-dimensional polygons
        or None.

    Raises
    ------
    ColumnError
        If ``adcode``, ``name`` or ``geometry`` is missing.
    InputError
        If an adcode is malformed or doubled, a geometry is no polygon, or residents are no count.

    Examples
    --------
    >>> frame = gpd.GeoDataFrame({"adcode": ["410106"], "name": ["上街区"]}, geometry=[shapely.box(113, 34, 114, 35)])
    >>> check_districts(frame)["residents"].tolist()
    [<NA>]
    """
    missing = [column for column in ("adcode", "name", "geometry") if column not in frame.columns]
    if missing:
        raise ColumnError(f"the districts lack the column {', '.join(missing)}")
    adcode = _checked_adcodes(frame["adcode"])
    data = {
        "adcode": adcode,
        "name": _text(frame, "name"),
        "city": _text(frame, "city"),
        "residents": _checked_residents(frame),
    }
    clean = gpd.GeoDataFrame(data, geometry=_checked_polygons(frame), crs="EPSG:4326")
    clean = clean.astype({"adcode": "str", "name": "str", "city": "str"})  # also where there is no row
    return clean.sort_values("adcode", ignore_index=True)[COLUMNS]


def _text(frame: gpd.GeoDataFrame, column: str) -> list[str]:
    if column not in frame.columns:
        return [""] * len(frame)
    return [str(value).strip() for value in frame[column].astype(object).where(frame[column].notna(), "")]


def _checked_adcodes(adcodes: pd.Series[str]) -> list[str]:
    codes = [str(code).strip() for code in adcodes]
    wrong = [code for code in codes if not (len(code) == 6 and code.isascii() and code.isdigit())]
    twice = sorted({code for code in codes if codes.count(code) > 1}) if len(set(codes)) < len(codes) else []
    faults = [Fault("adcode", code, "must be six digits") for code in wrong]
    faults += [Fault("adcode", code, "is there more than once") for code in twice]
    if faults:
        raise InputError(f"{len(faults)} adcodes cannot be used, the first is {faults[0].value!r}", tuple(faults))
    return codes


def _checked_residents(frame: gpd.GeoDataFrame) -> pd.Series[int]:
    if "residents" not in frame.columns:
        return pd.Series([pd.NA] * len(frame), dtype="Int64")
    numbers = pd.to_numeric(frame["residents"], errors="coerce").astype("Float64").reset_index(drop=True)
    given = frame["residents"].notna().reset_index(drop=True) & (frame["residents"].astype(str) != "").to_numpy()
    bad = given & (numbers.isna() | ~numbers.between(0, _MOST_RESIDENTS) | (numbers % 1 != 0)).fillna(value=True)
    if bad.any():
        value = str(frame["residents"].reset_index(drop=True)[bad].iloc[0])
        fault = Fault("residents", value, "must be a whole number of people, or empty")
        raise InputError(f"residents {value!r} is no count of people", (fault,))
    return pd.Series(numbers, dtype="Int64")


def _checked_polygons(frame: gpd.GeoDataFrame) -> list[shapely.Geometry | None]:
    series = frame.geometry
    if series.crs is not None and series.crs.to_epsg() not in {4326, 4490}:  # CGCS2000 is WGS 84 within centimetres
        series = series.to_crs("EPSG:4326")
    shapes = shapely.force_2d(series.to_numpy())
    odd = _there(shapes) & ~np.isin(shapely.get_type_id(shapes), _POLYGONAL)
    if odd.any():
        raise InputError(f"{odd.sum()} districts have a geometry that is no polygon")
    broken = _there(shapes) & ~shapely.is_valid(shapes)
    shapes[broken] = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)  # may leave nothing
    return [shape if kept else None for shape, kept in zip(shapes, _there(shapes), strict=True)]


def _there(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    there: npt.NDArray[np.bool_] = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    return there


def stack_positions(lat: npt.ArrayLike, lon: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Stack latitudes and longitudes to (n, 2), longitude first.

    Raises
    ------
    InputError
        If the two differ in shape, or are not flat.
    """
    lats, lons = np.atleast_1d(np.asarray(lat, dtype=float)), np.atleast_1d(np.asarray(lon, dtype=float))
    if lats.shape != lons.shape or lats.ndim != 1:
        raise InputError(f"latitudes and longitudes differ in shape: {lats.shape} and {lons.shape}")
    return np.column_stack([lons, lats])
