"""The p-median as an engine: what nearer sites save, place by place."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from stationmap.extras import planning
from stationmap.siting.engine import Choice

__all__ = ["Nearer"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Nearer:
    """Savings of each pair of a place and a candidate, of which a place has the greatest of those chosen.

    Parameters
    ----------
    place, site : int64 arrays of shape (m,)
        Ordered by place.
    saved : float64 array of shape (m,)
        Weight × metres that the candidate saves the place, above 0.
    places, candidates : int

    Notes
    -----
    The p-median (Hakimi 1964) with existing stations locked, turned into a maximum: savings are submodular, as
    coverage is.

    Examples
    --------
    >>> engine = Nearer(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([5.0, 3.0, 4.0]), 2, 2)
    >>> engine.value(np.array([1])), engine.value(np.array([0, 1]))
    (7.0, 9.0)
    """

    unit = 0.0

    def __init__(self, place: Ints, site: Ints, saved: Floats, places: int, candidates: int) -> None:
        self.place, self.site, self.saved = place, site, saved
        self.places, self.candidates = places, candidates

    @cached_property
    def by_site(self) -> Any:  # noqa: ANN401 - scipy has no types
        """Candidates × places: scipy.sparse.csr_matrix of savings."""
        sparse = planning("scipy.sparse")
        return sparse.csr_matrix((self.saved, (self.site, self.place)), shape=(self.candidates, self.places))

    def begin(self, slots: int, *, swaps: bool = True) -> Choice:
        """Start a search from no site."""
        return _Nearest(self, slots)

    def best(self, chosen: Ints) -> Floats:
        """Tell what each place saves by a choice."""
        rows = self.by_site[np.asarray(chosen, dtype=np.int64)]
        most = np.zeros(self.places)
        np.maximum.at(most, rows.indices, rows.data)
        return most

    def value(self, chosen: Ints) -> float:
        """Add up what all places save."""
        return float(self.best(chosen).sum())

    @cached_property
    def ceiling(self) -> Floats:
        """The most that each place can save."""
        return self.best(np.arange(self.candidates))

    def relaxed(self, multipliers: Floats) -> tuple[float, Floats]:
        """Pay each place its multiplier; a candidate gets what it saves beyond it."""
        beyond = np.maximum(self.saved - multipliers[self.place], 0)
        scores: Floats = np.bincount(self.site, weights=beyond, minlength=self.candidates).astype(np.float64)
        return float(multipliers.sum()), scores

    def slope(self, multipliers: Floats, picked: Ints) -> Floats:
        """One less the picked candidates that serve the place beyond its multiplier."""
        rows = self.by_site[picked]
        beyond = rows.data > multipliers[rows.indices]
        served: Floats = np.bincount(rows.indices[beyond], minlength=self.places).astype(np.float64)
        return 1.0 - served

    def restricted(self, free: npt.NDArray[np.bool_], fixed: Ints) -> tuple[Nearer, float]:
        """Settle some sites and leave others out: what the free ones can still save, and what the settled do."""
        already = self.best(fixed)
        left = self.saved - already[self.place]
        kept = (left > 0) & free[self.site]
        smaller = Nearer(self.place[kept], self.site[kept], left[kept], self.places, self.candidates)
        return smaller, float(already.sum())

    def program(self) -> tuple[Floats, Any, Floats]:
        """Write the model: a column a pair, none without its site, and at most one of a place."""
        sparse = planning("scipy.sparse")
        pairs = len(self.saved)
        every, one = np.arange(pairs), np.ones(pairs)
        sites = sparse.csr_matrix((-one, (every, self.site)), shape=(pairs, self.candidates))
        served = sparse.csr_matrix((one, (self.place, every)), shape=(self.places, pairs))
        nothing = sparse.csr_matrix((self.places, self.candidates))
        rows = sparse.bmat([[sites, sparse.identity(pairs)], [nothing, served]], format="csr")
        return self.saved, rows, np.concatenate([np.zeros(pairs), np.ones(self.places)])


class _Nearest:
    """A choice with the best and second best that each place saves (Resende & Werneck 2007)."""

    def __init__(self, engine: Nearer, slots: int) -> None:
        self.engine = engine
        self.chosen: Ints = np.full(slots, -1)
        self._saved: Floats = np.zeros((slots, engine.places))
        self._first: Ints = np.zeros(engine.places, dtype=np.int64)
        self._most: Floats = np.zeros(engine.places)
        self._second: Floats = np.zeros(engine.places)
        self._gain: Floats | None = None

    def add(self, site: int) -> None:
        slot = int(np.flatnonzero(self.chosen < 0)[0])
        places, saved = self._of(site)
        self._saved[slot, places] = saved
        self._changed(slot, site, places)

    def drop(self, slot: int) -> None:
        places, _ = self._of(int(self.chosen[slot]))
        self._saved[slot, places] = 0.0
        self._changed(slot, -1, places)

    def _of(self, site: int) -> tuple[Ints, Floats]:
        rows = self.engine.by_site
        some = slice(rows.indptr[site], rows.indptr[site + 1])
        return rows.indices[some], rows.data[some]

    def _changed(self, slot: int, site: int, places: Ints) -> None:
        self.chosen[slot] = site
        self._gain = None
        saved = self._saved[:, places]
        self._first[places] = saved.argmax(axis=0)
        self._most[places] = saved.max(axis=0)
        if len(saved) > 1:
            self._second[places] = np.partition(saved, len(saved) - 2, axis=0)[-2]

    @property
    def gain(self) -> Floats:
        if self._gain is None:
            engine = self.engine
            more = np.maximum(engine.saved - self._most[engine.place], 0)
            self._gain = np.bincount(engine.site, weights=more, minlength=engine.candidates).astype(np.float64)
        return self._gain

    @property
    def value(self) -> float:
        return float(self._most.sum())

    def changes(self) -> Floats:
        engine, slots, n = self.engine, len(self.chosen), self.engine.candidates
        loss = np.bincount(self._first, weights=self._most - self._second, minlength=slots)[:slots]
        spared = np.minimum(engine.saved, self._most[engine.place]) - self._second[engine.place]
        some = spared > 0
        keys = self._first[engine.place[some]] * n + engine.site[some]
        shared = np.bincount(keys, weights=spared[some], minlength=slots * n).reshape(slots, n)
        changes: Floats = self.gain[None, :] - loss[:, None] + shared
        return changes
