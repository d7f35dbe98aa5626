"""Which row of the table is a part of which: stations, districts, cities, the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["UNKNOWN", "Hierarchy", "hierarchy_of"]

UNKNOWN = "unknown"
"""Place of a station that the register lacks."""
_COLUMNS = ["level", "id", "name", "adcode", "city"]


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """Rows from stations to the total, and the row that each is a part of.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns level, id, name, adcode, city: stations first.
    parent : int64 array
        Row of the sum that each row is a part of; -1 for the total.

    Examples
    --------
    >>> each = pd.DataFrame({"id": ["a", "b"], "name": ["甲", "乙"], "place": ["410102", ""]})
    >>> districts = pd.DataFrame({"adcode": ["410102"], "name": ["中原区"], "city": ["郑州市"], "residents": [5]})
    >>> hierarchy = hierarchy_of(each, districts)
    >>> hierarchy.parent.tolist(), hierarchy.sums(np.array([3, 4])).tolist()
    ([2, 3, 4, 5, 5, -1], [3, 4, 3, 4, 3, 7])
    """

    frame: pd.DataFrame
    parent: npt.NDArray[np.int64]

    @property
    def stations(self) -> int:
        """How many of the rows are stations."""
        return int((self.frame["level"] == "station").sum())

    def sums(self, of_stations: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Add the figures of stations up to every row; rows above follow those below, or lie after them."""
        sums = np.zeros(len(self.parent), dtype=of_stations.dtype)
        sums[: len(of_stations)] = of_stations
        for level in (("station",), ("district",), ("outside", "unknown", "city")):
            rows = np.flatnonzero(self.frame["level"].isin(level).to_numpy())
            np.add.at(sums, self.parent[rows], sums[rows])
        return sums

    def owner(self, level: str) -> npt.NDArray[np.int64]:
        """Give for each station the row of this kind that it is a part of; -1 if none."""
        wanted = (self.frame["level"] == level).to_numpy()
        row = np.arange(self.stations)
        for _ in range(3):
            climbing = (row >= 0) & ~wanted[row]
            row = np.where(climbing, self.parent[row], row)
        return np.where((row >= 0) & wanted[row], row, -1)

    def residents(self, known: Mapping[str, Any]) -> pd.Series[int]:
        """Give the residents of districts, cities and the total; unknown unless those of every part are known."""
        own = self.frame["level"] == "district"
        numbers = pd.Series([known.get(code, pd.NA) for code in self.frame["id"]], dtype="Int64").where(own)
        for level in ("city", "total"):
            for row in np.flatnonzero((self.frame["level"] == level).to_numpy()).tolist():
                parts = self.parent == row
                parts &= self.frame["level"].isin(["district", "city"]).to_numpy()
                numbers[row] = numbers[parts].sum(skipna=False) if parts.any() else pd.NA
        return numbers


def hierarchy_of(each: pd.DataFrame, districts: pd.DataFrame) -> Hierarchy:
    """Lay out the rows.

    Parameters
    ----------
    each : pandas.DataFrame
        One row a station: id, name, place (adcode, "" outside every district, `UNKNOWN`).
    districts : pandas.DataFrame
        Columns adcode, name, city.

    Examples
    --------
    >>> each = pd.DataFrame({"id": ["a"], "name": [""], "place": [UNKNOWN]})
    >>> hierarchy_of(each, pd.DataFrame(columns=["adcode", "name", "city"])).frame["level"].tolist()
    ['station', 'outside', 'unknown', 'total']
    """
    city_of = dict(zip(districts["adcode"], districts["city"], strict=True))
    places = each["place"].tolist()
    stations = [
        ("station", key, name, "" if place == UNKNOWN else place, city_of.get(place, ""))
        for key, name, place in zip(each["id"], each["name"], places, strict=True)
    ]
    listed = districts[["adcode", "name", "city"]].itertuples(index=False, name=None)
    inner = [("district", code, name, code, city) for code, name, city in listed]
    apart = [("outside", "", "", "", "")] + [("unknown", "", "", "", "")] * (UNKNOWN in places)
    keys = list(dict.fromkeys((code[:2], city) for _, code, _, _, city in inner if city))
    cities = [("city", _code(key, inner), f"{key[1]} 小计 city", "", key[1]) for key in keys]
    frame = pd.DataFrame([*stations, *inner, *apart, *cities, ("total", "", "", "", "")], columns=_COLUMNS)
    n, m = len(stations), len(inner)
    at = {code: n + row for row, (_, code, _, _, _) in enumerate(inner)} | {"": n + m, UNKNOWN: n + m + 1}
    first_city, total = n + m + len(apart), len(frame) - 1
    city_at = {key: first_city + row for row, key in enumerate(keys)}
    above = [at[place] for place in places]
    above += [city_at.get((code[:2], city), total) for _, code, _, _, city in inner]
    above += [total] * (len(apart) + len(cities)) + [-1]
    return Hierarchy(frame, np.array(above, dtype=np.int64))


def _code(key: tuple[str, str], inner: list[tuple[str, str, str, str, str]]) -> str:
    heads = {code[:4] for _, code, _, _, city in inner if (code[:2], city) == key}
    return (heads.pop() if len(heads) == 1 else key[0]).ljust(6, "0")
