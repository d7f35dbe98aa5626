"""A basemap as the scripts of pages get it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from stationmap.basemaps.basemap import Basemap
from stationmap.errors import BasemapError
from stationmap.files import TileFolder

__all__ = ["SERVED_URL", "basemap_document", "beside_page", "served_basemap"]

SERVED_URL = "/basemap/{z}/{x}/{y}"


def served_basemap(basemap: Basemap | None) -> Basemap | None:
    """Give tiles of this machine the address under which the service serves them; leave others as they are.

    Parameters
    ----------
    basemap : Basemap or None

    Examples
    --------
    >>> served_basemap(None) is None
    True
    """
    return basemap if basemap is None or basemap.source is None else replace(basemap, url=SERVED_URL)


def beside_page(basemap: Basemap, page: Path) -> Basemap:
    """Give tiles of a folder the address that they have from a page: the folder must go wherever the page goes.

    Parameters
    ----------
    basemap : Basemap
        Of a folder.
    page : Path
        File of the page.

    Raises
    ------
    BasemapError
        If the tiles lie in no folder, or on another drive.

    Examples
    --------
    >>> from stationmap.datum import Datum
    >>> beside_page(Basemap("", Datum.WGS84, ""), Path("map.html"))
    Traceback (most recent call last):
        ...
    stationmap.errors.BasemapError: 只有瓦片文件夹可以放在页面旁边 only a folder of pictures can lie beside a page
    """
    folder = basemap.source
    if not isinstance(folder, TileFolder):
        raise BasemapError("只有瓦片文件夹可以放在页面旁边 only a folder of pictures can lie beside a page")
    try:
        way = os.path.relpath(folder.path.resolve(), page.resolve().parent)
    except ValueError as error:  # two drives of Windows
        raise BasemapError(f"从页面到不了这个文件夹 no way leads from the page to the folder: {error}") from error
    url = f"{quote(Path(way).as_posix())}/{{z}}/{{x}}/{{y}}{folder.suffix}"
    return replace(basemap, url=url, from_south=folder.from_south)


def basemap_document(basemap: Basemap | None) -> dict[str, Any] | None:
    """Write a basemap for a page's script.

    Parameters
    ----------
    basemap : Basemap or None

    Returns
    -------
    dict or None
        ``url`` of the lowest layer and ``layers``, the addresses of all, with the key in its place; ``datum``,
        ``attribution`` and ``approval``, which must always be seen; ``min_zoom``, ``max_zoom``, ``tile_size`` (CSS
        pixels), ``kind`` (raster or vector), ``bounds``, ``tms``, ``referrer_policy``; ``carried``, the tiles that the
        page carries in itself, or None.

    Examples
    --------
    >>> from stationmap.basemaps import parse_basemap
    >>> document = basemap_document(parse_basemap("t/{z}/{x}/{y}.png", "gcj02", "某图", approval="GS(2000)1号"))
    >>> document["datum"], document["approval"], document["layers"]
    ('gcj02', 'GS(2000)1号', ['t/{z}/{x}/{y}.png'])
    """
    if basemap is None:
        return None
    carried = basemap.carried
    return {
        "url": basemap.layers[0] if basemap.layers else "",
        "layers": basemap.layers,
        "datum": str(basemap.datum.value),
        "attribution": basemap.attribution,
        "approval": basemap.approval,
        "min_zoom": (carried or basemap).min_zoom,
        "max_zoom": (carried or basemap).max_zoom,
        "tile_size": basemap.tile_size,
        "kind": "vector" if basemap.vector else "raster",
        "bounds": basemap.bounds,
        "tms": basemap.from_south,
        "referrer_policy": basemap.referrer_policy,
        "carried": {"tiles": dict(carried.tiles), "contents": carried.contents} if carried else None,
    }
