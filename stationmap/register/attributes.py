"""A register's columns other than position and id, typed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd

from stationmap.clock import today
from stationmap.errors import StationmapError
from stationmap.register.closures_column import read_closures_column
from stationmap.register.codes import read_access, read_kind
from stationmap.register.columns import Columns
from stationmap.register.hours_column import read_hours_column
from stationmap.register.reports import Report
from stationmap.register.status import SINCE_UNKNOWN, settle_status
from stationmap.register.texts import clean_texts
from stationmap.register.values import read_date, read_integer, read_number, read_stars
from stationmap.station import STATION_COLUMNS, Column

__all__ = ["read_attributes"]

T = TypeVar("T")
Reader = Callable[[Sequence[str], str, Report], list[Any]]
# What the program finds out itself, and what `positions` and `amenities_columns` read.
_ELSEWHERE = {
    "opening_hours",
    "lat",
    "lon",
    "lat_received",
    "lon_received",
    "amenities",
    "amenities_no",
    "out_of_order",
    "warnings",
}
# Days of planned closings may lie ahead; these cannot.
_PAST = ("opened_on", "verified_on")


def read_attributes(frame: pd.DataFrame, columns: Columns, report: Report) -> dict[str, list[Any]]:
    """Read texts, numbers, dates and codes; amenities apart.

    Parameters
    ----------
    frame : pandas.DataFrame
        Texts of the file.
    columns : Columns
        Which column is which field.
    report : Report
        Gets a warning for each value that cannot be read.

    Returns
    -------
    dict of str to list
        Field of `STATION_COLUMNS` to values, for the fields that the file has.

    Raises
    ------
    StationmapError
        If `STATION_COLUMNS` has a column that nobody reads.
    """
    readers = {name: _reader_of(column) for name, column in STATION_COLUMNS.items() if name not in _ELSEWHERE}
    done: dict[str, list[Any]] = {}
    for field, header in columns.fields.items():
        if field in readers:
            done[field] = readers[field](frame[header].tolist(), header, report)
    if "hours" in done:
        done["opening_hours"] = read_hours_column(done["hours"], columns.header("hours"), report)
    report.cells("missing_name", *_missing_names(done, columns, len(frame)))
    _check_dates(done, columns, report)
    if "status" in columns.fields:
        settle_status(frame[columns.fields["status"]].tolist(), columns, done, report)
    return done


def _missing_names(done: Mapping[str, list[str]], columns: Columns, rows: int) -> tuple[list[int], str, list[str]]:
    names = done.get("name", [""] * rows)
    missing = [row for row, name in enumerate(names) if not name]
    return missing, columns.header("name"), [""] * len(missing)


def _each(texts: Sequence[str], reader: Callable[[str], T]) -> list[T]:
    """Read every different text once: columns repeat a few."""
    known = {text: reader(text) for text in set(texts)}
    return [known[text] for text in texts]


def _read_number_column(
    texts: Sequence[str], header: str, report: Report, reader: Callable[[str], tuple[float | int | None, bool]]
) -> list[Any]:
    read = _each(texts, reader)
    doubtful = [row for row, (_, clean) in enumerate(read) if not clean]
    lost = [row for row in doubtful if (value := read[row][0]) is None or math.isnan(value)]
    about = sorted(set(doubtful) - set(lost))
    report.cells("unreadable_number", lost, header, [texts[row] for row in lost])
    shown = [{"read": read[row][0]} for row in about]
    report.cells("unclean_number", about, header, [texts[row] for row in about], shown)
    return [value for value, _ in read]


def _numbers(texts: Sequence[str], header: str, report: Report) -> list[Any]:
    return _read_number_column(texts, header, report, read_number)


def _integers(texts: Sequence[str], header: str, report: Report) -> list[Any]:
    return _read_number_column(texts, header, report, read_integer)


def _plain(
    texts: Sequence[str], header: str, report: Report, reader: Callable[[str], tuple[T, bool]], code: str
) -> list[T]:
    read = _each(texts, reader)
    lost = [row for row, (_, clean) in enumerate(read) if not clean]
    report.cells(code, lost, header, [texts[row] for row in lost])
    return [value for value, _ in read]


def _stars(texts: Sequence[str], header: str, report: Report) -> list[Any]:
    return _plain(texts, header, report, read_stars, "unreadable_stars")


def _kinds(texts: Sequence[str], header: str, report: Report) -> list[Any]:
    return _plain(texts, header, report, read_kind, "unknown_kind")


def _dates(texts: Sequence[str], header: str, report: Report) -> list[Any]:
    return _plain(texts, header, report, read_date, "unreadable_date")


def _access(texts: Sequence[str], header: str, report: Report) -> list[Any]:
    read = _each(texts, read_access)
    unknown = [(row, word) for row, (_, words) in enumerate(read) for word in words]
    report.cells("unknown_access", [row for row, _ in unknown], header, [word for _, word in unknown])
    return [codes for codes, _ in read]


def _closings(texts: Sequence[str], header: str, report: Report) -> list[Any]:
    """Read days, and `SINCE_UNKNOWN` as a register that was written out has it."""
    return _plain(texts, header, report, lambda t: (t, True) if t == SINCE_UNKNOWN else read_date(t), "unreadable_date")


_BY_TYPE: dict[str, Reader] = {"text": clean_texts, "number": _numbers, "integer": _integers, "date": _dates}
_BY_NAME: dict[str, Reader] = {
    "kind": _kinds,
    "access": _access,
    "star_rating": _stars,
    "closed_on": _closings,
    "closures": read_closures_column,
}


def _reader_of(column: Column) -> Reader:
    reader = _BY_NAME.get(column.name) or _BY_TYPE.get(column.type)
    if reader is None:
        raise StationmapError(f"没有读取这一列的办法 nobody reads the column {column.name} of type {column.type}")
    return reader


def _check_dates(done: Mapping[str, list[Any]], columns: Columns, report: Report) -> None:
    limit = today().isoformat()
    for field in _PAST:
        late = [row for row, day in enumerate(done.get(field, ())) if day > limit]
        report.cells("future_date", late, columns.header(field), [done[field][row] for row in late])
    pairs = zip(done.get("opened_on", ()), done.get("closed_on", ()), strict=False)
    wrong = [
        (row, opened, closed)
        for row, (opened, closed) in enumerate(pairs)
        if "" < closed < opened and closed != SINCE_UNKNOWN
    ]
    report.cells(
        "closed_before_opened",
        [row for row, _, _ in wrong],
        columns.header("closed_on"),
        [closed for _, _, closed in wrong],
        [{"opened": opened} for _, opened, _ in wrong],
    )
