"""``stationmap streets``: what an OpenStreetMap extract is good for, and what straight lines overstate there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from stationmap.cli.shared import Db, out, progress_bar, say_made_up
from stationmap.clock import today
from stationmap.documents import notice
from stationmap.errors import Fault, InputError
from stationmap.files import write_frame
from stationmap.loading import load_catalogue
from stationmap.streets import (
    SNAP_M,
    Comparison,
    StreetFacts,
    Streets,
    compare,
    comparison_for_people,
    comparison_notes,
    facts_for_people,
    read_streets,
)

__all__ = ["check_streets"]

_SPACING_M = 25.0
_WHAT = "街道米数 metres of street"
_SHOWN = {
    "radius_m": "半径 m\nradius",
    "straight_share": "直线\nstraight",
    "streets_share": "步行\nwalked",
    "overstated_share": "高估\noverstated",
    "off_streets_share": "其中远离街道\nof it off streets",
}

Extract = Annotated[Path, typer.Argument(metavar="FILE", help="OpenStreetMap 文件 extract: .osm .osm.gz .osm.bz2 .pbf")]
Radius = Annotated[
    list[float] | None, typer.Option("--radius", metavar="M", help="半径，米，可重复 metres, repeatable: 500, 1000")
]
Snap = Annotated[
    float, typer.Option("--snap", metavar="M", help="地点离街道最远多少米 metres that a place may be off a street")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写成 .csv 或 .xlsx write .csv or .xlsx")]


def check_streets(
    extract: Extract, db: Db = None, radius: Radius = None, snap: Snap = SNAP_M, file: Out = None
) -> None:
    """检查街道文件，并比较直线覆盖与步行覆盖。Check an extract of streets, and compare straight lines with walks.

    步行沿可步行的街道；按街道长度统计，不需要人口数据。One walks along walkable streets; the shares are of the length
    of street, so that no residents are needed.
    """
    radii = _radii(radius, snap)
    catalogue = load_catalogue(db)
    with progress_bar() as report:
        report(0.0, "读取街道 reading streets")
        streets = read_streets(extract)
        report(0.6, "街道距离 walking distances")
        found = _compared(streets, catalogue.table[catalogue.in_operation(today())], radii, snap)
    say_made_up(catalogue)
    _print(streets.facts, found)
    said = notice(catalogue)
    notes = [*([said] if said else []), *comparison_notes(found, streets.facts)]
    for note in notes:
        out.print(Text(note, style="dim"))
    if file is not None:
        write_frame(comparison_for_people(found), file, sheet="直线与步行 straight and walked", notes=notes)
        out.print(Text(f"已写入 written: {file}"))


def _radii(given: list[float] | None, snap: float) -> list[float]:
    radii = given or [500.0, 1000.0]
    for name, value in [*(("--radius", one) for one in radii), ("--snap", snap)]:
        if not 0 < value < float("inf"):
            fault = Fault(name, f"{value:g}", "应为大于零的米数 must be metres above zero")
            raise InputError(f"{name} 不可用 cannot be used", (fault,))
    return sorted(set(radii))


def _compared(streets: Streets, stations: pd.DataFrame, radii: list[float], snap: float) -> Comparison:
    lat, lon, metres = streets.along(_SPACING_M)
    positions = stations["lat"].to_numpy(), stations["lon"].to_numpy()
    found = compare(streets, (lat, lon), metres, positions, radii_m=radii, snap_m=snap, what=_WHAT)
    if not found.stations.on.any():  # shares of zero would look like a finding
        count = len(found.stations)
        reason = f"{count:,} 个站点都离街道超过 all stations are farther from its streets than {snap:g} m"
        fault = Fault("FILE", streets.facts.source, reason)
        raise InputError("街道文件不含任何站点所在的地方 the extract is of a place without stations", (fault,))
    return found


def _print(facts: StreetFacts, found: Comparison) -> None:
    known = Table(box=SIMPLE_HEAD, show_header=False)
    for title, value in facts_for_people(facts).itertuples(index=False):
        known.add_row(Text(title), Text(_cell(value)))
    out.print(known)
    table = Table(box=SIMPLE_HEAD)
    for title in _SHOWN.values():
        table.add_column(title, justify="right")
    for row in found.rows[list(_SHOWN)].itertuples(index=False):
        table.add_row(f"{row[0]:,g}", *(f"{share:.2%}" for share in row[1:]))
    out.print(table)


def _cell(value: object) -> str:
    if value is None:
        return "未知 unknown"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
