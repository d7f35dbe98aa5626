"""Addresses of tiles: which can be used, so that none can leave its place in a page or its policy."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from stationmap.basemaps.basemap import Basemap
from stationmap.datum import parse_datum
from stationmap.errors import BasemapError, Fault

__all__ = ["check_key", "parse_basemap"]

_PLACEHOLDERS = ("{z}", "{x}", "{y}")
# Spaces, control characters, quotes, and what browsers turn into a slash or an escape.
_UNUSABLE = re.compile(r"""[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff"'`<>\\]""")
_HOST = re.compile(r"[a-z0-9.-]+|\[[0-9a-f:.]+\]")
_KEY = re.compile(r"[A-Za-z0-9._~-]{1,200}")
_VECTOR = (".mvt", ".pbf")


def parse_basemap(url: str, datum: str, attribution: str = "", *, approval: str = "", key: str = "") -> Basemap:
    """Check a tile address and name its datum.

    Parameters
    ----------
    url : str
        ``http:`` or ``https:``, or relative to the page; each of ``{z}``, ``{x}`` and ``{y}`` in its path or query
        and no other placeholder but ``{key}``: name one host instead of ``{s}``. Those of vector tiles end in
        ``.mvt`` or ``.pbf``.
    datum : str
        ``wgs84``, ``gcj02`` or ``bd09``.
    attribution : str
        Whom to credit; any text.
    approval : str
        审图号; any text.
    key : str
        What is put in the place of ``{key}``.

    Returns
    -------
    Basemap
        Ready for `station_map`.

    Raises
    ------
    BasemapError
        If the address or the key cannot be used; it says why, and does not repeat the key.
    DatumError
        If the datum is not known.

    Examples
    --------
    >>> parse_basemap("https://tiles.example/{z}/{x}/{y}.png", "gcj02").datum
    <Datum.GCJ02: 'gcj02'>
    """
    reason = _unusable(url)
    if reason:
        raise BasemapError(f"cannot use the tile address {url!r}: {reason}", (Fault("tiles", url, reason),))
    if "{key}" in url:
        check_key(key)
    elif key:
        raise BasemapError("密钥没有去处 there is a key, and no {key} in the tile address that it belongs to")
    vector = urlsplit(url).path.endswith(_VECTOR)
    size, deepest = (512, 14) if vector else (256, 18)
    return Basemap(
        url,
        parse_datum(datum),
        attribution,
        approval,
        key=key,
        vector=vector,
        tile_size=size,
        max_zoom=deepest,
    )


def check_key(key: str) -> None:
    """Refuse a key that is missing, or that could change the address it is put into; it is not repeated.

    Parameters
    ----------
    key : str
        As the server of the tiles gave it.

    Raises
    ------
    BasemapError
        If it cannot be used.

    Examples
    --------
    >>> check_key("5f1a")
    """
    if not key:
        raise BasemapError("缺少密钥 the tiles want a key: --basemap-key or STATIONMAP_BASEMAP_KEY")
    if not _KEY.fullmatch(key):
        raise BasemapError("密钥含有不能用的字符 a key holds letters, digits and . _ ~ - only")


def _unusable(url: str) -> str:
    """Say why an address is refused; "" if it is good."""
    if _UNUSABLE.search(url):
        return "no blanks, quotes, backslashes, angle brackets or control characters"
    missing = [name for name in _PLACEHOLDERS if name not in url]
    if missing:
        return f"it lacks {', '.join(missing)}"
    rest = url
    for name in (*_PLACEHOLDERS, "{key}"):
        rest = rest.replace(name, "")
    if "{" in rest or "}" in rest:
        return "no placeholder but {z}, {x}, {y} and {key}"
    return _unusable_host(url)


def _unusable_host(url: str) -> str:
    try:
        parts = urlsplit(url)
        port_is_good = parts.port != 0
    except ValueError:
        return "its host or port cannot be read"
    if not parts.scheme:
        # "//host/…" asks a host, "a:b/…" names a scheme that urlsplit did not take for one.
        relative = not parts.netloc and ":" not in url.split("/", 1)[0]
        return "" if relative else "it must be http, https or relative to the page"
    if parts.scheme not in {"http", "https"}:
        return "it must be http, https or relative to the page"
    host = parts.netloc.removesuffix(f":{parts.port}").lower()
    # The origin enters the page's security policy, where only plain host names are safe.
    return "" if port_is_good and _HOST.fullmatch(host) else "its host must be a plain ASCII name or address"
