"""What a tile is: bytes whose kind their first bytes tell, whatever a file or its name claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any, NamedTuple

from stationmap.errors import FileFormatError

__all__ = ["MAX_TILE_BYTES", "MAX_ZOOM", "VECTOR", "Tile", "TileFacts", "facts_of", "tile_media"]

MAX_TILE_BYTES = 8_000_000
MAX_ZOOM = 30
VECTOR = "application/vnd.mapbox-vector-tile"
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
Bounds = tuple[tuple[float, float], tuple[float, float]]


class Tile(NamedTuple):
    """One tile: its bytes, its media type, and a mark that changes when the bytes may have changed.

    Examples
    --------
    >>> Tile(b"", VECTOR, "5f-0").mark
    '5f-0'
    """

    data: bytes
    media: str
    mark: str


class TileFacts(NamedTuple):
    """What a set of tiles says of itself.

    Parameters
    ----------
    vector : bool
        Whether its tiles are vector tiles.
    min_zoom, max_zoom : int
        Between which it has tiles.
    bounds : ((float, float), (float, float)) or None
        South-west and north-east corner, degrees (latitude, longitude) in the datum of the tiles; None where it
        does not say.
    attribution : str
        Plain text; "" where it does not say.
    tile_size : int
        Width of a tile on the screen, CSS pixels.

    Examples
    --------
    >>> TileFacts(False, 0, 14, None, "", 256).max_zoom
    14
    """

    vector: bool
    min_zoom: int
    max_zoom: int
    bounds: Bounds | None
    attribution: str
    tile_size: int


def tile_media(data: bytes) -> str | None:
    """Tell the media type of a tile by its first bytes.

    Parameters
    ----------
    data : bytes
        Uncompressed.

    Returns
    -------
    str or None
        ``image/png``, ``image/jpeg``, ``image/webp`` or that of a vector tile, which begins with a layer; None for
        all else, which must not be handed on.

    Examples
    --------
    >>> tile_media(b"RIFF....WEBPVP8 "), tile_media(b"<svg onload=alert(1)>")
    ('image/webp', None)
    """
    for start, media in _PICTURES.items():
        if data.startswith(start):
            return media
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return VECTOR if data[:1] in {b"\x1a", b""} else None


class _Words(HTMLParser):
    """Keeps what stands between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []

    def handle_data(self, data: str) -> None:
        self.kept.append(data)


def facts_of(said: Mapping[str, Any], *, vector: bool, zooms: tuple[int, int], bounds: Bounds | None) -> TileFacts:
    """Put together what is known of a set of tiles, with what its metadata say.

    Parameters
    ----------
    said : mapping
        Its metadata, as TileJSON names them; what is no text or number there is passed over. An attribution may hold
        markup, of which the words are kept.
    vector : bool
        Whether its tiles are vector tiles.
    zooms : (int, int)
        The lowest and the highest zoom.
    bounds : ((float, float), (float, float)) or None
        South-west and north-east corner, degrees.

    Raises
    ------
    FileFormatError
        If the zooms are none that tiles have.

    Examples
    --------
    >>> said = {"attribution": '<a href="https://a.example">© A</a>'}
    >>> facts_of(said, vector=False, zooms=(3, 9), bounds=None).attribution
    '© A'
    """
    low, high = zooms
    if not 0 <= low <= high <= MAX_ZOOM:
        raise FileFormatError(f"瓦片级别不对 zooms from {low} to {high}: must lie between 0 and {MAX_ZOOM}")
    credit = said.get("attribution")
    words = _Words()
    words.feed(credit if isinstance(credit, str) else "")
    words.close()
    text = re.sub(r"\s+", " ", "".join(words.kept)).strip()
    wide = vector or said.get("tileSize", said.get("tilesize")) == 512
    return TileFacts(vector, low, high, bounds, text, 512 if wide else 256)
