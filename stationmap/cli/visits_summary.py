"""``stationmap visits summary``: visits per district and station, with intervals, limits, trend and suspicions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from stationmap.catalogue import Catalogue
from stationmap.cli.coverage import Period, period_of
from stationmap.cli.findings import FindingsFile, check_folder, keep_findings, tell_findings
from stationmap.cli.shared import Calendar, Db, Visits, err, out, progress_bar, say_made_up
from stationmap.documents import notice
from stationmap.errors import InputError
from stationmap.files import write_frame, write_text
from stationmap.loading import load_catalogue, load_visits
from stationmap.timetable import Calendar as CalendarOf
from stationmap.timetable import read_calendar
from stationmap.usage import (
    HIDDEN,
    THRESHOLD,
    VERDICTS,
    Statement,
    Trend,
    months_for_people,
    outages_for_people,
    pattern_note,
    state_sums,
    state_visits,
    summarise_totals,
    trend_for_people,
    usage_document,
    usage_for_people,
    usage_notes,
)
from stationmap.visits import VisitCounts
from stationmap.warehouse import MOST_ROWS, VisitStore, open_visits

__all__ = ["summary"]

_SHOWN = {
    "visits": ("人次\nvisits", 0),
    "completeness": ("上报率\nreported", 3),
    "visits_per_station_day": ("每站日\nper day", 2),
    "rate_low": ("95%下限\nlow", 2),
    "rate_high": ("95%上限\nhigh", 2),
    "visits_per_10k_residents": ("每万人\nper 10,000", 1),
}
_LISTED = 10
_WIDE = 110  # columns of a terminal that holds all of it

Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写成 .xlsx 或 .json write .xlsx or .json")]
Published = Annotated[
    bool,
    typer.Option(
        "--published", help="公开用：隐藏小数及能推出小数的数 for publication: hide small counts and what tells them"
    ),
]
Threshold = Annotated[
    int, typer.Option("--threshold", min=2, help="小于它的人次算小数 visits below it are small; with --published")
]
Stations = Annotated[
    bool,
    typer.Option("--stations/--no-stations", help="公开时是否写站点行 whether rows of stations are published"),
]


def summary(
    db: Db = None,
    visits: Visits = None,
    period: Period = None,
    file: Out = None,
    published: Published = False,
    threshold: Threshold = THRESHOLD,
    stations: Stations = True,
    calendar: Calendar = None,
    findings: FindingsFile = None,
) -> None:
    """人次汇总：区县与站点的每站日人次、区间、漏斗限、趋势、疑似停报。Sum up visits per district and station.

    没有数的日子是缺报，不是零。公开前加 --published：隐藏小于门槛的人次，以及能由合计推出它们的数。A day without a
    number is missing, not zero. Before publishing add --published: visits below the threshold are hidden, and with
    them what would give them away.
    """
    check_folder(findings)
    check_folder(file, ".xlsx", ".json")
    catalogue = load_catalogue(db)
    span = period_of(period)
    limit = (threshold, stations) if published else None
    rules = None if calendar is None else read_calendar(calendar)
    searched = True
    if visits is not None and visits.is_dir() and (store := open_visits(visits)).rows(span) > MOST_ROWS:
        searched = False
        done = _sums(catalogue, store, span, rules, limit)
    else:
        counts, found = load_visits(catalogue, visits, span)
        if counts is None:
            raise InputError("请用 --visits 给出人次文件 name a file of visits with --visits")
        tell_findings(found, "人次检查结果 findings of the visits")
        keep_findings(found, findings)
        done = _state(catalogue, counts if span is None else counts.between(*span), rules, limit)
    say_made_up(catalogue)
    _print(done, searched=searched)
    notes = usage_notes(done.usage, done.trend, threshold=threshold, notice=notice(catalogue))
    notes.append(pattern_note(done.usage, catalogue.districts))
    for note in notes:
        out.print(Text(note, style="dim"))
    if file is not None:
        _write(done, file, notes, threshold, notice(catalogue))
        out.print(Text(f"已写入 written: {file}"))


def _state(
    catalogue: Catalogue, counts: VisitCounts, rules: CalendarOf | None, limit: tuple[int, bool] | None
) -> Statement:
    with progress_bar() as report:
        return state_visits(catalogue.table, catalogue.districts, counts, rules, published=limit, progress=report)


def _sums(
    catalogue: Catalogue,
    store: VisitStore,
    span: tuple[date, date] | None,
    rules: CalendarOf | None,
    limit: tuple[int, bool] | None,
) -> Statement:
    """Tell what the sums of very many rows can tell."""
    period = span or store.period
    with progress_bar() as report:
        report(0.0, "汇总 summing up")
        totals = store.station_totals(period)
        report(0.5, "按日汇总 summing up by day")
        days = store.days_by_district(pd.DataFrame({"station_id": catalogue.table["id"], "adcode": ""}), period)
        report(0.8, "区间与限 intervals and limits")
        usage = summarise_totals(
            catalogue.table, catalogue.districts, totals, period=period, unit=store.unit, method=store.method
        )
        done = state_sums(usage, days, rules, published=limit)
    err.print(
        Text("超过两千万行，未查疑似停报；缩短 --period 即查 over 20 million rows: no suspicions; give a --period")
    )
    return done


def _print(done: Statement, *, searched: bool) -> None:
    wide = out.width >= _WIDE
    titles = {name: title for name, title in _SHOWN.items() if wide or name != "visits_per_10k_residents"}
    shown = Table(box=SIMPLE_HEAD)
    shown.add_column("区县\ndistrict", overflow="fold", min_width=10)
    for title, _ in titles.values():
        shown.add_column(title, justify="right", no_wrap=True)
    if wide:
        shown.add_column("与全体相比\nbeside all", overflow="fold")
    for row in done.usage.of("district", "outside", "unknown", "city", "total").to_dict("records"):
        style = "bold" if row["level"] in {"city", "total"} else None
        cells = [row["name"], *(_cell(row[name], decimals, row["note"]) for name, (_, decimals) in titles.items())]
        verdict = [" ".join(VERDICTS.get(row["verdict"], ("",)))] if wide else []
        shown.add_row(*map(Text, cells + verdict), style=style)
    out.print(shown)
    _print_trend(done.trend)
    stations = done.usage.of("station")
    if stations.empty:
        out.print(
            Text(
                "不写站点行：漏斗限和疑似停报不给 without rows of stations: no funnel limits and no suspicions of them"
            )
        )
        return
    _print_limits(stations)
    if searched:
        _print_outages(done.outages)


def _cell(value: Any, decimals: int, note: str) -> str:  # noqa: ANN401
    if pd.isna(value):
        return "已隐藏" if note.startswith(HIDDEN) else "—"
    return f"{value:,.{decimals}f}"


def _print_trend(trend: Trend) -> None:
    for row in trend.table().itertuples(index=False):
        out.print(Text(f"{row.what}: {row.value:.3g}（{row.low:.3g} – {row.high:.3g}）{row.unit}"))


def _print_limits(stations: pd.DataFrame) -> None:
    """Tell how many stand outside their limits, of those that have any."""
    flagged = [name for name in VERDICTS if name not in {"within", "too_few"}]
    outside = int(stations["verdict"].isin(flagged).sum())
    judged = int((stations["verdict"].isin([*flagged, "within"])).sum())
    counted = f"漏斗95%限外的站点 stations outside the funnel limits of 95 %: {outside:,} / {judged:,}"
    unjudged = len(stations) - judged
    rest = f"；另有 {unjudged:,} 个数据不足，不作判断 {unjudged:,} more have too little data to be judged"
    out.print(Text(counted + rest * bool(unjudged)))


def _print_outages(outages: pd.DataFrame) -> None:
    days = int(outages["days"].sum())
    out.print(Text(f"疑似停报 suspected not reporting: {len(outages):,} 段 runs, {days:,} 站日 station-days"))
    for run in outages.head(_LISTED).itertuples(index=False):
        out.print(Text(f"  {run.station_id}: {run.first_day:%Y-%m-%d} – {run.last_day:%Y-%m-%d}（{run.days} 天 days）"))
    if len(outages) > _LISTED:
        out.print(Text(f"  …… --out FILE 列出全部 lists all {len(outages):,}"))


def _write(done: Statement, file: Path, notes: list[str], threshold: int, first: str | None) -> None:
    if file.suffix.casefold() == ".json":
        document = usage_document(done.usage, done.trend, done.outages, threshold=threshold, notice=first)
        write_text(file, json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
        return
    sheets = {
        "分区 districts": usage_for_people(done.usage, "district", "outside", "unknown", "city", "total"),
        "站点 stations": usage_for_people(done.usage, "station"),
        "月份 months": months_for_people(done.trend.months),
        "趋势 trend": trend_for_people(done.trend),
        "疑似停报 suspected": outages_for_people(done.outages),
    }
    (title, table), *others = ((name, frame) for name, frame in sheets.items() if len(frame))
    write_frame(table, file, sheet=title, notes=notes, further=dict(others))
