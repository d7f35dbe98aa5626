"""Temporary closures of a station, and what they leave of its hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from stationmap.errors import Fault, ParameterError
from stationmap.timetable.schedule import Comment, Schedule

__all__ = ["Closure", "close", "closure_at"]

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Closure:
    """A time in which a station is closed, whatever its hours say.

    Parameters
    ----------
    start : date or datetime
        A date is from its midnight on. A time without a zone is that of the station's clock.
    end : date, datetime or None
        A date is the last day closed, as 10月1日至10月3日 has it; a time is the moment of opening again; None is until
        further notice.
    reason : str
        What people are told.

    Raises
    ------
    ParameterError
        If it ends before it begins, or only one of its times has a zone.

    Examples
    --------
    >>> closure = Closure(date(1970, 1, 2), date(1970, 1, 3), "装修")
    >>> closure.bounds(ZoneInfo("Asia/Shanghai"))
    (57600, 230400)
    """

    start: date | datetime
    end: date | datetime | None
    reason: str

    def __post_init__(self) -> None:
        """Refuse what is no time."""
        if self.end is None:
            return
        start, end = _moment(self.start), _past(self.end)
        if (start.tzinfo is None) != (end.tzinfo is None):
            raise _refused(self, "起止要么都带时区，要么都不带 both times need a zone, or neither")
        if end <= start:
            raise _refused(self, "结束须晚于开始 it must end after it begins")

    def bounds(self, zone: ZoneInfo) -> tuple[int, int | None]:
        """Give its first second and the first after it, UTC epoch seconds; None is until further notice."""
        start = _instant(_moment(self.start), zone)
        return start, None if self.end is None else _instant(_past(self.end), zone)

    def holds(self, at: int, zone: ZoneInfo) -> bool:
        """Tell whether the station is closed by it at an instant."""
        start, end = self.bounds(zone)
        return start <= at and (end is None or at < end)


def close(schedule: Schedule, closures: Sequence[Closure], zone: ZoneInfo) -> Schedule:
    """Lay closures over a schedule: within them it is closed and says why, outside it is unchanged.

    Parameters
    ----------
    schedule : Schedule
    closures : sequence of Closure
        Of one station. Where two overlap, the reason of the first is told.
    zone : ZoneInfo
        The station's clock, for dates and times without a zone.

    Examples
    --------
    >>> from stationmap.timetable.calendar import china_calendar
    >>> from stationmap.timetable.schedule import compile_schedule
    >>> zone = ZoneInfo("Asia/Shanghai")
    >>> week = compile_schedule("09:00-17:00", china_calendar(), zone, date(2026, 10, 1), 7)
    >>> left = close(week, [Closure(date(2026, 10, 2), date(2026, 10, 3), "装修")], zone)
    >>> len(week.starts), len(left.starts), [comment.text for comment in left.comments]
    (7, 5, ['装修'])
    """
    for closure in reversed(closures):
        start, end = closure.bounds(zone)
        shut = (max(start, schedule.begin), schedule.end if end is None else min(end, schedule.end))
        if shut[0] < shut[1]:
            schedule = _without(schedule, shut, closure.reason)
    return schedule


def closure_at(closures: Iterable[Closure], at: int, zone: ZoneInfo) -> Closure | None:
    """Give the first closure that holds at an instant, if one does.

    Parameters
    ----------
    closures : iterable of Closure
    at : int
        UTC epoch seconds.
    zone : ZoneInfo
        The station's clock.

    Examples
    --------
    >>> closure = Closure(date(1970, 1, 1), None, "拆迁")
    >>> closure_at([closure], 0, ZoneInfo("Asia/Shanghai")).reason
    '拆迁'
    """
    return next((closure for closure in closures if closure.holds(at, zone)), None)


def _without(schedule: Schedule, shut: Interval, reason: str) -> Schedule:
    rows = zip(schedule.starts.tolist(), schedule.ends.tolist(), schedule.states.tolist(), strict=True)
    kept = [(*part, state) for start, end, state in rows for part in _outside((start, end), shut)]
    table = np.array(kept, dtype=np.int64).reshape(-1, 3)
    comments = [Comment(*part, text) for start, end, text in schedule.comments for part in _outside((start, end), shut)]
    if reason:
        comments = sorted([*comments, Comment(*shut, reason)])
    return replace(
        schedule,
        starts=table[:, 0].copy(),
        ends=table[:, 1].copy(),
        states=table[:, 2].astype(np.uint8),
        comments=tuple(comments),
    )


def _outside(interval: Interval, shut: Interval) -> Iterator[Interval]:
    """Give what an interval has before and after another."""
    for start, end in ((interval[0], min(interval[1], shut[0])), (max(interval[0], shut[1]), interval[1])):
        if start < end:
            yield start, end


def _moment(given: date | datetime) -> datetime:
    return given if isinstance(given, datetime) else datetime.combine(given, time())


def _past(given: date | datetime) -> datetime:
    return given if isinstance(given, datetime) else datetime.combine(given, time()) + timedelta(days=1)


def _instant(moment: datetime, zone: ZoneInfo) -> int:
    return int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp())


def _refused(closure: Closure, reason: str) -> ParameterError:
    faults = (Fault("closure", f"{closure.start} – {closure.end}", reason),)
    return ParameterError(f"临时关闭的起止有误 a closure that is no time: {reason}", faults)
