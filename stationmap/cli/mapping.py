"""``stationmap map``: one self-contained page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from stationmap.basemaps import Basemap, beside_page, carry_tiles
from stationmap.catalogue import Catalogue
from stationmap.cli.basemap_options import (
    BasemapApproval,
    BasemapAttribution,
    BasemapDatum,
    BasemapKey,
    BasemapName,
    chosen_basemap,
)
from stationmap.cli.shared import Db, Visits, out, say_made_up
from stationmap.errors import InputError
from stationmap.files import write_text
from stationmap.loading import load_catalogue, load_coverage
from stationmap.maps import map_page, parse_basemap

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
Relative = Annotated[
    bool,
    typer.Option(
        "--basemap-relative", help="瓦片文件夹放在页面旁边，不放进页面 the folder of tiles lies beside the page"
    ),
]
Attribution = Annotated[str, typer.Option("--tiles-attribution", help="底图署名与审图号 credit line of the tiles")]


def draw_map(
    file: Out,
    db: Db = None,
    visits: Visits = None,
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
) -> None:
    """画一张可离线打开的地图。Draw a map that opens anywhere: one file, no request to any host."""
    if tiles and basemap:
        raise InputError("--tiles 和 --basemap 只能用一个 one of --tiles and --basemap, not both")
    under = parse_basemap(tiles, tiles_datum, tiles_attribution) if tiles else None
    under = under or chosen_basemap(basemap, basemap_datum, basemap_key, basemap_attribution, basemap_approval)
    catalogue = load_catalogue(db)
    under = _placed(under, catalogue, None if basemap_relative else round(basemap_budget * 1e6), file)
    page = map_page(catalogue, load_coverage(catalogue, visits), basemap=under)
    write_text(file, page)
    say_made_up(catalogue)
    if under is not None and under.carried is not None:
        out.print(Text(under.carried.note))
    out.print(Text(f"{file}: {len(catalogue)} 个站点 stations, {file.stat().st_size / 1e6:.2f} MB"))


def _placed(basemap: Basemap | None, catalogue: Catalogue, budget: int | None, page: Path) -> Basemap | None:
    """Put tiles of this machine into the page, or beside it where there is no budget."""
    if basemap is None or (basemap.source is None and budget is not None):
        return basemap
    if budget is None:
        return beside_page(basemap, page)
    return carry_tiles(basemap, catalogue.table["lat"], catalogue.table["lon"], budget)
