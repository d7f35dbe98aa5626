"""``stationmap visits``: files of visits checked, and taken into a store."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from stationmap.cli.coverage import period_of
from stationmap.cli.findings import FindingsFile, check_folder, keep_findings, tell_findings
from stationmap.cli.importing import Map, Sheet, columns_of
from stationmap.cli.shared import Zone, out, progress_bar
from stationmap.cli.visits_summary import summary
from stationmap.findings import Findings
from stationmap.loading import opening_rules
from stationmap.store import open_store
from stationmap.warehouse import (
    Checked,
    VisitForm,
    VisitsImported,
    VisitStore,
    check_visits,
    import_visits,
    open_visits,
)

__all__ = ["app", "check", "import_files"]

app = typer.Typer(
    help="""人次：检查、导入、汇总。Visits: check, import, sum up.

    按日文件（编号、日期、人次、状态或计数小时）和逐次记录（编号、时刻，可有人次、进出）；CSV、Excel、Parquet，行数不限。
    Files by day (station_id, date, visits, state or hours counted) and files with a row an entry (station_id,
    timestamp, count and direction if there are any); CSV, Excel, Parquet, of any length.
    """,
    no_args_is_help=True,
)
app.command("summary")(summary)

File = Annotated[Path, typer.Argument(metavar="FILE", help="人次文件 file of visits")]
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="人次文件 files of visits, in their order")]
To = Annotated[
    Path, typer.Option("--to", metavar="FOLDER", help="人次库的文件夹 folder of the store; made if not there")
]
Register = Annotated[
    str | None, typer.Option("--db", metavar="PATH", help="登记册，核对站点编号 register, to check the ids against")
]
Method = Annotated[str, typer.Option("--method", help="如何计数，如 客流计数器 how the visits were counted")]
Complete = Annotated[
    str | None,
    typer.Option(
        "--complete",
        metavar="FIRST/LAST",
        help="逐次记录在这些日子是全的：没有记录的站日是真零；不给则是缺报 the entries of these days are all there:"
        " a day without one is a true zero; without this it is missing",
    ),
]
Events = Annotated[
    bool | None, typer.Option("--events/--daily", help="每行一次进站，或每行一站一日 a row an entry, or a row a day")
]
Again = Annotated[bool, typer.Option("--again", help="导入过的文件也再读 read a file again that was imported before")]


@app.command("import")
def import_files(
    files: Files,
    to: To,
    db: Register = None,
    columns: Map = None,
    method: Method = "",
    zone: Zone = "",
    complete: Complete = None,
    events: Events = None,
    sheet: Sheet = None,
    again: Again = False,
    findings: FindingsFile = None,
) -> None:
    """检查并导入人次文件。Check files of visits and take them into a store.

    文件里的站日替换库里的同一站日，其余保留；同一文件再导入不改变任何数；每个文件要么全部导入，要么不导入。
    Station-days of a file replace those of the store, all others stay; the same file again changes nothing; a file is
    taken whole or not at all.
    """
    check_folder(findings)
    form = _form(columns, method, zone, complete, events, sheet)
    known, told = _ids(db), Findings()
    for path in files:
        with progress_bar() as progress:
            done = import_visits(path, to, form, known=known, again=again, progress=progress)
        _tell_import(path, done)
        told.extend(done.findings)
    keep_findings(told, findings)
    _tell_store(open_visits(to))


@app.command("check")
def check(
    file: File,
    db: Register = None,
    columns: Map = None,
    zone: Zone = "",
    complete: Complete = None,
    events: Events = None,
    sheet: Sheet = None,
    findings: FindingsFile = None,
) -> None:
    """检查人次文件，逐行写明问题，不写入；有错误则状态为 1。Check a file of visits and write nothing.

    Every fault is named by row, column and value; the status is 1 if a row cannot be used.
    """
    check_folder(findings)
    with progress_bar() as progress:
        form = _form(columns, "", zone, complete, events, sheet)
        done = check_visits(file, form, known=_ids(db), progress=progress)
    keep_findings(done.findings, findings)
    _tell_check(done)
    if done.left_out:
        raise typer.Exit(1)


def _form(
    columns: list[str] | None, method: str, zone: str, complete: str | None, events: bool | None, sheet: str | None
) -> VisitForm:
    return VisitForm(
        columns=columns_of(columns or []),
        sheet=sheet,
        zone=opening_rules(zone).zone,
        complete=None if complete is None else period_of(complete, "--complete"),
        events=events,
        method=method.strip(),
    )


def _ids(db: str | None) -> Collection[str] | None:
    if db is None:
        return None
    with open_store(db) as store:
        return frozenset(store.stations()["id"])


def _tell_check(done: Checked) -> None:
    kind = "逐次记录 a row an entry" if done.events else "按日 a row a day"
    out.print(Text(f"{kind} · " + " · ".join(f"{field}: {column}" for field, column in done.fields.items())))
    tell_findings(done.findings, "人次检查结果 findings of the visits")
    left = f"剔除 left out {done.left_out:,}" + (f" · 离站 exits {done.exits:,}" if done.exits else "")
    out.print(Text(f"读入 read {done.rows:,} · 可用 usable {done.usable:,} · {left}"))


def _tell_import(path: Path, done: VisitsImported) -> None:
    entry = done.entry
    if done.already:
        when = entry.imported_at
        text = f"{path.name}: 已于 {when} 导入，没有改变 imported at {when} already; nothing changed (--again)"
        out.print(Text(text))
        return
    tell_findings(done.findings, f"人次检查结果 findings of the visits: {path.name}")
    left = f"剔除 left out {entry.left_out:,}" + (f" · 离站 exits {entry.exits:,}" if entry.exits else "")
    out.print(Text(f"{path.name}: 读入 read {entry.rows:,} · {left} · 时段 period {entry.first} – {entry.last}"))
    counts = f"新增 new {entry.new:,} · 替换 replaced {entry.replaced:,} · 未变 unchanged {entry.unchanged:,}"
    out.print(Text(f"  站日 station-days: {counts}" + ("" if entry.changed else "；没有改变 nothing changed")))
    if entry.replaced and done.events:
        text = "  注意：被替换的站日以本文件为准，未与原数相加；一天的记录若分在两个文件，请合并后再导入"
        out.print(Text(f"{text} replaced days are not added to: put entries of one day into one file", style="yellow"))


def _tell_store(store: VisitStore) -> None:
    first, last = store.period
    text = f"人次库 store: {store.station_days:,} 站日 station-days · {first} – {last} · {store.unit} · {store.method}"
    out.print(Text(text))
