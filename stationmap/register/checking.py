"""The order of work: from a file's table to a table of stations and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from stationmap.datum import Datum
from stationmap.files import RawTable
from stationmap.findings import Findings
from stationmap.register.amenities_columns import read_amenity_columns
from stationmap.register.attributes import read_attributes
from stationmap.register.columns import Columns, choose_columns, shown_header
from stationmap.register.doubles import settle_doubles
from stationmap.register.headers import datum_of_header
from stationmap.register.identity import identify
from stationmap.register.membership import check_membership
from stationmap.register.options import ImportOptions, Progress
from stationmap.register.positions import Positions, read_positions
from stationmap.register.reports import Report
from stationmap.register.shift import find_shift
from stationmap.register.twins import find_twins
from stationmap.station import STATION_COLUMNS

__all__ = ["CheckedRegister", "ImportOptions", "Progress", "check_register"]

_BLANK: dict[str, Any] = {"text": "", "codes": "", "date": "", "number": float("nan"), "integer": None}
_DTYPES = {"text": "str", "codes": "str", "date": "str", "number": "float64", "integer": "Int64"}


@dataclass(frozen=True, slots=True)
class CheckedRegister:
    """A register as it can be used, and everything found in it.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a station in the order of the file, RangeIndex; columns and types of `STATION_COLUMNS`.
    findings : Findings
        By row of the file; 0 is the whole file.
    read, kept, left_out : int
        Rows of the file, of the table, and left out: those with an error, and those that say the same as another.
    rows : tuple of int
        Row of the file, for each row of the table.
    columns : Columns
        Which column of the file was taken for which field.
    refused_ids : tuple of str
        Ids of stations of which the file has rows with an error and no other, in order, where an id can be read.
    """

    table: pd.DataFrame
    findings: Findings
    read: int
    kept: int
    left_out: int
    rows: tuple[int, ...]
    columns: Columns
    refused_ids: tuple[str, ...]


def check_register(raw: RawTable, options: ImportOptions, progress: Progress | None = None) -> CheckedRegister:
    """Turn a file's table into a table of stations; every fault is found in one pass.

    Parameters
    ----------
    raw : RawTable
        What `stationmap.files.read_table` returned.
    options : ImportOptions
        Datum, districts, columns, area.
    progress : callable, optional
        Called before each step; shares end at 0.9, because what is done with the table comes after.

    Returns
    -------
    CheckedRegister
        Rows with an error are left out; rows with warnings are kept and name their codes in ``warnings``.

    Raises
    ------
    ColumnError
        If the columns of the position cannot be found, or ``options.columns`` does not fit the file.

    Examples
    --------
    >>> from stationmap.datum import Datum
    >>> from stationmap.districts import national
    >>> raw = RawTable.of(["名称", "经度", "纬度", "设施"], [["驿站", "113.305132", "34.803352", "热水"]], [2])
    >>> checked = check_register(raw, ImportOptions(Datum.GCJ02, national()))
    >>> checked.table[["id_source", "district", "amenities"]].iloc[0].tolist(), checked.kept
    (['derived', '410106', 'hot_water'], 1)
    """
    step = progress or (lambda _share, _step: None)
    columns = choose_columns(list(raw.frame.columns), options.columns, options.datum)
    report = Report(raw.rows)
    _report_file(raw, columns, report)
    _report_datum(columns, options.datum, report)
    step(0.1, "读取坐标 reading positions")
    positions = read_positions(raw.frame, columns, options.datum, options.area, report)
    step(0.25, "读取属性 reading attributes")
    values = read_attributes(raw.frame, columns, report) | read_amenity_columns(raw.frame, columns, report)
    step(0.5, "核对编号 checking codes")
    _identify(raw.frame, columns, positions, values, report)
    step(0.6, "核对区县 checking districts")
    values["district"] = _check_districts(columns, positions, values, options, report)
    step(0.75, "查找重复站点 looking for twins")
    _report_twins(positions, options.twin_distance_m, report)
    step(0.85, "整理 putting together")
    table = _table(values | _placed(positions, options) | {"warnings": report.warnings()}, options, report)
    step(0.9, "检查完成 checked")
    return _outcome(table, columns, values["id"], report)


def _report_file(raw: RawTable, columns: Columns, report: Report) -> None:
    if len(raw.frame) == 0:
        report.file("no_rows", "", "")
    if columns.unused:
        report.file("unused_columns", ", ".join(dict.fromkeys(map(shown_header, columns.unused))), "")
    place = {int(row): position for position, row in enumerate(raw.rows)} if raw.irregular else {}
    for item in raw.irregular:
        if item.row == 0:
            report.file(item.kind, "", item.value)
        else:
            report.cells(item.kind, [place[item.row]], "", [item.value])


def _report_datum(columns: Columns, datum: Datum, report: Report) -> None:
    """Warn of headers that contradict the datum; `choose_columns` takes such only where it is told to, or must."""
    for header in columns.of_positions():
        named = datum_of_header(header)
        if named not in {None, datum}:
            report.file("header_names_other_datum", header, "", other=named, datum=datum)


def _identify(
    frame: pd.DataFrame, columns: Columns, positions: Positions, values: dict[str, list[Any]], report: Report
) -> None:
    """Take codes as the file has them: a cleaned code would be another code."""
    blank = [""] * len(frame)
    codes = frame[columns.fields["id"]].tolist() if "id" in columns.fields else blank
    received = (positions.lat_received, positions.lon_received)
    names, addresses = values.get("name", blank), values.get("address", blank)
    values["id"], values["id_source"] = identify(codes, names, addresses, received, columns.header("id"), report)

    def content(row: int) -> str:
        """Write out what the row says; NaN, unlike any other number, is not equal to itself."""
        return repr([received[0][row], received[1][row], *(values[name][row] for name in values)])

    settle_doubles(values["id"], codes, content, columns.header("id"), report)


def _outcome(table: pd.DataFrame, columns: Columns, ids: list[str], report: Report) -> CheckedRegister:
    out, kept = ({ids[row] for row in np.flatnonzero(where)} for where in (report.out, ~report.out))
    return CheckedRegister(
        table,
        report.findings,
        read=len(report.rows),
        kept=len(table),
        left_out=len(report.rows) - len(table),
        rows=tuple(report.rows[~report.out].tolist()),
        columns=columns,
        refused_ids=tuple(sorted(out - kept - {""})),
    )


def _check_districts(
    columns: Columns, positions: Positions, values: Mapping[str, list[Any]], options: ImportOptions, report: Report
) -> list[str]:
    texts = values.get("district_named", [""] * len(positions.lat))
    header = columns.header("district_named")
    located, named = check_membership(texts, header, positions, options.districts, report)
    rows = np.flatnonzero(~report.out & (named != ""))
    lat, lon = positions.lat_received[rows], positions.lon_received[rows]
    shift = find_shift(lat, lon, named[rows], options.datum, options.districts)
    if shift:
        parts = {"datum": options.datum, "count": shift.count, "now": shift.now, "then": shift.then}
        report.file("looks_shifted", positions.field, str(options.datum), other=shift.other, **parts)
    return list(located)


def _report_twins(positions: Positions, within_m: float, report: Report) -> None:
    kept = np.flatnonzero(~report.out)
    rows, others, metres = find_twins(positions.lat[kept], positions.lon[kept], within_m)
    parts = [
        {"other": int(report.rows[kept[other]]), "metres": f"{distance:.1f}"}
        for other, distance in zip(others, metres, strict=True)
    ]
    shown = [f"{positions.lat_received[row]}, {positions.lon_received[row]}" for row in kept[rows]]
    report.cells("twins", kept[rows], positions.field, shown, parts)


def _placed(positions: Positions, options: ImportOptions) -> dict[str, Any]:
    return {
        "lat": positions.lat,
        "lon": positions.lon,
        "lat_received": positions.lat_received,
        "lon_received": positions.lon_received,
        "datum_received": [options.datum.value] * len(positions.lat),
    }


def _table(values: Mapping[str, Any], options: ImportOptions, report: Report) -> pd.DataFrame:
    kept = np.flatnonzero(~report.out).tolist()
    defaults = {"licence": options.licence, "source": options.source}
    done: dict[str, pd.Series[Any]] = {}
    for name, column in STATION_COLUMNS.items():
        blank = defaults.get(name) or _BLANK[column.type]
        cells = values.get(name)
        filled = [blank] * len(kept) if cells is None else [cells[row] for row in kept]
        if defaults.get(name):
            filled = [cell or blank for cell in filled]
        done[name] = pd.Series(filled, dtype=_DTYPES[column.type])
    return pd.DataFrame(done)
