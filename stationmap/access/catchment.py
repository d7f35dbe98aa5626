"""Floating catchment areas: what a place has of the stations in reach, given how many share them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stationmap.access.checking import checked
from stationmap.access.steps import Decay
from stationmap.pairs import Pairs

__all__ = ["floating_catchment", "supply_ratio"]

Floats = npt.NDArray[np.float64]


def floating_catchment(
    pairs: Pairs, demand_weight: npt.ArrayLike, supply: npt.ArrayLike, steps: Decay, *, choice: Decay | None = None
) -> Floats:
    """Give the access of each place: supply in reach per unit of the demand that shares it.

    A station j with supply S has the ratio R_j = S_j / Σ_i P_i·w(d_ij) over the demand P that reaches it, and a
    place i the access A_i = Σ_j R_j·w(d_ij). With one step this is the 2SFCA of Luo and Wang (2003), with several
    the E2SFCA of Luo and Qi (2009). With `choice` g the demand of a place is shared out: w(d_ij) is multiplied by
    g(d_ij) / Σ_k g(d_ik), the 3SFCA of Wan, Zou and Sternberg (2012).

    Parameters
    ----------
    pairs : Pairs
        Which places reach which stations, and how far it is, metres.
    demand_weight : array_like of shape (pairs.places,)
        Demand P, such as residents; finite, not negative.
    supply : array_like of shape (pairs.stations,)
        Supply S, such as 1 each or people at once; finite, not negative.
    steps : callable
        From metres to weights w, such as `Steps`; finite, not negative.
    choice : callable, optional
        From metres to weights g; without it nobody chooses.

    Returns
    -------
    float64 array of shape (pairs.places,)
        Supply per unit of demand; 0, never NaN, where no station is in reach.

    Raises
    ------
    InputError
        If lengths do not fit or a number is negative or not finite.

    Notes
    -----
    Σ P·A = Σ S over the stations that demand reaches: all their supply is handed out, and no more.

    Examples
    --------
    >>> from stationmap.access import Steps
    >>> pairs = Pairs.of([0, 1, 1], [0, 0, 1], [100, 400, 200], places=3, stations=2, limit_m=500)
    >>> floating_catchment(pairs, [10, 30, 5], [1, 1], Steps.flat(500)).round(4).tolist()
    [0.025, 0.0583, 0.0]
    """
    weights = _pair_weights(pairs, steps, choice)
    ratio = _ratio(pairs, demand_weight, supply, weights)
    handed = np.nan_to_num(ratio)[pairs.station]
    return np.bincount(pairs.place, weights=handed * weights, minlength=pairs.places).astype(np.float64, copy=False)


def supply_ratio(
    pairs: Pairs, demand_weight: npt.ArrayLike, supply: npt.ArrayLike, steps: Decay, *, choice: Decay | None = None
) -> Floats:
    """Give what each station has for a unit of the demand that reaches it: the first step of `floating_catchment`.

    Parameters
    ----------
    pairs, demand_weight, supply, steps, choice
        As `floating_catchment` takes them.

    Returns
    -------
    float64 array of shape (pairs.stations,)
        Supply per unit of demand; NaN where no demand reaches the station.

    Raises
    ------
    InputError
        If lengths do not fit or a number is negative or not finite.

    Examples
    --------
    >>> from stationmap.access import Steps
    >>> pairs = Pairs.of([0, 1], [0, 0], [100, 400], places=2, stations=2, limit_m=500)
    >>> supply_ratio(pairs, [10, 30], [2, 1], Steps.flat(500)).tolist()
    [0.05, nan]
    """
    return _ratio(pairs, demand_weight, supply, _pair_weights(pairs, steps, choice))


def _ratio(pairs: Pairs, demand_weight: npt.ArrayLike, supply: npt.ArrayLike, weights: Floats) -> Floats:
    demand = checked("demand_weight", demand_weight, pairs.places)
    given = checked("supply", supply, pairs.stations)
    sharing = np.bincount(pairs.station, weights=demand[pairs.place] * weights, minlength=pairs.stations)
    ratio = np.full(pairs.stations, np.nan)
    np.divide(given, sharing, out=ratio, where=sharing > 0)
    return ratio


def _pair_weights(pairs: Pairs, steps: Decay, choice: Decay | None) -> Floats:
    weights = checked("steps", steps(pairs.distance_m), len(pairs))
    if choice is None:
        return weights
    chosen = checked("choice", choice(pairs.distance_m), len(pairs))
    of_place = np.bincount(pairs.place, weights=chosen, minlength=pairs.places)[pairs.place]
    share = np.divide(chosen, of_place, out=np.zeros_like(chosen), where=of_place > 0)
    return weights * share
