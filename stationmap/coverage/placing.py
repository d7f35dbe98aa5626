"""Where each station stands: its district by position, the district it names, and how sure that is."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from stationmap.coverage.station_days import in_operation
from stationmap.districts import Districts
from stationmap.errors import ColumnError, Fault, InputError

__all__ = ["NEAR_BORDER_M", "locate_stations", "place_stations", "placed_on"]

NEAR_BORDER_M = 150.0
"""Independent boundary sources differ by 100 to 150 m: membership nearer than this to a border is uncertain."""

_NEEDED = ("id", "name", "lat", "lon", "district_named", "opened_on", "closed_on")


def place_stations(stations: pd.DataFrame, districts: Districts, day: date) -> pd.DataFrame:
    """Find the district of every station by its position.

    Parameters
    ----------
    stations : pandas.DataFrame
        Table of stations; positions in degrees, WGS 84.
    districts : Districts
    day : date
        For which a station counts as in operation.

    Returns
    -------
    pandas.DataFrame
        By station id: place (adcode, "" outside every district), naming (adcode of the district that the register
        names, "" if that is unclear), border_m (metres to the border of its district, outside to the nearest of any),
        and as 0 or 1 stations, stations_in_operation, stations_inside (in operation and in a district),
        stations_near_border.

    Raises
    ------
    ColumnError
        If a column is missing.
    InputError
        If two stations have one id.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> texts = {"name": "站", "district_named": "上街区", "opened_on": "", "closed_on": ""}
    >>> table = pd.DataFrame([texts | {"id": "a", "lat": 34.8, "lon": 113.3}])
    >>> placed = place_stations(table, national().of_cities(["4101"]), date(2025, 9, 1))
    >>> placed.loc["a", ["place", "naming"]].tolist()
    ['410106', '410106']
    """
    return placed_on(locate_stations(stations, districts), stations, day)


def locate_stations(stations: pd.DataFrame, districts: Districts) -> pd.DataFrame:
    """Find what of `place_stations` holds on every day, which takes nearly all of its time.

    Parameters
    ----------
    stations : pandas.DataFrame
        Table of stations; positions in degrees, WGS 84.
    districts : Districts

    Returns
    -------
    pandas.DataFrame
        By station id: place, naming, border_m, stations and stations_near_border.

    Raises
    ------
    ColumnError
        If a column is missing.
    InputError
        If two stations have one id.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> texts = {"name": "站", "district_named": "上街区", "opened_on": "", "closed_on": ""}
    >>> table = pd.DataFrame([texts | {"id": "a", "lat": 34.8, "lon": 113.3}])
    >>> located = locate_stations(table, national().of_cities(["4101"]))
    >>> located.loc["a", "place"]
    '410106'
    """
    _check(stations)
    place = districts.locate(stations["lat"], stations["lon"])
    border = districts.border_distance_m(stations["lat"], stations["lon"], place)
    numbers, names = pd.factorize(stations["district_named"])
    named = np.array([*(districts.match_name(str(name)) for name in names), ""], dtype=object)[numbers]
    each = {
        "place": place,
        "naming": named,
        "border_m": border,
        "stations": 1,
        "stations_near_border": (border < NEAR_BORDER_M).astype("int64"),
    }
    placed = pd.DataFrame(each, index=pd.Index(stations["id"].astype("str"), name="station_id"))
    return placed.astype({"place": "str", "naming": "str"})  # also where there is no station


def placed_on(located: pd.DataFrame, stations: pd.DataFrame, day: date) -> pd.DataFrame:
    """Add what holds on one day to what `locate_stations` gave of the same table.

    Parameters
    ----------
    located : pandas.DataFrame
    stations : pandas.DataFrame
    day : date

    Returns
    -------
    pandas.DataFrame
        As `place_stations` gives it.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> texts = {"name": "站", "district_named": "", "opened_on": "2025-10-01", "closed_on": ""}
    >>> table = pd.DataFrame([texts | {"id": "a", "lat": 34.8, "lon": 113.3}])
    >>> located = locate_stations(table, national().of_cities(["4101"]))
    >>> [int(placed_on(located, table, date(2025, month, 1)).loc["a", "stations_inside"]) for month in (9, 10)]
    [0, 1]
    """
    working = in_operation(stations, day).to_numpy()
    inside = working & (located["place"] != "").to_numpy()
    day_s = {"stations_in_operation": working.astype("int64"), "stations_inside": inside.astype("int64")}
    return located.assign(**day_s)


def _check(stations: pd.DataFrame) -> None:
    missing = [column for column in _NEEDED if column not in stations.columns]
    if missing:
        raise ColumnError(f"the table of stations lacks the column {', '.join(missing)}")
    twice = stations["id"][stations["id"].duplicated()].unique().tolist()
    if twice:
        faults = tuple(Fault("id", str(one), "is there more than once") for one in twice)
        raise InputError(f"{len(twice)} station ids are there more than once, the first is {twice[0]!r}", faults)
