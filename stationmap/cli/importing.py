"""``stationmap import``: a file into the register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from stationmap.cli.shared import Db, err, out, progress_bar
from stationmap.datum import parse_datum
from stationmap.districts import Districts, national
from stationmap.errors import Fault, InputError, MissingFileError, RegisterError
from stationmap.files import read_districts_file, write_frame
from stationmap.register import Imported, ImportOptions, import_register

__all__ = ["area_of", "columns_of", "import_file", "options_of"]

_SHOWN = 20
_STYLES = {"error": "red", "warning": "yellow", "note": "dim"}
_SEVERITIES = {"error": "错误 error", "warning": "提示 warning", "note": "说明 note"}

File = Annotated[Path, typer.Argument(metavar="FILE", help="CSV, Excel, GeoJSON, GeoPackage, GeoParquet")]
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
FindingsFile = Annotated[
    Path | None, typer.Option("--findings", metavar="OUT.csv", help="保存检查结果 keep the report")
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
) -> None:
    """检查并导入站点登记册。Check a register of stations and take it into the database.

    有错误的行不导入并计数，有提示的行导入并标记；一次导入是一个事务。Rows with errors are left
    out and counted, warnings are kept and marked; an import is one transaction.
    """
    if findings is not None and not findings.parent.is_dir():
        raise MissingFileError(f"没有这个文件夹 no folder {findings.parent}; 没有写入 nothing was written")
    options = options_of(datum, columns, area, districts)
    with progress_bar() as progress:
        done = import_register(file, options, db=None if dry_run else db, sheet=sheet, progress=progress)
    if findings is not None:
        write_frame(done.checked.findings.to_frame(), findings, sheet="检查结果 findings")
    _tell(done)
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
            "--map 要写成 field=header --map wants field=header", tuple(Fault("--map", b, "no '='") for b in bad)
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
        fault = Fault("--area", text, "must be world or west,south,east,north in degrees")
        raise InputError("--area 无法识别 cannot read --area", (fault,)) from None
    return west, south, east, north


def _tell(done: Imported) -> None:
    checked = done.checked
    for item in sorted(checked.findings, key=lambda f: (list(_STYLES).index(f.severity), f.row))[:_SHOWN]:
        where = f"第 {item.row} 行 row {item.row}" if item.row else "整个文件 whole file"
        head = f"{_SEVERITIES[item.severity]} {where} {item.field}={item.value!r}"
        err.print(
            Text(
                f"{head}\n    {item.message_zh} {item.message}\n    → {item.advice_zh} {item.advice}",
                style=_STYLES[item.severity],
            )
        )
    if len(checked.findings) > _SHOWN:
        err.print(
            Text(
                f"…… 共 {len(checked.findings)} 条，--findings OUT.csv 保存全部 findings in all; --findings keeps them"
            )
        )
    table = Table("级别 severity", "代码 code", "数量 count", title="检查结果 findings")
    for (severity, code), count in checked.findings.counts().items():
        table.add_row(_SEVERITIES[severity], code, str(count))
    if len(checked.findings):
        out.print(table)
    out.print(Text(f"读入 read {checked.read} · 可用 kept {checked.kept} · 剔除 left out {checked.left_out}"))
    if done.saved is not None:
        saved = done.saved
        out.print(
            Text(
                f"新增 added {saved.added} · 更新 updated {saved.updated} · 未变 unchanged {saved.unchanged}"
                f" · 登记册中有而文件中没有（保留） in the register but not in the file, kept {saved.absent}"
                f" · 登记册版本 register version {done.version}"
            )
        )
