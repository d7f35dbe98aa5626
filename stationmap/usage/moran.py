"""Whether figures of districts are like those of their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.errors import InputError

__all__ = ["LEAST_UNITS", "Moran", "moran"]

LEAST_UNITS = 100
"""Below so many districts, maps of pure noise look clustered too often: limits of a funnel are used instead."""
_SHUFFLES, _SEED = 999, 20_251_125


@dataclass(frozen=True)
class Moran:
    """Spatial autocorrelation of one figure.

    Parameters
    ----------
    value : float
        Moran's I: above `expected` where neighbours are alike.
    expected : float
        I without any pattern, −1/(n−1).
    p : float
        Share of shuffled maps with as much likeness or more, one-sided.
    units : int
        Districts with a figure and a neighbour that has one.

    Examples
    --------
    >>> Moran(0.2, -0.01, 0.001, 101).units
    101
    """

    value: float
    expected: float
    p: float
    units: int


def moran(values: npt.ArrayLike, touching: npt.ArrayLike, *, shuffles: int = _SHUFFLES) -> Moran:
    """Measure how alike neighbours are: Moran's I with weights that add up to one for each unit.

    Parameters
    ----------
    values : array_like of shape (n,)
        NaN where unknown: such a unit and its pairs are left out.
    touching : array_like of shape (m, 2)
        Rows that are neighbours, each pair both ways.
    shuffles : int
        Maps with the same figures in other places, from a seed that stays the same.

    Returns
    -------
    Moran

    Raises
    ------
    InputError
        If fewer than three units have a figure and a neighbour, or all figures are the same.

    Notes
    -----
    Moran, P. A. P. (1950), Biometrika 37, 17–23; Cliff and Ord (1981), *Spatial Processes*. Below `LEAST_UNITS`
    units it is not to be read as a finding.

    Examples
    --------
    >>> ring = [(i, (i + 1) % 6) for i in range(6)] + [((i + 1) % 6, i) for i in range(6)]
    >>> round(moran([1, 2, 3, 3, 2, 1], ring).value, 3)
    0.5
    """
    figures = np.asarray(values, dtype=np.float64)
    pairs = np.asarray(touching, dtype=np.int64).reshape(-1, 2)
    pairs = pairs[np.isfinite(figures[pairs]).all(axis=1)]
    used, rows = np.unique(pairs, return_inverse=True)
    deviations = figures[used] - figures[used].mean() if len(used) else figures[:0]
    if len(used) < 3 or not (deviations**2).sum() > 0:
        raise InputError("不足三个相邻区县，或数值全同 fewer than three neighbours, or all figures are the same")
    one, other = rows.reshape(-1, 2).T
    weights = 1 / np.bincount(one, minlength=len(used))[one]
    scale = len(used) / weights.sum() / (deviations**2).sum()
    value = _likeness(deviations, one, other, weights) * scale
    generator = np.random.default_rng(_SEED)
    shuffled = [_likeness(generator.permutation(deviations), one, other, weights) * scale for _ in range(shuffles)]
    as_much = sum(likeness >= value for likeness in shuffled)
    return Moran(float(value), -1 / (len(used) - 1), (as_much + 1) / (shuffles + 1), len(used))


def _likeness(
    deviations: npt.NDArray[np.float64],
    one: npt.NDArray[np.int64],
    other: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64],
) -> float:
    return float((weights * deviations[one] * deviations[other]).sum())
