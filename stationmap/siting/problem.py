"""What is to be covered and what could cover it, alike places merged: the matrix that all engines share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from stationmap.errors import InputError
from stationmap.extras import planning
from stationmap.pairs import Pairs
from stationmap.siting.cover import Cover
from stationmap.siting.sparse import slices

__all__ = ["Problem"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Problem:
    """Groups of places that the same candidates reach, and what covering them once and twice is worth.

    The worth of a group that c new sites reach is ``once`` if c >= 1, and ``twice`` on top if c >= 2.
    It is concave (``twice`` <= ``once``), so the whole is submodular.

    Parameters
    ----------
    starts, sites : int64 arrays
        Candidates that reach each group, compressed by rows.
    once, twice : float64 arrays of shape (groups,)
        Worth of the first and of the second site that reaches it.
    group : int64 array of shape (places,)
        Group of each place; -1 where nothing can be gained.
    share : float64 array of shape (places,)
        Share of its group's worth that is the place's.
    candidates : int

    Raises
    ------
    InputError
        If a second site is worth more than the first.

    Examples
    --------
    >>> pairs = Pairs.of([0, 0, 1, 1, 2], [0, 1, 0, 1, 1], [5.0] * 5, places=3, stations=2, limit_m=9)
    >>> problem = Problem.of(pairs, np.array([3.0, 4.0, 5.0]), np.zeros(3))
    >>> problem.group.tolist(), problem.once.tolist(), problem.value(np.array([1]))
    ([1, 1, 0], [5.0, 7.0], 12.0)
    """

    starts: Ints
    sites: Ints
    once: Floats
    twice: Floats
    group: Ints
    share: Floats
    candidates: int
    unit: float

    def __post_init__(self) -> None:
        if (self.twice > self.once).any():
            raise InputError("a second site is worth more than the first")

    def __len__(self) -> int:
        return len(self.once)

    @classmethod
    def of(cls, pairs: Pairs, once: Floats, twice: Floats, usable: npt.NDArray[np.bool_] | None = None) -> Problem:
        """Merge places that the same candidates reach and whose worth falls in the same proportion.

        Parameters
        ----------
        pairs : Pairs
            Places and candidates.
        once, twice : float64 arrays of shape (places,)
        usable : bool array of shape (candidates,), optional
            Candidates that may be chosen; all by default.
        """
        kept = once[pairs.place] > 0
        if usable is not None:
            kept &= usable[pairs.station]
        place, station = pairs.place[kept], pairs.station[kept]
        order = np.lexsort((station, place))
        place, station = place[order], station[order]
        counts = np.bincount(place, minlength=pairs.places)
        first, group = _alike(station, counts, np.divide(twice, once, out=np.zeros_like(once), where=once > 0))
        starts = np.concatenate([[0], np.cumsum(counts)])
        there = group >= 0
        total = np.bincount(group[there], weights=once[there], minlength=len(first)).astype(np.float64)
        second = np.bincount(group[there], weights=twice[there], minlength=len(first)).astype(np.float64)
        share = np.zeros(pairs.places)
        share[there] = once[there] / total[group[there]]
        new_starts = np.concatenate([[0], np.cumsum(counts[first])])
        sites, unit = station[slices(starts, first)], _unit(once[there], twice[there])
        return cls(new_starts, sites, total, second, group, share, pairs.stations, unit)

    @cached_property
    def matrix(self) -> Any:  # noqa: ANN401 - scipy has no types
        """Groups × candidates, ones where a candidate reaches a group: scipy.sparse.csr_matrix."""
        sparse = planning("scipy.sparse")
        ones = np.ones(len(self.sites))
        return sparse.csr_matrix((ones, self.sites, self.starts), shape=(len(self), self.candidates))

    @cached_property
    def turned(self) -> Any:  # noqa: ANN401
        """The same by candidates: scipy.sparse.csr_matrix of candidates × groups."""
        return self.matrix.T.tocsr()

    def reached(self, site: int) -> Ints:
        """List the groups that a candidate reaches."""
        turned = self.turned
        found: Ints = turned.indices[turned.indptr[site] : turned.indptr[site + 1]]
        return found

    def value(self, chosen: Ints) -> float:
        """Add up the worth of a choice of candidates."""
        times = self.times(chosen)
        return float(self.once[times >= 1].sum() + self.twice[times >= 2].sum())

    def times(self, chosen: Ints) -> Ints:
        """Count for each group the chosen candidates that reach it."""
        turned = self.turned
        rows = turned.indices[slices(turned.indptr, np.asarray(chosen, dtype=np.int64))]
        return np.bincount(rows, minlength=len(self))

    def begin(self, slots: int, *, swaps: bool = True) -> Cover:
        """Start a search from no site."""
        return Cover(self, slots, swaps=swaps)

    @property
    def ceiling(self) -> Floats:
        """The most that each multiplier need be: a dearer link is never bought."""
        return self.once

    def relaxed(self, multipliers: Floats) -> tuple[float, Floats]:
        """Price the links: each group buys its first and second cover where they are worth more than the price."""
        constant = np.maximum(self.once - multipliers, 0).sum() + np.maximum(self.twice - multipliers, 0).sum()
        return float(constant), self.turned @ multipliers

    def slope(self, multipliers: Floats, picked: Ints) -> Floats:
        """Tell what is offered less what is bought, a group."""
        bought = (self.once > multipliers).astype(np.float64) + (self.twice > multipliers)
        return self.times(picked) - bought

    def restricted(self, free: npt.NDArray[np.bool_], fixed: Ints) -> tuple[Problem, float]:
        """Settle some sites and leave others out: what the free ones can still add, and what the settled are worth."""
        times = self.times(fixed)
        once = np.where(times == 0, self.once, np.where(times == 1, self.twice, 0.0))
        twice = np.where(times == 0, self.twice, 0.0)
        row = np.repeat(np.arange(len(self)), np.diff(self.starts))
        pairs = Pairs(row, self.sites, np.zeros(len(row)), len(self), self.candidates, 0.0, np.zeros(len(self)))
        return Problem.of(pairs, once, twice, free), self.value(fixed)

    def program(self) -> tuple[Floats, Any, Floats]:
        """Write the model: columns for the first and the second cover of a group, together no more than its sites."""
        sparse = planning("scipy.sparse")
        twice = np.flatnonzero(self.twice)
        second = sparse.identity(len(self), format="csr")[:, twice]
        rows = sparse.hstack([-self.matrix, sparse.identity(len(self)), second], format="csr")
        return np.concatenate([self.once, self.twice[twice]]), rows, np.zeros(len(self))


def _unit(*worths: Floats) -> float:
    for unit in (1.0, 0.5):
        if all((np.mod(worth, unit) == 0).all() for worth in worths):
            return unit
    return 0.0


def _alike(station: Ints, counts: Ints, proportion: Floats) -> tuple[Ints, Ints]:
    """Find rows of the same candidates and proportion: the first of each kind, and each row's kind or -1."""
    rng = np.random.default_rng(20231)
    row = np.repeat(np.arange(len(counts)), counts)
    size = int(station.max(initial=-1)) + 1
    marks = [rng.integers(1 << 30, size=size)[station] for _ in range(2)]
    sums = [np.bincount(row, weights=mark, minlength=len(counts)).astype(np.int64) for mark in marks]
    there = np.flatnonzero(counts)
    keys = np.column_stack([*(one[there] for one in sums), counts[there], proportion[there].view(np.int64)])
    _, first, kind = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    kind = kind.ravel()
    starts = np.concatenate([[0], np.cumsum(counts)])
    same = station[slices(starts, there)] == station[slices(starts, there[first[kind]])]
    if not same.all():  # two sums of random marks agreed by chance: leave all rows apart
        first, kind = np.arange(len(there)), np.arange(len(there))
    group = np.full(len(counts), -1)
    group[there] = kind
    return there[first], group
