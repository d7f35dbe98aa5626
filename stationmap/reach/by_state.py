"""What stations cover of which one knows that they serve, that they do not, or neither."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from stationmap.pairs import Pairs

__all__ = ["NO", "UNKNOWN", "YES", "cover_by_state"]

NO, YES, UNKNOWN = 0, 1, 2  # as the timetable has closed, open and unknown
States = npt.NDArray[np.uint8]


def cover_by_state(pairs: Pairs, weight: npt.NDArray[np.float64], states: Iterable[States]) -> list[dict[str, float]]:
    """Add up the weight in reach of stations that are known to serve, and of those that may.

    Parameters
    ----------
    pairs : Pairs
        Within the radius that counts as covered.
    weight : float64 array of shape (places,)
    states : iterable of uint8 arrays of shape (stations,)
        `NO`, `YES` or `UNKNOWN` for each station; one array a case.

    Returns
    -------
    list of dict
        One a case: covered, covered_twice (by `YES` alone), covered_high (by `YES` and `UNKNOWN`), and the shares
        share, share_twice, share_high of all weight; NaN where there is no weight.

    Examples
    --------
    >>> pairs = Pairs.of([0, 1], [0, 1], [1.0, 1.0], places=3, stations=2, limit_m=5)
    >>> found = cover_by_state(pairs, np.ones(3), [np.array([YES, UNKNOWN], np.uint8)])[0]
    >>> found["covered"], found["covered_high"]
    (1.0, 2.0)
    """
    known: dict[bytes, tuple[float, float]] = {}
    whole = float(weight.sum())

    def covered(mask: npt.NDArray[np.bool_]) -> tuple[float, float]:
        key = mask.tobytes()
        if key not in known:  # most hours of a night are alike
            counts = pairs.counts(mask)
            known[key] = float(weight[counts >= 1].sum()), float(weight[counts >= 2].sum())
        return known[key]

    found = []
    for case in states:
        (once, twice), (high, _) = covered(case == YES), covered(case != NO)
        sums = {"covered": once, "covered_twice": twice, "covered_high": high}
        shares = {name.replace("covered", "share"): value / whole if whole else np.nan for name, value in sums.items()}
        found.append({**sums, **{name.removesuffix("_covered"): value for name, value in shares.items()}})
    return found
