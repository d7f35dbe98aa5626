"""``stationmap reach``: who is within reach of a station."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from stationmap.catalogue import Catalogue
from stationmap.cli.findings import FindingsFile, check_folder, keep_findings, tell_findings
from stationmap.cli.nearest import AsJson, Needs, needs_of
from stationmap.cli.reach_tables import print_survey
from stationmap.cli.shared import Calendar, Db, Zone, err, out, progress_bar, say_made_up
from stationmap.clock import today
from stationmap.coverage import SOURCES
from stationmap.datum import parse_datum
from stationmap.demand import Demand, read_demand, spread_area, spread_residents
from stationmap.documents import notice
from stationmap.errors import Fault, InputError
from stationmap.files import write_frame
from stationmap.findings import Findings
from stationmap.loading import load_catalogue, opening_rules
from stationmap.reach import (
    PRESETS,
    Asked,
    ReachSurvey,
    reach_document,
    reach_notes,
    rule_of,
    survey_reach,
    tables_for_people,
)
from stationmap.streets import read_streets, streets_notes

__all__ = ["reach"]

_SPACING_M = 250.0  # between the places over which residents are spread

Preset = Annotated[
    str | None,
    typer.Option("--preset", metavar="NAME", help=f"标准 norm: {', '.join(PRESETS)}；默认第一个 the first by default"),
]
Radius = Annotated[float | None, typer.Option("--radius", help="自定半径，米 a radius of one's own, metres")]
Minutes = Annotated[float | None, typer.Option("--minutes", help="自定步行分钟数 minutes on foot of one's own")]
Pace = Annotated[float | None, typer.Option("--pace", help="步行速度，默认 4.5 walking, km/h")]
DemandFile = Annotated[
    Path | None,
    typer.Option(
        "--demand",
        metavar="FILE",
        help="需求：点或面，及权重；不给则把普查人口按面积均摊，没有人口则按面积 demand as points or polygons with "
        "weights; "
        "without it residents are spread evenly over each district, or area counts where residents are unknown",
    ),
]
Weight = Annotated[
    str | None, typer.Option("--weight", metavar="COLUMN", help="权重列 column of the weights in the demand file")
]
DemandDatum = Annotated[
    str, typer.Option("--demand-datum", help="需求文件的坐标系 datum of the demand file: wgs84, gcj02, bd09")
]
StreetsFile = Annotated[
    Path | None,
    typer.Option(
        "--streets",
        metavar="FILE",
        help="OSM 道路数据 .osm.pbf 或 .osm：沿道路量步行距离 an OSM extract, to measure walks along streets",
    ),
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="哪天在用，默认今天 day of operation, today by default")
]
Hours = Annotated[bool, typer.Option("--hours", help="按日类型和钟点 by kind of day and hour")]
Hour = Annotated[
    int,
    typer.Option("--hour", help="与 --hours 同用：按区县列出的钟点，默认 3 with --hours: the hour told per district"),
]
ByStation = Annotated[
    bool, typer.Option("--by-station", help="逐站：关闭会失去多少 by station: what is lost if it closes")
]
ByAmenity = Annotated[bool, typer.Option("--by-amenity", help="按设施 by amenity")]
Spacing = Annotated[
    float, typer.Option("--spacing", help="与 --by-station 同用：列出近于此的站点对，米 pairs nearer than that, metres")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="写成 .xlsx（每表一页）或 .csv（每表一个文件） write .xlsx or .csv"),
]


def reach(
    db: Db = None,
    preset: Preset = None,
    radius: Radius = None,
    minutes: Minutes = None,
    pace: Pace = None,
    demand: DemandFile = None,
    weight: Weight = None,
    demand_datum: DemandDatum = "wgs84",
    streets: StreetsFile = None,
    needs: Needs = "",
    on: On = None,
    hours: Hours = False,
    hour: Hour = 3,
    by_station: ByStation = False,
    by_amenity: ByAmenity = False,
    spacing: Spacing = 300.0,
    zone: Zone = "",
    calendar: Calendar = None,
    file: Out = None,
    findings: FindingsFile = None,
    as_json: AsJson = False,
) -> None:
    """可达性：多少人在站点的服务半径内、交叉覆盖、到最近站点多远。Who is within reach of a station, once and twice.

    没有道路数据时量的是直线，不是步行路程；没有边界的区人口保留在合计内，给出上下限。 Without streets a straight line
    is measured, not a walk; residents of zones without a polygon stay in the total, as bounds.

    例 example: stationmap reach --preset acftu-1km-15min --hours --out reach.xlsx
    """
    for path in (file, findings):
        check_folder(path)
    rule = rule_of(preset, radius_m=radius, minutes=minutes, pace_kmh=pace, streets=streets is not None)
    asked = Asked(_day(on), needs_of(needs), hours, by_amenity, by_station, spacing, hour)
    catalogue = load_catalogue(db).under(opening_rules(zone, calendar))
    wanted, found = _demand(catalogue, demand, weight, demand_datum)
    _tell(found, findings, quiet=as_json)
    with progress_bar() as report:
        report(0.0, "读道路 streets" if streets is not None else "")
        network = None if streets is None else read_streets(streets)
        survey = survey_reach(catalogue, wanted, rule, asked, streets=network, progress=report)
    known = SOURCES if catalogue.districts.has_polygon.any() else ()
    sources = (*known, *([] if network is None else streets_notes(network.facts)))
    if as_json:
        typer.echo(json.dumps(reach_document(survey, notice(catalogue), sources=sources), ensure_ascii=False))
    else:
        say_made_up(catalogue)
        print_survey(survey)
    notes = reach_notes(survey, notice(catalogue), sources=sources)
    if not as_json:
        for note in notes:
            out.print(Text(note, style="dim"))
    if file is not None:
        _write(survey, file, notes, quiet=as_json)


def _day(text: str | None) -> date:
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        fault = Fault("--on", text, "应为日期 must be a date such as 2026-11-25")
        raise InputError("--on 无法识别 cannot read --on", (fault,)) from None


def _demand(catalogue: Catalogue, path: Path | None, weight: str | None, datum: str) -> tuple[Demand, Findings]:
    """Read the demand, or spread what the register's districts know."""
    if path is not None:
        return read_demand(path, catalogue.districts, weight=weight, datum=parse_datum(datum))
    if weight is not None:
        fault = Fault("--weight", weight, "须与 --demand 同用 goes with --demand")
        raise InputError("没有需求文件 no demand file", (fault,))
    if catalogue.districts.frame["residents"].notna().any():
        return spread_residents(catalogue.districts, spacing_m=_SPACING_M), Findings()
    if not catalogue.districts.has_polygon.any():
        fault = Fault(
            "--demand", "", "登记册没有区县边界，请给需求文件 the register has no districts: give a file of demand"
        )
        raise InputError("没有需求 no demand", (fault,))
    return spread_area(catalogue.districts, spacing_m=_SPACING_M), Findings()


