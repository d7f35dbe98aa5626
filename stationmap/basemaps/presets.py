"""Tiles that have a name: whose they are, their datum, and what their owner asks for.

No 审图号 is written here: they are renewed, and a page must show the one that is in force, so whoever publishes it
names it. (Of Tianditu two were met: one of its tiles, another of its boundary data.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from stationmap.basemaps.addresses import check_key
from stationmap.basemaps.basemap import Basemap
from stationmap.datum import Datum, parse_datum
from stationmap.errors import BasemapError, Fault

__all__ = ["PRESETS", "Preset", "preset_basemap"]

# What browsers do by themselves: OpenStreetMap refuses whoever does not say which site asks, and keys of
# Tianditu are bound to a site.
_TELL_SITE = "strict-origin-when-cross-origin"
_TIANDITU = (
    "https://t0.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}"
)
_AMAP = "https://webrd01.is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x={x}&y={y}&z={z}"


@dataclass(frozen=True)
class Preset:
    """A basemap by name, and what the page must show for it.

    Parameters
    ----------
    basemap : Basemap
        Without key and approval.
    needs_approval : bool
        Whether a 审图号 belongs under it.
    duty : str
        What its owner asks of whoever uses it.

    Examples
    --------
    >>> PRESETS["amap"].basemap.datum
    <Datum.GCJ02: 'gcj02'>
    """

    basemap: Basemap
    needs_approval: bool
    duty: str


PRESETS = {
    "amap": Preset(
        Basemap(_AMAP, Datum.GCJ02, "© 高德地图 Amap", min_zoom=3, max_zoom=18),
        True,
        "高德开放平台服务条款：是否可这样使用由高德决定 whether its tiles may be used so is Amap's to say",
    ),
    "osm": Preset(
        Basemap(
            "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
            Datum.WGS84,
            "© OpenStreetMap contributors",
            max_zoom=19,
            referrer_policy=_TELL_SITE,
        ),
        False,
        "瓦片使用政策：不得批量下载；须说明来自哪个网站，所以从文件打开的页面得不到瓦片 no bulk "
        "downloads; it wants to know the site that asks, so a page that is opened from a file gets none",
    ),
    "tianditu": Preset(
        Basemap(
            _TIANDITU.replace("{layer}", "vec"),
            Datum.WGS84,
            "天地图 Tianditu",
            labels=_TIANDITU.replace("{layer}", "cva"),
            min_zoom=1,
            max_zoom=18,
            referrer_policy=_TELL_SITE,
        ),
        True,
        "要有自己的密钥，每天次数有限；密钥写在页面里 wants a key of one's own, with a daily limit; the "
        "key stands in the page",
    ),
}


def preset_basemap(name: str, *, datum: str = "", key: str = "", attribution: str = "", approval: str = "") -> Basemap:
    """Make the basemap of a name.

    Parameters
    ----------
    name : str
        One of `PRESETS`.
    datum : str
        "" or the one that it has: tiles of a name know theirs.
    key : str
        For the names that want one.
    attribution : str
        Instead of its own.
    approval : str
        审图号.

    Raises
    ------
    BasemapError
        If there is no such name, its datum is another, a key is missing, or there is one that it does not want.
    DatumError
        If the datum is not known.

    Examples
    --------
    >>> preset_basemap("osm").attribution
    '© OpenStreetMap contributors'
    """
    if name not in PRESETS:
        raise BasemapError(f"没有这种底图 no basemap of the name {name!r}", (Fault("basemap", name, _names()),))
    found = PRESETS[name].basemap
    if datum and parse_datum(datum) is not found.datum:
        reason = f"{name} 的坐标系是 is drawn in {found.datum}"
        raise BasemapError(f"底图坐标系不对 {reason}, not {datum!r}", (Fault("basemap_datum", datum, reason),))
    if "{key}" in found.url:
        check_key(key)
    elif key:
        raise BasemapError(f"{name} 不需要密钥 wants no key")
    return replace(found, key=key, attribution=attribution or found.attribution, approval=approval)


def _names() -> str:
    return f"one of {', '.join(PRESETS)}"
