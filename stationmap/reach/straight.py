"""Pairs of places and stations by straight line."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from stationmap.index import StationIndex
from stationmap.pairs import STRAIGHT, Pairs

__all__ = ["straight_pairs"]

_PIECE = 65_536  # places at a time, so that what is searched beside the pairs themselves stays small
_STEPS = (8, 64, 512)  # stations asked for at once; whoever has more in reach is searched by radius

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_Found = tuple[Ints, Ints, Floats]  # places, stations, metres


def straight_pairs(
    demand_lat: npt.ArrayLike,
    demand_lon: npt.ArrayLike,
    station_lat: npt.ArrayLike,
    station_lon: npt.ArrayLike,
    limit_m: float,
    *,
    progress: Callable[[int], object] | None = None,
) -> Pairs:
    """Find every station within a limit of every place, and how far the nearest of all is.

    Parameters
    ----------
    demand_lat, demand_lon : array_like of shape (places,)
        Degrees, WGS 84.
    station_lat, station_lon : array_like of shape (stations,)
        Degrees, WGS 84.
    limit_m : float
        Metres, the limit included.
    progress : callable, optional
        Told the number of places done since it was last called.

    Returns
    -------
    Pairs
        Geodesics on WGS 84, exact as the index has them. Beside the pairs themselves memory is bounded, whatever the
        number of places.

    Raises
    ------
    CoordinateError
        If a position is not finite or out of range, or arrays differ in length.
    ParameterError
        If the limit is negative or not a number.

    Examples
    --------
    >>> pairs = straight_pairs([34.75, 34.75], [113.62, 113.90], [34.75, 34.76], [113.62, 113.62], 1200)
    >>> pairs.station.tolist(), pairs.distance_m.round(1).tolist(), pairs.nearest_m.round().tolist()
    ([0, 1], [0.0, 1109.4], [0.0, 25638.0])
    """
    lats, lons = np.asarray(demand_lat, dtype=np.float64), np.asarray(demand_lon, dtype=np.float64)
    index = StationIndex(station_lat, station_lon, np.zeros(np.shape(station_lat), dtype=np.uint64))
    index.nearest_many(lats[:0], lons[:0], 0)
    if len(index):
        index.within(0.0, 0.0, limit_m)  # refuses what is no length before anything is searched
    nearest, found = np.full(len(lats), np.inf), []
    for start in range(0, len(lats), _PIECE) if len(index) else ():
        piece = slice(start, start + _PIECE)
        nearest[piece], hits = _searched(index, lats[piece], lons[piece], limit_m)
        found.append((hits[0] + start, hits[1], hits[2]))
        if progress is not None:
            progress(len(lats[piece]))
    place, station, distance = _joined(found)
    return Pairs(place, station, distance, len(lats), len(index), float(limit_m), nearest, STRAIGHT)


def _searched(index: StationIndex, lat: Floats, lon: Floats, limit_m: float) -> tuple[Floats, _Found]:
    """Ask for the nearest first: most places of a wide area have none in reach, and need no more."""
    nearest = index.nearest_many(lat, lon, 1).distance_m[:, 0]
    left: Ints = np.flatnonzero(nearest <= limit_m)
    found: list[_Found] = []
    for k in _STEPS:
        if not len(left):
            break
        batch = index.nearest_many(lat[left], lon[left], k)
        whole = (batch.distance_m[:, -1] > limit_m) | (batch.rows.shape[1] == len(index))
        near = (batch.distance_m <= limit_m) & whole[:, None]
        found.append((left[np.nonzero(near)[0]], batch.rows[near], batch.distance_m[near]))
        left = left[~whole]
    for place in left:
        hits = index.within(float(lat[place]), float(lon[place]), limit_m)
        found.append((np.full(len(hits), place), hits.rows, hits.distance_m))
    place, station, distance = _joined(found)
    order = np.argsort(place, kind="stable")  # each place's stations come in order already
    return nearest, (place[order], station[order], distance[order])


def _joined(found: list[_Found]) -> _Found:
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    place, station, distance = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return place, station, distance
