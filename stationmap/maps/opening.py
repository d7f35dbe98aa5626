"""Which stations are open when, for the page: the library's timetable over the coming days, told to the minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.catalogue.opening import OpeningRules, RowTimes
from stationmap.maps.chosen_days import chosen_days
from stationmap.maps.payload import pack_numbers

__all__ = ["opening_layer"]

_DAY_S = 86_400
_CHANGES_S = 1_800  # clocks are changed at full or half hours: what holds after it is asked for anew

Numbers = NDArray[np.int64]


def opening_layer(stations: pd.DataFrame, rules: OpeningRules, on: date) -> dict[str, Any]:
    """Tell the state of every station at every minute of the coming days, as the library has it.

    Closures, stations that open or close for good, the public calendar and hours past midnight are in it. Of days on
    which clocks are changed the state is that of the wall clock, as everywhere in the library.

    Parameters
    ----------
    stations : pandas.DataFrame
        Table of stations.
    rules : OpeningRules
        By which clock and calendar hours are evaluated.
    on : datetime.date
        First of the days.

    Returns
    -------
    dict
        ``zone``; ``days`` (as `chosen_days` has them); ``patterns``, each a day as ``[minute, state, minute, state …]``
        from 0 on, with states 0 closed, 1 open, 2 unknown, each until the next minute named; ``weeks``, each the
        patterns of all ``days``; ``rows``, the week of each station as `pack_numbers` has it; and ``terms``, the rows
        that are not in operation on all days, as ``[row, first day in operation, first day no longer]``.

    Examples
    --------
    >>> from stationmap.catalogue.opening import CHINA
    >>> from stationmap.station import STATION_COLUMNS
    >>> row = dict.fromkeys(STATION_COLUMNS, "") | {"opening_hours": "Mo-Fr 09:00-17:30"}
    >>> layer = opening_layer(pd.DataFrame([row]), CHINA, date(2026, 11, 25))
    >>> layer["patterns"], layer["weeks"][0][:4]
    ([[0, 0], [0, 0, 540, 1, 1050, 0]], [1, 1, 1, 0])
    """
    days = chosen_days(rules, on)
    dates = [date.fromisoformat(day["date"]) for day in days]
    times = RowTimes(_encodable(stations), rules, on)
    entries, rows = np.unique(times.entries, return_inverse=True)
    patterns, weeks = _patterns(times, entries.astype(np.int64), dates, rules)
    distinct, of_entry = np.unique(weeks, axis=0, return_inverse=True)
    return {
        "zone": rules.zone.key,
        "days": days,
        "patterns": patterns,
        "weeks": distinct.tolist(),
        "rows": pack_numbers(of_entry.ravel()[rows].tolist()),
        "terms": list(_terms(stations, [day.isoformat() for day in dates])),
    }


def _encodable(stations: pd.DataFrame) -> pd.DataFrame:
    """Keep what times are made of; a lone surrogate means nothing in hours, and pandas cannot add to it."""
    columns = ("opening_hours", "closures", "opened_on", "closed_on", "warnings")
    clean = {name: [text.encode("utf-8", "replace").decode() for text in stations[name].tolist()] for name in columns}
    return pd.DataFrame(clean, dtype="str")


def _patterns(
    times: RowTimes, entries: Numbers, dates: list[date], rules: OpeningRules
) -> tuple[list[list[float]], Numbers]:
    """Give the distinct days, and which of them each entry (rows) keeps on each date (columns)."""
    clocks = _clocks(times, dates, rules)
    instants = np.array([[_instant(day, int(clock), rules) for clock in clocks] for day in dates], dtype=np.int64)
    shape = (len(entries), len(dates), len(clocks))
    asked = np.broadcast_to(entries[:, None, None], shape)
    states = times.timetable.states(asked, np.broadcast_to(instants, shape)).reshape(-1, len(clocks))
    distinct, numbers = np.unique(states, axis=0, return_inverse=True)
    minutes = [clock // 60 if clock % 60 == 0 else clock / 60 for clock in clocks.tolist()]
    return [_changes(day.tolist(), minutes) for day in distinct], numbers.reshape(shape[:2])


def _clocks(times: RowTimes, dates: list[date], rules: OpeningRules) -> Numbers:
    """Give the seconds of the day at which any state may change on any of the dates."""
    flat = times.timetable.flat
    edges = np.unique(np.concatenate([flat.starts, flat.ends]))
    found = [np.arange(0, _DAY_S, _CHANGES_S)]
    for day in dates:
        begin, end = _instant(day, 0, rules), _instant(day + timedelta(days=1), 0, rules)
        there = edges[np.searchsorted(edges, begin) : np.searchsorted(edges, end)].tolist()
        walls = (datetime.fromtimestamp(at, rules.zone) for at in there)
        found.append(np.array([wall.hour * 3_600 + wall.minute * 60 + wall.second for wall in walls], dtype=np.int64))
    return np.unique(np.concatenate(found))


def _instant(day: date, second: int, rules: OpeningRules) -> int:
    clock = time(second // 3_600, second // 60 % 60, second % 60)
    return int(datetime.combine(day, clock, rules.zone).timestamp())


def _changes(states: list[int], minutes: list[float]) -> list[float]:
    """Keep the minutes at which the state is another than before."""
    kept = [at for at, state in enumerate(states) if at == 0 or states[at - 1] != state]
    return [value for at in kept for value in (minutes[at], states[at])]


def _terms(stations: pd.DataFrame, days: list[str]) -> Iterator[tuple[int, int, int]]:
    terms = zip(stations["opened_on"].tolist(), stations["closed_on"].tolist(), strict=True)
    for row, (opened, closed) in enumerate(terms):
        first = next((number for number, day in enumerate(days) if opened <= day), len(days))
        last = next((number for number, day in enumerate(days) if closed and closed <= day), len(days))
        if first > 0 or last < len(days):
            yield row, first, last
