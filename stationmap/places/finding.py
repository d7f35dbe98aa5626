"""Finding places by what somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stationmap.errors import Fault, ParameterError
from stationmap.index import centred, check_degrees
from stationmap.index.geodesic import chords, longest_geodesics, measure
from stationmap.places.index import Place, PlaceIndex
from stationmap.places.plain import LONGEST
from stationmap.places.ranks import Matched, best_rows

__all__ = ["MOST_PLACES", "Found", "Places", "find_places"]

MOST_PLACES = 50
"""Places that one search gives at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place that was found, and how it matched.

    Parameters
    ----------
    place : Place
    matched : str
        exact, prefix, within, pinyin, initials, close, or part: of what was typed, where nothing fits all of it.
    rank : int
        The less, the better; what is equal is ordered by distance and then by id.
    distance_m : float or None
        Geodesic metres on WGS 84; None without a position to measure from, or of a place of which none is known.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> find_places(Places(PlaceIndex.of(demonstration())), "jsq", limit=1)[0].matched
    'initials'
    """

    place: Place
    matched: str
    rank: int
    distance_m: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """What is searched: an index, and what has changed in the register since it was built.

    Parameters
    ----------
    base : PlaceIndex
    over : PlaceIndex, optional
        Of the stations that changed.
    hidden : int array, optional
        Rows of `base` that are no longer so.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> Places(PlaceIndex.of(demonstration())).version == demonstration().version
    True
    """

    base: PlaceIndex
    over: PlaceIndex | None = None
    hidden: NDArray[np.int64] | None = None

    @property
    def version(self) -> str:
        """Version of the register, with all that changed."""
        return (self.over or self.base).version


def find_places(places: Places, text: str, limit: int = 10, near: tuple[float, float] | None = None) -> list[Found]:
    """Find places by name, code, address, pinyin or initials, slips included.

    Parameters
    ----------
    places : Places
    text : str
        1 to 50 characters, of any width and case.
    limit : int
        1 to 50.
    near : (float, float), optional
        Latitude and longitude, degrees, WGS 84.

    Returns
    -------
    list of Found
        By the way in which they match, how well, then distance to `near` if it is given, then id.

    Raises
    ------
    ParameterError
        If the text is empty or too long, or the limit out of range.
    CoordinateError
        If the position is none.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> places = Places(PlaceIndex.of(demonstration()))
    >>> [found.place.name for found in find_places(places, "jin shui", limit=2)]
    ['金水区', '金水源街道']
    >>> find_places(places, "")
    Traceback (most recent call last):
        ...
    stationmap.errors.ParameterError: 要找的文字不能为空 the text to look for is empty
    """
    _check(text, limit)
    if near is not None:
        check_degrees("lat", [near[0]])
        check_degrees("lon", [near[1]])
    found = _best(places.base, text, limit, near, places.hidden)
    if places.over is not None:
        known = {one.place.id for one in found}
        found += [one for one in _best(places.over, text, limit, near) if one.place.id not in known]
    return _whole(_ordered(found))[:limit]


def _check(text: str, limit: int) -> None:
    if not text.strip():
        raise ParameterError(
            "要找的文字不能为空 the text to look for is empty", (Fault("q", text, "不得为空 must not be empty"),)
        )
    if len(text) > LONGEST:
        reason = f"最长 {LONGEST} 个字符 at most {LONGEST} characters"
        raise ParameterError(
            f"要找的文字太长 the text to look for is too long: {reason}", (Fault("q", text[:200], reason),)
        )
    if not 1 <= limit <= MOST_PLACES:
        reason = f"须在 1 与 {MOST_PLACES} 之间 must lie between 1 and {MOST_PLACES}"
        raise ParameterError(f"limit: {reason}", (Fault("limit", str(limit), reason),))


def _ordered(found: Sequence[Found]) -> list[Found]:
    return sorted(found, key=lambda one: (one.rank, np.inf if one.distance_m is None else one.distance_m, one.place.id))


def _whole(found: list[Found]) -> list[Found]:
    """Leave out what fits a part of the text where anything fits the whole of it."""
    return [one for one in found if one.matched != "part" or found[0].matched == "part"]


def _best(
    index: PlaceIndex,
    text: str,
    limit: int,
    near: tuple[float, float] | None,
    hidden: NDArray[np.int64] | None = None,
) -> list[Found]:
    rows, ranks = best_rows(index.ranks(text, limit, hidden), limit)
    order = np.argsort(ranks, kind="stable")
    rows, ranks = rows[order], ranks[order]
    if near is None:
        distances = np.full(min(limit, len(rows)), np.nan)
        rows, ranks = rows[:limit], ranks[:limit]
    else:
        rows, ranks, distances = _nearest(index, rows, ranks, limit, near)
    return [
        Found(index.place(row), Matched.of(rank).name.lower(), rank, None if np.isnan(distance) else distance)
        for row, rank, distance in zip(rows.tolist(), ranks.tolist(), distances.tolist(), strict=True)
    ]


def _nearest(
    index: PlaceIndex, rows: NDArray[np.int64], ranks: NDArray[np.int16], limit: int, near: tuple[float, float]
) -> tuple[NDArray[np.int64], NDArray[np.int16], NDArray[np.float64]]:
    """Keep what can be among the nearest of those that rank last, and measure."""
    lat, lon = (degrees[rows] for degrees in index.positions)
    last = ranks == ranks[-1] if len(ranks) else np.zeros(0, np.bool_)
    wanted, tied = limit - int(np.count_nonzero(~last)), np.flatnonzero(last)
    if len(tied) > wanted:
        placed = np.isfinite(lat[tied])
        there = centred(np.where(placed, lat[tied], 0.0), np.where(placed, lon[tied], 0.0))
        chord = np.where(placed, chords(there, centred(*(np.array([value]) for value in near))[0]), np.inf)
        farthest = longest_geodesics(np.partition(chord, wanted - 1)[[wanted - 1]])[0]
        kept = np.append(np.flatnonzero(~last), tied[chord <= farthest])
        rows, ranks, lat, lon = rows[kept], ranks[kept], lat[kept], lon[kept]
    distances = np.full(len(rows), np.nan)
    placed = np.isfinite(lat)
    distances[placed] = measure(*near, lat[placed], lon[placed])[0]
    order = np.lexsort((rows, distances, ranks))[:limit]
    return rows[order], ranks[order], distances[order]
