"""What can be found: stations, and the districts, cities and streets that they name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.catalogue import Catalogue
from stationmap.clock import today
from stationmap.districts import Districts
from stationmap.districts.names import plain_name, words_of_districts

__all__ = ["KINDS", "KIND_NAMES", "Entries", "entries_of"]

KIND_NAMES = {
    "city": ("城市", "city"),
    "district": ("区县", "district"),
    "street": ("街道", "street"),
    "station": ("站点", "station"),
}
"""What a place can be, in Chinese and English; of two that fit alike the earlier kind comes first."""
KINDS = tuple(KIND_NAMES)
COLUMNS = ("kind", "id", "name", "address", "district", "district_name", "lat", "lon", "where", "what")
_STREET = ("街道办事处", "街道", "镇", "乡")


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """What can be found, and by which further names.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns kind (number in `KINDS`), id, name, address, district (adcode), district_name, lat and lon (degrees,
        WGS 84; NaN if unknown), where and what (numbers in `labels`). Stations first, by id.
    stations : int
        How many of the rows are stations.
    aliases : list of (int, str)
        Rows, and what else they are called.
    labels : list of str
        What many stations share: city, district and street; brand and host.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> entries_of(demonstration()).aliases[0][1]
    '郑州'
    """

    table: pd.DataFrame
    stations: int
    aliases: list[tuple[int, str]]
    labels: list[str]


def entries_of(catalogue: Catalogue, *, areas: bool = True) -> Entries:
    """List what can be found in a register; stations that are closed for good are left out.

    Parameters
    ----------
    catalogue : Catalogue
    areas : bool
        Whether districts, cities and streets are found, too.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> entries = entries_of(demonstration())
    >>> len(entries.table) > entries.stations
    True
    """
    table = catalogue.table
    table = table[~((table["closed_on"] != "") & (table["closed_on"] <= today().isoformat()))]
    districts = _districts(catalogue.districts)
    stations = table[["id", "name", "address", "street", "brand", "host", "district", "lat", "lon"]].merge(
        districts[["district", "district_name", "city"]], on="district", how="left"
    )
    stations = stations.fillna({"district_name": "", "city": ""}).assign(kind=KINDS.index("station"))
    where = stations["city"] + stations["district_name"] + " " + stations["street"]
    what = stations["brand"] + " " + stations["host"]
    numbers, labels = pd.factorize(pd.concat([where, what], ignore_index=True))
    stations["where"], stations["what"] = numbers[: len(stations)], numbers[len(stations) :]
    parts, aliases = [stations], []
    if areas:
        parts += [_cities(stations, districts), _placed(districts, stations), _streets(stations)]
    both = pd.concat(parts, ignore_index=True).reindex(columns=[*COLUMNS, "city"])
    both[["where", "what"]] = both[["where", "what"]].fillna(-1).astype("int32")
    both = both.fillna({"address": "", "district": "", "district_name": "", "city": ""})
    areas_only = both[["kind", "id", "name", "city"]].iloc[len(stations) :]
    for row, cells in zip(areas_only.index, areas_only.itertuples(index=False, name=None), strict=True):
        aliases += [(row, word) for word in sorted(_further(*cells))]
    return Entries(both[list(COLUMNS)].astype({"kind": "int8"}), len(stations), aliases, list(map(str, labels)))


def _districts(districts: Districts) -> pd.DataFrame:
    frame = districts.frame
    inside = frame.geometry.representative_point()
    given = {"district": frame["adcode"], "district_name": frame["name"], "city": frame["city"].fillna("")}
    return pd.DataFrame({**given, "lat": inside.y.to_numpy(), "lon": inside.x.to_numpy()}).astype(
        {"district": "str", "district_name": "str", "city": "str"}
    )


def _middles(stations: pd.DataFrame, by: NDArray[np.object_] | list[str] | pd.Series[str]) -> pd.DataFrame:
    return stations.groupby(by, sort=True)[["lat", "lon"]].median()


def _placed(districts: pd.DataFrame, stations: pd.DataFrame) -> pd.DataFrame:
    """Give the districts; one without a polygon stands in the middle of its stations."""
    middle = _middles(stations, stations["district"]).reindex(districts["district"])
    placed = districts.assign(kind=KINDS.index("district"), name=districts["district_name"])
    placed["id"] = "district:" + placed["district"]
    for column in ("lat", "lon"):
        placed[column] = placed[column].fillna(pd.Series(middle[column].to_numpy(), index=placed.index))
    return placed


def _cities(stations: pd.DataFrame, districts: pd.DataFrame) -> pd.DataFrame:
    """Give the cities, in the middle of their stations."""
    named = districts[districts["city"] != ""]
    first = named.groupby(named["district"].str[:4] + named["city"], sort=True).first()
    middle = _middles(stations, stations["district"].str[:4] + stations["city"]).reindex(first.index)
    return pd.DataFrame(
        {
            "kind": KINDS.index("city"),
            "id": "city:" + first["district"].str[:4],
            "name": first["city"],
            "city": first["city"],
            "lat": middle["lat"],
            "lon": middle["lon"],
        }
    )


def _streets(stations: pd.DataFrame) -> pd.DataFrame:
    """Give the streets and townships that stations name, in the middle of those stations."""
    named = stations[stations["street"] != ""]
    grouped = named.groupby(["district", "street"], sort=True)
    streets = grouped[["lat", "lon"]].median().join(grouped[["district_name", "city"]].first()).reset_index()
    streets["id"] = "street:" + streets["district"] + ":" + streets["street"]
    return streets.assign(kind=KINDS.index("street"), name=streets["street"])


def _further(kind: int, place_id: str, name: str, city: str) -> set[str]:
    """Give what else people call an area."""
    if KINDS[kind] == "district":
        return set(words_of_districts([(place_id.partition(":")[2], name, city)])) - {plain_name(name)}
    if KINDS[kind] == "city":
        short = name.removesuffix("市") if len(name) > 2 else name
        return {short} - {name}
    ending = next((one for one in _STREET if name.endswith(one) and len(name) - len(one) >= 2), "")
    forms = {name, name.removesuffix(ending)} if ending else {name}
    stem = city.removesuffix("市")
    return (forms | {before + form for form in forms for before in (city, stem)}) - {name}
