"""Where an expression names public holidays, and what it says on a day that is one, or is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from stationmap.timetable.calendar import Calendar

__all__ = ["WEEKDAYS_LISTED", "HolidayExpression", "outside_quotes"]

_QUOTED = re.compile(r'("[^"]*")')
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)})(?:-(?:{'|'.join(_WEEKDAYS)})|\[[-\d,]+\])?"
WEEKDAYS_LISTED = rf"{_WEEKDAY}(?:,{_WEEKDAY})*"
"""Pattern of the weekdays of a rule."""
_HOLIDAY = re.compile(rf"PH(?: +([+-]?\d+) +days?)?( +{WEEKDAYS_LISTED})?")

Marks = tuple[bool, ...]


def outside_quotes(expression: str, change: Callable[[str], str]) -> str:
    """Change an expression everywhere but in its comments.

    Parameters
    ----------
    expression : str
    change : callable
        From one stretch without comments to another.

    Examples
    --------
    >>> outside_quotes('Mo off "PH"; PH off', lambda text: text.replace("PH", "Tu"))
    'Mo off "PH"; Tu off'
    """
    parts = _QUOTED.split(expression)
    return "".join(part if at % 2 else change(part) for at, part in enumerate(parts))


class HolidayExpression:
    """An expression, and which of its ``PH`` hold on a day.

    ``PH`` is put in words that the evaluating library takes rightly: on a day on which it holds, that day's own
    weekday stands for it; on any other, a holiday that never comes. ``PH Mo-Fr`` (with a blank) are holidays from
    Monday to Friday, ``PH,Mo-Fr`` holidays and Monday to Friday, ``PH +1 day`` is the day after a holiday.

    Parameters
    ----------
    expression : str
        In OSM's syntax.
    calendar : Calendar
        Which days are holidays.

    Examples
    --------
    >>> from stationmap.timetable.calendar import china_calendar
    >>> hours = HolidayExpression("Mo-Fr 09:00-17:00; PH off", china_calendar())
    >>> hours.on(date(2026, 10, 1)), hours.on(date(2026, 10, 8))
    ('Mo-Fr 09:00-17:00; Th off', 'Mo-Fr 09:00-17:00; PH off')
    """

    def __init__(self, expression: str, calendar: Calendar) -> None:
        self.expression = expression
        self.calendar = calendar
        self.offsets = tuple(dict.fromkeys(_offsets(expression)))
        """Days after a holiday on which a ``PH`` of it holds, each once; empty if it names none."""
        self._worded: dict[tuple[Marks, int], str] = {}

    @property
    def follows_calendar(self) -> bool:
        """Tell whether it names public holidays."""
        return bool(self.offsets)

    def marks(self, day: date) -> Marks:
        """Tell which of `offsets` hold on a day."""
        return tuple(self.calendar.is_off(day - timedelta(days=offset)) for offset in self.offsets)

    def is_plain(self, day: date) -> bool:
        """Tell whether a day is neither a holiday to this expression nor a make-up workday."""
        return not self.offsets or not (any(self.marks(day)) or self.calendar.is_makeup(day))

    def on(self, day: date) -> str:
        """Word the expression so that it is right on this day, whatever it says of others."""
        marks = self.marks(day)
        known = self._worded.get((marks, day.weekday()))
        if known is None:
            known = self._worded[marks, day.weekday()] = self._word(marks, _WEEKDAYS[day.weekday()])
        return known

    def _word(self, marks: Marks, weekday: str) -> str:
        held = dict(zip(self.offsets, marks, strict=True))

        def put(match: re.Match[str]) -> str:
            if not held[int(match[1] or 0)]:
                return "PH"
            return match[2].strip() if match[2] else weekday

        return outside_quotes(self.expression, lambda text: _HOLIDAY.sub(put, text))


def _offsets(expression: str) -> Iterator[int]:
    for part in _QUOTED.split(expression)[::2]:
        yield from (int(match[1] or 0) for match in _HOLIDAY.finditer(part))
