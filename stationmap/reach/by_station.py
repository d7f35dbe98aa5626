"""What is lost if a station closes, and which stations stand close together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.coverage.placing import NEAR_BORDER_M
from stationmap.demand import Demand
from stationmap.districts import Districts
from stationmap.errors import InputError
from stationmap.index import StationIndex
from stationmap.pairs import Pairs
from stationmap.reach.columns import PAIR_COLUMNS, STATION_COLUMNS
from stationmap.reach.shares import divided
from stationmap.reach.straight import straight_pairs

__all__ = ["SPARE_SHARE", "close_pairs", "reach_by_station"]

SPARE_SHARE = 0.001
"""A station that alone covers less than this share of what it covers can close and lose almost nobody."""

Floats = npt.NDArray[np.float64]


def reach_by_station(
    demand: Demand, pairs: Pairs, stations: pd.DataFrame, radius_m: float, districts: Districts | None = None
) -> pd.DataFrame:
    """Add up what each station covers, and what of it no other covers: lost if it closes.

    Parameters
    ----------
    demand : Demand
    pairs : Pairs
        Of its places and the stations, up to the radius at least.
    stations : pandas.DataFrame
        Columns id, name, district, lat, lon of the stations of `pairs`.
    radius_m : float
        Metres.
    districts : Districts, optional
        To tell which stations stand so near to a border that their district is uncertain; unknown without them.

    Returns
    -------
    pandas.DataFrame
        Columns of `STATION_COLUMNS`, in the order of `stations`. Losses hold for one closing at a time: of two that
        cover the same, either may close, and not both.

    Raises
    ------
    InputError
        If the table is of another number of stations, or the pairs end before the radius.

    Examples
    --------
    >>> place = {"id": ["a", "b"], "lat": 34.8, "lon": 113.3, "weight": [2.0, 6.0], "adcode": ""}
    >>> demand = Demand(pd.DataFrame(place), what="workers", how="点 points", source="点名册 roll")
    >>> pairs = Pairs.of([0, 1, 1], [0, 0, 1], [5.0, 5.0, 9.0], places=2, stations=2, limit_m=500)
    >>> cells = {"id": ["x", "y"], "name": "站", "district": "", "lat": 34.8, "lon": [113.3, 113.301]}
    >>> reach_by_station(demand, pairs, pd.DataFrame(cells), 500)[["covered", "lost", "spare"]].to_numpy().tolist()
    [[8.0, 2.0, False], [6.0, 0.0, True]]
    """
    if len(stations) != pairs.stations:
        raise InputError(f"a table of {len(stations)} stations for pairs of {pairs.stations}")
    near, weight = pairs.within(radius_m), demand.weight
    counts = near.counts()[near.place]
    covered, lost, second = (_by_station(near, weight, chosen) for chosen in (counts >= 1, counts == 1, counts == 2))
    other, metres = _nearest_others(stations)
    table = (
        stations[["id", "name", "district", "lat", "lon"]].rename(columns={"district": "adcode"}).reset_index(drop=True)
    )
    table = table.assign(covered=covered, lost=lost, lost_twice=second, nearest_id=other, nearest_m=metres)
    whole = float(weight.sum())
    table["lost_share"] = lost / whole if whole else np.nan
    table["alone_share"] = divided(table["lost"], table["covered"])
    table["spare"] = (lost == 0) | (lost < SPARE_SHARE * covered)
    if districts is not None:
        place = districts.locate(table["lat"], table["lon"])
        table["border_uncertain"] = districts.border_distance_m(table["lat"], table["lon"], place) < NEAR_BORDER_M
    return table.reindex(columns=list(STATION_COLUMNS))


def _by_station(pairs: Pairs, weight: Floats, chosen: npt.NDArray[np.bool_]) -> Floats:
    sums = np.bincount(pairs.station[chosen], weight[pairs.place[chosen]], minlength=pairs.stations)
    return sums.astype(np.float64)


def _nearest_others(stations: pd.DataFrame) -> tuple[npt.NDArray[np.object_], Floats]:
    """Give the id of the nearest other station and the metres to it; "" and NaN for one that is alone."""
    ids = stations["id"].to_numpy(dtype=object)
    lat, lon = stations["lat"].to_numpy(dtype=float), stations["lon"].to_numpy(dtype=float)
    if len(ids) < 2:
        return np.full(len(ids), "", dtype=object), np.full(len(ids), np.nan)
    index = StationIndex(lat, lon, np.zeros(len(ids), dtype=np.uint64))
    two = index.nearest_many(lat, lon, 2)
    mine = two.rows[:, 0] == np.arange(len(ids))  # of twins the lower row comes first
    at = mine.astype(np.int64)
    rows = np.arange(len(ids))
    return ids[two.rows[rows, at]], two.distance_m[rows, at]


def close_pairs(
    demand: Demand, pairs: Pairs, stations: pd.DataFrame, radius_m: float, spacing_m: float
) -> pd.DataFrame:
    """List the pairs of stations nearer to each other than a spacing, and what closing one or both would lose.

    Parameters
    ----------
    demand : Demand
    pairs : Pairs
        Of its places and the stations, up to the radius at least.
    stations : pandas.DataFrame
        Columns id, name, lat, lon of the stations of `pairs`.
    radius_m : float
        Metres that count as covered.
    spacing_m : float
        Metres by straight line; pairs nearer than that are listed.

    Returns
    -------
    pandas.DataFrame
        Columns of `PAIR_COLUMNS`, the closest first.

    Raises
    ------
    InputError
        If the table is of another number of stations, or the pairs end before the radius.

    Examples
    --------
    >>> place = {"id": ["a", "b"], "lat": 34.8, "lon": 113.3, "weight": [2.0, 6.0], "adcode": ""}
    >>> demand = Demand(pd.DataFrame(place), what="workers", how="点 points", source="点名册 roll")
    >>> pairs = Pairs.of([0, 1, 1], [0, 0, 1], [5.0, 5.0, 9.0], places=2, stations=2, limit_m=500)
    >>> cells = {"id": ["x", "y"], "name": "站", "lat": 34.8, "lon": [113.3, 113.301]}
    >>> close_pairs(demand, pairs, pd.DataFrame(cells), 500, 300)[["id", "other_id", "both_lost"]].to_numpy().tolist()
    [['x', 'y', 8.0]]
    """
    if len(stations) != pairs.stations:
        raise InputError(f"a table of {len(stations)} stations for pairs of {pairs.stations}")
    near, lat, lon = pairs.within(radius_m), stations["lat"].to_numpy(), stations["lon"].to_numpy()
    among = straight_pairs(lat, lon, lat, lon, spacing_m)
    once = (among.place < among.station) & (among.distance_m < spacing_m)
    order = np.argsort(among.distance_m[once], kind="stable")
    first, other = among.place[once][order], among.station[once][order]
    counts = near.counts()
    lost = _by_station(near, demand.weight, counts[near.place] == 1)
    ids, names = stations["id"].to_numpy(dtype=object), stations["name"].to_numpy(dtype=object)
    return pd.DataFrame(
        {
            "id": ids[first],
            "name": names[first],
            "other_id": ids[other],
            "other_name": names[other],
            "distance_m": among.distance_m[once][order],
            "lost": lost[first],
            "other_lost": lost[other],
            "both_lost": lost[first] + lost[other] + _only_by_both(near, demand.weight, counts, first, other),
        },
        columns=list(PAIR_COLUMNS),
    )


def _only_by_both(
    pairs: Pairs,
    weight: Floats,
    counts: npt.NDArray[np.int64],
    first: npt.NDArray[np.int64],
    other: npt.NDArray[np.int64],
) -> Floats:
    """Weight of the places that two stations cover and nobody else, for each of some pairs of stations."""
    at = np.flatnonzero(counts == 2)
    begin = pairs.starts[at]
    held = np.sort(np.stack([pairs.station[begin], pairs.station[begin + 1]]), axis=0)
    keys = held[0] * np.int64(pairs.stations) + held[1]
    known, number = np.unique(keys, return_inverse=True)
    sums = np.bincount(number, weight[at], minlength=len(known))
    asked = np.minimum(first, other) * np.int64(pairs.stations) + np.maximum(first, other)
    found = pd.Series(sums, index=known).reindex(asked, fill_value=0.0)
    return found.to_numpy(dtype=np.float64)
