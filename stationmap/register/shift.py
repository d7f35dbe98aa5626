"""A whole file in another datum than it is said to be: districts that rows name bear witness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stationmap.datum import Datum, to_wgs84
from stationmap.districts import Districts

__all__ = ["Shift", "find_shift", "sign_test"]

SURE = 0.001
LEAST_MORE = 5


@dataclass(frozen=True, slots=True)
class Shift:
    """Another datum that fits better.

    Parameters
    ----------
    other : Datum
        The datum that fits.
    count, now, then : int
        Rows that name a district with a polygon; how many of them lie in it as given, and in the other datum.
    """

    other: Datum
    count: int
    now: int
    then: int


def find_shift(
    lat: NDArray[np.float64], lon: NDArray[np.float64], named: NDArray[np.object_], datum: Datum, districts: Districts
) -> Shift | None:
    """Test whether another datum puts clearly more stations into the districts that they name.

    The rule: among the rows that lie in their district under one datum and not under the other, the other must
    win so often that a fair coin does with a chance below 0.001 (one-sided sign test), and by 5 rows at least.

    Parameters
    ----------
    lat, lon : float64 arrays of shape (n,)
        Degrees as received.
    named : object array of shape (n,)
        Adcode of the district that each row names, one with a polygon.
    datum : Datum
        What the file is said to be in.
    districts : Districts
        Holds all that are named.

    Returns
    -------
    Shift or None
        The datum that fits best, if it fits clearly better than `datum`.
    """
    if len(named) < LEAST_MORE:
        return None
    there = districts.only(set(named))
    now = there.locate(*to_wgs84(lat, lon, datum)) == named
    if len(named) - int(now.sum()) < LEAST_MORE:
        return None
    inside = {option: there.locate(*to_wgs84(lat, lon, option)) == named for option in Datum if option != datum}
    other = max(inside, key=lambda option: int(inside[option].sum()))
    wins, losses = int((inside[other] & ~now).sum()), int((now & ~inside[other]).sum())
    if wins - losses < LEAST_MORE or sign_test(wins, losses) >= SURE:
        return None
    return Shift(other, len(named), int(now.sum()), int(inside[other].sum()))


def sign_test(wins: int, losses: int) -> float:
    """Chance that a fair coin gives at least `wins` heads in `wins + losses` throws.

    Examples
    --------
    >>> sign_test(5, 0), round(sign_test(15, 2), 6)
    (0.03125, 0.001175)
    """
    throws = wins + losses
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, throws + 1)))])
    heads = np.arange(wins, throws + 1)
    terms = logs[throws] - logs[heads] - logs[throws - heads] - throws * np.log(2)
    return float(min(1.0, np.exp(terms).sum()))
