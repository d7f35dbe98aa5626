"""What an expression says day by day, as far as it is known."""

from __future__ import annotations

from datetime import date

from stationmap.timetable.calendar import Calendar
from stationmap.timetable.doubts import agreed, readings
from stationmap.timetable.library import Span
from stationmap.timetable.one_reading import OneReading

__all__ = ["Days"]


class Days:
    """One expression, evaluated on one day after another.

    Parameters
    ----------
    expression : str
        In OSM's syntax; of one that may be read in several ways (`readings`) what all agree on is known.
    calendar : Calendar
        For ``PH`` and make-up workdays, as `OneReading` takes them.

    Raises
    ------
    ParameterError
        If the expression cannot be evaluated.

    Examples
    --------
    >>> from stationmap.timetable.calendar import china_calendar
    >>> days = Days("Mo-Fr 09:00-17:00+", china_calendar())
    >>> [tuple(span) for span in days.on(date(2026, 11, 25))]
    [(540, 1020, 1, ''), (1020, 1440, 2, '')]
    """

    def __init__(self, expression: str, calendar: Calendar) -> None:
        self._readings = [OneReading(text, calendar) for text in readings(expression)]

    @property
    def follows_calendar(self) -> bool:
        """Tell whether the expression names public holidays."""
        return self._readings[0].follows_calendar

    def on(self, day: date) -> list[Span]:
        """Give the spans of a day in order, none overlapping: open, unknown, or closed with a comment."""
        first, *others = self._readings
        return agreed([first.on(day), *(other.on(day) for other in others)]) if others else first.on(day)
