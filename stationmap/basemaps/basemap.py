"""Tiles under a map: their address, the datum they are drawn in, and whom to credit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from stationmap.datum import Datum
from stationmap.files.tiles import Tile, TileFacts

__all__ = ["Basemap", "Carried", "TileSource"]

NO_REFERRER = "no-referrer"


class TileSource(Protocol):
    """Where tiles lie on this machine: a folder or an archive.

    Examples
    --------
    >>> from stationmap.files import TileArchive, TileFolder
    >>> [kind for kind in (TileArchive, TileFolder) if not hasattr(kind, "get")]
    []
    """

    facts: TileFacts

    def get(self, z: int, x: int, y: int) -> Tile | None:
        """Read a tile, with its row counted from the north; None if it is not there."""


@dataclass(frozen=True)
class Carried:
    """Tiles that a page carries in itself.

    Parameters
    ----------
    tiles : dict of str to int
        By ``z/x/y``, which of the contents each is.
    contents : list of str
        Data URIs of pictures, or vector tiles in base64.
    min_zoom, max_zoom : int
        The lowest and the highest zoom that is carried; above, tiles are enlarged.
    note : str
        What a reader must know of it.

    Examples
    --------
    >>> Carried({"0/0/0": 0}, ["data:,"], 0, 0, "").size
    6
    """

    tiles: Mapping[str, int]
    contents: list[str]
    min_zoom: int
    max_zoom: int
    note: str

    @property
    def size(self) -> int:
        """Bytes of the contents."""
        return sum(len(each) for each in self.contents)


@dataclass(frozen=True, slots=True)
class Basemap:
    """XYZ tiles in web Mercator; make it with `choose_basemap` or `parse_basemap`, which check the address.

    Parameters
    ----------
    url : str
        Address with ``{z}``, ``{x}`` and ``{y}``, and ``{key}`` where a key belongs; "" for tiles of this machine that
        are to be put into the page.
    datum : Datum
        What the tiles are drawn in, all layers alike. Overlays are shifted into it, the tiles are not.
    attribution : str
        Whom to credit, shown as plain text.
    approval : str
        Number under which the map was approved for publishing in China (审图号); "" where none is known.
    labels : str
        Address of a second layer of the same origin and datum, laid over the first; "" for none.
    min_zoom, max_zoom : int
        Zooms at which there are tiles; above, those of `max_zoom` are enlarged.
    tile_size : int
        Width of a tile, CSS pixels: 256 or 512.
    vector : bool
        Whether they are vector tiles.
    key : str
        Of the user at the tiles' server; it stands in no message.
    referrer_policy : str
        What a browser tells the tiles' server of the page: by default nothing.
    from_south : bool
        Whether rows are counted from the south (TMS).
    bounds : ((float, float), (float, float)) or None
        South-west and north-east corner of the tiles, degrees (latitude, longitude) in `datum`; None if not known.
    source : TileSource or None
        Where tiles of this machine lie.
    carried : Carried or None
        Those that a page carries in itself.

    Examples
    --------
    >>> Basemap("tiles/{z}/{x}/{y}.png", Datum.WGS84, "our own").origin
    ''
    """

    url: str
    datum: Datum
    attribution: str
    approval: str = ""
    labels: str = ""
    min_zoom: int = 0
    max_zoom: int = 18
    tile_size: int = 256
    vector: bool = False
    key: str = field(default="", repr=False)
    referrer_policy: str = NO_REFERRER
    from_south: bool = False
    bounds: tuple[tuple[float, float], tuple[float, float]] | None = None
    source: TileSource | None = field(default=None, repr=False, compare=False)
    carried: Carried | None = field(default=None, repr=False, compare=False)

    @property
    def origin(self) -> str:
        """Scheme, host and port of the tiles; "" for tiles beside the page."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    @property
    def layers(self) -> list[str]:
        """Addresses of all layers, lowest first, with the key in its place."""
        return [url.replace("{key}", self.key) for url in (self.url, self.labels) if url]

    @property
    def credits(self) -> list[str]:
        """What must always be seen on a page with these tiles, as plain text."""
        approval = f"审图号：{self.approval}" if self.approval else ""
        return [text for text in (self.attribution, approval) if text]
