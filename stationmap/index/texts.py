"""Texts of rows, put together with what a search found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from stationmap.errors import ParameterError
from stationmap.index.compiling import compiled
from stationmap.index.hits import Hits

__all__ = ["Texts", "whole_mm", "whole_tenths"]

_ROOM = 1 << 27  # bytes, of which the system gives what is written to: some 130,000 stations' texts
_ROWS = 1_024  # at first
_DIGITS = 20  # of the longest number
_COMMA, _POINT, _ZERO = 44, 46, 48

Bytes = NDArray[np.uint8]
Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


def whole_mm(metres: float) -> float:
    """Round metres to the millimetre, as answers give them.

    Parameters
    ----------
    metres : float

    Examples
    --------
    >>> whole_mm(2027.08349)
    2027.083
    """
    return round(metres * 1000) / 1000


def whole_tenths(degrees: float) -> float:
    """Round a bearing to a tenth of a degree, as answers give it; what would be 360 is 0.

    Parameters
    ----------
    degrees : float
        0 <= degrees < 360.

    Examples
    --------
    >>> whole_tenths(67.98), whole_tenths(359.96)
    (68.0, 0.0)
    """
    return round(degrees * 10) % 3600 / 10


@compiled
def _write(out: Bytes, at: int, number: int, decimals: int) -> int:
    """Write an integer of that many decimals as JSON does a float; return where it ends."""
    while decimals > 1 and number % 10 == 0:
        number //= 10
        decimals -= 1
    end, left = at, number
    while left > 0 or end < at + decimals + 1:
        left //= 10
        end += 1
    for place in range(end, at, -1):
        if place == end - decimals:
            out[place] = _POINT
            continue
        out[place] = _ZERO + number % 10
        number //= 10
    out[at] = _ZERO + number % 10
    return end + 1


@compiled
def _copy(out: Bytes, at: int, text: Bytes, start: int, end: int) -> int:
    out[at : at + end - start] = text[start:end]
    return at + end - start


@compiled
def _join(
    kept: Bytes, spans: Rows, labels: Bytes, second: int, third: int, tails: Bytes, ends: Rows,
    rows: Rows, metres: Floats, bearings: Floats,
) -> Bytes:  # fmt: skip
    """Write the texts of rows one after the other; nothing if one of them is not kept.

    Labels are three in one: what comes before the metres, from `second` on before the bearing, from `third` on last.
    Each row's tail follows its text; they stand one after the other too.
    """
    size, before = len(tails), 0
    for row in rows:
        if row >= len(spans) or spans[row, 1] == 0:
            return kept[:0]
        size += spans[row, 1] - spans[row, 0]
    out, at = np.empty(size + (len(labels) + 2 * _DIGITS + 1) * len(rows), np.uint8), 0
    for i in range(len(rows)):
        if i:
            out[at] = _COMMA
            at += 1
        at = _copy(out, at, kept, spans[rows[i], 0], spans[rows[i], 1])
        at = _copy(out, at, tails, before, ends[i])
        before = ends[i]
        at = _copy(out, at, labels, 0, second)
        at = _write(out, at, np.int64(np.rint(metres[i] * 1000)), 3)
        at = _copy(out, at, labels, second, third)
        at = _write(out, at, np.int64(np.rint(bearings[i] * 10)) % 3600, 1)
        at = _copy(out, at, labels, third, len(labels))
    return out[:at]


class Texts:
    """Texts by row, one after the other in memory, and joined with distance and bearing by compiled code.

    Parameters
    ----------
    before_metres, before_bearing, end : bytes
        What stands in each text's continuation: before the metres, before the degrees, and at its end.

    room : int, default 2**27
        Bytes that all texts may take; where the next does not fit, all are dropped.

    Notes
    -----
    Not safe under threads.

    Examples
    --------
    >>> texts = Texts(b" at ", b" m towards ", b";")
    >>> texts.put(7, b"station")
    >>> texts.joined(Hits(np.array([7]), np.array([12.5]), np.array([359.96])))
    b'station at 12.5 m towards 0.0;'
    >>> texts.joined(Hits(np.array([8]), np.array([12.5]), np.array([90.0]))) is None
    True
    """

    def __init__(self, before_metres: bytes, before_bearing: bytes, end: bytes, room: int = _ROOM) -> None:
        labels = np.frombuffer(before_metres + before_bearing + end, np.uint8)
        self._labels = labels, len(before_metres), len(before_metres) + len(before_bearing)
        self._room = room
        self._clear()

    def _clear(self) -> None:
        self._kept, self._used = np.empty(self._room, np.uint8), 0
        self._spans = np.zeros((_ROWS, 2), np.int64)

    def put(self, row: int, text: bytes) -> None:
        """Keep the text of a row, in place of what there was.

        Raises
        ------
        ParameterError
            If it is longer than all the room there is.
        """
        if len(text) > self._room:
            raise ParameterError(f"a text of {len(text)} bytes, and room for {self._room}")
        if self._used + len(text) > self._room:
            self._clear()
        if row >= len(self._spans):
            more = np.zeros((2 * row, 2), np.int64)
            more[: len(self._spans)] = self._spans
            self._spans = more
        end = self._used + len(text)
        self._kept[self._used : end] = np.frombuffer(text, np.uint8)
        self._spans[row] = self._used, end
        self._used = end

    def drop(self, row: int) -> None:
        """Drop the text of a row, if there is one."""
        if row < len(self._spans):
            self._spans[row] = 0

    def lacks(self, row: int) -> bool:
        """Tell whether a row has no text."""
        return row >= len(self._spans) or not self._spans[row, 1]

    def joined(self, hits: Hits, tails: Sequence[bytes] | None = None) -> bytes | None:
        """Write what was found, in its order, commas between; None if a row has no text.

        Parameters
        ----------
        hits : Hits
            Metres are written to the millimetre, bearings to the tenth of a degree.
        tails : sequence of bytes, optional
            What follows the text of each.
        """
        each = tails or [b""] * len(hits)
        last = np.frombuffer(b"".join(each), np.uint8), np.array(list(accumulate(map(len, each))), np.int64)
        text: Bytes = _join(self._kept, self._spans, *self._labels, *last, hits.rows, hits.distance_m, hits.bearing_deg)
        return text.tobytes() if len(text) or not len(hits.rows) else None
