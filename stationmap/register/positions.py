"""Positions: received coordinates read, tested and converted to WGS 84."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.datum import Datum, to_wgs84
from stationmap.register.angles import Axis, latitude_first, read_angle, split_pair
from stationmap.register.columns import Columns
from stationmap.register.options import Area
from stationmap.register.reports import Report
from stationmap.register.values import is_blank

__all__ = ["Positions", "read_positions"]

Floats = NDArray[np.float64]
_NOWHERE = 1e-9
_DECIMALS = re.compile(r"[.,][0-9]{3}|[°′'度分:]")


@dataclass(frozen=True, slots=True)
class Positions:
    """Positions of all rows; NaN where a row has none that can be used.

    Parameters
    ----------
    lat, lon : float64 arrays of shape (n,)
        Degrees, WGS 84.
    lat_received, lon_received : float64 arrays of shape (n,)
        Degrees, in the datum of the file.
    field : str
        Header or headers of the coordinates, for findings.
    """

    lat: Floats
    lon: Floats
    lat_received: Floats
    lon_received: Floats
    field: str


def read_positions(frame: pd.DataFrame, columns: Columns, datum: Datum, area: Area | None, report: Report) -> Positions:
    """Read the coordinates of a register.

    Rows without a usable position get an error: missing, unreadable, not finite, 0,0, swapped (the exchanged
    pair lies in the area and the given one does not), out of range, outside the area. Fewer than three
    decimals in both get a warning.

    Parameters
    ----------
    frame : pandas.DataFrame
        Texts of the file.
    columns : Columns
        Which columns hold coordinates.
    datum : Datum
        Datum of the file.
    area : (west, south, east, north) or None
        Degrees, WGS 84; None is the whole earth.
    report : Report
        Gets the findings.

    Returns
    -------
    Positions
        NaN in rows with an error.
    """
    texts, fields = _texts(frame, columns)
    lat, told = _read_axis(texts["lat"], fields["lat"], "lat", (), report)
    lon, _ = _read_axis(texts["lon"], fields["lon"], "lon", told if len(set(fields.values())) == 1 else (), report)
    field = " / ".join(dict.fromkeys(fields.values()))
    shown = [f"{a}, {b}" for a, b in zip(texts["lat"], texts["lon"], strict=True)]
    wrong = _misplaced(lat, lon, datum, area)
    for code, where in wrong.items():
        rows = np.flatnonzero(where).tolist()
        parts = [{"lat": float(lat[row]), "lon": float(lon[row])} for row in rows]
        if code == "swapped_coordinates":
            parts = [{"lat": part["lon"], "lon": part["lat"]} for part in parts]
        report.cells(code, rows, field, [shown[row] for row in rows], parts)
    lat, lon = (np.where(report.out, np.nan, values) for values in (lat, lon))
    rough = [
        row
        for row in np.flatnonzero(~report.out).tolist()
        if not (_exact(texts["lat"][row]) or _exact(texts["lon"][row]))
    ]
    report.cells("low_precision", rough, field, [shown[row] for row in rough])
    return Positions(*to_wgs84(lat, lon, datum), lat, lon, field)


def _texts(frame: pd.DataFrame, columns: Columns) -> tuple[dict[str, list[str]], dict[str, str]]:
    if "position" not in columns.fields:
        names = {axis: columns.fields[axis] for axis in ("lat", "lon")}
        return {axis: [text.strip() for text in frame[name]] for axis, name in names.items()}, names
    name = columns.fields["position"]
    cells = [text.strip() for text in frame[name]]
    pairs = [split_pair(text) for text in cells]
    order = (0, 1) if latitude_first(name, pairs) else (1, 0)
    halves = [[pair[at] if pair else text for pair, text in zip(pairs, cells, strict=True)] for at in order]
    return {"lat": halves[0], "lon": halves[1]}, {"lat": name, "lon": name}


def _read_axis(
    texts: Sequence[str], field: str, axis: Axis, told: Collection[int], report: Report
) -> tuple[Floats, set[int]]:
    """Read one coordinate of all rows; a cell that holds both is reported once."""
    values = np.full(len(texts), np.nan)
    faults: dict[str, list[int]] = {"missing_coordinate": [], "unreadable_coordinate": [], "not_finite_coordinate": []}
    for row, text in enumerate(texts):
        value = read_angle(text, axis)
        if value is not None and math.isfinite(value):
            values[row] = value
        elif row not in told:
            faults[_fault(value, text)].append(row)
    for code, rows in faults.items():
        report.cells(code, rows, field, [texts[row] for row in rows])
    return values, {row for rows in faults.values() for row in rows}


def _fault(value: float | None, text: str) -> str:
    if value is not None:
        return "not_finite_coordinate"
    return "missing_coordinate" if is_blank(text) else "unreadable_coordinate"


def _misplaced(lat: Floats, lon: Floats, datum: Datum, area: Area | None) -> dict[str, NDArray[np.bool_]]:
    """Sort positions that cannot be right by what is wrong with them; each is named once."""
    there = np.isfinite(lat) & np.isfinite(lon)
    zero = there & (np.abs(lat) < _NOWHERE) & (np.abs(lon) < _NOWHERE)
    fits, swapped_fits = _fits(lat, lon, datum, area), _fits(lon, lat, datum, area)
    wrong = there & ~zero & ~fits
    on_earth = _on_earth(lat, lon)
    return {
        "zero_position": zero,
        "swapped_coordinates": wrong & swapped_fits,
        "out_of_range": wrong & ~swapped_fits & ~on_earth,
        "outside_area": wrong & ~swapped_fits & on_earth,
    }


def _on_earth(lat: Floats, lon: Floats) -> NDArray[np.bool_]:
    return (np.abs(lat) <= 90) & (np.abs(lon) <= 180)


def _fits(lat: Floats, lon: Floats, datum: Datum, area: Area | None) -> NDArray[np.bool_]:
    on_earth = _on_earth(lat, lon)
    if area is None:
        return on_earth
    west, south, east, north = area
    y, x = to_wgs84(np.where(on_earth, lat, np.nan), np.where(on_earth, lon, np.nan), datum)
    between = (west <= x) & (x <= east) if west <= east else (west <= x) | (x <= east)
    return np.asarray(between & (south <= y) & (y <= north), dtype=np.bool_)


def _exact(text: str) -> bool:
    return bool(_DECIMALS.search(text)) or "e" in text.casefold()
