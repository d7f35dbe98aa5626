"""``stationmap map``: one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from stationmap.basemaps import parse_basemap
from stationmap.cli.basemap_options import (
    BasemapApproval,
    BasemapAttribution,
    BasemapDatum,
    BasemapKey,
    BasemapName,
    chosen_basemap,
)
from stationmap.cli.coverage import Period, period_of
from stationmap.cli.demand import DemandDatum, DemandFile, Weight, demand_from, tell_demand
from stationmap.cli.mapping_ground import Ground, tiles_in_place
from stationmap.cli.mapping_options import (
    Add,
    Out,
    Preset,
    Published,
    Relative,
    StreetsBudget,
    StreetsFile,
    Tiles,
    TilesAttribution,
    TilesBudget,
    TilesDatum,
)
from stationmap.cli.mapping_register import Register
from stationmap.cli.shared import Db, Visits, out, progress_bar, say_made_up
from stationmap.errors import InputError
from stationmap.files import write_text
from stationmap.loading import load_catalogue, load_kept, load_visits
from stationmap.maps import Result, map_page, results_kept
from stationmap.maps.vector_tiles import MOST_IN_PAGE
from stationmap.reach import rule_of
from stationmap.streets import read_streets

__all__ = ["draw_map"]

_LARGE = (
    "文件较大；stationmap serve 的 /map 按视图逐块取站点，开得更快 "
    "a large file: /map of stationmap serve draws the stations from tiles as the map moves, and opens sooner"
)


def draw_map(
    file: Out,
    db: Db = None,
    visits: Visits = None,
    period: Period = None,
    preset: Preset = None,
    demand: DemandFile = None,
    weight: Weight = None,
    demand_datum: DemandDatum = "wgs84",
    streets: StreetsFile = None,
    add: Add = 0,
    published: Published = False,
    tiles: Tiles = None,
    tiles_datum: TilesDatum = "wgs84",
    tiles_attribution: TilesAttribution = "",
    basemap: BasemapName = "",
    basemap_datum: BasemapDatum = "",
    basemap_key: BasemapKey = "",
    basemap_attribution: BasemapAttribution = "",
    basemap_approval: BasemapApproval = "",
    basemap_budget: TilesBudget = 2.0,
    basemap_relative: Relative = False,
    streets_budget: StreetsBudget = 1.0,
) -> None:
    """画一张可离线打开的地图：站点、各区县指标、钟点与月份、缺口、建议选址。Draw a map that opens anywhere, one file.

    给出 --preset、--demand 或 --add 时现算可达、均衡、缺口与选址；否则用 --db 中 --keep 存下的结果。
    With --preset, --demand or --add reach, access, gaps and sites are worked out now; without, those that
    the database keeps are drawn.

    例 example: stationmap map map.html --preset acftu-1km-15min --add 10
    """
    if tiles and basemap:
        raise InputError("--tiles 和 --basemap 只能用一个 one of --tiles and --basemap, not both")
    under = parse_basemap(tiles, tiles_datum, tiles_attribution) if tiles else None
    under = under or chosen_basemap(basemap, basemap_datum, basemap_key, basemap_attribution, basemap_approval)
    span = period_of(period)
    planned = preset is not None or demand is not None or add > 0
    rule = rule_of(preset, streets=streets is not None) if planned else None
    with progress_bar() as progress:
        progress(0.0, "读取 reading")
        catalogue = load_catalogue(db)
        under = tiles_in_place(under, catalogue, file, basemap_budget, beside=basemap_relative)
        register = Register(catalogue, *load_visits(catalogue, visits), span, published)
        if rule is None:
            coverage, results = register.coverage(), results_kept(load_kept(db), catalogue.version)
        else:
            places, found = demand_from(catalogue, demand, weight, demand_datum)
            tell_demand(found)
            network = None if streets is None else read_streets(streets)
            coverage, results = register.worked_out(rule, places, network, add, progress)
        progress(0.9, "作图 drawing")
        ground, months = Ground.of(catalogue, under, streets, streets_budget), register.months()
        page = map_page(catalogue, coverage, basemap=under, months=months, results=results, parts=ground.parts)
    write_text(file, page)
    say_made_up(catalogue)
    _tell(file, len(catalogue), ground, results)


def _tell(file: Path, stations: int, ground: Ground, results: Sequence[Result]) -> None:
    """Say what was written, what did not fit, and what is old."""
    for note in ground.notes:
        out.print(Text(note))
    out.print(Text(f"{file}: {stations} 个站点 stations, {file.stat().st_size / 1e6:.2f} MB"))
    if stations > MOST_IN_PAGE:
        out.print(Text(_LARGE, style="yellow"))
    for result in (one for one in results if one.stale):
        out.print(Text(f"注意 note · {result.name}: 登记册此后有变动 the register has changed since", style="yellow"))
