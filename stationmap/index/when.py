"""Rows that are open when one gets there: what a search is told of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stationmap.errors import Fault, ParameterError
from stationmap.index.keeping import Tree
from stationmap.index.times import OPEN, UNKNOWN, Times
from stationmap.index.tree import node_bits

__all__ = ["OPEN", "UNKNOWN", "OpenTimes", "When"]

_DAY, _HOUR, _SLOT_S = 86_400, 3_600, 900  # seconds; 64 slots are 16 hours
_KEPT = 8  # hours whose bits are kept, 16 bytes a node each
_ASKED = 256  # ways of asking that are kept
_LATER = np.uint64(1 << 63)

Rows = NDArray[np.int64]
States = NDArray[np.uint8]
Bits = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class OpenTimes:
    """When the rows of an index are open.

    Parameters
    ----------
    times : Times
        Tables of intervals, and the entry of each row of the frozen index.
    slots : callable
        Given the first instant (UTC epoch seconds) and the seconds of a slot, gives 64 bits an entry twice: in which
        slots it is open, and in which that is unknown.
    states : callable
        Given rows, instants of arrival and the seconds of a stay, gives the states of whole stays: 0 closed, 1 open,
        2 unknown. Rows that changed since the index was built are asked for too.

    Examples
    --------
    >>> none = np.zeros(1, np.uint64)
    >>> always = Times(np.zeros(2, np.int32), np.zeros((1, 1), np.int32), np.array([0]), np.array([2**62]),
    ...                np.array([1], np.uint8), 0, 86_400)
    >>> hours = OpenTimes(always, lambda first, slot_s: (~none, none), lambda rows, arrive, stay: np.ones(len(rows)))
    >>> When(hours, at=60).arrivals(np.array([1_000.0])).tolist()
    [1060]
    """

    times: Times
    slots: Callable[[int, int], tuple[Bits, Bits]]
    states: Callable[[Rows, Rows, int], States]
    _of_nodes: dict[int, tuple[Bits, Bits]] = field(default_factory=dict, init=False, repr=False)
    _of_places: dict[int, tuple[Tree, NDArray[np.int32], Rows]] = field(default_factory=dict, init=False, repr=False)
    asked_before: dict[tuple[int, float, int], NDArray[np.float64]] = field(
        default_factory=dict, init=False, repr=False
    )
    _soon: dict[int, NDArray[np.float64]] = field(default_factory=dict, init=False, repr=False)

    def by_place(self, tree: Tree) -> tuple[NDArray[np.int32], Rows]:
        """Give the entries of a tree's places, and the tables in one."""
        known = self._of_places.get(id(tree))
        if known is None or known[0] is not tree:
            for of_another in (self._of_places, self._of_nodes):
                of_another.clear()
            entries = np.ascontiguousarray(self.times.entries[tree.rows])
            known = self._of_places[id(tree)] = tree, entries, self.times.tables()
        return known[1:]

    def soon(self, at: int) -> NDArray[np.float64]:
        """Give each entry's state at an instant, and for how many seconds it lasts."""
        known = self._soon.get(at)
        if known is None:
            if len(self._soon) >= _KEPT:
                self._soon.pop(next(iter(self._soon)), None)
            known = self._soon[at] = _lasting(self.times, at)
        return known

    def of_nodes(self, tree: Tree, at: int) -> tuple[int, tuple[Bits, Bits]]:
        """Give the bits of a tree's nodes for the hours from `at` on, and when their first slot begins."""
        first = at // _HOUR * _HOUR
        entries, _ = self.by_place(tree)
        known = self._of_nodes.get(first)
        if known is None:
            is_open, unknown = self.slots(first, _SLOT_S)
            # the last bit stands for all that comes later too; a stay may begin open and become unknown
            by_entry = is_open | _LATER, is_open | unknown | _LATER
            known = node_bits(tree, by_entry[0][entries]), node_bits(tree, by_entry[1][entries])
            if len(self._of_nodes) >= _KEPT:
                self._of_nodes.pop(next(iter(self._of_nodes)), None)
            self._of_nodes[first] = known
        return first, known


@dataclass(frozen=True, slots=True, eq=False)
class When:
    """Setting out at an instant, walking at a pace, and staying.

    Parameters
    ----------
    hours : OpenTimes
    at : int
        UTC epoch seconds.
    pace : float
        Seconds a geodesic metre.
    stay : int
        Seconds, 0 or more.

    Raises
    ------
    ParameterError
        If the pace is not finite or negative, or the stay negative.

    Examples
    --------
    >>> When(None, at=0, pace=-1.0)
    Traceback (most recent call last):
        ...
    stationmap.errors.ParameterError: pace must be finite and not negative: -1.0
    """

    hours: OpenTimes
    at: int
    pace: float = 1.0
    stay: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.pace < np.inf:
            reason = "must be finite and not negative"
            raise ParameterError(f"pace {reason}: {self.pace}", (Fault("pace", str(self.pace), reason),))
        if self.stay < 0:
            raise ParameterError(f"a stay is negative: {self.stay}", (Fault("stay", str(self.stay), "0 or more"),))

    def arrivals(self, metres: NDArray[np.float64]) -> Rows:
        """Give the instants of arrival at places so far away, UTC epoch seconds."""
        return self.at + (metres * self.pace).astype(np.int64)

    def states(self, rows: Rows, metres: NDArray[np.float64]) -> States:
        """Give the states of whole stays at rows so far away: 0 closed, 1 open, 2 unknown."""
        return self.hours.states(rows, self.arrivals(metres), self.stay)

    def parts(self, tree: Tree) -> tuple[Any, ...]:
        """Say it to the compiled search: entries, tables, and what is asked of them."""
        hours, key = self.hours, (self.at, self.pace, self.stay)
        asked = hours.asked_before.get(key)
        first, bits = hours.of_nodes(tree, self.at)
        if asked is None:
            if len(hours.asked_before) >= _ASKED:
                hours.asked_before.clear()
            since = (self.at - first) / _SLOT_S
            asked = np.array([self.at, self.pace, self.stay, since, self.pace / _SLOT_S])
            hours.asked_before[key] = asked
        return *hours.by_place(tree), asked, hours.soon(self.at), *bits


def _lasting(times: Times, at: int) -> NDArray[np.float64]:
    day = min(max(at - times.begin, 0) // _DAY, times.days.shape[1] - 1)
    found = times.days[:, day].astype(np.int64)
    while len(behind := np.flatnonzero(times.ends[found] <= at)):
        found[behind] += 1
    inside = times.starts[found] <= at
    until = np.minimum(np.where(inside, times.ends[found], times.starts[found]), times.end)
    lasts = np.where(times.begin <= at, until - at, -1)  # before the tables begin nothing is decided by them
    return np.column_stack((np.where(inside, times.states[found], 0), lasts)).astype(np.float64)
