"""Sums over groups of places: what is covered, how often, and how far the nearest station is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.pairs import Pairs

__all__ = ["Groups", "quantiles", "tally"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Groups:
    """Which group each place and each station belongs to.

    Parameters
    ----------
    place : int64 array of shape (places,)
        Number of the group, 0 to `size` - 1; -1 for none.
    station : int64 array of shape (stations,)
        The same of stations.
    size : int
        Number of groups.

    Examples
    --------
    >>> Groups(np.array([0, 1]), np.array([1]), 2).regrouped(np.array([0, 0]), 1).place.tolist()
    [0, 0]
    """

    place: Ints
    station: Ints
    size: int

    def regrouped(self, group: Ints, size: int) -> Groups:
        """Put groups together: `group` has the number of the new one for each old, -1 for none."""
        beside = np.append(group, -1)  # the last is that of -1
        return Groups(beside[self.place], beside[self.station], size)


def tally(pairs: Pairs, weight: Floats, near_border: npt.NDArray[np.bool_], groups: Groups) -> dict[str, Floats]:
    """Add up by group.

    Parameters
    ----------
    pairs : Pairs
        Within the radius that counts as covered.
    weight : float64 array of shape (places,)
    near_border : bool array of shape (places,)
        Places whose membership in their district is uncertain.
    groups : Groups

    Returns
    -------
    dict of str to float64 array of shape (groups.size,)
        places, placed, covered, covered_twice, unreachable, near_border (weights), median_m, p90_m (NaN without
        weight, inf where so many reach no station at all), stations_inside, stations_beyond.

    Examples
    --------
    >>> pairs = Pairs.of([0, 1, 1], [0, 0, 1], [10.0, 20.0, 30.0], places=3, stations=2, limit_m=50)
    >>> one = Groups(np.zeros(3, int), np.array([0, -1]), 1)
    >>> found = tally(pairs, np.array([1.0, 2.0, 4.0]), np.zeros(3, bool), one)
    >>> [found[name].tolist() for name in ("placed", "covered", "covered_twice", "median_m", "stations_beyond")]
    [[7.0], [3.0], [2.0], [inf], [1.0]]
    """
    counts = pairs.counts()

    def summed(mask: npt.NDArray[np.bool_] | None = None, weights: Floats | None = weight) -> Floats:
        there = groups.place >= 0 if mask is None else mask & (groups.place >= 0)
        parts = None if weights is None else weights[there]
        return np.bincount(groups.place[there], parts, minlength=groups.size).astype(np.float64)

    median, p90 = quantiles(pairs.nearest_m, weight, groups.place, groups.size, (0.5, 0.9))
    return {
        "places": summed(weights=None),
        "placed": summed(),
        "covered": summed(counts >= 1),
        "covered_twice": summed(counts >= 2),
        "unreachable": summed(np.isinf(pairs.nearest_m)),
        "near_border": summed(near_border),
        "median_m": median,
        "p90_m": p90,
        **_stations(pairs, groups),
    }


def _stations(pairs: Pairs, groups: Groups) -> dict[str, Floats]:
    """Count the stations of each group, and those of others that places of it reach, each once."""
    inside = groups.station[groups.station >= 0]
    there = groups.place[pairs.place]
    across = (there >= 0) & (there != groups.station[pairs.station])
    once = np.unique(there[across] * np.int64(max(pairs.stations, 1)) + pairs.station[across])
    return {
        "stations_inside": np.bincount(inside, minlength=groups.size).astype(np.float64),
        "stations_beyond": np.bincount(once // max(pairs.stations, 1), minlength=groups.size).astype(np.float64),
    }


def quantiles(metres: Floats, weight: Floats, group: Ints, size: int, shares: tuple[float, ...]) -> tuple[Floats, ...]:
    """Give for each group the least distance within which at least such shares of its weight lie.

    Parameters
    ----------
    metres : float64 array of shape (n,)
        May be inf.
    weight : float64 array of shape (n,)
    group : int64 array of shape (n,)
        -1 for none.
    size : int
        Number of groups.
    shares : tuple of float
        Such as 0.5 for the median.

    Returns
    -------
    tuple of float64 arrays of shape (size,)
        One for each share; NaN where a group has no weight.

    Examples
    --------
    >>> quantiles(np.array([5.0, 1.0, np.inf]), np.array([1.0, 2.0, 1.0]), np.zeros(3, int), 1, (0.5, 0.75, 0.9))
    (array([1.]), array([5.]), array([inf]))
    """
    found = np.full((len(shares), size), np.nan)
    order = np.lexsort((metres, group))
    order = order[(weight[order] > 0) & (group[order] >= 0)]
    ends = np.searchsorted(group[order], np.arange(size + 1))
    for one in np.flatnonzero(np.diff(ends)):
        rows = order[ends[one] : ends[one + 1]]
        grown = np.cumsum(weight[rows])
        # a hair less than the share, so that a sum of many halves is not missed by rounding
        wanted = np.array(shares) * grown[-1] * (1 - 1e-12)
        found[:, one] = metres[rows[np.searchsorted(grown, wanted)]]
    return tuple(found)
