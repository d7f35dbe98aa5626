"""``stationmap import``: a file into the register."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from stationmap.amenities import AMENITIES
from stationmap.cli.findings import FindingsFile, check_folder, keep_findings, tell_findings
from stationmap.cli.hours import tell_hours
from stationmap.cli.shared import Db, out, progress_bar
from stationmap.datum import parse_datum
from stationmap.districts import Districts, national
from stationmap.errors import Fault, InputError, RegisterError
from stationmap.files import read_districts_file
from stationmap.register import Imported, ImportOptions, import_register
from stationmap.register.columns import Columns, shown_header
from stationmap.register.hours_summary import summarise_hours
from stationmap.station import STATION_COLUMNS
from stationmap.store import Saved

__all__ = ["area_of", "columns_of", "import_file", "options_of"]

_SHOWN_IDS = 20
_OTHER_FIELDS = {"position": "坐标 position", "status": "运营状态 status"}

File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="登记册文件 the register's file: CSV, Excel, GeoJSON, GeoPackage, GeoParquet"),
]
DatumText = Annotated[str, typer.Option("--datum", help="文件坐标系 datum of the file: wgs84, gcj02, bd09")]
Map = Annotated[
    list[str] | None, typer.Option("--map", metavar="FIELD=HEADER", help="列名对应 which header is which field")
]
Area = Annotated[
    str | None,
    typer.Option(
        "--area",
        metavar="W,S,E,N|world",
        help="登记范围；默认为区县的范围 the register's area; the districts' by default",
    ),
]
DistrictsFile = Annotated[
    Path | None, typer.Option("--districts", metavar="FILE", help="自己的区县面文件 district polygons of your own")
]
Sheet = Annotated[str | None, typer.Option("--sheet", help="工作表名 sheet of a workbook")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只检查，不写入 check only, write nothing")]

Licence = Annotated[str, typer.Option("--licence", help="未写明许可的行用此许可 licence of the rows that name none")]
Source = Annotated[str, typer.Option("--source", help="未写明来源的行用此来源 source of the rows that name none")]
Twins = Annotated[
    float,
    typer.Option(
        "--twins",
        metavar="METRES",
        help="相距不超过此数（米）提示可能重复；0 为不查 warn of stations this near to each other; 0 for never",
    ),
]


def import_file(
    file: File,
    db: Db = None,
    datum: DatumText = "wgs84",
    columns: Map = None,
    area: Area = None,
    districts: DistrictsFile = None,
    sheet: Sheet = None,
    dry_run: DryRun = False,
    findings: FindingsFile = None,
    licence: Licence = "",
    source: Source = "",
    twins: Twins = 15.0,
) -> None:
    """检查并导入站点登记册。Check a register of stations and take it into the database.

    有错误的行不导入并计数，有提示的行导入并标记；一次导入是一个事务。Rows with errors are left
    out and counted, warnings are kept and marked; an import is one transaction.
    """
    check_folder(findings)
    options = replace(
        options_of(datum, columns, area, districts),
        licence=licence.strip(),
        source=source.strip(),
        twin_distance_m=twins,
    )
    with progress_bar() as progress:
        done = import_register(file, options, db=db, sheet=sheet, dry_run=dry_run, progress=progress)
    keep_findings(done.checked.findings, findings)
    _tell(done, options)
    if done.checked.kept == 0:
        raise RegisterError("没有一行可用，没有写入 no row can be used; nothing was written")
    if done.saved is None:
        why = "--dry-run" if dry_run else "未给 --db no --db"
        out.print(Text(f"没有写入 nothing was written ({why})"))


def options_of(datum: str, columns: list[str] | None, area: str | None, districts: Path | None) -> ImportOptions:
    """Read the options that say how a register's file is meant."""
    own = national() if districts is None else Districts(read_districts_file(districts))
    return ImportOptions(
        datum=parse_datum(datum), districts=own, columns=columns_of(columns or []), area=area_of(area, own)
    )


def columns_of(pairs: list[str]) -> dict[str, str]:
    """Read ``field=header`` pairs.

    Raises
    ------
    InputError
        If one has no "=".

    Examples
    --------
    >>> columns_of(["name=站名"])
    {'name': '站名'}
    """
    bad = [pair for pair in pairs if "=" not in pair]
    if bad:
        raise InputError(
            "--map 要写成 field=header --map wants field=header", tuple(Fault("--map", b, "缺少 = no =") for b in bad)
        )
    return {field.strip(): header for field, _, header in (pair.partition("=") for pair in pairs)}


def area_of(text: str | None, districts: Districts) -> tuple[float, float, float, float] | None:
    """Read the register's area; None is the whole earth.

    Raises
    ------
    InputError
        If it is neither "world" nor four numbers.

    Examples
    --------
    >>> area_of("113,34,114,35", national())
    (113.0, 34.0, 114.0, 35.0)
    """
    if text == "world":
        return None
    if text is None:
        return districts.bounds
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        fault = Fault(
            "--area", text, "应为 world 或 西,南,东,北（度） must be world or west,south,east,north in degrees"
        )
        raise InputError("--area 无法识别 cannot read --area", (fault,)) from None
    return west, south, east, north


def _tell(done: Imported, options: ImportOptions) -> None:
    checked = done.checked
    out.print(Text(f"坐标系 datum: {options.datum}"))
    out.print(_columns_table(checked.columns))
    tell_findings(checked.findings, "登记册检查结果 findings of the register")
    out.print(Text(f"读入 read {checked.read} · 可用 kept {checked.kept} · 剔除 left out {checked.left_out}"))
    tell_hours(summarise_hours(checked.table))
    if done.saved is not None:
        _tell_saved(done, done.saved)
    if done.kept_old:
        ids = ", ".join(done.kept_old[:_SHOWN_IDS]) + ("……" if len(done.kept_old) > _SHOWN_IDS else "")
        why = "文件中有错误，保留登记册中的旧值 in the file with errors, old values kept"
        out.print(Text(f"{why}: {len(done.kept_old)}（{ids}）"))


def _columns_table(columns: Columns) -> Table:
    table = Table("字段 field", "文件的列 column of the file", title="列的用法 what each column is taken for")
    for field, header in columns.fields.items():
        name = f"{STATION_COLUMNS[field].zh} {field}" if field in STATION_COLUMNS else _OTHER_FIELDS[field]
        table.add_row(Text(name), Text(shown_header(header)))
    for header, codes in columns.flags.items():
        table.add_row(Text("、".join(f"{AMENITIES[code].zh} {code}" for code in codes)), Text(header))
    return table


def _tell_saved(done: Imported, saved: Saved) -> None:
    changed = f"新增 added {saved.added} · 更新 updated {saved.updated} · 未变 unchanged {saved.unchanged}"
    out.print(Text(f"{changed} · 登记册版本 register version {done.version}"))
    out.print(Text(f"登记册中有而文件中没有，保留 in the register but not in the file, kept: {done.absent}"))
