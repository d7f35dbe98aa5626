"""``stationmap site``: where to build next, and which stations could close."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from stationmap.cli.demand import DemandFile, Weight, demand_from
from stationmap.cli.findings import FindingsFile, check_folder, keep_findings, tell_findings
from stationmap.cli.keeping import Keep, check_keep, keep_results
from stationmap.cli.shared import Db, On, day_of, out, progress_bar, say_made_up
from stationmap.cli.site_ground import Ground, Mask, apart, candidates_from, radius_of
from stationmap.cli.site_options import check_count, check_files, check_numbers
from stationmap.demand import demand_unit
from stationmap.documents import notice
from stationmap.errors import Fault, InputError
from stationmap.files import sha256_of, write_frame, write_text
from stationmap.findings import Findings
from stationmap.loading import load_catalogue
from stationmap.siting import (
    MODELS,
    Effort,
    Limits,
    Siting,
    Wanted,
    certificate,
    close,
    closed_table,
    closing_document,
    closing_notes,
    districts_table,
    site,
    sites_table,
    siting_document,
    siting_for_people,
    siting_notes,
)
from stationmap.streets import read_streets

__all__ = ["site_stations"]

_FAR_M = 5_000.0
_SHOWN = {
    "order": "次序\norder",
    "id": "编号\nid",
    "lat": "纬度\nlat",
    "lon": "经度\nlon",
    "name": "区县或名称\nname",
    "gain": "目标改善\nadds",
    "covered_share": "累计覆盖\nin reach",
    "loses": "损失\nloses",
    "lost_in_all": "累计损失\nin all",
}
_DISTANCES = ("p-median", "p-center")


def _option(name: str, text: str, metavar: str | None = None) -> Any:  # noqa: ANN401 - typer's own type is Any
    return typer.Option(name, metavar=metavar, help=text)


File = Path | None
Document = dict[str, Any]
Add = Annotated[int | None, _option("--add", "新增几个；lscp 不需要 how many to add; not for lscp")]
Close = Annotated[int | None, _option("--close", "改问：关闭哪几个损失最小 ask which so many could close instead")]
Datum = Annotated[str, _option("--datum", "需求与候选点文件的坐标系 datum of both files: wgs84, gcj02, bd09")]
Candidates = Annotated[File, _option("--candidates", "候选点文件 file of candidate sites", "FILE")]
Grid = Annotated[float | None, _option("--grid", "候选网格间距，默认 500 米 spacing of a grid of candidates, metres")]
StreetsFile = Annotated[
    File, _option("--streets", "OSM 道路：沿路步行，路口为候选点 walks along streets; junctions are candidates", "FILE")
]
Radius = Annotated[float | None, _option("--radius", "服务半径，米 radius, metres")]
Preset = Annotated[str | None, _option("--preset", "标准，如 a norm, such as acftu-1km-15min", "NAME")]
Model = Annotated[str, _option("--model", f"模型 one of: {', '.join(MODELS)}")]
Second = Annotated[float, _option("--second", "backup：交叉覆盖的份额，0 至 0.5 share of being reached twice")]
Share = Annotated[float, _option("--share", "lscp：须覆盖的比例 share that must be reached")]
Far = Annotated[float, _option("--limit", "p-median、p-center：看多远，米 how far to look, metres")]
Forbid = Annotated[File, _option("--forbid", "禁区（面） zones where nothing may be built", "FILE")]
Spacing = Annotated[float, _option("--spacing", "与新旧站点的最小间距，米 least distance to any other station, metres")]
Cost = Annotated[str | None, _option("--cost", "候选点文件的成本列 column of costs", "COLUMN")]
Budget = Annotated[float | None, _option("--budget", "预算 most that all may cost")]
Gap = Annotated[
    float, _option("--gap", "差距占新增部分的比例，小于此即停 proven gap at which to stop, as a share of what is added")
]
Prove = Annotated[bool, _option("--prove", "用 HiGHS 缩小余下的差距 let HiGHS close what gap is left")]
Seconds = Annotated[float, _option("--seconds", "HiGHS 的时限 time limit of HiGHS")]
Out = Annotated[File, _option("--out", "写成 .xlsx、.csv 或 .geojson write .xlsx, .csv or .geojson", "FILE")]
Certificate = Annotated[File, _option("--certificate", "证书，可独立核验 what the bound rests on, as JSON", "FILE")]


def site_stations(
    add: Add = None,
    close_: Close = None,
    db: Db = None,
    demand: DemandFile = None,
    weight: Weight = None,
    datum: Datum = "wgs84",
    candidates: Candidates = None,
    grid: Grid = None,
    streets: StreetsFile = None,
    radius: Radius = None,
    preset: Preset = None,
    model: Model = "mclp",
    second: Second = 0.5,
    share: Share = 1.0,
    far: Far = _FAR_M,
    forbid: Forbid = None,
    spacing: Spacing = 0.0,
    cost: Cost = None,
    budget: Budget = None,
    gap: Gap = 0.001,
    prove: Prove = False,
    seconds: Seconds = 120.0,
    on: On = None,
    file: Out = None,
    paper: Certificate = None,
    findings: FindingsFile = None,
    keep: Keep = False,
) -> None:
    """选址：下一批站点建在哪里，最多还能好多少。Where to build next, and how much better any choice could be.

    现有站点保留；界已证明，证书可独立核验。没有道路数据时量的是直线，不是步行路程。Existing stations stay; the
    bound is proved, and anyone can check the certificate. Without streets a straight line is measured, not a walk.

    例 example: stationmap site --add 20 --radius 1000 --spacing 300 --out sites.xlsx
    """
    check_folder(file, ".csv", ".xlsx", ".geojson")
    check_folder(paper)
    check_folder(findings, ".csv", ".xlsx")
    check_keep(db, keep=keep)
    wanted, effort = Wanted(model, second, share), Effort(gap=gap, prove=prove, seconds=seconds)
    check_files(file, paper, findings)
    check_numbers({"--spacing": spacing, "--grid": grid, "--seconds": seconds, "--budget": budget})
    _check(add, close_, budget, wanted)
    day, files = day_of(on), (demand, candidates, forbid, streets)
    catalogue = load_catalogue(db)
    places, found = demand_from(catalogue, demand, weight, datum)
    table = catalogue.table[catalogue.in_operation(day)].reset_index(drop=True)
    ground = Ground(catalogue, places, table, None if streets is None else read_streets(streets))
    limit = far if model in _DISTANCES else radius_of(preset, radius, streets=streets is not None)
    say_made_up(catalogue)
    if close_ is not None:
        _tell_demand(found, findings)
        name, document = "closing", _close(ground, limit, close_, wanted, effort, file)
    else:
        options, more = candidates_from(ground, candidates, grid, cost, datum)
        found.extend(more)
        _tell_demand(found, findings)
        inside, near = ground.barred(options, forbid, spacing)
        notes = [*ground.notes(), _barred(inside, near, spacing), *_inputs(*files)]
        usable = ~inside & ~near
        check_count(None if model == "lscp" else add, int(usable.sum()))
        limits = Limits(
            usable,
            add if model != "lscp" else len(options),
            options["cost"].to_numpy(dtype=np.float64),
            np.inf if budget is None else budget,
            apart(options, usable, spacing),
        )
        answer = _sited(ground, options, limit, limits, wanted, effort, notes)
        name, document = "siting", _tell(ground, answer, options, notes, file)
        if paper is not None:
            write_text(paper, json.dumps(certificate(answer), ensure_ascii=False, allow_nan=False))
            out.print(Text(f"已写入 written: {paper}"))
    if db is not None and keep:
        keep_results(db, catalogue, {name: document | {"on": day.isoformat()}}, files)


def _tell_demand(found: Findings, keep: Path | None) -> None:
    tell_findings(found, "检查结果 findings of demand and candidates")
    keep_findings(found, keep)


def _barred(inside: Mask, near: Mask, spacing: float) -> str:
    return (
        f"禁区内 candidates in forbidden zones: {inside.sum():,}；"
        f"距现有站点过近 nearer than {spacing:g} m to a station: {near.sum():,}"
    )


def _sited(
    ground: Ground,
    options: pd.DataFrame,
    limit: float,
    limits: Limits,
    wanted: Wanted,
    effort: Effort,
    notes: list[str],
) -> Siting:
    with progress_bar() as report:
        report(0.0, "量距离 distances")
        pairs, existing = ground.pairs(options, limit, notes), ground.pairs(ground.stations, limit, [])
        weight = ground.demand.weight
        return site(pairs, weight, limits, existing=existing, wanted=wanted, effort=effort, progress=report)


def _inputs(*paths: Path | None) -> list[str]:
    return [f"输入 input: {path.name} SHA-256 {sha256_of(path)}" for path in paths if path is not None]


def _check(add: int | None, closing: int | None, budget: float | None, wanted: Wanted) -> None:
    if closing is not None and add is not None:
        fault = Fault("--close", str(closing), "不能与 --add 同用 goes not with --add")
        raise InputError("新增和关闭只能问一个 either add or close", (fault,))
    if closing is None and add is None and budget is None and wanted.model != "lscp":
        fault = Fault("--add", "", "须给 --add、--budget 或 --close give --add, --budget or --close")
        raise InputError("没有说明新增多少 it is not said how many to add", (fault,))
    if add is not None and add < 0:
        raise InputError(
            "新增站点数不能为负 the number of sites is negative", (Fault("--add", str(add), "0 或以上 0 or more"),)
        )


def _tell(ground: Ground, answer: Siting, options: pd.DataFrame, notes: list[str], file: Path | None) -> Document:
    sites = sites_table(answer, ground.with_nearest(options), ground.names)
    districts = districts_table(answer, ground.demand.adcode, options, ground.names)
    lines = [*siting_notes(answer, demand_unit(ground.demand.what), notice(ground.catalogue)), *notes]
    _print(sites)
    for line in lines:
        out.print(Text(line, style="dim"))
    if file is not None:
        _write(file, {"建议选址 sites": sites, "分区 districts": districts}, lines)
    return siting_document(answer, sites, districts, ground.demand.what, lines)


def _close(ground: Ground, limit: float, count: int, wanted: Wanted, effort: Effort, file: Path | None) -> Document:
    notes = ground.notes()
    with progress_bar() as report:
        pairs = ground.pairs(ground.stations, limit, notes)
        answer = close(pairs, ground.demand.weight, count, wanted=wanted, effort=effort, progress=report)
    closed = closed_table(answer, ground.stations)
    lines = [*closing_notes(answer, demand_unit(ground.demand.what), notice(ground.catalogue)), *notes]
    _print(closed)
    for line in lines:
        out.print(Text(line, style="dim"))
    if file is not None:
        _write(file, {"可关闭站点 closing": closed}, lines)
    return closing_document(answer, closed, ground.demand.what, lines)


def _print(table: pd.DataFrame) -> None:
    left_out = {"lat", "lon"} if "loses" in table else set()  # stations have names
    shown, names = Table(box=SIMPLE_HEAD), [name for name in _SHOWN if name in table and name not in left_out]
    for name in names:
        shown.add_column(_SHOWN[name], overflow="fold", justify="left" if name in ("id", "name") else "right")
    for row in table.to_dict("records"):
        shown.add_row(*(Text(_cell(name, row[name])) for name in names))
    out.print(shown)


def _cell(name: str, value: str | float) -> str:
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return "未知"
    pattern = {"covered_share": ".2%", "lat": ".5f", "lon": ".5f"}.get(name, ",.0f")
    return format(value, pattern)


def _write(file: Path, tables: dict[str, pd.DataFrame], notes: list[str]) -> None:
    (title, first), *others = tables.items()
    if file.suffix.casefold() == ".geojson":
        write_text(file, json.dumps(_features(first, notes), ensure_ascii=False, allow_nan=False))
    elif file.suffix.casefold() == ".csv":
        write_frame(siting_for_people(first), file, notes=notes)
    else:
        further = {name: siting_for_people(table) for name, table in others}
        write_frame(siting_for_people(first), file, sheet=title, notes=notes, further=further)
    out.print(Text(f"已写入 written: {file}"))


def _features(table: pd.DataFrame, notes: list[str]) -> dict[str, Any]:
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {name: value for name, value in row.items() if name not in ("lat", "lon")},
        }
        for row in rows
    ]
    return {"type": "FeatureCollection", "features": features, "notes": notes}
