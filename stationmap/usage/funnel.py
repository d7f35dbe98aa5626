"""Funnel limits: which rates differ from all more than their number of days lets expect."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.errors import InputError

__all__ = ["FEWEST_UNITS", "VERDICTS", "funnel_limits"]

FEWEST_UNITS = 10
"""Units with data below which the spread between them is not known well enough for limits."""
VERDICTS: dict[str, tuple[str, str]] = {
    "within": ("在控制限内", "within the limits"),
    "high": ("高于95%限", "above the limit of 95 %"),
    "very_high": ("高于99.8%限", "above the limit of 99.8 %"),
    "low": ("低于95%限", "below the limit of 95 %"),
    "very_low": ("低于99.8%限", "below the limit of 99.8 %"),
    "too_few": ("数据不足", "not enough data"),
}
_Z95, _Z998 = 1.959963984540054, 3.090232306167813  # of the standard normal, two-sided
_TAIL = 0.1
# Variance of a standard normal of which a tenth at each end is pulled in to the limit of the rest.
_PULLED_IN = 0.678655  # 0.8 − 2zφ(z) + 0.2z², z = 1.281552


def funnel_limits(visits: npt.ArrayLike, days: npt.ArrayLike, *, published_phi: bool = False) -> pd.DataFrame:
    """Compare the rate of each unit with limits around the rate of all.

    The limits are those of Spiegelhalter (*Quality and Safety in Health Care* 14, 2005, and *Statistics in Medicine*
    24, 2005): the rate of all ± z √(φ · rate / days), φ the mean square of the units' standardised Poisson residuals
    after a tenth at each end is pulled in, at least 1. Pulling in makes φ too small by a third where nothing is
    unusual; it is divided by what is left of a normal variance, 0.679, so that 5 % of pure noise lies outside the
    limits of 95 % and not 11 %.

    Parameters
    ----------
    visits : array_like of int of shape (n,)
        Of days counted whole.
    days : array_like of int of shape (n,)
        Station-days counted whole; a unit with none is in no sum.
    published_phi : bool
        Leave φ as published, not corrected for the pulling in.

    Returns
    -------
    pandas.DataFrame
        In the order given: rate and overall_rate (visits per station-day), phi, z (standard deviations from the rate of
        all), low_95, high_95, low_998, high_998 (visits per station-day, not below 0), verdict (of `VERDICTS`). Without
        `FEWEST_UNITS` that have data, limits are NaN and the verdict is ``too_few``.

    Raises
    ------
    InputError
        If the arrays differ in length or a number is negative.

    Examples
    --------
    >>> visits = [90, 110, 95, 105, 100, 98, 102, 97, 103, 99, 101, 300]
    >>> funnel_limits(visits, [30] * 12)["verdict"].tolist()[-2:]
    ['within', 'very_high']
    """
    y, d = np.asarray(visits, dtype=np.float64), np.asarray(days, dtype=np.float64)
    if y.shape != d.shape or not ((y >= 0).all() and (d >= 0).all()):
        raise InputError("人次与天数须等长且不为负 visits and days must be as many, and none negative")
    used = d > 0
    known = np.where(used, d, np.nan)
    rate = y / known
    overall = float(y[used].sum() / d[used].sum()) if used.any() else float("nan")
    table = pd.DataFrame({"rate": rate, "overall_rate": overall, "phi": np.nan, "z": np.nan})
    spread, phi = np.full(len(y), np.nan), float("nan")
    if used.sum() >= FEWEST_UNITS and overall > 0:
        poisson = np.sqrt(overall / known)
        phi = _phi(((rate - overall) / poisson)[used], published_phi)
        spread = poisson * np.sqrt(phi)
    table["phi"] = phi
    table["z"] = (rate - overall) / spread
    for name, z in (("95", _Z95), ("998", _Z998)):
        table[f"low_{name}"] = np.maximum(overall - z * spread, 0.0)
        table[f"high_{name}"] = overall + z * spread
    table["verdict"] = _verdicts(table["z"].to_numpy())
    return table


def _phi(z: npt.NDArray[np.float64], published: bool) -> float:
    low, high = np.quantile(z, [_TAIL, 1 - _TAIL])
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    return max(1.0, phi if published else phi / _PULLED_IN)


def _verdicts(z: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    conditions = [np.isnan(z), z > _Z998, z < -_Z998, z > _Z95, z < -_Z95]
    chosen = np.select(conditions, ["too_few", "very_high", "very_low", "high", "low"], "within")
    return chosen.astype(object)
