"""The page's icon as PNG, for phones that take no SVG: drawn by code, so that no picture is committed."""

from __future__ import annotations

import struct
import zlib
from functools import cache

__all__ = ["icon_png"]

_GROUND, _HOUSE = b"\x0a\x5a\x49", b"\xff\xff\xff"
_FINER = 3  # samples a pixel and direction, so that slopes are smooth


@cache
def icon_png(size: int = 192) -> bytes:
    r"""Draw a house with a cup, as ``web/worker/icon.svg`` shows it.

    Parameters
    ----------
    size : int
        Pixels a side.

    Returns
    -------
    bytes
        A PNG of 8 bits a channel, without transparency.

    Examples
    --------
    >>> icon_png(24)[:4]
    b'\x89PNG'
    """
    steps = [(n + 0.5) / (size * _FINER) * 192 for n in range(size * _FINER)]
    rows = (b"\x00" + b"".join(_pixel(steps, x, y) for x in range(size)) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    blocks = (b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_block(kind, body) for kind, body in blocks)


def _block(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _pixel(steps: list[float], x: int, y: int) -> bytes:
    across, down = (steps[n * _FINER : (n + 1) * _FINER] for n in (x, y))
    share = sum(_is_white(a, b) for a in across for b in down) / _FINER**2
    return bytes(round(g + (h - g) * share) for g, h in zip(_GROUND, _HOUSE, strict=True))


def _is_white(x: float, y: float) -> bool:
    """Whether a place of the 192 units a side is of the house, and not of the cup in it."""
    roof = 36 <= y <= 84 and abs(x - 96) <= (y - 36) * 56 / 48
    walls = 84 <= y <= 150 and 54 <= x <= 138
    cup = 74 <= x <= 112 and 96 <= y <= 138 and (y <= 124 or abs(x - 93) <= 19 - (y - 124) ** 2 / 28)
    handle = x > 112 and (x - 118) ** 2 / 9**2 + (y - 112) ** 2 / 10**2 <= 1
    return (roof or walls) and not (cup or handle)
