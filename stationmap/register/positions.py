"""Positions: received coordinates read, tested and converted to WGS 84."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.datum import Datum, to_wgs84
from stationmap.register.angles import Axis, latitude_first, read_angle, split_pair
from stationmap.register.columns import Columns, shown_header
from stationmap.register.options import Area
from stationmap.register.reports import Report
from stationmap.register.spelling import is_fine, is_usual
from stationmap.register.values import is_blank

__all__ = ["Positions", "read_positions"]

Floats = NDArray[np.float64]
_AXES: tuple[Axis, Axis] = ("lat", "lon")
_NOWHERE = 1e-9  # degrees
_NO_PAIR = "not a pair"


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
    decimals in both get a warning, an unusual spelling a note that tells how it was read.

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
    texts, cells = _texts(frame, columns)
    field = " / ".join(dict.fromkeys(cells[axis].field for axis in _AXES))
    told = _report_missing(texts, field, report)
    lat, lon = (_read_axis(axis, texts[axis], cells[axis], told, report) for axis in _AXES)
    shown = [f"{a}, {b}" for a, b in zip(texts["lat"], texts["lon"], strict=True)]
    wrong = _misplaced(lat, lon, datum, area)
    for code, where in wrong.items():
        rows = np.flatnonzero(where).tolist()
        parts = [{"lat": float(lat[row]), "lon": float(lon[row])} for row in rows]
        if code == "swapped_coordinates":
            parts = [{"lat": part["lon"], "lon": part["lat"]} for part in parts]
        report.cells(code, rows, field, [shown[row] for row in rows], parts)
    lat, lon = (np.where(report.out, np.nan, values) for values in (lat, lon))
    _report_spelling(texts, (lat, lon), (field, shown), report)
    return Positions(*to_wgs84(lat, lon, datum), lat, lon, field)


@dataclass(frozen=True, slots=True)
class _Cells:
    """A column as the file has it."""

    field: str
    texts: list[str]


def _texts(frame: pd.DataFrame, columns: Columns) -> tuple[dict[Axis, list[str]], dict[Axis, _Cells]]:
    """Give the text of each coordinate, and the cells that they stand in."""
    if "position" not in columns.fields:
        cells = {axis: _cells(frame, columns.fields[axis]) for axis in _AXES}
        return {axis: cells[axis].texts for axis in _AXES}, cells
    both = _cells(frame, columns.fields["position"])
    pairs = [split_pair(text) for text in both.texts]
    lat = 0 if latitude_first(both.field, pairs) else 1
    whole = ["" if is_blank(text) else _NO_PAIR for text in both.texts]
    halves: dict[Axis, list[str]] = {
        axis: [pair[at] if pair else text for pair, text in zip(pairs, whole, strict=True)]
        for axis, at in zip(_AXES, (lat, 1 - lat), strict=True)
    }
    return halves, dict.fromkeys(_AXES, both)


def _cells(frame: pd.DataFrame, header: str) -> _Cells:
    return _Cells(shown_header(header), [text.strip() for text in frame[header]])


def _report_missing(texts: Mapping[Axis, Sequence[str]], field: str, report: Report) -> set[int]:
    """Report rows without either coordinate, once each."""
    pairs = enumerate(zip(*(texts[axis] for axis in _AXES), strict=True))
    missing = [row for row, pair in pairs if all(map(is_blank, pair))]
    report.cells("missing_coordinate", missing, field, [""] * len(missing))
    return set(missing)


def _read_axis(axis: Axis, texts: Sequence[str], cells: _Cells, told: set[int], report: Report) -> Floats:
    """Read one coordinate of all rows; `told` are rows of which enough is said."""
    values = np.full(len(texts), np.nan)
    faults: dict[str, list[int]] = {"missing_coordinate": [], "unreadable_coordinate": [], "not_finite_coordinate": []}
    for row, text in enumerate(texts):
        value = read_angle(text, axis)
        if value is not None and math.isfinite(value):
            values[row] = value
        elif row not in told:
            faults[_fault(value, text)].append(row)
    for code, rows in faults.items():
        report.cells(code, rows, cells.field, [cells.texts[row] for row in rows])
        told.update(rows if cells.texts is not texts else ())
    return values


def _fault(value: float | None, text: str) -> str:
    if value is not None:
        return "not_finite_coordinate"
    return "missing_coordinate" if is_blank(text) else "unreadable_coordinate"


def _report_spelling(
    texts: Mapping[Axis, Sequence[str]],
    received: tuple[Floats, Floats],
    cells: tuple[str, Sequence[str]],
    report: Report,
) -> None:
    field, shown = cells
    kept = np.flatnonzero(~report.out).tolist()
    rough = [row for row in kept if not any(is_fine(texts[axis][row]) for axis in _AXES)]
    report.cells("low_precision", rough, field, [shown[row] for row in rough])
    odd = [row for row in kept if not all(is_usual(texts[axis][row]) for axis in _AXES)]
    parts = [{"lat": float(received[0][row]), "lon": float(received[1][row])} for row in odd]
    report.cells("odd_coordinate", odd, field, [shown[row] for row in odd], parts)


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
