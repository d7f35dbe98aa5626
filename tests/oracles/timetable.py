"""Expressions to try, and slow readings of hours that share nothing with the code."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import chinese_calendar
import numpy as np
from opening_hours import OpeningHours, State

REAL = [
    "24/7",
    "08:00-20:00",
    "Mo-Su 09:00-17:00",
    "Mo-Fr 08:30-12:00,13:30-17:00",
    "Mo-We 16:00-23:30; Th-Fr 16:00-01:00; Sa 16:00-23:30",
    "May 01-Sep 30 08:00-20:00; Oct 01-Apr 30 09:00-18:00",
    "08:45-23:45",
    "Mo-Fr 07:30-18:00; Sa 08:00-12:00; Su off",
    "Mo-Th 12:00-23:00; Fr-Sa 12:00-00:00; Su 12:00-22:30",
    "Su-Tu 11:00-01:00, We-Th 11:00-03:00, Fr 11:00-06:00, Sa 11:00-07:00",
    "Mo-Fr 08:00-18:00 unknown",
    "24/7 unknown",
    "24/7 off",
    '08:00-20:00 unknown "高温预警"',
    'Jun 15-Sep 15 06:00-22:00 "纳凉"; Dec-Feb 08:00-20:00 "取暖"',
    "Mo-Fr 10:00-12:00 || unknown",
    'Mo-Fr 10:00-12:00 || Sa 09:00-11:00 || "请致电"',
    "1900-9999 Tu-We ; Feb 30",
    "Feb 29 10:00-12:00",
    "Feb 29-Mar 01 22:00-02:00",
    "Dec 31 20:00-26:00; Jan 01 10:00-12:00",
    "2026 Dec 24-2027 Jan 03 10:00-14:00",
    "week 01-53/2 Mo 10:00-11:00; week 02-52/2 Th 14:00-16:00",
    "Mo[1],Fr[-1] 09:00-11:00",
    "Jan-Mar,Nov Mo-Fr 09:30-16:00",
    "easter -2 days off; 09:00-12:00",
    "22:00-06:00",
    "Mo-Fr 22:00-24:00,00:00-06:00",
    "00:00-24:00",
    "Mo 00:00-24:00; Tu 23:59-24:00; We 00:00-00:01",
    "20:00-44:00",
    "10:00-10:00",
    "Mo-Su 00:00-12:00; Mo-Su 12:00-24:00 unknown",
    "Mo-Fr 06:00-09:00,11:00-14:00,17:00-21:00; Sa-Su 06:00-22:00",
    "Fr 22:00-02:00; Sa 10:00-12:00",
    "2027 Mo-Fr 09:00-17:00; 2026 Sa-Su 10:00-16:00",
    "10:00-18:00; Mo off; 2026 Oct 01-2026 Oct 07 off",
]
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def generated(count, seed=4):
    """Give expressions by a grammar, each once, all of which the library parses."""
    chance, found = random.Random(seed), {}
    while len(found) < count:
        rules = [_rule(chance) for _ in range(chance.choice([1, 1, 2, 2, 3]))]
        text = rules[0] + "".join(chance.choice(["; ", "; ", "; ", ", ", " || "]) + rule for rule in rules[1:])
        found[text] = None
    return list(found)


def _rule(chance):
    days = chance.choice(["", "Mo-Fr", "Sa-Su", "Mo,We,Fr", chance.choice(_WEEKDAYS), "Th-Mo", "We[2]"])
    dates = chance.choice(["", "", "", f"{chance.choice(_MONTHS)}-{chance.choice(_MONTHS)}", "Nov 15-Mar 15", "2027"])
    spans = ",".join(_span(chance) for _ in range(chance.choice([1, 1, 2, 3])))
    state = chance.choice(["", "", "", "", " unknown", " off", ' "凭工会卡"'])
    return " ".join(part for part in (dates, days, spans) if part) + state


def _span(chance):
    start = chance.randrange(0, 1440, 5)
    end = start + chance.randrange(5, 900, 5)
    if end > 1440 and chance.random() < 0.5:
        end -= 1440
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def library_states(expression, wall_times):
    """Ask the library for the state at each time by itself: 0 closed, 1 open, 2 unknown."""
    hours = OpeningHours(expression, auto_country=False, auto_timezone=False, max_interval_days=366)
    numbers = {id(State.CLOSED): 0, id(State.OPEN): 1, id(State.UNKNOWN): 2}
    ask = hours.state
    return np.fromiter((numbers[id(ask(at)[0])] for at in wall_times), dtype=np.uint8, count=len(wall_times))


def painted(by_weekday, on_holidays, first, days):
    """Paint the minutes from `first` on that are open by the notices of the calendar, one day after another.

    `by_weekday` gives spans (minutes, past 1440 for the next day) from Monday on, `on_holidays` those of a day off.
    """
    minutes = np.zeros((days + 3) * 1440, dtype=bool)
    for at in range(-2, days):
        day = first + timedelta(days=at)
        for start, end in _spans_of(day, by_weekday, on_holidays):
            low, high = max(at * 1440 + start, 0), max(at * 1440 + end, 0)
            minutes[low:high] = True
    return minutes[: days * 1440]


def _spans_of(day, by_weekday, on_holidays):
    if day in chinese_calendar.holidays:
        return on_holidays
    if day in chinese_calendar.workdays:
        ordinary = (
            day + timedelta(days=days) for days in (-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7, -8, 8, -9, 9)
        )
        day = next(near for near in ordinary if near.weekday() < 5 and near not in chinese_calendar.holidays)
    return by_weekday[day.weekday()]


def wall_minutes(first, days):
    """Give every minute of some days as the wall clock shows it."""
    midnight = datetime.combine(first, datetime.min.time())
    return [midnight + timedelta(minutes=minute) for minute in range(days * 1440)]
