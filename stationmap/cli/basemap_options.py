"""Options that say what lies under a map."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from stationmap.basemaps import PRESETS, Basemap, choose_basemap, warnings_of
from stationmap.cli.shared import err

__all__ = ["BasemapApproval", "BasemapAttribution", "BasemapDatum", "BasemapKey", "BasemapName", "chosen_basemap"]

BasemapName = Annotated[
    str,
    typer.Option(
        "--basemap",
        metavar="NAME|URL|FOLDER|FILE",
        envvar="STATIONMAP_BASEMAP",
        help=f"底图：{'、'.join(PRESETS)}，瓦片地址 …/{{z}}/{{x}}/{{y}}，瓦片文件夹，或 .pmtiles 文件；默认没有 what "
        "lies under the map: a name, an address, a folder of tiles or a PMTiles file; nothing by default",
    ),
]
BasemapDatum = Annotated[
    str,
    typer.Option(
        "--basemap-datum",
        envvar="STATIONMAP_BASEMAP_DATUM",
        help="底图坐标系 datum of the tiles: wgs84, gcj02, bd09; a name knows its own",
    ),
]
BasemapKey = Annotated[
    str,
    typer.Option(
        "--basemap-key",
        envvar="STATIONMAP_BASEMAP_KEY",
        show_envvar=True,
        show_default=False,
        help="图商给的密钥，会写在页面里 key of the tiles' server; it stands in the page",
    ),
]
BasemapAttribution = Annotated[
    str,
    typer.Option(
        "--basemap-attribution", envvar="STATIONMAP_BASEMAP_ATTRIBUTION", help="底图署名 whom to credit for the tiles"
    ),
]
BasemapApproval = Annotated[
    str,
    typer.Option(
        "--basemap-approval",
        envvar="STATIONMAP_BASEMAP_APPROVAL",
        help="审图号，例如 GS(2000)1号 approval number of the map",
    ),
]


def chosen_basemap(what: str, datum: str, key: str, attribution: str, approval: str) -> Basemap | None:
    """Find the basemap, and say what its user must see to."""
    basemap = choose_basemap(what, datum=datum, key=key, attribution=attribution, approval=approval)
    for told in warnings_of(what, basemap):
        err.print(Text(told, style="yellow"))
    return basemap
