"""``stationmap report``: everything that a planner signs, in one command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from stationmap.catalogue import Catalogue
from stationmap.cli.coverage import Period, period_of
from stationmap.cli.demand import DemandDatum, DemandFile, Weight, demand_from, tell_demand
from stationmap.cli.keeping import Keep, check_keep, keep_results
from stationmap.cli.reach import Preset, StreetsFile
from stationmap.cli.shared import Db, Visits, out, progress_bar, say_made_up
from stationmap.clock import CLOCK
from stationmap.files import chinese_font, demo_path
from stationmap.loading import load_catalogue, load_visits
from stationmap.reach import rule_of
from stationmap.report import Source, Wanted, compose, file_source, formats_of, kept_results, work_out, write_report
from stationmap.streets import read_streets, streets_notes

__all__ = ["report"]

Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="写到这个文件夹 folder to write into")]
Formats = Annotated[
    str,
    typer.Option(
        "--formats", metavar="LIST", help="xlsx,gpkg,html,pdf,json 中的几种 some of these; 默认全部 all by default"
    ),
]
Add = Annotated[
    int,
    typer.Option(
        "--add",
        min=0,
        max=1000,
        help="建议新增几个站点，0 为不做 how many new sites to propose, 0 for none",
    ),
]
Published = Annotated[
    bool,
    typer.Option(
        "--published", help="公开用：隐藏小数及能推出小数的数 for publication: hide small counts and what tells them"
    ),
]
Font = Annotated[
    Path | None,
    typer.Option("--font", metavar="FILE", help="PDF 用的中文字体 a font with Chinese characters for the PDF"),
]


def report(
    folder: Out,
    db: Db = None,
    visits: Visits = None,
    period: Period = None,
    demand: DemandFile = None,
    weight: Weight = None,
    demand_datum: DemandDatum = "wgs84",
    streets: StreetsFile = None,
    preset: Preset = None,
    add: Add = 20,
    formats: Formats = "xlsx,gpkg,html,pdf,json",
    published: Published = False,
    font: Font = None,
    keep: Keep = False,
) -> None:
    """一次写出整份报告：工作簿、地图图层、网页、PDF、JSON。Write the whole report: workbook, layers, page, PDF, JSON.

    各文件数字一致，都带方法、时段、单位、输入的 SHA-256、版本和数据问题；任何一种写不成，就一种也不写。
    All files hold the same figures, with method, period, unit, SHA-256 of the inputs, versions and what is wrong with
    the data; if one cannot be written, none is.
    """
    check_keep(db, keep=keep)
    chosen, span = formats_of(formats), period_of(period)
    rule = rule_of(preset, streets=streets is not None)
    if "pdf" in chosen:
        chinese_font(font)  # said at once, not after all is worked out
    with progress_bar() as progress:
        progress(0.0, "读取 reading")
        catalogue = load_catalogue(db)
        counts, findings = load_visits(catalogue, visits)
        places, found = demand_from(catalogue, demand, weight, demand_datum)
        tell_demand(found)
        network = None if streets is None else read_streets(streets)
        wanted = Wanted(
            rule, datetime.now(CLOCK), places,
            network, span, add, published,
            _sources(catalogue, visits, demand, streets),
            None if network is None else network.junctions(),
            () if network is None else tuple(streets_notes(network.facts)),
        )  # fmt: skip
        study = work_out(catalogue, counts, findings, wanted, _part(progress, 0.1, 0.6))
        made = compose(study)
        written = write_report(made, folder, chosen, font=font, progress=_part(progress, 0.6, 1.0))
    if db is not None and keep:
        keep_results(db, catalogue, kept_results(study, counts, span), [visits, demand, streets])
    say_made_up(catalogue)
    for text in made.warnings:
        out.print(Text(f"注意 note · {text}", style="yellow"))
    for path in written:
        out.print(Text(f"已写入 written: {path} ({path.stat().st_size / 1e6:.2f} MB)"))


def _sources(
    catalogue: Catalogue, visits: Path | None, demand: Path | None, streets: Path | None
) -> tuple[Source, ...]:
    of_visits = visits or (demo_path("visits.csv") if catalogue.made_up else None)
    given = (("人次 visits", of_visits), ("需求 demand", demand), ("道路 streets", streets))
    return tuple(file_source(role, path) for role, path in given if path is not None)


def _part(progress: Callable[[float, str], None], start: float, end: float) -> Callable[[float, str], None]:
    """Let a part of the work move its part of the bar."""
    return lambda share, step: progress(start + (end - start) * share, step)
