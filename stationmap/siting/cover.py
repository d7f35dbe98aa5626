"""A choice of sites while it is searched: what each candidate would gain, lose, or gain in another's stead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from stationmap.siting.sparse import slices

if TYPE_CHECKING:
    from stationmap.siting.problem import Problem

__all__ = ["Cover"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Cover:
    """Chosen sites in slots, with tables that follow every change at the cost of the groups it touches.

    ``gain[k]`` is what candidate k would add, ``loss[s]`` what dropping the site in slot s would lose, and
    ``gain[k] - loss[s] + shared[s, k]`` what k in its stead would change (Resende & Werneck 2007 for the p-median;
    here for coverage that may count twice).

    Parameters
    ----------
    problem : Problem
    slots : int
        The most sites that are ever chosen at once.
    swaps : bool
        Whether `shared` is kept; choosing greedily needs it not.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting.problem import Problem
    >>> pairs = Pairs.of([0, 1, 1, 2], [0, 0, 1, 1], [5.0] * 4, places=3, stations=2, limit_m=9)
    >>> cover = Cover(Problem.of(pairs, np.array([3.0, 4.0, 5.0]), np.zeros(3)), 1)
    >>> cover.gain.tolist()
    [7.0, 9.0]
    >>> cover.add(0)
    >>> cover.gain.tolist(), cover.loss.tolist(), cover.changes().tolist(), cover.value
    ([0.0, 5.0], [7.0], [[0.0, 2.0]], 7.0)
    """

    def __init__(self, problem: Problem, slots: int, *, swaps: bool = True) -> None:
        self.problem, self.slots, self._swaps = problem, slots, swaps
        self.chosen: Ints = np.full(slots, -1)
        self.value = 0.0
        self.times: Ints = np.zeros(len(problem), dtype=np.int64)
        self._slot_sum: Ints = np.zeros(len(problem), dtype=np.int64)
        self._slot_squares: Ints = np.zeros(len(problem), dtype=np.int64)
        self.gain: Floats = problem.turned @ problem.once
        self.loss: Floats = np.zeros(slots)
        self.shared: Floats = np.zeros((slots, problem.candidates) if swaps else (0, 0))

    @property
    def sites(self) -> Ints:
        """The chosen candidates, in order of their slots."""
        return self.chosen[self.chosen >= 0]

    def add(self, site: int) -> None:
        """Choose a candidate."""
        slot = int(np.flatnonzero(self.chosen < 0)[0])
        self.value += float(self.gain[site])
        self._shift(site, slot, +1)
        self.chosen[slot] = site

    def drop(self, slot: int) -> None:
        """Take the site in a slot out of the choice."""
        self.value -= float(self.loss[slot])
        self._shift(int(self.chosen[slot]), slot, -1)
        self.chosen[slot] = -1
        self.loss[slot] = 0.0  # what is left is rounding
        if self._swaps:
            self.shared[slot] = 0.0

    def changes(self) -> Floats:
        """Tell what each candidate (columns) in the stead of each slot's site (rows) would change."""
        return self.gain[None, :] - self.loss[:, None] + self.shared

    def _shift(self, site: int, slot: int, step: int) -> None:
        rows = self.problem.reached(site)
        self._account(rows, -1.0)
        self.times[rows] += step
        self._slot_sum[rows] += step * slot
        self._slot_squares[rows] += step * slot * slot
        self._account(rows, +1.0)

    def _account(self, rows: Ints, sign: float) -> None:
        times, once, twice = self.times[rows], self.problem.once[rows], self.problem.twice[rows]
        self._gains(rows, np.where(times == 0, once, np.where(times == 1, twice, 0.0)) * sign)
        alone = times == 1
        self._held(rows[alone], self._slot_sum[rows[alone]], once[alone] * sign, (once - twice)[alone] * sign)
        two = (times == 2) & (twice > 0)
        if two.any():
            worth = twice[two] * sign
            for slot in self._both(rows[two]):
                self._held(rows[two], slot, worth, worth)

    def _gains(self, rows: Ints, worth: Floats) -> None:
        some = worth != 0
        sites, owner = self._reaching(rows[some])
        self.gain += np.bincount(sites, weights=worth[some][owner], minlength=len(self.gain))

    def _held(self, rows: Ints, slot: Ints, lost: Floats, spared: Floats) -> None:
        """Account for groups that a slot's site alone holds up: lost if it goes, spared where another comes."""
        self.loss += np.bincount(slot, weights=lost, minlength=self.slots)
        if self._swaps and len(rows):
            sites, owner = self._reaching(rows)
            np.add.at(self.shared.ravel(), slot[owner] * self.problem.candidates + sites, spared[owner])

    def _both(self, rows: Ints) -> tuple[Ints, Ints]:
        """Tell the two slots whose sum and sum of squares were kept."""
        total, squares = self._slot_sum[rows], self._slot_squares[rows]
        apart = np.rint(np.sqrt(2 * squares - total * total)).astype(np.int64)
        return (total + apart) // 2, (total - apart) // 2

    def _reaching(self, rows: Ints) -> tuple[Ints, Ints]:
        """List the candidates that reach some groups, and which of the groups each entry belongs to."""
        starts = self.problem.starts
        owner = np.repeat(np.arange(len(rows)), starts[rows + 1] - starts[rows])
        return self.problem.sites[slices(starts, rows)], owner
