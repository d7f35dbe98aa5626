"""When the stations of a table are open."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.clock import CLOCK
from stationmap.closures import closures_in
from stationmap.errors import ParameterError
from stationmap.index import OpenTimes, Times
from stationmap.timetable import (
    OPEN,
    UNKNOWN,
    Calendar,
    Moment,
    Schedule,
    Timetable,
    china_calendar,
    close,
    compile_schedule,
    moment_of,
    unknown_schedule,
)

__all__ = ["CHINA", "OpeningRules", "RowTimes"]

_DAYS = 500  # from the first of a month on: two months, a year to ask for, and what comes after

_STALE_S = 75 * 86_400  # from the horizon's beginning on: until then it reaches a year ahead, and more
_MOMENTS = 65_536  # kept, some 300 bytes each
_AND = "\n"  # between hours and closures, of which neither has one

Rows = NDArray[np.int64]


def first_day(today: date) -> date:
    """Give the day on which tables that are laid on a day begin.

    Parameters
    ----------
    today : date

    Examples
    --------
    >>> first_day(date(2026, 12, 2)).isoformat()
    '2026-11-01'
    """
    return (today - timedelta(days=2)).replace(day=1)


def _closed(schedule: Schedule, closures: str, zone: ZoneInfo) -> Schedule:
    """Lay closures over a schedule; where one cannot be read, or has no place in time, it may be shut whenever."""
    reading = closures_in(closures)
    if not reading.refused:
        with suppress(ArithmeticError):
            return close(schedule, reading.closures, zone)
    bounds, unknown = np.array([[schedule.begin], [schedule.end]]), np.array([UNKNOWN], np.uint8)
    return replace(schedule, starts=bounds[0], ends=bounds[1], states=unknown)


class OpeningRules:
    """How hours are evaluated: by which clock and which public calendar; keeps what was compiled.

    Parameters
    ----------
    zone : ZoneInfo
        The stations' clock; China's by default.
    calendar : Calendar, optional
        Mainland China's by default.

    Examples
    --------
    >>> OpeningRules().zone.key
    'Asia/Shanghai'
    """

    def __init__(self, zone: ZoneInfo = CLOCK, calendar: Calendar | None = None) -> None:
        self.zone = zone
        self._calendar = calendar
        self._first = date.min
        self._compiled: dict[str, Schedule] = {}

    @property
    def knows_holidays(self) -> bool:
        """Whether the calendar is of the stations' country; China's is of no other clock."""
        return self._calendar is not None or self.zone.key == CLOCK.key

    @cached_property
    def calendar(self) -> Calendar:
        """The public calendar."""
        return self._calendar or china_calendar()

    def timetable(self, hours: list[str], today: date) -> Timetable:
        """Lay the hours of stations out over a year and more.

        Parameters
        ----------
        hours : list of str
            OSM expressions; after a line feed, where there are any, closures.
        today : date
            The horizon begins in the month of the day before yesterday: by some clock that may be a day ago.
        """
        first = first_day(today)
        if first != self._first:
            self._first, self._compiled = first, {}
        return Timetable.build(hours, self.calendar, self.zone, first, _DAYS, compiling=self._compile)

    def _compile(self, key: str, calendar: Calendar, zone: ZoneInfo, first: date, days: int) -> Schedule:
        known = self._compiled.get(key)
        if known is None:
            expression, _, closures = key.partition(_AND)
            known = unknown_schedule(zone, first, days)
            with suppress(ParameterError):  # hours that cannot be evaluated are not known
                compiled = compile_schedule(expression, calendar, zone, first, days)
                known = known if compiled.follows_calendar and not self.knows_holidays else compiled
            if closures:
                known = _closed(known, closures, zone)
            self._compiled[key] = known
        return known


CHINA = OpeningRules()
"""China's clock and calendar."""


def _keys(table: pd.DataFrame, today: date) -> pd.Series[str]:
    """Write hours and closures of each row in one, the closing for good of the coming days too.

    Where a closure could not be read, the station may be shut at any time: its hours are not known then.
    """
    unread = table["warnings"].str.contains("unread_closure", regex=False)
    hours, closures = table["opening_hours"].mask(unread, ""), table["closures"]
    since = first_day(today).isoformat()
    ends, begins = table["closed_on"] > since, table["opened_on"] > since
    closures = closures.mask(ends, closures + ";" + table["closed_on"] + "/")
    closures = closures.mask(begins, closures + ";" + since + "/" + table["opened_on"].where(begins, "").map(_eve))
    return hours.mask(closures != "", hours + _AND + closures)


def _eve(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else ""


class RowTimes:
    """Hours of the rows of a table.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns of `STATION_COLUMNS`.
    rules : OpeningRules
    today : date

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> times = RowTimes(demonstration().table, CHINA, date(2026, 11, 25))
    >>> times.moment(0, 1_795_575_600).state in {"open", "closed", "unknown"}
    True
    """

    def __init__(self, table: pd.DataFrame, rules: OpeningRules, today: date) -> None:
        codes, distinct = pd.factorize(_keys(table, today))
        self.timetable = rules.timetable([str(key) for key in distinct], today)
        entries = np.array([self.timetable.entry_of(str(key)) for key in distinct], np.int32)
        self.entries = entries[codes] if len(distinct) else np.empty(0, np.int32)
        self._moments: dict[int, Moment] = {}
        self.stale_after = self.timetable.flat.begin + _STALE_S

    def states(self, rows: Rows, arrive: Rows, stay: int) -> NDArray[np.uint8]:
        """Give the states of whole stays at rows: 0 closed, 1 open, 2 unknown."""
        return self.timetable.stays_open(self.entries[rows].astype(np.int64), arrive, stay)

    def open_at(self, at: int) -> NDArray[np.bool_]:
        """Tell which rows are known to be open at an instant."""
        is_open: NDArray[np.bool_] = self.timetable.states(self.entries.astype(np.int64), at) == OPEN
        return is_open

    def moment(self, row: int, at: int) -> Moment:
        """Say what holds of a row at an instant."""
        entry = int(self.entries[row])
        place = self.timetable.one_place(entry, at)
        known = self._moments.get(place)
        if known is None or not known.since <= at < known.until:
            if len(self._moments) >= _MOMENTS:
                self._moments.clear()
            known = self._moments[place] = moment_of(self.timetable, entry, at)
        return known

    @cached_property
    def of_index(self) -> Times:
        """The same for a compiled search over these rows."""
        flat = self.timetable.flat
        return Times(self.entries, flat.index, flat.starts, flat.ends, flat.states, flat.begin, flat.end)

    @cached_property
    def open_times(self) -> OpenTimes:
        """The same for the index over these rows."""
        return OpenTimes(self.of_index, self.timetable.slots, self.states)
