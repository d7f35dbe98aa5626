"""Who is covered, per district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.coverage.placing import NEAR_BORDER_M
from stationmap.demand import Demand
from stationmap.districts import Districts
from stationmap.errors import Fault, InputError
from stationmap.pairs import Pairs
from stationmap.reach.balances import Balance, balance_reach
from stationmap.reach.columns import LEVELS, REACH_COLUMNS
from stationmap.reach.figures import Groups, tally
from stationmap.reach.row_notes import row_notes
from stationmap.reach.shares import with_shares

__all__ = ["Reach", "reach_by_district"]

_AREAS = {
    "area_km2": "area_km2",
    "covered_km2": "area_covered_km2",
    "covered_twice_km2": "area_twice_km2",
}
_COUNTS = ("places", "stations_inside", "stations_beyond")
_KNOWN_BY_PLACES = ("covered", "covered_twice", "unreachable", "near_border", "stations_beyond")


@dataclass(frozen=True, eq=False)
class Reach:
    """The table of reach within one radius, and all that must stand beside it.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns of `REACH_COLUMNS`: districts by adcode, zones without a polygon among them, then what lies outside
        every district, what has no place (if any), cities, and the total. Unknown is NA; a distance that nobody can
        walk is inf.
    radius_m : float
        Metres.
    how : str
        Along what distances were measured: `STRAIGHT` or `STREETS`.
    demand : tuple of str
        What the weights count, how they came to their places, and where they come from.
    stations : int
        Stations that count.
    checks : tuple of Balance
        Totals against inputs.

    Examples
    --------
    >>> from stationmap.demand import Demand
    >>> from stationmap.districts import national
    >>> place = {"id": ["a"], "lat": [34.8], "lon": [113.3], "weight": [2.0], "adcode": ["410106"]}
    >>> demand = Demand(pd.DataFrame(place), what="workers", how="点 points", source="点名册 roll")
    >>> pairs = Pairs.of([0], [0], [5.0], places=1, stations=1, limit_m=500)
    >>> reach = reach_by_district(demand, pairs, national().only(["410106"]), 500)
    >>> reach.total["share"], reach.total["share_twice"], reach.reconciled
    (1.0, 0.0, True)
    """

    rows: pd.DataFrame
    radius_m: float
    how: str
    demand: tuple[str, str, str]
    stations: int
    checks: tuple[Balance, ...]

    @property
    def total(self) -> dict[str, Any]:
        """The last row."""
        return {str(name): value for name, value in self.rows.tail(1).to_dict("records")[0].items()}

    @property
    def reconciled(self) -> bool:
        """Whether all totals agree with the inputs."""
        return all(check.ok for check in self.checks)


def reach_by_district(
    demand: Demand,
    pairs: Pairs,
    districts: Districts,
    radius_m: float,
    *,
    stations: pd.DataFrame | None = None,
    area: pd.DataFrame | None = None,
    border_m: npt.NDArray[np.float64] | None = None,
) -> Reach:
    """Add up who is covered: C(R) = Σ w·[d ≤ R] / Σ w over the places of each district, city and in all.

    A station counts for every place in its reach, on whichever side of a border it stands. Demand without a place,
    such as the residents of a zone without a polygon, is in the sums, and what is unknown of it is given as bounds.

    Parameters
    ----------
    demand : Demand
    pairs : Pairs
        Of the demand's places and the stations, up to the radius at least.
    districts : Districts
    radius_m : float
        Metres, along whatever `pairs` were measured.
    stations : pandas.DataFrame, optional
        Columns lat and lon (degrees, WGS 84) of the stations of `pairs`; without it how many stand inside a district
        and how many beyond its border is unknown.
    area : pandas.DataFrame, optional
        Columns adcode, area_km2, covered_km2, covered_twice_km2, of the same radius.
    border_m : float64 array of shape (places,), optional
        Metres from each place to the border of its district, if they are known; else they are measured.

    Returns
    -------
    Reach

    Raises
    ------
    InputError
        If the demand names a district that is not there, the pairs are of other places or end before the radius.

    Examples
    --------
    >>> from stationmap.demand import Demand
    >>> from stationmap.districts import national
    >>> place = {"id": ["a", "b"], "lat": 34.8, "lon": 113.3, "weight": [1.0, 3.0], "adcode": "410106"}
    >>> demand = Demand(pd.DataFrame(place), what="workers", how="点 points", source="点名册 roll")
    >>> pairs = Pairs.of([0, 1], [0, 0], [600.0, 5.0], places=2, stations=1, limit_m=1000)
    >>> reach_by_district(demand, pairs, national().only(["410106"]), 500).total["share"]
    0.75
    """
    near = pairs.within(radius_m)
    base = districts.frame[["adcode", "name", "city"]].assign(
        level=np.where(districts.has_polygon, "district", "zone"), area_km2=districts.area_km2
    )
    place = _rows_of(demand, near, base["adcode"])
    groups = Groups(place, _standing(stations, districts, near), len(base) + 1)
    if border_m is None:
        border_m = districts.border_distance_m(demand.lat, demand.lon, demand.adcode)
    uncertain = border_m < NEAR_BORDER_M

    def counted(group: npt.NDArray[np.int64], size: int) -> pd.DataFrame:
        found = pd.DataFrame(tally(near, demand.weight, uncertain, groups.regrouped(group, size)))
        return found.astype(dict.fromkeys(_COUNTS, "Int64"))

    each = counted(np.arange(groups.size), groups.size)
    rows = _with_areas(pd.concat([base, each.iloc[:-1].set_index(base.index)], axis=1), area)
    rows["unplaced"] = demand.unplaced.reindex(base["adcode"], fill_value=0.0).to_numpy()
    parts = [rows, _apart("outside", each.iloc[-1:]), *_left_over(demand, base["adcode"])]
    number, cities = _cities(rows)
    if len(cities):
        parts.append(pd.concat([cities, counted(number, len(cities))], axis=1))
    whole = counted(np.append(np.zeros(len(base), dtype=np.int64), 0), 1).assign(unplaced=float(demand.unplaced.sum()))
    # of all together, beyond the border is what stands in no district
    whole["stations_beyond"] = whole["stations_inside"] - each["stations_inside"].iloc[:-1].sum()
    whole["stations_inside"] -= whole["stations_beyond"]
    parts.append(_summed_areas(_apart("total", whole), rows))
    table = _finished(parts, districts, demand, known=stations is not None)
    facts = (demand.what, demand.how, demand.source)
    return Reach(table, float(radius_m), near.how, facts, near.stations, balance_reach(table, demand, near))


def _rows_of(demand: Demand, pairs: Pairs, adcodes: pd.Series) -> npt.NDArray[np.int64]:
    """Give the row of the district that holds each place; that after the last is outside every district."""
    if pairs.places != len(demand):
        raise InputError(f"pairs of {pairs.places} places for a demand of {len(demand)}")
    row = pd.Index([*adcodes, ""]).get_indexer(pd.Index(demand.adcode))
    if (row < 0).any():
        strange = sorted({str(code) for code in demand.adcode[row < 0]})
        faults = tuple(Fault("adcode", code, "is not among the districts") for code in strange[:20])
        raise InputError(
            f"需求所在的区县不在表中 demand names districts that are not there: {', '.join(strange[:3])}", faults
        )
    return np.asarray(row, dtype=np.int64)


def _standing(stations: pd.DataFrame | None, districts: Districts, pairs: Pairs) -> npt.NDArray[np.int64]:
    if stations is None:
        return np.full(pairs.stations, -1, dtype=np.int64)
    if len(stations) != pairs.stations:
        raise InputError(f"a table of {len(stations)} stations for pairs of {pairs.stations}")
    standing = districts.locate(stations["lat"], stations["lon"])
    return np.asarray(pd.Index([*districts.frame["adcode"], ""]).get_indexer(pd.Index(standing)), dtype=np.int64)


def _with_areas(rows: pd.DataFrame, area: pd.DataFrame | None) -> pd.DataFrame:
    if area is None:
        return rows
    named = area.rename(columns=_AREAS)[["adcode", *_AREAS.values()]]
    return rows.drop(columns="area_km2").merge(named, on="adcode", how="left")


def _apart(level: str, counted: pd.DataFrame) -> pd.DataFrame:
    return counted.reset_index(drop=True).assign(level=level, adcode="", name=LEVELS[level], city="")


def _left_over(demand: Demand, adcodes: pd.Series) -> list[pd.DataFrame]:
    """Make the row of demand that has neither a place nor a district of the table; none if there is no such demand."""
    left = demand.unplaced[~demand.unplaced.index.isin(adcodes)].sum()
    if not left:
        return []
    return [_apart("unplaced", pd.DataFrame({"unplaced": [float(left)], "placed": 0.0, "places": 0}))]


def _cities(rows: pd.DataFrame) -> tuple[npt.NDArray[np.int64], pd.DataFrame]:
    """Begin the rows of cities, and give for each district the number of its own; -1 for none and for the outside."""
    keys = (rows["adcode"].str[:2] + rows["city"]).where(rows["city"] != "")
    number, names = pd.factorize(keys)
    lines = [_city(rows[number == one]) for one in range(len(names))]
    table = pd.concat(lines, ignore_index=True) if lines else pd.DataFrame()
    return np.append(number, -1).astype(np.int64), table


def _city(rows: pd.DataFrame) -> pd.DataFrame:
    heads, city = rows["adcode"].str[:4].unique(), rows["city"].iat[0]
    code = str(heads[0] if len(heads) == 1 else heads[0][:2]).ljust(6, "0")  # Chongqing has two
    line = {"level": "city", "adcode": code, "name": f"{city} 小计 city", "city": city}
    return _summed_areas(pd.DataFrame([{**line, "unplaced": rows["unplaced"].sum()}]), rows)


def _summed_areas(line: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    sums = {name: rows[name].sum(min_count=1) for name in _AREAS.values() if name in rows}
    return line.assign(**sums)


def _finished(parts: list[pd.DataFrame], districts: Districts, demand: Demand, *, known: bool) -> pd.DataFrame:
    table = pd.concat(parts, ignore_index=True).reindex(columns=list(REACH_COLUMNS))
    table["unplaced"] = table["unplaced"].fillna(0.0)
    table["weight"] = table["placed"] + table["unplaced"]
    table = with_shares(table)
    blind = (table["level"] == "zone") & (table["places"] == 0)
    table.loc[blind, list(_KNOWN_BY_PLACES)] = pd.NA
    if not known:
        table[["stations_inside", "stations_beyond"]] = pd.NA
    table.loc[table["level"] == "zone", "stations_inside"] = pd.NA
    table["note"] = row_notes(table, districts, demand)
    return table
