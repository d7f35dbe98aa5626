"""Options of ``stationmap map`` that no other command has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stationmap.reach import PRESETS

__all__ = [
    "Add",
    "Out",
    "Preset",
    "Published",
    "Relative",
    "StreetsBudget",
    "StreetsFile",
    "Tiles",
    "TilesAttribution",
    "TilesBudget",
    "TilesDatum",
]

Out = Annotated[Path, typer.Argument(metavar="OUT.html", help="要写的文件 file to write")]
Tiles = Annotated[
    str | None, typer.Option("--tiles", metavar="URL", help="底图瓦片 tiles, …/{z}/{x}/{y}.png; none by default")
]
TilesDatum = Annotated[str, typer.Option("--tiles-datum", help="底图坐标系 datum of the tiles: wgs84, gcj02, bd09")]
TilesBudget = Annotated[
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
TilesAttribution = Annotated[str, typer.Option("--tiles-attribution", help="底图署名与审图号 credit line of the tiles")]
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
