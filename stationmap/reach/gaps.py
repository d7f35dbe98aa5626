"""Where those live or work whom nobody reaches: places that no station covers, gathered into squares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.demand import Demand
from stationmap.errors import InputError
from stationmap.pairs import Pairs
from stationmap.reach.straight import straight_pairs
from stationmap.tables import records, titles_document

__all__ = ["GAP_COLUMNS", "Gaps", "gaps_document", "gaps_of"]

# name: Chinese title, English title with unit
GAP_COLUMNS: dict[str, tuple[str, str]] = {
    "order": ("次序", "order"),
    "adcode": ("区划代码", "adcode"),
    "lat": ("纬度", "latitude of the middle, degrees, WGS 84"),
    "lon": ("经度", "longitude of the middle, degrees, WGS 84"),
    "weight": ("未覆盖需求", "demand that no station reaches"),
    "places": ("需求点数", "places of demand"),
    "nearest_m": ("到最近站点的平均直线距离 m", "mean straight line to the nearest station, m"),
}
FEWEST = 10.0
"""Of people; fewer in a square are counted and not shown, because one could point at them."""
_FIRST_SIDE_M = 1000.0
_METRES_A_DEGREE = 111_195.0  # to choose a size by: the squares are drawn by their degrees
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Gaps:
    """Squares that hold demand in reach of no station, heaviest first.

    Parameters
    ----------
    cells : pandas.DataFrame
        Columns of `GAP_COLUMNS`; a square that a border cuts is one row a district.
    side_m : float
        Metres, about.
    step : tuple of float
        Degrees of latitude and of longitude that a square is high and wide.
    radius_m, how : float and str
        Of the measure: beyond how many metres nobody is reached, along straight lines or streets.
    left_out : tuple of int and float
        Squares of fewer than `FEWEST` people, and the demand in all of them.

    Examples
    --------
    >>> Gaps.__dataclass_params__.frozen
    True
    """

    cells: pd.DataFrame
    side_m: float
    step: tuple[float, float]
    radius_m: float
    how: str
    left_out: tuple[int, float]

    @property
    def total(self) -> float:
        """All demand that no station reaches, with that of the squares left out."""
        return float(self.cells["weight"].sum()) + self.left_out[1]


def gaps_of(demand: Demand, pairs: Pairs, radius_m: float, stations: pd.DataFrame, *, most: int = 4000) -> Gaps:
    """Gather the places that no station covers.

    Parameters
    ----------
    demand : Demand
    pairs : Pairs
        Of its places and the stations, up to the radius at least.
    radius_m : float
        Metres, along whatever `pairs` were measured.
    stations : pandas.DataFrame
        Those of `pairs`: columns lat and lon, degrees, WGS 84.
    most : int
        Squares, at most; their side is doubled from 1 km until no more are left.

    Raises
    ------
    InputError
        If the pairs are of other places or end before the radius, or `most` is less than 1.

    Examples
    --------
    >>> place = {"id": ["a", "b"], "lat": 34.8, "lon": [113.3, 113.5], "weight": [20.0, 30.0], "adcode": "410106"}
    >>> demand = Demand(pd.DataFrame(place), what="workers", how="点 points", source="点名册 roll")
    >>> pairs = Pairs.of([0], [0], [5.0], places=2, stations=1, limit_m=500)
    >>> gaps = gaps_of(demand, pairs, 500, pd.DataFrame({"lat": [34.8], "lon": [113.3]}))
    >>> gaps.total, gaps.cells["nearest_m"].round(-3).tolist()
    (30.0, [18000.0])
    """
    if pairs.places != len(demand) or most < 1:
        raise InputError(f"pairs of {pairs.places} places for a demand of {len(demand)}, in at most {most} squares")
    open_ = np.flatnonzero((pairs.within(radius_m).counts() == 0) & (demand.weight > 0))
    lat, lon, weight = (each[open_] for each in (demand.lat, demand.lon, demand.weight))
    at = stations["lat"].to_numpy(dtype=float), stations["lon"].to_numpy(dtype=float)
    nearest = straight_pairs(lat, lon, *at, 0.0).nearest_m
    side_m, step, square = _squares(lat, lon, most)
    table = square.assign(adcode=demand.adcode[open_], weight=weight, m=weight * nearest)
    sums = table.groupby(["row", "column", "adcode"], as_index=False).agg(
        weight=("weight", "sum"), m=("m", "sum"), places=("m", "size")
    )
    shown = sums["weight"] >= (0.0 if demand.what == "area_km2" else FEWEST)
    left_out = int((~shown).sum()), float(sums.loc[~shown, "weight"].sum())
    return Gaps(_listed(sums[shown], step), side_m, step, float(radius_m), pairs.how, left_out)


def _squares(lat: Floats, lon: Floats, most: int) -> tuple[float, tuple[float, float], pd.DataFrame]:
    """Choose the size of the squares, and give the row and column of that which holds each place."""
    side_m = _FIRST_SIDE_M
    while True:
        step = _step(side_m, lat)
        square = pd.DataFrame({"row": np.floor(lat / step[0]), "column": np.floor(lon / step[1])}).astype("int64")
        if len(square.drop_duplicates()) <= most:
            return side_m, step, square
        side_m *= 2


def _step(side_m: float, lat: Floats) -> tuple[float, float]:
    """Give a square's height and width in degrees; one width for all, so that squares stand in columns."""
    middle = float(np.median(lat)) if len(lat) else 0.0
    height = side_m / _METRES_A_DEGREE
    return height, height / max(float(np.cos(np.radians(middle))), 0.05)


def _listed(sums: pd.DataFrame, step: tuple[float, float]) -> pd.DataFrame:
    rows = sums.sort_values(["weight", "row", "column", "adcode"], ascending=[False, True, True, True])
    found = rows.reset_index(drop=True).assign(
        order=np.arange(1, len(rows) + 1),
        lat=(rows["row"].to_numpy() + 0.5) * step[0],
        lon=(rows["column"].to_numpy() + 0.5) * step[1],
        nearest_m=(rows["m"] / rows["weight"]).to_numpy(),
    )
    return found[list(GAP_COLUMNS)]


def gaps_document(gaps: Gaps) -> dict[str, Any]:
    """Write squares for programs; numbers are exact, a distance that is unknown is null.

    Parameters
    ----------
    gaps : Gaps

    Examples
    --------
    >>> cells = pd.DataFrame(columns=list(GAP_COLUMNS))
    >>> gaps_document(Gaps(cells, 1000, (0.009, 0.011), 500, "straight_line", (0, 0.0)))["total"]
    0.0
    """
    return {
        "radius_m": gaps.radius_m,
        "how": gaps.how,
        "side_m": gaps.side_m,
        "step": list(gaps.step),
        "total": gaps.total,
        "left_out": {"squares": gaps.left_out[0], "weight": gaps.left_out[1], "fewer_than": FEWEST},
        "columns": titles_document(GAP_COLUMNS),
        "cells": records(gaps.cells),
    }
