"""From what somebody typed to a basemap: a name, an address, a folder or an archive."""

from __future__ import annotations

from pathlib import Path

from stationmap.basemaps.addresses import parse_basemap
from stationmap.basemaps.basemap import Basemap, TileSource
from stationmap.basemaps.presets import PRESETS, preset_basemap
from stationmap.datum import Datum, parse_datum
from stationmap.errors import BasemapError, Fault, MissingFileError
from stationmap.files import TileArchive, TileFolder

__all__ = ["choose_basemap", "warnings_of"]

_ARCHIVE = ".pmtiles"


def choose_basemap(
    what: str, *, datum: str = "", key: str = "", attribution: str = "", approval: str = ""
) -> Basemap | None:
    """Find out which tiles are meant, and check them.

    Parameters
    ----------
    what : str
        "" for none; one of `PRESETS`; an address with ``{z}``, ``{x}`` and ``{y}``; a folder of pictures; or a PMTiles
        file, which ends in ``.pmtiles``.
    datum : str
        What the tiles are drawn in: ``wgs84``, ``gcj02`` or ``bd09``. A preset knows its own, PMTiles are taken for
        WGS 84 unless it is said; for an address and a folder it must be said.
    key : str
        What the tiles' server wants to see: for tianditu, or in the place of ``{key}`` in an address.
    attribution : str
        Whom to credit, instead of what a preset or the tiles say themselves.
    approval : str
        审图号.

    Returns
    -------
    Basemap or None
        Tiles of this machine have no address yet: see `served_basemap`, `carry_tiles` and `beside_page`.

    Raises
    ------
    BasemapError
        If it is none of these, or something does not fit.
    DatumError
        If the datum is not known.
    MissingFileError
        If there is no such folder or file.
    FileFormatError
        If there are no tiles in it that can be drawn.

    Examples
    --------
    >>> choose_basemap("osm").max_zoom
    19
    >>> choose_basemap("") is None
    True
    """
    if not what:
        return None
    if what in PRESETS:
        return preset_basemap(what, datum=datum, key=key, attribution=attribution, approval=approval)
    if ("{" in what or "://" in what) and not _there(what):
        _want_datum(what, datum)
        return parse_basemap(what, datum, attribution, approval=approval, key=key)
    if key:
        raise BasemapError("本机瓦片不需要密钥 tiles of this machine want no key")
    return _on_this_machine(what, datum, attribution, approval)


def _on_this_machine(what: str, datum: str, attribution: str, approval: str) -> Basemap:
    path = _path(what)
    source: TileSource = TileArchive(path) if path.suffix == _ARCHIVE else TileFolder(path)
    if path.suffix != _ARCHIVE:
        _want_datum(what, datum)
    facts = source.facts
    return Basemap(
        "",
        parse_datum(datum or Datum.WGS84),
        attribution or facts.attribution,
        approval,
        min_zoom=facts.min_zoom,
        max_zoom=facts.max_zoom,
        tile_size=facts.tile_size,
        vector=facts.vector,
        bounds=facts.bounds,
        source=source,
    )


def _path(what: str) -> Path:
    names = "、".join(PRESETS)
    reason = (
        f"既不是 neither one of {names}, nor an address with {{z}}/{{x}}/{{y}}, a folder of tiles or a .pmtiles file"
    )
    if not _there(what):
        raise MissingFileError(f"没有这个底图 no such basemap: {what[:200]!r} {reason}")
    path = Path(what)
    if path.is_file() and path.suffix != _ARCHIVE:
        raise BasemapError(f"不能用作底图 {what!r}: {reason}", (Fault("basemap", what, reason),))
    return path


def _there(what: str) -> bool:
    try:
        return Path(what).exists()
    except (OSError, ValueError):  # too long for a name, or with a null character
        return False


def _want_datum(what: str, datum: str) -> None:
    if not datum:
        reason = "坐标系没有说明 say which datum the tiles are drawn in: wgs84, gcj02 (Amap, Tencent) or bd09 (Baidu)"
        raise BasemapError(f"{what!r}: {reason}", (Fault("basemap_datum", "", reason),))


def warnings_of(what: str, basemap: Basemap | None) -> list[str]:
    """Say what whoever publishes a page with these tiles must see to.

    Parameters
    ----------
    what : str
        As it was typed.
    basemap : Basemap or None
        What was found.

    Returns
    -------
    list of str
        Sentences, Chinese first.

    Examples
    --------
    >>> warnings_of("", None)
    []
    >>> [len(warnings_of("amap", choose_basemap("amap", approval=number))) for number in ("", "GS(2000)1号")]
    [2, 1]
    """
    if basemap is None:
        return []
    preset = PRESETS.get(what)
    told = [f"{what}: {preset.duty}"] if preset else []
    if preset and preset.needs_approval and not basemap.approval:
        told.append(
            "公开的地图须标明审图号，请用 --basemap-approval 填写图商现行的审图号 a published map must show the "
            "approval number that is in force: --basemap-approval"
        )
    if not basemap.attribution:
        told.append("底图没有署名，请用 --basemap-attribution 填写 nobody is credited: --basemap-attribution")
    return told
