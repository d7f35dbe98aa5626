"""``stationmap coverage``: stations and visits per district."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from stationmap.catalogue import Catalogue
from stationmap.cli.findings import FindingsFile, check_folder, keep_findings, tell_findings
from stationmap.cli.shared import Db, Visits, out, say_made_up
from stationmap.coverage import DistrictCoverage, coverage_notes, to_frame_for_people
from stationmap.documents import notice
from stationmap.errors import Fault, InputError
from stationmap.files import read_table, write_frame
from stationmap.loading import load_catalogue, load_coverage, load_visits
from stationmap.visits import FIRST_YEAR, LAST_YEAR, visit_findings

__all__ = ["coverage", "period_of"]

_VISITS = {
    "stations": "站点\nstations",
    "stations_in_operation": "在用\nin use",
    "visits": "人次\nvisits",
    "reported_station_days": "上报站日\nreported",
    "missing_station_days": "缺报\nmissing",
    "visits_per_station_day": "每站日\nper day",
}
_PEOPLE = {
    "residents": "常住人口\nresidents",
    "stations_per_10k_residents": "每万人站点\nper 10,000",
    "area_km2": "面积\nkm²",
}
_WIDE = 118  # columns of a terminal that holds both side by side
_DECIMALS = {"visits_per_station_day": 2, "stations_per_10k_residents": 3, "area_km2": 0}

Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写成 .csv 或 .xlsx write .csv or .xlsx")]
Period = Annotated[
    str | None,
    typer.Option(
        "--period", metavar="FIRST/LAST", help="如 2025-11-01/2025-11-30；默认为文件的时段 the file's by default"
    ),
]


def coverage(
    db: Db = None, visits: Visits = None, file: Out = None, period: Period = None, findings: FindingsFile = None
) -> None:
    """分区统计：站点数、人次、每站日人次。Count stations and visits per district.

    没有数的日子是缺报，不是零；合计与输入核对。人次文件中有错误的行不计，--findings 逐行写明。A day without
    a number is missing, not zero; the totals are checked against the inputs. Rows of visits with errors are not
    counted; --findings names each.
    """
    for path in (file, findings):
        check_folder(path, ".csv", ".xlsx")
    catalogue = load_catalogue(db)
    span = period_of(period)
    _check_visits(catalogue, visits, findings)
    table = load_coverage(catalogue, visits, period=span)
    notes = coverage_notes(table, notice(catalogue))
    say_made_up(catalogue)
    _print(table)
    for note in notes:
        out.print(Text(note, style="dim"))
    if file is not None:
        write_frame(to_frame_for_people(table), file, sheet="分区统计 coverage", notes=notes)
        out.print(Text(f"已写入 written: {file}"))


def period_of(text: str | None, option: str = "--period") -> tuple[date, date] | None:
    """Read ``first/last``, two ISO 8601 dates.

    Raises
    ------
    InputError
        If it is anything else.

    Examples
    --------
    >>> period_of("2025-11-01/2025-11-30")
    (datetime.date(2025, 11, 1), datetime.date(2025, 11, 30))
    >>> period_of("0001-01-01/9999-12-31")
    Traceback (most recent call last):
        ...
    stationmap.errors.InputError: --period 无法识别 cannot read --period
    """
    if text is None:
        return None
    try:
        first, last = (date.fromisoformat(part) for part in text.split("/"))
        if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in (first, last)):
            raise ValueError
    except ValueError:
        reason = f"应为两个日期 must be two dates such as 2025-11-01/2025-11-30, of {FIRST_YEAR} to {LAST_YEAR}"
        fault = Fault(option, text, reason)
        raise InputError(f"{option} 无法识别 cannot read {option}", (fault,)) from None
    return first, last


def _check_visits(catalogue: Catalogue, path: Path | None, keep: Path | None) -> None:
    """Tell the faults of the visits, and keep them; also where there are so many that no row is left."""
    try:
        found = load_visits(catalogue, path)[1]
    except InputError:
        if path is not None and keep is not None:
            keep_findings(visit_findings(read_table(path), catalogue.table["id"]), keep)
        raise
    tell_findings(found, "人次检查结果 findings of the visits")
    keep_findings(found, keep)


def _print(table: DistrictCoverage) -> None:
    groups = [_VISITS | _PEOPLE] if out.width >= _WIDE else [_VISITS, _PEOPLE]
    for titles in groups:
        shown = Table(box=SIMPLE_HEAD)
        shown.add_column("区县\ndistrict", overflow="fold")
        for title in titles.values():
            shown.add_column(title, justify="right", no_wrap=True)
        for row in table.rows.to_dict("records"):
            style = "bold" if row["level"] in {"city", "total"} else None
            shown.add_row(Text(row["name"]), *(Text(_cell(name, row[name])) for name in titles), style=style)
        out.print(shown)


def _cell(name: str, value: str | float | None) -> str:
    if pd.isna(value):
        return "未知"
    if isinstance(value, str):
        return value
    return f"{value:,.{_DECIMALS.get(name, 0)}f}"
