"""Weights on places."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.errors import ColumnError, InputError

__all__ = ["DEMAND_COLUMNS", "Demand"]

DEMAND_COLUMNS = ["id", "lat", "lon", "weight", "adcode"]


@dataclass(frozen=True, eq=False)
class Demand:
    """How many of whom are where.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns of `DEMAND_COLUMNS`: id (text, unique), lat and lon (degrees, WGS 84), weight (finite, not negative),
        adcode of the district that holds the place ("" outside every district).
    what : str
        What the weights count: ``residents``, ``workers``, ``area_km2`` or a column's own name.
    how : str
        How the weights came to their places, Chinese and English, such as "按面积均摊 spread evenly over the area".
    source : str
        Where the figures come from, with their date.
    unplaced : pandas.Series
        Weight that has no place, by adcode: zones without a polygon, rows without a position ("").

    Raises
    ------
    ColumnError
        If a column is missing.
    InputError
        If a weight is negative or not a number, a position is not one, or an id stands twice.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["a", "b"], "lat": 34.75, "lon": [113.6, 113.7], "weight": [3.0, 1.0], "adcode": ""})
    >>> demand = Demand(rows, what="workers", how="点 points", source="点名册 roll")
    >>> demand.total, len(demand)
    (4.0, 2)
    """

    frame: pd.DataFrame
    what: str
    how: str
    source: str
    unplaced: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))

    def __post_init__(self) -> None:
        missing = [name for name in DEMAND_COLUMNS if name not in self.frame]
        if missing:
            raise ColumnError(f"demand lacks the columns {', '.join(missing)}")
        if not (np.isfinite(self.weight) & (self.weight >= 0)).all():
            raise InputError("a weight of demand is negative or not a number")
        if not ((np.abs(self.lat) <= 90) & (np.abs(self.lon) <= 180)).all():
            raise InputError("a place of demand is no position")
        if self.frame["id"].duplicated().any():
            raise InputError("an id of demand stands twice")

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def lat(self) -> npt.NDArray[np.float64]:
        """Latitudes, degrees, WGS 84."""
        return self.frame["lat"].to_numpy(dtype=np.float64)

    @property
    def lon(self) -> npt.NDArray[np.float64]:
        """Longitudes, degrees, WGS 84."""
        return self.frame["lon"].to_numpy(dtype=np.float64)

    @property
    def weight(self) -> npt.NDArray[np.float64]:
        """Weights, in the unit of `what`."""
        return self.frame["weight"].to_numpy(dtype=np.float64)

    @property
    def adcode(self) -> npt.NDArray[np.object_]:
        """The district that holds each place; "" outside every district."""
        return self.frame["adcode"].to_numpy(dtype=object)

    @property
    def total(self) -> float:
        """Sum of all weights, with those that have no place."""
        return float(self.weight.sum() + self.unplaced.sum())
