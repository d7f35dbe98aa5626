"""What an access analysis gives: rows by district, and all that must stand beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.access.steps import Steps
from stationmap.access.supply import Supply

__all__ = ["AccessTable", "Check", "Inequality"]

_TOLERANCE = 1e-9  # share; sums of many doubles in another order


@dataclass(frozen=True, slots=True)
class Check:
    """A sum of the analysis against the same sum of its inputs.

    Parameters
    ----------
    quantity : str
        What is summed, Chinese and English.
    given, found : float
        Of the inputs, and of the analysis.

    Examples
    --------
    >>> print(Check("供给 supply", 3.0, 3.0))
    供给 supply: 3 = 3
    """

    quantity: str
    given: float
    found: float

    @property
    def ok(self) -> bool:
        """Whether the two agree."""
        return abs(self.given - self.found) <= _TOLERANCE * max(1.0, abs(self.given))

    def __str__(self) -> str:
        return f"{self.quantity}: {self.given:,.10g} {'=' if self.ok else '≠'} {self.found:,.10g}"


@dataclass(frozen=True, eq=False)
class Inequality:
    """How unequally access is spread.

    Parameters
    ----------
    gini : float
        Over all demand, each place by its weight; NaN where nobody has access.
    gini_districts, gini_districts_small : float
        Over the districts' means, each by its demand, and the same times n/(n − 1).
    districts : int
        How many these are.
    people, had : float64 arrays
        The Lorenz curve over all demand, cumulative shares.

    Examples
    --------
    >>> Inequality(0.5, 0.25, 0.5, 2, np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.0, 1.0])).districts
    2
    """

    gini: float
    gini_districts: float
    gini_districts_small: float
    districts: int
    people: npt.NDArray[np.float64]
    had: npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class AccessTable:
    """Access by district.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns of `ACCESS_COLUMNS`: districts by adcode, what lies outside every district, cities, the total. Access
        is in `supply.unit` per 10,000 of demand; unknown is NaN.
    places : pandas.DataFrame
        Columns id, adcode, weight, access (supply per unit of demand), in the order of the demand.
    stations : pandas.DataFrame
        Columns id, supply, ratio (supply per unit of demand; NaN where no demand reaches the station).
    inequality : Inequality
    steps : Steps
        The rings and their weights.
    supply : Supply
    how : str
        Kind of distance: `stationmap.pairs.STRAIGHT` or `STREETS`.
    shared : bool
        Whether demand is shared out among stations (3SFCA).
    demand : tuple of str
        What the weights count, how they came to their places, and whose figures they are.
    checks : tuple of Check
        Sums against inputs.

    Examples
    --------
    >>> AccessTable.__dataclass_fields__["rows"].name
    'rows'
    """

    rows: pd.DataFrame
    places: pd.DataFrame
    stations: pd.DataFrame
    inequality: Inequality
    steps: Steps
    supply: Supply
    how: str
    shared: bool
    demand: tuple[str, str, str]
    checks: tuple[Check, ...]

    @property
    def lost(self) -> list[str]:
        """Ids of the stations that no demand reaches; their supply serves nobody."""
        return [str(name) for name in self.stations["id"][self.stations["ratio"].isna()]]

    @property
    def reconciled(self) -> bool:
        """Whether all sums agree with the inputs."""
        return all(check.ok for check in self.checks)
