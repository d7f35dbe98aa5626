"""``stationmap map``: one self-contained page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from stationmap.cli.shared import Db, Visits, out, say_made_up
from stationmap.files import write_text
from stationmap.loading import load_catalogue, load_coverage
from stationmap.maps import map_page, parse_basemap

__all__ = ["draw_map"]

Out = Annotated[Path, typer.Argument(metavar="OUT.html", help="要写的文件 file to write")]
Tiles = Annotated[
    str | None, typer.Option("--tiles", metavar="URL", help="底图瓦片 tiles, …/{z}/{x}/{y}.png; none by default")
]
TilesDatum = Annotated[str, typer.Option("--tiles-datum", help="底图坐标系 datum of the tiles: wgs84, gcj02, bd09")]
Attribution = Annotated[str, typer.Option("--tiles-attribution", help="底图署名与审图号 credit line of the tiles")]


def draw_map(
    file: Out,
    db: Db = None,
    visits: Visits = None,
    tiles: Tiles = None,
    tiles_datum: TilesDatum = "wgs84",
    tiles_attribution: Attribution = "",
) -> None:
    """画一张可离线打开的地图。Draw a map that opens anywhere: one file, no request to any host."""
    basemap = parse_basemap(tiles, tiles_datum, tiles_attribution) if tiles else None
    catalogue = load_catalogue(db)
    page = map_page(catalogue, load_coverage(catalogue, visits), basemap=basemap)
    write_text(file, page)
    say_made_up(catalogue)
    out.print(Text(f"{file}: {len(catalogue)} 个站点 stations, {file.stat().st_size / 1e6:.2f} MB"))
