"""A PMTiles archive: all tiles of a map in one file, of which the few that are wanted are read."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from pmtiles.tile import (
    Compression,
    HeaderDict,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)

from stationmap.errors import FileFormatError, MissingFileError
from stationmap.files.tiles import MAX_TILE_BYTES, VECTOR, Bounds, Tile, TileFacts, facts_of, tile_media

__all__ = ["TileArchive"]

_HEADER = 127  # bytes
_MOST = 50_000_000  # bytes of a directory or of the metadata; no archive in the world comes near
_GZIP = b"\x1f\x8b"
_UNPACKED = 2_000_000  # bytes of a directory, half a million entries at most; writers stay far below
_ENDLESS = re.compile(rb"[\x80-\xff]{10}")  # a number of over 64 bits, which the library would go on reading
_KEPT = 200_000  # entries of directories in memory, besides the last one read: some 40 MB
_DEPTH = 4  # directories from the root to a tile, by the specification
_PICTURES = {TileType.PNG, TileType.JPEG, TileType.WEBP}
_DAMAGE = (OSError, EOFError, ValueError, IndexError, OverflowError, RecursionError, zlib.error)


class TileArchive:
    """Tiles of a PMTiles file of version 3: pictures, or vector tiles.

    The file is opened for each tile, so that it may be replaced while it is in use.

    Parameters
    ----------
    path : Path

    Raises
    ------
    MissingFileError
        If there is no such file.
    FileFormatError
        If it cannot be read as PMTiles of version 3, or holds tiles of a kind that is not drawn.

    Examples
    --------
    >>> TileArchive(Path("no.pmtiles"))
    Traceback (most recent call last):
        ...
    stationmap.errors.MissingFileError: 没有这个文件 no such file: no.pmtiles
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise MissingFileError(f"没有这个文件 no such file: {path}")
        self.path = path
        self._kept: dict[tuple[str, int, int], list[Any]] = {}
        self._reading = Lock()  # tiles are asked for by many at once
        with self._opened() as file:
            header = _header(file)
            if header["tile_type"] not in {TileType.MVT, *_PICTURES}:
                raise FileFormatError(
                    f"{path}: 不能画这种瓦片 tiles of this kind are not drawn: {header['tile_type'].name}"
                )
            if header["tile_compression"] in {Compression.BROTLI, Compression.ZSTD}:
                raise FileFormatError(
                    f"{path}: 瓦片的压缩方式不支持 tiles packed with {header['tile_compression'].name}"
                )
            said = json.loads(_inflated(_part(file, header["metadata_offset"], header["metadata_length"]), _MOST))
        said = said if isinstance(said, dict) else {}
        zooms = (header["min_zoom"], header["max_zoom"])
        vector = header["tile_type"] is TileType.MVT
        self.facts: TileFacts = facts_of(said, vector=vector, zooms=zooms, bounds=_bounds(header))

    def get(self, z: int, x: int, y: int) -> Tile | None:
        """Read a tile; None if it is not there.

        Parameters
        ----------
        z, x, y : int
            Zoom, column and row, which the zoom has.

        Raises
        ------
        FileFormatError
            If the archive is damaged there.
        """
        with self._opened() as file:
            state = self.path.stat()
            mark = f"{state.st_mtime_ns:x}-{state.st_size:x}"
            found = self._find(file, mark, zxy_to_tileid(z, x, y))
            data = None if found is None else _inflated(found, MAX_TILE_BYTES)
        if data is None:
            return None
        media = tile_media(data)
        if media is None or (media == VECTOR) is not self.facts.vector:
            raise FileFormatError(
                f"{self.path.name}: {z}/{x}/{y} 不是所说的瓦片 is no tile of the kind that it should be"
            )
        return Tile(data, media, mark)

    def _find(self, file: BinaryIO, mark: str, number: int) -> bytes | None:
        header = _header(file)
        offset, length = header["root_offset"], header["root_length"]
        for _ in range(_DEPTH):
            entry = find_tile(self._directory(file, mark, offset, length), number)
            if entry is None:
                return None
            if entry.run_length:
                return _part(file, header["tile_data_offset"] + entry.offset, entry.length, MAX_TILE_BYTES)
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        return None

    def _directory(self, file: BinaryIO, mark: str, offset: int, length: int) -> list[Any]:
        place = (mark, offset, length)
        with self._reading:
            entries = self._kept.get(place)
            if entries is None:
                data = _inflated(_part(file, offset, length, _UNPACKED), _UNPACKED)
                if _ENDLESS.search(data):
                    raise ValueError("a directory with a number of over 64 bits")
                entries = deserialize_directory(gzip.compress(data, 1))  # the library unpacks without a limit
                if sum(map(len, self._kept.values())) + len(entries) > _KEPT:
                    self._kept.clear()
                self._kept[place] = entries
        return entries

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        try:
            with self.path.open("rb") as file:
                yield file
        except SpecVersionUnsupported as error:
            raise FileFormatError(f"{self.path}: 只读第三版 PMTiles only PMTiles of version 3 is read") from error
        except MagicNumberNotFound as error:
            raise FileFormatError(f"{self.path}: 不是 PMTiles 文件 no PMTiles file") from error
        except FileFormatError:
            raise
        except _DAMAGE as error:
            raise FileFormatError(f"{self.path}: PMTiles 文件损坏 the archive is damaged: {error}") from error


def _header(file: BinaryIO) -> HeaderDict:
    return deserialize_header(_part(file, 0, _HEADER))


def _part(file: BinaryIO, offset: int, length: int, most: int = _MOST) -> bytes:
    if length > most:
        raise ValueError(f"a part of {length} bytes")
    file.seek(offset)
    data = file.read(length)
    if len(data) < length:
        raise EOFError("it ends too early")
    return data


def _inflated(data: bytes, most: int) -> bytes:
    """Unpack what is packed with gzip, up to a size."""
    if data[:2] != _GZIP:
        return data
    unpacked = zlib.decompressobj(wbits=31).decompress(data, most + 1)
    if len(unpacked) > most:
        raise ValueError(f"a part that unpacks to over {most} bytes")
    return unpacked


def _bounds(header: HeaderDict) -> Bounds | None:
    corners = (header["min_lon_e7"], header["min_lat_e7"], header["max_lon_e7"], header["max_lat_e7"])
    west, south, east, north = (each / 1e7 for each in corners)
    good = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return ((south, west), (north, east)) if good else None
