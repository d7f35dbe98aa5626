"""``stationmap map``: one self-contained page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from stationmap.basemaps import Basemap, beside_page, carry_tiles, parse_basemap
from stationmap.catalogue import Catalogue
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
from stationmap.cli.mapping_register import Register
from stationmap.cli.shared import Db, Visits, out, progress_bar, say_made_up
from stationmap.datum import Datum
from stationmap.errors import InputError
from stationmap.files import write_text
from stationmap.loading import load_catalogue, load_kept, load_visits
from stationmap.maps import map_page, read_street_lines, results_kept, street_layer
from stationmap.reach import PRESETS, rule_of
from stationmap.streets import read_streets

__all__ = ["draw_map"]

Out = Annotated[Path, typer.Argument(metavar="OUT.html", help="要写的文件 file to write")]
Tiles = Annotated[
    str | None, typer.Option("--tiles", metavar="URL", help="底图瓦片 tiles, …/{z}/{x}/{y}.png; none by default")
]
TilesDatum = Annotated[str, typer.Option("--tiles-datum", help="底图坐标系 datum of the tiles: wgs84, gcj02, bd09")]
Budget = Annotated[
    float,
    typer.Option(
        "--basemap-budget", min=0.01, max=500, metavar="MB", help="页面里最多放多少瓦片 tiles in the page, MB"
    ),
]
StreetsFile = Annotated[
    Path | None,
    typer.Option(
        "--streets",
        metavar="EXTRACT",
        help="OSM 道路数据 .osm.pbf 或 .osm：可步行的街道作为衬底；现算可达时沿道路量步行距离 an OSM extract: walkable"
        " streets as a ground, and walks along them where reach is worked out",
    ),
]
StreetsBudget = Annotated[
    float, typer.Option("--streets-budget", min=0.01, max=500, metavar="MB", help="街道最多占多少 bytes of streets, MB")
]
Relative = Annotated[
    bool,
    typer.Option(
        "--basemap-relative", help="瓦片文件夹放在页面旁边，不放进页面 the folder of tiles lies beside the page"
    ),
]
Attribution = Annotated[str, typer.Option("--tiles-attribution", help="底图署名与审图号 credit line of the tiles")]
Preset = Annotated[
    str | None,
    typer.Option(
        "--preset",
        metavar="NAME",
        help=f"按此标准算可达、均衡与缺口 reach, access and gaps by this norm: {', '.join(PRESETS)}；不给则只画"
        "登记册、人次与库中存的结果 without it the register, visits and results kept in the database alone",
    ),
]
Add = Annotated[int, typer.Option("--add", min=0, max=1000, help="建议新增几个站点 how many new sites to propose")]
Published = Annotated[
    bool,
    typer.Option("--published", help="公开用：隐藏小数及能推出小数的数 hide small counts and what tells them"),
]


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
    tiles_attribution: Attribution = "",
    basemap: BasemapName = "",
    basemap_datum: BasemapDatum = "",
    basemap_key: BasemapKey = "",
    basemap_attribution: BasemapAttribution = "",
    basemap_approval: BasemapApproval = "",
    basemap_budget: Budget = 2.0,
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
        under = _placed(under, catalogue, None if basemap_relative else round(basemap_budget * 1e6), file)
        counts, findings = load_visits(catalogue, visits)
        register = Register(catalogue, counts, findings, span, published)
        if rule is None:
            coverage, results = register.coverage(), results_kept(load_kept(db), catalogue.version)
        else:
            places, found = demand_from(catalogue, demand, weight, demand_datum)
            tell_demand(found)
            network = None if streets is None else read_streets(streets)
            coverage, results = register.worked_out(rule, places, network, add, progress)
        progress(0.9, "作图 drawing")
        ground = None if streets is None else _ground(streets, catalogue, under, round(streets_budget * 1e6))
        parts = {} if ground is None else {"streets": ground}
        page = map_page(catalogue, coverage, basemap=under, months=register.months(), results=results, parts=parts)
    write_text(file, page)
    say_made_up(catalogue)
    if under is not None and under.carried is not None:
        out.print(Text(under.carried.note))
    if ground is not None:
        out.print(Text(ground["note"]))
    out.print(Text(f"{file}: {len(catalogue)} 个站点 stations, {file.stat().st_size / 1e6:.2f} MB"))
    for result in (one for one in results if one.stale):
        out.print(Text(f"注意 note · {result.name}: 登记册此后有变动 the register has changed since", style="yellow"))


def _placed(basemap: Basemap | None, catalogue: Catalogue, budget: int | None, page: Path) -> Basemap | None:
    """Put tiles of this machine into the page, or beside it where there is no budget."""
    if basemap is None or (basemap.source is None and budget is not None):
        return basemap
    if budget is None:
        return beside_page(basemap, page)
    return carry_tiles(basemap, catalogue.table["lat"], catalogue.table["lon"], budget)


def _ground(extract: Path, catalogue: Catalogue, under: Basemap | None, budget: int) -> dict[str, Any]:
    datum = under.datum if under else Datum.WGS84
    return street_layer(read_street_lines(extract), catalogue.table["lat"], catalogue.table["lon"], datum, budget)
