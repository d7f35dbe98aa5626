"""What a counter says of each day: counted, part of the day, closed, not reporting, or nothing at all."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

from demo_recipe.days import DAYS, is_workday
from demo_recipe.hours import only_workdays

__all__ = ["ABSENT", "NEVER", "day_states"]

ABSENT = ""  # no row: the counter said nothing
NEVER = ("豫A-ZZ-0158", "豫B-KF-0077")  # no counter at all
HOLIDAY_CLOSED_SHARE = 0.04
# Chance a day that a run begins, its mean length in days; by city the first sets the share of gaps.
GAP_RUNS = {"郑州市": (0.0026, 6.0), "开封市": (0.0075, 6.5)}
GAP_SINGLE = 0.013
SILENT_RUN = (0.0016, 4.0)
PART_DAY = 0.006
CLOSED_DAY = 0.0015

Random = np.random.RandomState
States = npt.NDArray[np.str_]


def _runs(random: Random, chance: float, mean_days: float) -> list[int]:
    """Draw runs of days, by the number of the day."""
    starts = np.flatnonzero(random.random_sample(len(DAYS)) < chance).tolist()
    lengths = random.geometric(1 / mean_days, len(starts)).tolist()
    return [day for start, length in zip(starts, lengths, strict=True) for day in range(start, start + length)]


def _mark(states: States, days: list[int], state: str) -> None:
    states[[day for day in days if day < len(DAYS)]] = state


def _singles(random: Random, chance: float) -> list[int]:
    return [int(day) for day in np.flatnonzero(random.random_sample(len(DAYS)) < chance)]


def _closed_days(random: Random, hours: str) -> list[int]:
    """Weekends and holidays of offices; a few others close on the first three days of October."""
    off = [number for number, day in enumerate(DAYS) if not is_workday(day)]
    early_october = [number for number, day in enumerate(DAYS) if date(2025, 10, 1) <= day <= date(2025, 10, 3)]
    singles = _singles(random, CLOSED_DAY)
    closes = bool(random.random_sample() < HOLIDAY_CLOSED_SHARE)
    return singles + (off if only_workdays(hours) else early_october if closes else [])


def _outside(row: dict[str, str]) -> list[int]:
    """Give the days before a station opened and from the day it closed."""
    opened, closed = row["启用日期"], row["停用日期"] or "9999-12-31"
    return [n for n, day in enumerate(DAYS) if not opened <= day.isoformat() < closed]


def day_states(random: Random, city: str, row: dict[str, str]) -> States:
    """Draw the state of each day of `DAYS` for one row of the register.

    Returns
    -------
    numpy.ndarray of str
        One of counted, part_day, closed, not_reporting and `ABSENT`, a day each.
    """
    states: States = np.full(len(DAYS), "counted", dtype="U13")
    _mark(states, _singles(random, PART_DAY), "part_day")
    _mark(states, _runs(random, *SILENT_RUN), "not_reporting")
    _mark(states, _closed_days(random, row["开放时间"]), "closed")
    _mark(states, _runs(random, *GAP_RUNS[city]) + _singles(random, GAP_SINGLE), ABSENT)
    _mark(states, _outside(row), ABSENT)
    if row["编号"] in NEVER:
        states[:] = ABSENT
    return states
