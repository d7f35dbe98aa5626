"""How things stand with the existing stations and some sites: straight from the pairs, by no engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from stationmap.errors import Fault, InputError
from stationmap.pairs import Pairs

__all__ = ["Stand"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Stand:
    """Demand, the stations that exist, and the candidates.

    Parameters
    ----------
    candidates : Pairs
        Places and candidates; its limit is the radius.
    weight : float64 array of shape (places,)
        Finite, not negative.
    existing : Pairs, optional
        Places and existing stations, known at least up to the radius.
    usable : bool array of shape (candidates,), optional
        Candidates that may be chosen; all by default.

    Raises
    ------
    InputError
        If the places differ in number, a weight is none, or the existing pairs end short of the radius.

    Examples
    --------
    >>> pairs = Pairs.of([0, 1, 1], [0, 0, 1], [10.0, 20.0, 5.0], places=3, stations=2, limit_m=50)
    >>> stand = Stand(pairs, np.array([1.0, 2.0, 4.0]))
    >>> stand.covered(np.array([0])), stand.covered(np.array([0, 1]), times=2), stand.out_of_reach
    (3.0, 2.0, 4.0)
    """

    candidates: Pairs
    weight: Floats
    existing: Pairs | None = None
    usable: Mask | None = None

    def __post_init__(self) -> None:
        places = self.candidates.places
        if len(self.weight) != places or (self.existing is not None and self.existing.places != places):
            raise InputError("需求点数不一致 weights and pairs differ in the number of places")
        if not (np.isfinite(self.weight) & (self.weight >= 0)).all():
            fault = Fault("weight", "", "权重须为非负数 weights must be finite and not negative")
            raise InputError("权重有误 a weight is negative or not a number", (fault,))
        if self.existing is not None and self.existing.limit_m < self.radius_m:
            raise InputError("现有站点的距离不够远 the pairs of existing stations end short of the radius")

    @property
    def radius_m(self) -> float:
        """Metres up to which pairs count."""
        return self.candidates.limit_m

    @cached_property
    def already(self) -> Ints:
        """Existing stations in reach of each place."""
        if self.existing is None:
            return np.zeros(self.candidates.places, dtype=np.int64)
        return self.existing.within(self.radius_m).counts()

    @cached_property
    def nearest_already(self) -> Floats:
        """Metres to the nearest existing station, inf where there is none."""
        return np.full(self.candidates.places, np.inf) if self.existing is None else self.existing.nearest_m

    @cached_property
    def total(self) -> float:
        """Sum of all weights."""
        return float(self.weight.sum())

    @cached_property
    def within_reach(self) -> Mask:
        """Places that an existing station reaches, or a candidate that may be chosen."""
        return (self.already > 0) | (self.candidates.counts(self.usable) > 0)

    @property
    def out_of_reach(self) -> float:
        """Weight that neither an existing station nor any candidate reaches."""
        return float(self.weight[~self.within_reach].sum())

    def chosen_mask(self, chosen: Ints) -> Mask:
        """Turn rows of candidates into a mask."""
        mask = np.zeros(self.candidates.stations, dtype=np.bool_)
        mask[chosen] = True
        return mask

    def times(self, chosen: Ints) -> Ints:
        """Count the stations and chosen sites in reach of each place."""
        return self.already + self.candidates.counts(self.chosen_mask(chosen))

    def covered(self, chosen: Ints, *, times: int = 1) -> float:
        """Add up the weight that has so many stations or more in reach."""
        return float(self.weight[self.times(chosen) >= times].sum())

    def nearest_m(self, chosen: Ints) -> Floats:
        """Metres to the nearest station or chosen site; inf where none is known."""
        pairs, nearest = self.candidates, self.nearest_already.copy()
        taken = self.chosen_mask(chosen)[pairs.station]
        np.minimum.at(nearest, pairs.place[taken], pairs.distance_m[taken])
        return nearest
