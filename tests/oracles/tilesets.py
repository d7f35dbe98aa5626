"""Tiles made by hand: pictures of one colour, vector tiles, folders and archives of them."""

import gzip
import json
import struct
import zlib

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

RED, GREEN, BLUE = (200, 40, 40), (40, 160, 60), (40, 60, 200)


def png(colour=RED, size=256):
    """A picture of one colour."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes(colour) * size) * size
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _varint(number):
    found = b""
    while number > 127:
        found += bytes([number & 127 | 128])
        number >>= 7
    return found + bytes([number])


def _part(field, data):
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _numbers(field, numbers):
    return _part(field, b"".join(map(_varint, numbers)))


def _geometry(kind, paths):
    codes, x, y = [], 0, 0
    for path in paths:
        for at, (to_x, to_y) in enumerate(path):
            if at == 0:
                codes.append(9)
            elif at == 1:
                codes.append((len(path) - 1) << 3 | 2)
            codes += [(step << 1) ^ (step >> 31) for step in (to_x - x, to_y - y)]
            x, y = to_x, to_y
        codes += [15] if kind == 3 else []
    return codes


def mvt(layers, extent=4096):
    """A vector tile of ``{layer: [(type 1..3, paths, {key: text})]}``, by the specification's field numbers."""
    tile = b""
    for name, features in layers.items():
        keys, values, body = [], [], b""
        for kind, paths, properties in features:
            tags = []
            for key, value in properties.items():
                keys += [key] if key not in keys else []
                values += [value] if value not in values else []
                tags += [keys.index(key), values.index(value)]
            body += _part(2, _numbers(2, tags) + _varint(3 << 3) + _varint(kind) + _numbers(4, _geometry(kind, paths)))
        body += b"".join(_part(3, key.encode()) for key in keys)
        body += b"".join(_part(4, _part(1, value.encode())) for value in values)
        tile += _part(3, _part(1, name.encode()) + body + _varint(5 << 3) + _varint(extent) + b"\x78\x02")
    return tile


def folder(path, tiles, suffix=".png", metadata=None):
    """Write ``{(z, x, y): bytes}`` as a folder."""
    for (z, x, y), data in tiles.items():
        place = path / str(z) / str(x)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{y}{suffix}").write_bytes(data)
    if metadata is not None:
        (path / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return path


def archive(path, tiles, kind=TileType.PNG, metadata=None, packed=False, **header):
    """Write ``{(z, x, y): bytes}`` as PMTiles with the format's own writer."""
    compression = Compression.GZIP if packed else Compression.NONE
    corners = {"min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 0, "max_lat_e7": 0}
    centre = {"center_zoom": 0, "center_lon_e7": 0, "center_lat_e7": 0}
    with write(str(path)) as writer:
        for number, data in sorted((zxy_to_tileid(*place), data) for place, data in tiles.items()):
            writer.write_tile(number, gzip.compress(data) if packed else data)
        about = {"tile_type": kind, "tile_compression": compression} | corners | centre | header
        writer.finalize(about, metadata or {})
    return path
