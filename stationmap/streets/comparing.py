"""What a straight line makes of reach, beside what one walks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.errors import InputError
from stationmap.index import StationIndex
from stationmap.streets.columns import COMPARISON_COLUMNS
from stationmap.streets.snapping import SNAP_M, Snapped
from stationmap.streets.streets import Streets

__all__ = ["Comparison", "compare", "detours"]

Floats = npt.NDArray[np.float64]
Positions = tuple[npt.ArrayLike, npt.ArrayLike]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Reach by straight lines and along streets, of the same places and stations.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns of `COMPARISON_COLUMNS`, one row a radius.
    what : str
        What the weights count.
    total : float
        Sum of the weights.
    places, stations : Snapped
        How they are placed on streets.
    off_share : float
        Share of the weight that is off the streets; it counts as not reached on foot.
    straight_m, streets_m : float64 arrays of shape (places,)
        Metres to the nearest station, straight and along streets; inf where there is none.
    detour : float64 array of shape (places,)
        `detours` of these.

    Examples
    --------
    >>> from stationmap.streets import compare, manhattan
    >>> grid = manhattan(21, 50.0)
    >>> lat, lon, metres = grid.along(25.0)
    >>> found = compare(grid, (lat, lon), metres, ([34.75], [113.65]), radii_m=[300])
    >>> found.rows[["straight_share", "streets_share"]].round(2).to_numpy().tolist(), round(found.detour_median, 2)
    ([[0.26, 0.17]], 1.34)
    """

    rows: pd.DataFrame
    what: str
    total: float
    places: Snapped
    stations: Snapped
    off_share: float
    straight_m: Floats
    streets_m: Floats
    detour: Floats

    @property
    def detour_median(self) -> float:
        """Median detour of the places that have one; NaN if none has."""
        known = self.detour[np.isfinite(self.detour)]
        return float(np.median(known)) if len(known) else float("nan")


def detours(streets_m: npt.ArrayLike, straight_m: npt.ArrayLike) -> Floats:
    """Divide the way to the nearest station on foot by the way to the nearest in a straight line.

    They may be two stations: the nearest on foot can be another than the nearest on the map.

    Parameters
    ----------
    streets_m, straight_m : array_like of shape (n,)
        Metres; inf where there is none.

    Returns
    -------
    float64 array of shape (n,)
        1 or more; NaN where one of them is unknown or the straight line is 0.

    Examples
    --------
    >>> detours([300.0, np.inf, 40.0], [200.0, 500.0, 0.0]).tolist()
    [1.5, nan, nan]
    """
    walked, flown = np.asarray(streets_m, dtype=np.float64), np.asarray(straight_m, dtype=np.float64)
    known = np.isfinite(walked) & np.isfinite(flown) & (flown > 0)
    ratio = np.full(len(walked), np.nan)
    ratio[known] = walked[known] / flown[known]
    return ratio


def compare(
    streets: Streets,
    places: Positions,
    weight: npt.ArrayLike,
    stations: Positions,
    *,
    radii_m: Sequence[float] = (500.0, 1000.0),
    snap_m: float = SNAP_M,
    what: str = "地点 places",
) -> Comparison:
    """Set the share within a radius by straight line beside that along streets.

    Both are shares of the whole weight: a place off the streets may be within a straight line, and is not reached on
    foot; how much of the difference that is stands in a column of its own.

    Parameters
    ----------
    streets : Streets
    places, stations : pair of array_like
        Latitudes and longitudes, degrees, WGS 84.
    weight : array_like of shape (places,)
        Not negative.
    radii_m : sequence of float
        Metres.
    snap_m : float
        Metres that may lie between a place or a station and the nearest street.
    what : str
        What the weights count.

    Raises
    ------
    InputError
        If no weight is above zero, one is negative, or there is no station.
    CoordinateError
        If a place or station is no position.

    Examples
    --------
    >>> from stationmap.streets import compare, manhattan
    >>> found = compare(manhattan(5, 100.0), ([34.7501, 34.7518], [113.6501, 113.65]), [3.0, 1.0],
    ...                 ([34.75], [113.6509]), radii_m=[90])
    >>> found.rows["straight_share"].item(), found.rows["streets_share"].item()
    (0.75, 0.0)
    """
    weights = np.asarray(weight, dtype=np.float64)
    if not ((weights >= 0).all() and weights.sum() > 0):
        raise InputError("没有权重可比较 there is no weight to compare by, or one is negative")
    if np.size(stations[0]) == 0:
        raise InputError("没有站点可比较 there is no station to compare by")
    on_streets, to = streets.snap(*places, snap_m), streets.snap(*stations, snap_m)
    straight = StationIndex(*stations, np.zeros(np.size(stations[0]))).nearest_many(*places, 1).distance_m[:, 0]
    walked = streets.nearest_m(on_streets, to)
    rows = pd.DataFrame([_row(radius, straight, walked, on_streets.on, weights) for radius in radii_m])
    share = on_streets.share_off(weights)
    total = float(weights.sum())
    return Comparison(
        rows[list(COMPARISON_COLUMNS)],
        what,
        total,
        on_streets,
        to,
        share,
        straight,
        walked,
        detours(walked, straight),
    )


def _row(
    radius: float, straight: Floats, walked: Floats, on: npt.NDArray[np.bool_], weights: Floats
) -> dict[str, float]:
    total = weights.sum()
    flown, gone = straight <= radius, walked <= radius
    return {
        "radius_m": float(radius),
        "straight_weight": float(weights[flown].sum()),
        "streets_weight": float(weights[gone].sum()),
        "straight_share": float(weights[flown].sum() / total),
        "streets_share": float(weights[gone].sum() / total),
        "overstated_share": float((weights[flown].sum() - weights[gone].sum()) / total),
        "off_streets_share": float(weights[flown & ~on].sum() / total),
    }
