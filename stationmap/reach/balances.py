"""Totals of a table of reach against its inputs, counted by another way than the table was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from stationmap.demand import Demand
from stationmap.pairs import Pairs

__all__ = ["Balance", "balance_reach"]

_PARTS = ["district", "zone", "outside", "unplaced"]
_CLOSE = 1e-9  # of the greater: sums of fractions in another order differ in the last digits


@dataclass(frozen=True, slots=True)
class Balance:
    """One quantity, counted in the input and added up in the table.

    Parameters
    ----------
    quantity : str
        What is counted, in Chinese and English.
    counted : float
        In the input.
    in_table : float
        In the table.
    of_total : bool
        Whether in the row of the total; else in the sum of its parts.

    Examples
    --------
    >>> Balance("需求 demand", 0.1 + 0.2, 0.3).ok
    True
    """

    quantity: str
    counted: float
    in_table: float
    of_total: bool = False

    @property
    def difference(self) -> float:
        """In the table less in the input."""
        return self.in_table - self.counted

    @property
    def ok(self) -> bool:
        """Whether the two are equal but for the rounding of sums."""
        return abs(self.difference) <= _CLOSE * max(abs(self.counted), abs(self.in_table))

    def __str__(self) -> str:
        sign = "一致 equal" if self.ok else f"不一致 DIFFERENT ({self.difference:+,.6g})"
        return f"{self.quantity}: 输入 input {self.counted:,.10g} · 表中 table {self.in_table:,.10g} · {sign}"


def balance_reach(rows: pd.DataFrame, demand: Demand, pairs: Pairs) -> tuple[Balance, ...]:
    """Count the inputs again and compare with the rows of districts, zones and what lies outside.

    Parameters
    ----------
    rows : pandas.DataFrame
        Table with the column level.
    demand : Demand
    pairs : Pairs
        Within the radius.

    Returns
    -------
    tuple of Balance
        Demand in all, with a place and without; places; covered (by the distance to the nearest, not by pairs),
        covered twice; and the same of the row of the total.

    Examples
    --------
    >>> place = {"id": ["a"], "lat": [0.0], "lon": [0.0], "weight": [2.0], "adcode": [""]}
    >>> demand = Demand(pd.DataFrame(place), what="workers", how="", source="")
    >>> pairs = Pairs.of([0], [0], [5.0], places=1, stations=1, limit_m=10)
    >>> names = ("weight", "placed", "unplaced", "places", "covered", "covered_twice")
    >>> rows = pd.DataFrame([{"level": level, **dict(zip(names, (2.0, 2.0, 0.0, 1, 2.0, 2.0)))}
    ...                      for level in ("outside", "total")])
    >>> [balance.ok for balance in balance_reach(rows, demand, pairs)][:6]
    [True, True, True, True, True, False]
    """
    weights = demand.weight
    second = np.flatnonzero(np.bincount(pairs.place, minlength=pairs.places) > 1)
    counted = {
        "weight": ("需求合计 demand in all", demand.total),
        "placed": ("已定位需求 demand with a place", float(weights.sum())),
        "unplaced": ("无法定位需求 demand without a place", float(demand.unplaced.sum())),
        "places": ("需求点数 places", float(len(demand))),
        "covered": ("覆盖需求 demand covered", float(weights[pairs.nearest_m <= pairs.limit_m].sum())),
        "covered_twice": ("交叉覆盖需求 demand covered twice", float(weights[second].sum())),
    }
    parts, total = rows[rows["level"].isin(_PARTS)], rows[rows["level"] == "total"]
    return tuple(
        Balance(
            words if part is parts else f"{words}（合计行 row of the total）", value, _sum(part[name]), part is total
        )
        for part in (parts, total)
        for name, (words, value) in counted.items()
    )


def _sum(column: pd.Series) -> float:
    return float(column.sum())  # of nothing it is 0, and unknown adds nothing
