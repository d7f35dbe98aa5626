"""The days of the visits: 1 September to 30 November 2025, and how busy each is."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["DAYS", "HOLIDAYS", "MAKE_UP", "busyness", "is_workday"]

FIRST, LAST = date(2025, 9, 1), date(2025, 11, 30)
DAYS = tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
# State Council's calendar for 2025: National Day and Mid-Autumn together, two weekend days worked instead.
HOLIDAYS = frozenset(date(2025, 10, n) for n in range(1, 9))
MAKE_UP = frozenset({date(2025, 9, 28), date(2025, 10, 11)})
WEEK = (1.03, 1.05, 1.05, 1.04, 1.06, 0.92, 0.85)
HOLIDAY_DIP = 0.62


def is_workday(day: date) -> bool:
    """Whether offices work, make-up workdays (调休) included.

    Examples
    --------
    >>> is_workday(date(2025, 9, 28)), is_workday(date(2025, 10, 3))
    (True, False)
    """
    return day in MAKE_UP or (day.weekday() < 5 and day not in HOLIDAYS)


def busyness(day: date) -> float:
    """How busy a day is beside the mean day.

    Examples
    --------
    >>> busyness(date(2025, 10, 1)) < busyness(date(2025, 9, 7)) < busyness(date(2025, 9, 5))
    True
    """
    rhythm = WEEK[0] if day in MAKE_UP else WEEK[day.weekday()]
    return rhythm * (HOLIDAY_DIP if day in HOLIDAYS else 1.0)
