"""How many visits each station had on each day: negative binomial, set to the seed's rates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from demo_recipe.chance import stream
from demo_recipe.counters import day_states
from demo_recipe.days import DAYS, busyness
from demo_recipe.register import PREFIXES

__all__ = ["HEADER", "TARGETS", "Target", "make_visits"]

HEADER = ["station_id", "date", "visits", "state"]
PART_OF_DAY = 0.55

Floats = npt.NDArray[np.float64]
Strings = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Target:
    """What a city's visits must come to, and how unequal they are.

    Parameters
    ----------
    months : tuple of int
        Months that the target speaks of.
    visits : float
        Visits expected in these months.
    a_station_day : bool
        Whether `visits` is the mean of a reporting station-day (part days among them), not the sum.
    between, within : float
        Shapes of the gamma laws between stations and between the days of one; the smaller, the more unequal.
    """

    months: tuple[int, ...]
    visits: float
    a_station_day: bool
    between: float
    within: float


TARGETS = {
    "郑州市": Target((9, 10, 11), 8.68, a_station_day=True, between=2.0, within=4.0),
    "开封市": Target((11,), 10_250.0, a_station_day=False, between=1.3, within=2.0),
}


def _scale(target: Target, expected: Floats) -> float:
    """Give the factor that brings the expected counts (0 where nothing is reported) to the target."""
    chosen = expected[:, [day.month in target.months for day in DAYS]]
    days = np.count_nonzero(chosen) if target.a_station_day else 1
    return float(target.visits * days / chosen.sum())


def _expected(random: np.random.RandomState, target: Target, states: Strings) -> Floats:
    level = np.maximum(random.gamma(target.between, 1.0, len(states)), 0.05)
    rhythm = np.array([busyness(day) for day in DAYS])
    reported = np.where(states == "counted", 1.0, np.where(states == "part_day", PART_OF_DAY, 0.0))
    expected: Floats = level[:, None] * rhythm * reported
    return expected * _scale(target, expected)


def _count(city: str, rows: list[dict[str, str]]) -> list[list[str]]:
    target, random = TARGETS[city], stream(f"visits {city}")
    states = np.array([day_states(random, city, row) for row in rows])
    expected = _expected(random, target, states)
    counts = random.poisson(expected * random.gamma(target.within, 1 / target.within, expected.shape))
    return [
        [
            rows[at]["编号"],
            DAYS[day].isoformat(),
            str(counts[at, day]) if expected[at, day] else "",
            str(states[at, day]),
        ]
        for at, day in np.argwhere(states != "").tolist()
    ]


def make_visits(register: list[dict[str, str]]) -> list[list[str]]:
    """Make the rows of visits, by station and day; a day of which the counter said nothing has none.

    Parameters
    ----------
    register : list of dict
        What `demo_recipe.register.make_register` gives.

    Returns
    -------
    list of list of str
        Values in the order of `HEADER`; visits is "" where the station was closed or did not report.
    """
    rows: list[list[str]] = []
    for city, prefix in PREFIXES.items():
        rows += _count(city, [row for row in register if row["编号"].startswith(prefix)])
    return rows
