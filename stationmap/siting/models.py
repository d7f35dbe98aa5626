"""The five models: each makes an engine of how things stand, and tells what its objective is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.errors import Fault, InputError
from stationmap.siting.nearer import Nearer
from stationmap.siting.problem import Problem
from stationmap.siting.stand import Stand

__all__ = ["BACKUP", "LSCP", "MCLP", "MODELS", "P_CENTER", "P_MEDIAN", "Wanted", "coverage", "median", "objective"]

MCLP, BACKUP, LSCP, P_MEDIAN, P_CENTER = "mclp", "backup", "lscp", "p-median", "p-center"
MODELS = (MCLP, BACKUP, LSCP, P_MEDIAN, P_CENTER)
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Wanted:
    """What the sites are to be best at.

    Parameters
    ----------
    model : str
        ``mclp``: most weight in reach of a station (Church & ReVelle 1974). ``backup``: most weight in reach of one
        and of two, weighed against each other (after Hogan & ReVelle 1986). ``lscp``: fewest sites that bring all
        weight that can be reached, or a share of it, in reach (Toregas et al. 1971). ``p-median``: least weight ×
        metres (Hakimi 1964). ``p-center``: least distance of the farthest place.
    second : float
        For ``backup``: share of the objective that is weight reached twice, 0 to 0.5; beyond a half the model would not
        be concave, and no bound would hold.
    share : float
        For ``lscp``: share of the weight that can be reached, above 0 and up to 1.

    Raises
    ------
    InputError
        If there is no such model or a share is out of range.

    Examples
    --------
    >>> Wanted("backup").second, Wanted("p-center").least
    (0.5, True)
    """

    model: str = MCLP
    second: float = 0.5
    share: float = 1.0

    def __post_init__(self) -> None:
        known = ", ".join(MODELS)
        checks = (
            ("model", self.model, self.model in MODELS, f"可选 one of: {known}"),
            ("second", self.second, 0 <= self.second <= 0.5, "须在 0 与 0.5 之间 must lie between 0 and 0.5"),
            ("share", self.share, 0 < self.share <= 1, "须大于 0，不超过 1 must lie above 0 and up to 1"),
        )
        faults = tuple(Fault(name, str(value), why) for name, value, good, why in checks if not good)
        if faults:
            raise InputError("选址模型的参数有误 the siting model has a wrong parameter", faults)

    @property
    def least(self) -> bool:
        """Whether less of the objective is better."""
        return self.model in (LSCP, P_MEDIAN, P_CENTER)


def coverage(stand: Stand, usable: Mask, second: float = 0.0) -> tuple[Problem, float]:
    """Make the engine of covering once, and with a share of covering twice.

    Parameters
    ----------
    stand : Stand
    usable : bool array of shape (candidates,)
    second : float
        Share of the objective that is weight reached twice.

    Returns
    -------
    problem : Problem
    base : float
        What the objective is with the existing stations alone.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> pairs = Pairs.of([0, 1], [0, 0], [10.0, 20.0], places=2, stations=1, limit_m=50)
    >>> coverage(Stand(pairs, np.array([1.0, 2.0])), np.ones(1, dtype=bool))[0].once.tolist()
    [3.0]
    """
    first, again = (1 - second) * stand.weight, second * stand.weight
    none, one = stand.already == 0, stand.already == 1
    base = float(first[~none].sum() + again[stand.already >= 2].sum())
    once = np.where(none, first, np.where(one, again, 0.0))
    return Problem.of(stand.candidates, once, np.where(none, again, 0.0), usable), base


def median(stand: Stand) -> tuple[Nearer, Floats]:
    """Make the engine of the p-median, and say how far each place is without any site.

    Distances count up to the limit of the pairs. Where that is infinite, a place without any station is as far as its
    farthest candidate; one that nothing reaches has no distance and counts nowhere.

    Parameters
    ----------
    stand : Stand

    Returns
    -------
    engine : Nearer
    far_m : float64 array of shape (places,)
        Metres; NaN where nothing reaches the place.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> pairs = Pairs.of([0, 1], [0, 0], [10.0, 20.0], places=3, stations=1, limit_m=50)
    >>> engine, far = median(Stand(pairs, np.array([1.0, 2.0, 3.0])))
    >>> engine.saved.tolist(), far.tolist()
    ([40.0, 60.0], [50.0, 50.0, nan])
    """
    pairs = stand.candidates
    far = np.minimum(stand.nearest_already, pairs.limit_m)
    may = np.ones(len(pairs), dtype=np.bool_) if stand.usable is None else stand.usable[pairs.station]
    farthest = np.full(pairs.places, -np.inf)
    np.maximum.at(farthest, pairs.place[may], pairs.distance_m[may])
    far = np.where(np.isinf(far), farthest, far)
    far[np.isinf(far) | ((farthest < 0) & ~(stand.nearest_already <= pairs.limit_m))] = np.nan
    saved = stand.weight[pairs.place] * np.maximum(np.nan_to_num(far)[pairs.place] - pairs.distance_m, 0)
    kept = may & (saved > 0)
    engine = Nearer(pairs.place[kept], pairs.station[kept], saved[kept], pairs.places, pairs.stations)
    return engine, far


def objective(stand: Stand, wanted: Wanted) -> Callable[[Ints], float]:
    """Give the model's objective as a function of the chosen sites, reckoned from the pairs alone.

    Parameters
    ----------
    stand : Stand
    wanted : Wanted

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> pairs = Pairs.of([0, 1], [0, 0], [10.0, 20.0], places=2, stations=1, limit_m=50)
    >>> stand = Stand(pairs, np.array([1.0, 2.0]))
    >>> [objective(stand, Wanted(model))(np.array([0])) for model in MODELS]
    [3.0, 1.5, 1.0, 50.0, 20.0]
    """
    if wanted.model == P_MEDIAN:
        far = median(stand)[1]
        return lambda chosen: float(np.nansum(stand.weight * np.minimum(far, stand.nearest_m(chosen))))
    if wanted.model == P_CENTER:
        counted = stand.within_reach & (stand.weight > 0)
        return lambda chosen: float(stand.nearest_m(chosen)[counted].max(initial=0.0))
    if wanted.model == LSCP:
        return lambda chosen: float(len(chosen))
    second = wanted.second if wanted.model == BACKUP else 0.0
    return lambda chosen: (1 - second) * stand.covered(chosen) + second * stand.covered(chosen, times=2)
