"""``stationmap access``: what each district has of the stations in reach, given who shares them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from stationmap.access import (
    AccessTable,
    Steps,
    access_by_district,
    access_document,
    access_for_people,
    access_notes,
    supply_of,
)
from stationmap.catalogue import Catalogue
from stationmap.cli.demand import DemandDatum, DemandFile, Weight, demand_from, tell_demand
from stationmap.cli.findings import FindingsFile, check_folder
from stationmap.cli.keeping import Keep, check_keep, keep_results
from stationmap.cli.shared import Db, On, day_of, out, progress_bar, say_made_up
from stationmap.demand import Demand
from stationmap.documents import notice
from stationmap.errors import Fault, InputError
from stationmap.files import write_frame
from stationmap.loading import load_catalogue
from stationmap.reach import straight_pairs
from stationmap.streets import Streets, read_streets, streets_notes

__all__ = ["access"]

_METHODS = {"2sfca": Steps.flat, "e2sfca": Steps.thirds, "3sfca": Steps.thirds}
_COLUMNS = {
    "demand": "有落点需求\nplaced",
    "demand_unplaced": "无落点\nno place",
    "access_per_10k": "每万可达\nper 10,000",
    "access_relative": "相对平均\nrelative",
    "share_unserved": "零可达\naccess 0",
    "gini": "基尼\nGini",
}
_DECIMALS = {"demand": 0, "demand_unplaced": 0, "access_per_10k": 3, "access_relative": 2, "gini": 3}

StreetsFile = Annotated[
    Path | None,
    typer.Option(
        "--streets",
        metavar="FILE",
        help="OpenStreetMap 街道文件，沿道路量距，代替直线 extract of streets: walks in place of straight lines",
    ),
]
Radius = Annotated[float, typer.Option("--radius", metavar="METRES", help="服务半径，米 service radius, metres")]
Method = Annotated[
    str,
    typer.Option(
        "--method",
        help="2sfca：半径内同权；e2sfca：按距离三级 1、0.68、0.22；3sfca：再按选择分配需求 "
        "2sfca: all within the radius alike; e2sfca: 1, 0.68, 0.22 by thirds of it; "
        "3sfca: and demand is shared out among stations",
    ),
]
StepsText = Annotated[
    str | None,
    typer.Option(
        "--steps",
        metavar="M=W,…",
        help="自定距离分级与权重，代替 --radius，如 333=1,667=0.68,1000=0.22 steps of one's own in place of --radius",
    ),
]
SupplyBy = Annotated[
    str,
    typer.Option(
        "--supply", help="stations：每站为 1；capacity：同时容纳人数 one for each station, or people it holds at once"
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写成 .csv 或 .xlsx write .csv or .xlsx")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON print JSON")]


def access(
    db: Db = None,
    demand: DemandFile = None,
    weight: Weight = None,
    demand_datum: DemandDatum = "wgs84",
    streets: StreetsFile = None,
    radius: Radius = 1_000.0,
    method: Method = "e2sfca",
    steps: StepsText = None,
    supply: SupplyBy = "stations",
    on: On = None,
    file: Out = None,
    findings: FindingsFile = None,
    as_json: AsJson = False,
    keep: Keep = False,
) -> None:
    """可达性：每万人分得的站点，分区县，及不均衡程度。Access: stations per 10,000 people who share them, by district.

    范围内没有站点的需求可达性为 0；没有需求可达的站点逐个列出；距离为直线，给了 --streets 则沿道路。Demand with no
    station in reach has access 0; stations that no demand reaches are named; distances are straight lines, or walks
    with --streets. The foot names method, steps and sums.
    """
    for path in (file, findings):
        check_folder(path, ".csv", ".xlsx")
    check_keep(db, keep=keep)
    rings = _steps(method, radius, steps)
    day = day_of(on)
    catalogue = load_catalogue(db)
    wanted, found = demand_from(catalogue, demand, weight, demand_datum)
    tell_demand(found, findings, quiet=as_json)
    network = None if streets is None else read_streets(streets)
    table, walked = _analysed(catalogue, wanted, day, rings, supply, shared=method == "3sfca", streets=network)
    notes = [*access_notes(table, notice(catalogue)), *walked, f"在用站点截至 stations in operation on: {day}"]
    document = access_document(table, notice(catalogue)) | {"on": day.isoformat(), "notes": notes}
    if db is not None and keep:
        keep_results(db, catalogue, {"access": document}, [demand, streets])
    if as_json:
        typer.echo(json.dumps(document, ensure_ascii=False))
    else:
        say_made_up(catalogue)
        _print(table, notes)
    if file is not None:
        write_frame(access_for_people(table), file, sheet="可达性 access", notes=notes)
        if not as_json:
            out.print(Text(f"已写入 written: {file}"))


def _steps(method: str, radius: float, text: str | None) -> Steps:
    if method not in _METHODS:
        fault = Fault("--method", method, f"应为其中之一 must be one of {', '.join(_METHODS)}")
        raise InputError(f"没有这种方法 no such method: {method}", (fault,))
    return _METHODS[method](radius) if text is None else Steps.read(text)


def _analysed(
    catalogue: Catalogue,
    demand: Demand,
    day: date,
    steps: Steps,
    by: str,
    *,
    shared: bool,
    streets: Streets | None,
) -> tuple[AccessTable, list[str]]:
    """Give the table, and what must be said of the streets."""
    stations = catalogue.table[catalogue.in_operation(day)].reset_index(drop=True)
    supply = supply_of(stations, by=by)
    there = demand.lat, demand.lon, stations["lat"].to_numpy(dtype=float), stations["lon"].to_numpy(dtype=float)
    with progress_bar() as report:
        report(0.1, "找范围内的站点 stations in reach")
        if streets is None:
            pairs, walked = straight_pairs(*there, steps.limit_m), []
        else:
            pairs, *snapped = streets.pairs(*there, steps.limit_m)
            walked = streets_notes(streets.facts, *snapped)
        report(0.9, "分区统计 by district")
        return access_by_district(demand, pairs, supply, catalogue.districts, steps=steps, shared=shared), walked


def _print(table: AccessTable, notes: list[str]) -> None:
    shown = Table(box=SIMPLE_HEAD)
    shown.add_column("区县\ndistrict", overflow="fold")
    for title in _COLUMNS.values():
        shown.add_column(title, justify="right", no_wrap=True)
    for row in table.rows.to_dict("records"):
        style = "bold" if row["level"] in {"city", "total"} else None
        shown.add_row(Text(row["name"]), *(Text(_cell(name, row[name])) for name in _COLUMNS), style=style)
    out.print(shown)
    for note in notes:
        out.print(Text(note, style="dim"))


def _cell(name: str, value: float) -> str:
    if pd.isna(value):
        return "未知"
    return f"{value:.1%}" if name == "share_unserved" else f"{value:,.{_DECIMALS[name]}f}"
