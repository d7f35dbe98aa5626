"""``stationmap station``: one station added, changed, closed or shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import pandas as pd
import typer
from rich.table import Table
from rich.text import Text

from stationmap.cli.importing import Area, DistrictsFile, options_of
from stationmap.cli.shared import err, errors_to, out
from stationmap.clock import today
from stationmap.errors import Fault, InputError, StationmapError
from stationmap.register.changing import Edited
from stationmap.register.editing import add_station, close_station, edit_station, find_station
from stationmap.register.pausing import pause_station
from stationmap.station import STATION_COLUMNS
from stationmap.store import open_store

__all__ = ["add", "app", "close", "edit", "pairs_of", "show"]

app = typer.Typer(
    help="""登记册里的一个站点：新增、修改、停用、查看。One station of a register: add, edit, close, show.

    每次修改是一个事务，取值和导入一样检查。Each change is one transaction; values are checked as in an import.

    例 examples (--db register.db):

    add --name 爱心驿站 --lat 34.7512 --lon 113.6512 --datum gcj02 --amenities 热水,厕所 --field 开放时间=8:00-18:00

    edit A-001 --set hours=24小时 --set 热水=无 · close A-001 --on 2026-12-01 --reason 拆迁 · show A-001

    close A-001 --from 2026-12-01 --to 2026-12-15 --reason 装修 · edit A-001 --set closures=
    """,
    no_args_is_help=True,
)

Db = Annotated[str, typer.Option("--db", metavar="PATH", help="数据库 database")]
Id = Annotated[str, typer.Argument(metavar="ID", help="站点编号 id of the station")]
Name = Annotated[str, typer.Option("--name", help="名称 name")]
Lat = Annotated[str, typer.Option("--lat", help="纬度 latitude: 34.7512 or 34°45′4″N")]
Lon = Annotated[str, typer.Option("--lon", help="经度 longitude")]
DatumText = Annotated[str, typer.Option("--datum", help="坐标系 datum of the position: wgs84, gcj02, bd09")]
NewDatum = Annotated[str | None, typer.Option("--datum", help="新坐标的坐标系 datum of a new position")]
NewId = Annotated[str, typer.Option("--id", metavar="ID", help="编号；不给则由名称、地址和坐标生成 made if not given")]
Amenities = Annotated[str, typer.Option("--amenities", "--needs", metavar="WORD,WORD", help="设施 what it offers")]
Fields = Annotated[
    list[str] | None, typer.Option("--field", metavar="FIELD=VALUE", help="其他字段 other fields: hours=24小时")
]
Sets = Annotated[
    list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="要改的字段 what to change; blank is unknown")
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="停用日期，默认今天 first day closed; today")]
From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="临时关闭的首日 first day of a temporary closure; today")
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="临时关闭的末日，不给则到另行通知 its last day; until further notice"),
]
Reason = Annotated[str, typer.Option("--reason", help="停用原因 why it closes")]


@app.command("add")
def add(
    db: Db,
    name: Name,
    lat: Lat,
    lon: Lon,
    datum: DatumText,
    station_id: NewId = "",
    amenities: Amenities = "",
    fields: Fields = None,
    area: Area = None,
    districts: DistrictsFile = None,
) -> None:
    """新增一个站点。Add a station."""
    given = {"name": name, "lat": lat, "lon": lon, "id": station_id, "amenities": amenities}
    with _refusing(), open_store(db) as store:
        named = [f"{key}={value}" for key, value in given.items() if value or key not in {"id", "amenities"}]
        values = pairs_of([*named, *(fields or [])], "--field")
        done = add_station(store, values, options_of(datum, None, area, districts))
        _tell(done, "新增 added")


@app.command("edit")
def edit(
    station_id: Id,
    db: Db,
    sets: Sets = None,
    datum: NewDatum = None,
    area: Area = None,
    districts: DistrictsFile = None,
) -> None:
    """修改一个站点。Change a station.

    例 example: stationmap station edit A-001 --db register.db --set 开放时间=24小时 --set phone=
    """
    with _refusing(), open_store(db) as store:
        options = None if datum is None else options_of(datum, None, area, districts)
        _tell(edit_station(store, station_id, pairs_of(sets or [], "--set"), options), "修改 changed")


@app.command("close")
def close(station_id: Id, db: Db, on: On = None, first: From = None, last: To = None, reason: Reason = "") -> None:
    """停用一个站点；它留在登记册里。Close a station; it stays in the register.

    有 --from 或 --to 是临时关闭，其间不开放，以后照常；取消用 edit --set closures=。With --from or --to it is closed
    for these days only, and in operation after them; `edit --set closures=` ends that.
    """
    with _refusing(), open_store(db) as store:
        if first is not None or last is not None:
            if on is not None:
                raise InputError(
                    "--on 是停用，--from 和 --to 是临时关闭，不能同时用 --on closes for good, not for some days"
                )
            begins = today().isoformat() if first is None else first
            _tell(pause_station(store, station_id, begins, last or "", reason), "临时关闭 closed for some days")
            return
        day = today().isoformat() if on is None else on
        _tell(close_station(store, station_id, day, reason), "停用 closed")


@app.command("show")
def show(station_id: Id, db: Db) -> None:
    """显示一个站点。Show what the register has of a station."""
    with _refusing(), open_store(db) as store:
        row = find_station(store, station_id)
    _print({name: [cell] for name in STATION_COLUMNS if (cell := _cell(row, name))}, ["值 value"])


def pairs_of(texts: list[str], option: str) -> dict[str, str]:
    """Read ``field=value`` pairs.

    Raises
    ------
    InputError
        If one has no "=", or two name the same field.

    Examples
    --------
    >>> pairs_of(["hours=8:00-18:00", "phone="], "--set")
    {'hours': '8:00-18:00', 'phone': ''}
    """
    parts = [text.partition("=") for text in texts]
    names = [field.strip() for field, _, _ in parts]
    faults = [Fault(option, text, "没有 = no '='") for text, part in zip(texts, parts, strict=True) if not part[1]]
    twice = [name for name, count in Counter(names).items() if count > 1]
    faults += [Fault(option, name, "写了两次 given twice") for name in twice]
    if faults:
        raise InputError(f"{option} 要写成 字段=值，每个字段一次 {option} wants FIELD=VALUE, each once", tuple(faults))
    return {name: value for name, (_, _, value) in zip(names, parts, strict=True)}


@contextmanager
def _refusing() -> Iterator[None]:
    """End with status 1 and a sentence where a change is refused."""
    try:
        yield
    except StationmapError as error:
        errors_to(error)
        raise typer.Exit(1) from error


def _tell(done: Edited, what: str) -> None:
    for item in done.doubts:
        text = f"{item.field} = {item.value!r}: {item.message_zh} {item.message} → {item.advice_zh} {item.advice}"
        err.print(Text(f"提示 {text}", style="yellow" if item.severity == "warning" else "dim"))
    cells = {name: [_cell(done.before, name), _cell(done.after, name)] for name in STATION_COLUMNS}
    changed = {name: pair for name, pair in cells.items() if pair[0] != pair[1]}
    said = what if changed else "没有变化 nothing changed"
    out.print(Text(f"{said}: {cells['id'][1]} · 登记册版本 register version {done.sequence}"))
    if changed:
        _print(changed, ["原 before", "现 after"])


def _cell(row: pd.DataFrame, name: str) -> str:
    return "" if row.empty or row[name].isna().iat[0] else str(row[name].iat[0])


def _print(rows: dict[str, list[str]], titles: list[str]) -> None:
    table = Table("字段 field", *titles)
    for name, cells in rows.items():
        table.add_row(Text(f"{STATION_COLUMNS[name].zh} {name}"), *map(Text, cells))
    out.print(table)
