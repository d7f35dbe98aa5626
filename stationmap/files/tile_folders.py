"""A folder of pictures, {z}/{x}/{y}.png, as many tools write it."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from stationmap.errors import FileFormatError, MissingFileError
from stationmap.files.tiles import MAX_TILE_BYTES, MAX_ZOOM, VECTOR, Tile, TileFacts, facts_of, tile_media

__all__ = ["TileFolder"]

_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
_METADATA = ("metadata.json", "tiles.json", "tilejson.json")
_TMS = "tilemapresource.xml"  # GDAL writes it beside tiles whose rows are counted from the south
_NUMBER = re.compile(r"0|[1-9][0-9]?")
_ONLY_MERCATOR = "只能用 Web 墨卡托瓦片 only tiles in web Mercator can be used"


class TileFolder:
    """Raster tiles in web Mercator, in a folder.

    Rows are counted from the north, or from the south where ``metadata.json`` says ``"scheme": "tms"``, or else
    where there is a ``tilemapresource.xml``.

    Parameters
    ----------
    path : Path

    Raises
    ------
    MissingFileError
        If there is no such folder.
    FileFormatError
        If it holds no such tiles, or tiles that are not in web Mercator.

    Examples
    --------
    >>> TileFolder(Path("no/such"))
    Traceback (most recent call last):
        ...
    stationmap.errors.MissingFileError: 没有这个瓦片文件夹 no such folder of tiles: no/such
    """

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise MissingFileError(f"没有这个瓦片文件夹 no such folder of tiles: {path}")
        self.path = path
        said = _metadata(path)
        scheme = said.get("scheme")
        self.from_south = scheme == "tms" if scheme in {"tms", "xyz"} else _tells_rows_from_south(path)
        zooms = sorted(int(one.name) for one in path.iterdir() if _NUMBER.fullmatch(one.name) and one.is_dir())
        zooms = [zoom for zoom in zooms if zoom <= MAX_ZOOM]
        if not zooms or not self.suffix:
            raise FileFormatError(f"{path}: 没有 no {{z}}/{{x}}/{{y}}{'|'.join(_SUFFIXES)} in it")
        self.facts: TileFacts = facts_of(said, vector=False, zooms=(zooms[0], zooms[-1]), bounds=None)

    @cached_property
    def suffix(self) -> str:
        """Suffix of the first tile, with its dot; "" if there is none."""
        names = (name for name in self.path.glob("[0-9]*/[0-9]*/[0-9]*.*") if name.suffix in _SUFFIXES)
        return next((name.suffix for name in names), "")

    def get(self, z: int, x: int, y: int) -> Tile | None:
        """Read a tile, with its row counted from the north; None if it is not there.

        Parameters
        ----------
        z, x, y : int
            Zoom, column and row, which the zoom has.

        Raises
        ------
        FileFormatError
            If what lies there is no picture, or cannot be read.
        """
        row = (1 << z) - 1 - y if self.from_south else y
        for suffix in dict.fromkeys((self.suffix, *_SUFFIXES)):
            tile = self._read(self.path / str(z) / str(x) / f"{row}{suffix}")
            if tile is not None:
                return tile
        return None

    def _read(self, path: Path) -> Tile | None:
        """Read a file; one that a link leads to from outside the folder is no tile of it."""
        return _tile(path) if path.resolve().is_relative_to(self._home) else None

    @cached_property
    def _home(self) -> Path:
        return self.path.resolve()


def _tile(path: Path) -> Tile | None:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            return None
        data = path.read_bytes() if state.st_size <= MAX_TILE_BYTES else b"too large"
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FileFormatError(f"{path.name}: 瓦片无法读取 the tile cannot be read: {error.strerror}") from error
    media = tile_media(data)
    if media in {None, VECTOR}:
        raise FileFormatError(f"{path.name}: 不是 PNG、JPEG 或 WebP 图片 no picture of a kind that is known")
    return Tile(data, str(media), f"{state.st_mtime_ns:x}-{state.st_size:x}")


def _metadata(path: Path) -> Mapping[str, Any]:
    file = next((path / name for name in _METADATA if (path / name).is_file()), None)
    if file is None:
        return {}
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise FileFormatError(f"{file}: 无法读取 cannot be read: {error}") from error
    return said if isinstance(said, dict) else {}


def _tells_rows_from_south(path: Path) -> bool:
    file = path / _TMS
    if not file.is_file():
        return False
    try:
        root = fromstring(file.read_bytes())
    except (OSError, ParseError, DefusedXmlException, ValueError) as error:
        raise FileFormatError(f"{file}: 无法读取 cannot be read: {error}") from error
    profile = next((one.get("profile", "") for one in root.iter("TileSets")), "")
    if "geodetic" in profile or "raster" in profile:
        raise FileFormatError(f"{file}: {_ONLY_MERCATOR}, not in the profile {profile}")
    return True
