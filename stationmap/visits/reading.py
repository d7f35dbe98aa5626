"""From a table of texts to visits, with every fault told in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from stationmap.errors import Fault, InputError
from stationmap.files import RawTable, TableChunk
from stationmap.findings import Finding, Findings
from stationmap.visits.columns import name_columns
from stationmap.visits.counts import VISIT_COLUMNS, VisitCounts
from stationmap.visits.duplicates import first_of_each_day
from stationmap.visits.faults import FAULTS, finding
from stationmap.visits.parsing import parse_rows
from stationmap.visits.texts import Texts

__all__ = ["read_visits", "visit_findings"]

_TOLD_FAULTS = 20


def read_visits(
    raw: RawTable, station_ids: Iterable[str], columns: Mapping[str, str] | None = None, *, method: str = ""
) -> tuple[VisitCounts, Findings]:
    """Read visits by station and day.

    A row with an error is left out and counted. Without a state, a number means counted and an empty cell means not
    reporting. A counted day without a number is taken as not reporting, never as zero. Of several rows for one station
    and day the first is kept. Visits of stations that the register does not have are kept and told.

    Parameters
    ----------
    raw : RawTable
        As `stationmap.files.read_table` gives it.
    station_ids : iterable of str
        Ids that the register has.
    columns : mapping of str to str, optional
        Field (station_id, date, visits, state, hours) to column, where the header has other names.
    method : str
        How the visits were counted, if it is known.

    Returns
    -------
    VisitCounts
    Findings
        By row, field and value.

    Raises
    ------
    ColumnError
        If a column cannot be found.
    InputError
        If no row can be used.

    Examples
    --------
    >>> raw = RawTable.of(["编号", "日期", "人次"], [["a", "2025-09-01", "3"], ["a", "x", ""]], [2, 3])
    >>> counts, findings = read_visits(raw, ["a"])
    >>> counts.frame["visits"].tolist(), [(item.row, item.code) for item in findings]
    ([3], [(3, 'unreadable_date')])
    """
    rows, left_out, findings = _checked(raw, set(station_ids), columns)
    if rows.empty:
        _refuse(findings)
    counts = VisitCounts(rows[VISIT_COLUMNS], rows_left_out=left_out)
    return replace(counts, method=method) if method else counts, findings


def visit_findings(raw: RawTable, station_ids: Iterable[str], columns: Mapping[str, str] | None = None) -> Findings:
    """Find every fault of a file of visits, also of one of which no row can be used.

    Parameters
    ----------
    raw, station_ids, columns
        As `read_visits` takes them.

    Raises
    ------
    ColumnError
        If a column cannot be found.

    Examples
    --------
    >>> raw = RawTable.of(["编号", "日期", "人次"], [["a", "x", "3"]], [2])
    >>> [(item.row, item.field, item.value, item.advice[:16]) for item in visit_findings(raw, ["a"])]
    [(2, '日期', 'x', 'write 2025-09-01')]
    """
    return _checked(raw, set(station_ids), columns)[2]


def _checked(raw: RawTable, known: set[str], columns: Mapping[str, str] | None) -> tuple[pd.DataFrame, int, Findings]:
    """Give the rows to use, how many others there are, and what was found."""
    texts = Texts(TableChunk.of(raw), name_columns(list(raw.frame.columns), columns))
    findings = Findings([finding(odd.kind, odd.row, "", odd.value) for odd in raw.irregular if odd.kind in FAULTS])
    parsed, faults = parse_rows(texts)
    findings.extend(faults)
    rows, doubles = first_of_each_day(parsed, texts.fields)
    findings.extend(doubles)
    findings.extend(_unknown_stations(rows, known, texts.fields["station_id"]))
    return rows, len(texts) - len(rows), findings


def _unknown_stations(rows: pd.DataFrame, known: set[str], field: str) -> list[Finding]:
    """Tell of each station once, at its first row."""
    strange = rows[~rows["station_id"].isin(known)]
    groups = strange.groupby("station_id", sort=False, observed=True)
    summed = groups.agg(row=("row", "min"), rows=("row", "size"), visits=("visits", "sum")).reset_index()
    told = zip(*(summed[column].tolist() for column in ("row", "station_id", "rows", "visits")), strict=True)
    return [
        finding("unknown_station", row, field, station, rows=count, visits=visits)
        for row, station, count, visits in told
    ]


def _refuse(findings: Findings) -> None:
    errors = [item for item in findings if item.severity == "error"]
    faults = tuple(
        Fault(
            item.field,
            item.value,
            f"第 {item.row} 行：{item.message_zh}，{item.advice_zh} row {item.row}: {item.message}; {item.advice}",
        )
        for item in errors[:_TOLD_FAULTS]
    )
    raise InputError("人次文件没有一行可用 no row of the visits can be used", faults)