def _tell(findings: Findings, keep: Path | None, *, quiet: bool) -> None:
    """Tell the findings of the demand; beside JSON, which has the output to itself, how many there are of each."""
    if not quiet:
        tell_findings(findings, "需求检查结果 findings of the demand")
        keep_findings(findings, keep)
        return
    for (severity, code), count in findings.counts().items():
        err.print(Text(f"需求 demand: {severity} {code}: {count}", style="yellow"))
    if keep is not None:
        write_frame(findings.to_frame(), keep, sheet="检查结果 findings")


def _write(survey: ReachSurvey, path: Path, notes: Sequence[str], *, quiet: bool) -> None:
    tables = tables_for_people(survey)
    (title, first), *others = tables.items()
    if path.suffix.casefold() == ".csv":
        written = [(first, path), *((frame, _beside(path, name)) for name, frame in others)]
        for frame, target in written:
            write_frame(frame, target, notes=notes)
    else:
        written = [(first, path)]
        write_frame(first, path, sheet=title, notes=notes, further=dict(others))
    if not quiet:
        _say_written([target for _, target in written])


def _beside(path: Path, title: str) -> Path:
    return path.with_name(f"{path.stem}-{title.rsplit(maxsplit=1)[-1]}{path.suffix}")


def _say_written(paths: Sequence[Path]) -> None:
    for path in paths:
        out.print(Text(f"已写入 written: {path}"))
