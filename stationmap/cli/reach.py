"""``stationmap reach``: who is within reach of a station."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from stationmap.cli.demand import DemandDatum, DemandFile, Weight, demand_from, tell_demand
from stationmap.cli.findings import FindingsFile, check_folder
from stationmap.cli.keeping import Keep, check_keep, keep_results
from stationmap.cli.nearest import AsJson, Needs, needs_of
from stationmap.cli.reach_tables import print_survey
from stationmap.cli.shared import Calendar, Db, On, Zone, day_of, out, progress_bar, say_made_up
from stationmap.coverage import SOURCES
from stationmap.documents import notice
from stationmap.files import write_frame
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

Preset = Annotated[
    str | None,
    typer.Option("--preset", metavar="NAME", help=f"标准 norm: {', '.join(PRESETS)}；默认第一个 the first by default"),
]
Radius = Annotated[float | None, typer.Option("--radius", help="自定半径，米 a radius of one's own, metres")]
Minutes = Annotated[float | None, typer.Option("--minutes", help="自定步行分钟数 minutes on foot of one's own")]
Pace = Annotated[float | None, typer.Option("--pace", help="步行速度，默认 4.5 walking, km/h")]
StreetsFile = Annotated[
    Path | None,
    typer.Option(
        "--streets",
        metavar="FILE",
        help="OSM 道路数据 .osm.pbf 或 .osm：沿道路量步行距离 an OSM extract, to measure walks along streets",
    ),
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
    keep: Keep = False,
) -> None:
    """可达性：多少人在站点的服务半径内、交叉覆盖、到最近站点多远。Who is within reach of a station, once and twice.

    没有道路数据时量的是直线，不是步行路程；没有边界的区人口保留在合计内，给出上下限。 Without streets a straight line
    is measured, not a walk; residents of zones without a polygon stay in the total, as bounds.

    例 example: stationmap reach --preset acftu-1km-15min --hours --out reach.xlsx
    """
    for path in (file, findings):
        check_folder(path, ".csv", ".xlsx")
    check_keep(db, keep=keep)
    rule = rule_of(preset, radius_m=radius, minutes=minutes, pace_kmh=pace, streets=streets is not None)
    asked = Asked(day_of(on), needs_of(needs), hours, by_amenity, by_station, spacing, hour, gaps=True)
    catalogue = load_catalogue(db).under(opening_rules(zone, calendar))
    wanted, found = demand_from(catalogue, demand, weight, demand_datum)
    tell_demand(found, findings, quiet=as_json)
    with progress_bar() as report:
        report(0.0, "读道路 streets" if streets is not None else "")
        network = None if streets is None else read_streets(streets)
        survey = survey_reach(catalogue, wanted, rule, asked, streets=network, progress=report)
    known = SOURCES if catalogue.districts.has_polygon.any() else ()
    sources = (*known, *([] if network is None else streets_notes(network.facts)))
    document = reach_document(survey, notice(catalogue), sources=sources)
    if db is not None and keep:
        keep_results(db, catalogue, {"reach": document}, [demand, streets, calendar])
    if as_json:
        typer.echo(json.dumps(document, ensure_ascii=False))
    else:
        say_made_up(catalogue)
        print_survey(survey)
    notes = reach_notes(survey, notice(catalogue), sources=sources)
    if not as_json:
        for note in notes:
            out.print(Text(note, style="dim"))
    if file is not None:
        _write(survey, file, notes, quiet=as_json)


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
