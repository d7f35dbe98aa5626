"""Tiles under a map: their address, the datum they are drawn in, and whom to credit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from stationmap.datum import Datum, parse_datum
from stationmap.errors import BasemapError, Fault

__all__ = ["Basemap", "parse_basemap"]

_PLACEHOLDERS = ("{z}", "{x}", "{y}")
# Spaces, control characters, quotes, and what browsers turn into a slash or an escape.
_UNUSABLE = re.compile(r"""[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff"'`<>\\]""")
_HOST = re.compile(r"[a-z0-9.-]+|\[[0-9a-f:.]+\]")


@dataclass(frozen=True, slots=True)
class Basemap:
    """XYZ tiles of somebody else; make it with `parse_basemap`, which checks the address.

    Parameters
    ----------
    url : str
        Address with ``{z}``, ``{x}`` and ``{y}``.
    datum : Datum
        What the tiles are drawn in. Overlays are shifted into it, the tiles are not.
    attribution : str
        Whom to credit, shown as plain text.

    Examples
    --------
    >>> Basemap("tiles/{z}/{x}/{y}.png", Datum.WGS84, "our own").origin
    ''
    """

    url: str
    datum: Datum
    attribution: str

    @property
    def origin(self) -> str:
        """Scheme, host and port of the tiles; "" for tiles beside the page."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def parse_basemap(url: str, datum: str, attribution: str = "") -> Basemap:
    """Check a tile address and name its datum.

    Parameters
    ----------
    url : str
        ``http:`` or ``https:``, or relative to the page; each of ``{z}``, ``{x}`` and ``{y}`` in its path or query
        and no other placeholder: name one host instead of ``{s}``.
    datum : str
        ``wgs84``, ``gcj02`` or ``bd09``.
    attribution : str
        Whom to credit; any text.

    Returns
    -------
    Basemap
        Ready for `station_map`.

    Raises
    ------
    BasemapError
        If the address cannot be used; it says why.
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
    return Basemap(url, parse_datum(datum), attribution)


def _unusable(url: str) -> str:
    """Say why an address is refused; "" if it is good."""
    if _UNUSABLE.search(url):
        return "no blanks, quotes, backslashes, angle brackets or control characters"
    missing = [name for name in _PLACEHOLDERS if name not in url]
    if missing:
        return f"it lacks {', '.join(missing)}"
    rest = url
    for name in _PLACEHOLDERS:
        rest = rest.replace(name, "")
    if "{" in rest or "}" in rest:
        return "no placeholder but {z}, {x} and {y}"
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
