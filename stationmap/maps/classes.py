"""Classes of a choropleth: quantiles of what is known or round steps, in colours whose lightness falls with the class.

One hue from light to dark stays readable with every kind of colour blindness and in grey print.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["RAMP", "RAMPS", "Classes", "quantile_classes", "round_classes"]

RAMP = ("#e4efea", "#bcdacf", "#8abdac", "#50968a", "#1f6a63")
RAMPS = {
    "rate": RAMP,
    "share": ("#e6edf8", "#bdd0ea", "#86abd8", "#4a7dbb", "#1c4a86"),
    "gap": ("#fbeadb", "#f3c9a1", "#e29a63", "#bd6530", "#7d3a12"),
}
"""Green for rates, blue for shares of what is reached, brown for what is not."""
_MOST_DECIMALS = 6
_TINIEST = 1e-6


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes from low to high, and the class of each value.

    Parameters
    ----------
    low, high : tuple of float
        Least and greatest value in each class: members, not bounds between classes.
    colours : tuple of str
        ``#rrggbb``, one a class, darker upwards.
    counts : tuple of int
        Members of each class, at least one.
    members : int64 array, shape (n,)
        Number of the class of each value, -1 where the value is not known.

    Examples
    --------
    >>> quantile_classes([1.0, 2.5], 2).spans(2)
    ('1.00', '2.50')
    """

    low: tuple[float, ...]
    high: tuple[float, ...]
    colours: tuple[str, ...]
    counts: tuple[int, ...]
    members: NDArray[np.int64]

    @property
    def decimals(self) -> int:
        """Fewest decimals, from 2, with which no two classes seem to touch."""
        gaps = list(zip(self.high, self.low[1:], strict=False))
        fitting = (d for d in range(2, _MOST_DECIMALS) if all(round(a, d) < round(b, d) for a, b in gaps))
        return next(fitting, _MOST_DECIMALS)

    def spans(self, decimals: int) -> tuple[str, ...]:
        """Least and greatest member of each class with as many decimals as their values have."""
        ends = ([f"{a:,.{decimals}f}", f"{b:,.{decimals}f}"] for a, b in zip(self.low, self.high, strict=True))
        return tuple("–".join(dict.fromkeys(end)) for end in ends)


def quantile_classes(values: ArrayLike, count: int = 5, ramp: tuple[str, ...] = RAMP) -> Classes:
    """Put values into at most `count` classes of about equal size; equal values share a class.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        NaN and infinities are unknown.
    count : int
        Classes wanted, 1 to 5; fewer come out where values recur.
    ramp : tuple of str
        Five colours, light to dark.

    Returns
    -------
    Classes
        Upper ends are the quantiles 1/count … 1 by the inverse of the empirical distribution (Hyndman and Fan 1996,
        type 1), so that each is itself a value.

    Raises
    ------
    ValueError
        If `count` is not between 1 and 5.

    Examples
    --------
    >>> quantile_classes([5.0, 1.0, float("nan"), 3.0], 3).members
    array([ 2,  0, -1,  1])
    """
    if not 1 <= count <= len(RAMP):
        raise ValueError(f"count must be between 1 and {len(RAMP)}")
    array = np.asarray(values, dtype=np.float64)
    known = np.isfinite(array)
    if not known.any():
        return Classes((), (), (), (), np.full(array.shape, -1, dtype=np.int64))
    ranks = -(-np.arange(1, count + 1) * known.sum() // count) - 1  # in whole numbers, where n·i/count is not rounded
    upper = np.unique(np.sort(array[known])[ranks])
    members = np.where(known, np.searchsorted(upper, np.where(known, array, upper[0])), -1)
    groups = [array[members == number] for number in range(len(upper))]
    return Classes(
        tuple(float(group.min()) for group in groups),
        tuple(float(group.max()) for group in groups),
        _colours(len(upper), ramp),
        tuple(len(group) for group in groups),
        members,
    )


def round_classes(values: ArrayLike, count: int = 5, ramp: tuple[str, ...] = RAMPS["share"]) -> Classes:
    """Put values into classes of equal width from 0 on, whose bounds are round: 1, 2 or 5 times a power of ten.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        Not negative; NaN and infinities are unknown.
    count : int
        Classes at most, 1 to 5. All up to that of the greatest value come out, also those without a member.
    ramp : tuple of str
        Five colours, light to dark.

    Returns
    -------
    Classes
        `low` is in the class and `high` in the next, but in the last class, which holds both.

    Raises
    ------
    ValueError
        If `count` is not between 1 and 5, or a value is negative.

    Examples
    --------
    >>> classes = round_classes([12.0, 100.0, float("nan"), 20.0])
    >>> classes.low, classes.members.tolist()
    ((0.0, 20.0, 40.0, 60.0, 80.0), [0, 4, -1, 1])
    """
    if not 1 <= count <= len(ramp):
        raise ValueError(f"count must be between 1 and {len(ramp)}")
    array = np.asarray(values, dtype=np.float64)
    known = np.isfinite(array)
    if (array[known] < 0).any():
        raise ValueError("a value is negative")
    if not known.any():
        return Classes((), (), (), (), np.full(array.shape, -1, dtype=np.int64))
    bounds = _round_bounds(float(array[known].max()), count)
    inside = np.searchsorted(bounds, np.where(known, array, 0.0), side="right") - 1
    members = np.where(known, np.minimum(inside, len(bounds) - 2), -1)
    counts = np.bincount(members[known], minlength=len(bounds) - 1)
    ends = [float(bound) for bound in bounds]
    sizes = tuple(int(number) for number in counts)
    return Classes(tuple(ends[:-1]), tuple(ends[1:]), _colours(len(sizes), ramp), sizes, members)


def _round_bounds(most: float, count: int) -> NDArray[np.float64]:
    """Choose the least round width with which `count` classes reach the greatest value."""
    wanted = most / count
    power = 10.0 ** np.floor(np.log10(wanted)) if wanted > _TINIEST else 1.0
    width = next((step * power for step in (1, 2, 5, 10, 20) if step * power * count >= most), 20 * power)
    bounds: NDArray[np.float64] = np.round(width * np.arange(max(int(np.ceil(most / width)), 1) + 1), 9)
    return bounds


def _colours(count: int, ramp: tuple[str, ...]) -> tuple[str, ...]:
    ends = (0, len(ramp) - 1) if count > 1 else (2, 2)
    return tuple(ramp[int(i)] for i in np.linspace(*ends, count).round())
