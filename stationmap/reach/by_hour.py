"""Who is covered at which hour of which kind of day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.catalogue import Catalogue
from stationmap.catalogue.opening import RowTimes
from stationmap.demand import Demand
from stationmap.errors import InputError
from stationmap.pairs import Pairs
from stationmap.reach.by_state import NO, UNKNOWN, YES, cover_by_state
from stationmap.reach.columns import HOUR_COLUMNS
from stationmap.timetable import Calendar

__all__ = ["DAY_TYPES", "OpenHours", "day_types", "open_hours", "reach_by_hour"]

DAY_TYPES: dict[str, str] = {
    "workday": "工作日 workday",
    "saturday": "周六（非节假日、不调休） Saturday, no holiday",
    "sunday": "周日（非节假日、不调休） Sunday, no holiday",
    "holiday": "法定节假日 public holiday",
}
_SEARCHED_DAYS = 400
_HOURS = 24


@dataclass(frozen=True, eq=False)
class OpenHours:
    """What is known of stations at each full hour of one day.

    Parameters
    ----------
    day_type : str
        A key of `DAY_TYPES`.
    day : date
        The day that stands for its kind.
    name : str
        What the holiday is called; "" for none.
    estimated : bool
        Whether the days off of its year are assumed, because no notice is published yet.
    states : uint8 array of shape (24, stations)
        0 closed, 1 open, 2 unknown.

    Examples
    --------
    >>> OpenHours("workday", date(2026, 11, 25), "", False, np.ones((24, 3), np.uint8)).states.shape
    (24, 3)
    """

    day_type: str
    day: date
    name: str
    estimated: bool
    states: npt.NDArray[np.uint8]


def day_types(calendar: Calendar, on: date, *, holidays: bool = True) -> dict[str, date]:
    """Choose the first day of each kind, on or after a day.

    Parameters
    ----------
    calendar : Calendar
    on : date
    holidays : bool
        Whether the calendar is of the stations' country; without it there is no holiday among them.

    Returns
    -------
    dict of str to date
        In the order of `DAY_TYPES`. A make-up workday stands for no kind.

    Examples
    --------
    >>> from stationmap.timetable import china_calendar
    >>> [day.isoformat() for day in day_types(china_calendar(), date(2026, 9, 30)).values()]
    ['2026-09-30', '2026-10-17', '2026-10-11', '2026-10-01']
    """
    found: dict[str, date] = {}
    for number in range(_SEARCHED_DAYS):
        day = on + timedelta(days=number)
        if not calendar.is_makeup(day):
            found.setdefault(_kind_of(calendar, day), day)
    return {kind: found[kind] for kind in DAY_TYPES if kind in found and (holidays or kind != "holiday")}


def _kind_of(calendar: Calendar, day: date) -> str:
    if calendar.is_off(day):
        return "holiday"
    return {5: "saturday", 6: "sunday"}.get(day.weekday(), "workday")


def open_hours(catalogue: Catalogue, rows: npt.NDArray[np.int64], on: date) -> tuple[OpenHours, ...]:
    """Ask the hours of some stations at every full hour of a day of each kind.

    Parameters
    ----------
    catalogue : Catalogue
    rows : int64 array of shape (stations,)
        Of the catalogue's table.
    on : date
        The days are the first of their kind on or after it.

    Returns
    -------
    tuple of OpenHours
        By the stations' clock and calendar.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> hours = open_hours(demonstration(), np.arange(5), date(2026, 11, 25))
    >>> [(one.day_type, one.day.isoformat(), one.name) for one in hours][::3]
    [('workday', '2026-11-25', ''), ('holiday', '2027-01-01', "元旦 New Year's Day")]
    """
    rules = catalogue.rules
    times = RowTimes(catalogue.table, rules, on)

    def at(day: date) -> Iterator[npt.NDArray[np.uint8]]:
        for hour in range(_HOURS):
            instant = int(datetime.combine(day, time(hour), rules.zone).timestamp())
            yield times.states(rows, np.full(len(rows), instant, dtype=np.int64), 0)

    days = day_types(rules.calendar, on, holidays=rules.knows_holidays)
    return tuple(
        OpenHours(
            kind, day, _name_of(rules.calendar, day), day.year not in rules.calendar.published, np.stack([*at(day)])
        )
        for kind, day in days.items()
    )


def _name_of(calendar: Calendar, day: date) -> str:
    name = calendar.name_of(day)
    return "" if name is None else " ".join(dict.fromkeys((name.zh, name.en)))


def reach_by_hour(demand: Demand, pairs: Pairs, hours: Iterable[OpenHours], radius_m: float) -> pd.DataFrame:
    """Add up who is covered at each full hour by stations known to be open, and by those that may be.

    Parameters
    ----------
    demand : Demand
    pairs : Pairs
        Of its places and the stations, up to the radius at least.
    hours : iterable of OpenHours
        Of the same stations.
    radius_m : float
        Metres.

    Returns
    -------
    pandas.DataFrame
        Columns of `HOUR_COLUMNS`, 24 rows a kind of day. Shares are of demand with a place. Unknown hours are neither
        open nor closed: the truth lies between share and share_high.

    Raises
    ------
    InputError
        If the hours are of another number of stations, or the pairs end before the radius.

    Examples
    --------
    >>> place = {"id": ["a"], "lat": [34.8], "lon": [113.3], "weight": [2.0], "adcode": [""]}
    >>> demand = Demand(pd.DataFrame(place), what="workers", how="点 points", source="点名册 roll")
    >>> pairs = Pairs.of([0], [0], [5.0], places=1, stations=1, limit_m=500)
    >>> hours = OpenHours("workday", date(2026, 11, 25), "", False, np.full((24, 1), 2, np.uint8))
    >>> reach_by_hour(demand, pairs, [hours], 500).loc[3, ["share", "share_high"]].tolist()
    [0.0, 1.0]
    """
    near, parts = pairs.within(radius_m), []
    cases = list(hours)
    for one in cases:
        if one.states.shape != (_HOURS, near.stations):
            raise InputError(f"hours of shape {one.states.shape} for {near.stations} stations")
    found = cover_by_state(near, demand.weight, (states for one in cases for states in one.states))
    for number, one in enumerate(cases):
        part = pd.DataFrame(found[number * _HOURS : (number + 1) * _HOURS])
        counts = {name: (one.states == state).sum(axis=1) for name, state in _STATES.items()}
        facts = {"day_type": one.day_type, "date": one.day.isoformat(), "day_name": one.name}
        parts.append(part.assign(**facts, estimated=one.estimated, hour=range(_HOURS), **counts))
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    return table.reindex(columns=list(HOUR_COLUMNS))


_STATES = {"stations_open": YES, "stations_unknown": UNKNOWN, "stations_closed": NO}
