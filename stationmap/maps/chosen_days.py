"""The days that a page can be asked about: the coming week, and the next days that are not as others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from stationmap.catalogue.opening import OpeningRules

__all__ = ["chosen_days"]

_WEEK, _AHEAD = 7, 366
_WEEKEND = {5: "saturday", 6: "sunday"}


def chosen_days(rules: OpeningRules, on: date) -> list[dict[str, Any]]:
    """Choose days: seven from `on` on; the next public holiday and the next make-up workday, if they come later.

    Parameters
    ----------
    rules : OpeningRules
        Whose calendar says what a day is; one of another country says nothing of holidays.
    on : datetime.date
        First of the days.

    Returns
    -------
    list of dict
        In order: ``date`` (ISO 8601), ``kind`` (workday, saturday, sunday, holiday), ``zh`` and ``en`` (what a holiday
        or the holiday made up for is called, else ""), ``makeup``, and ``assumed``: holidays are not published yet.

    Examples
    --------
    >>> from stationmap.catalogue.opening import CHINA
    >>> days = chosen_days(CHINA, date(2026, 9, 30))
    >>> [(day["date"], day["kind"], day["zh"]) for day in days[:2]], days[-1]["date"], days[-1]["makeup"]
    ([('2026-09-30', 'workday', ''), ('2026-10-01', 'holiday', '国庆节')], '2026-10-10', True)
    """
    days = [on + timedelta(days=number) for number in range(_WEEK)]
    if rules.knows_holidays:
        for special in (rules.calendar.is_off, rules.calendar.is_makeup):
            days += _next(special, on) if not any(map(special, days[:_WEEK])) else []
    return [_told(rules, day) for day in sorted(set(days))]


def _next(special: Callable[[date], bool], on: date) -> list[date]:
    found = (on + timedelta(days=number) for number in range(_WEEK, _AHEAD))
    return [day for day in found if special(day)][:1]


def _told(rules: OpeningRules, day: date) -> dict[str, Any]:
    calendar = rules.calendar if rules.knows_holidays else None
    name = calendar.name_of(day) if calendar else None
    makeup = bool(calendar and calendar.is_makeup(day))
    off = bool(calendar and calendar.is_off(day))
    ordinary = "workday" if makeup else _WEEKEND.get(day.weekday(), "workday")
    return {
        "date": day.isoformat(),
        "kind": "holiday" if off else ordinary,
        "zh": name.zh if name and (off or makeup) else "",
        "en": name.en if name and (off or makeup) else "",
        "makeup": makeup,
        "assumed": bool(calendar and day.year not in calendar.published),
    }
