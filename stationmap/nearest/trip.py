"""A trip: when somebody sets out, how fast they walk, and how long they stay."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

from stationmap.clock import CLOCK
from stationmap.errors import Fault, ParameterError

__all__ = ["TRIP_LIMITS", "Trip", "day_of", "this_minute"]

TRIP_LIMITS = {"stay": (0, 720), "pace": (0.5, 30.0), "detour": (1.0, 5.0)}
"""Least and greatest of each: minutes, km/h, times the straight line."""
_BETWEEN = "须在 {0:g} 至 {1:g} 之间 must lie between {0:g} and {1:g}"
_INSTANT = "须为 any、now 或时刻 must be any, now, or an instant such as 2026-12-24T22:30:00+08:00"
_OFFSET = "时刻须带时差 an instant needs its offset, such as +08:00"
_BACK, _AHEAD = 86_400, 366 * 86_400  # seconds from now that may be asked for


def this_minute() -> int:
    """Give the minute that it is, UTC epoch seconds: answers hold for a minute, and their tags with them.

    Examples
    --------
    >>> this_minute() % 60
    0
    """
    return int(time.time()) // 60 * 60


def day_of(at: int) -> date:
    """Give the day in China that an instant (UTC epoch seconds) belongs to.

    Parameters
    ----------
    at : int

    Examples
    --------
    >>> day_of(0).isoformat()
    '1970-01-01'
    """
    return datetime.fromtimestamp(at, UTC).astimezone(CLOCK).date()


@dataclass(frozen=True, slots=True)
class Trip:
    """What decides whether a station is open when one gets there.

    Parameters
    ----------
    open : {"any", "now"} or datetime
        Whether stations must be known to be open on arrival, setting out now or at an instant (with a zone).
    stay : int
        Minutes for which it must stay open, 0 to 720.
    pace : float
        Walking, km/h, 0.5 to 30.
    detour : float
        How many times as long as the straight line the walk is taken to be, 1 to 5.

    Raises
    ------
    ParameterError
        With one fault for each value that does not fit.

    Notes
    -----
    The straight line times `detour` is an estimate, not a way along streets. 1.3 is within the range that is found
    for street networks: D. Levinson, A. El-Geneidy, The minimum circuity frontier and the journey to work, Regional
    Science and Urban Economics 39 (2009).

    Examples
    --------
    >>> round(Trip().seconds_a_metre, 3)
    1.04
    """

    open: str | datetime = "any"
    stay: int = 10
    pace: float = 4.5
    detour: float = 1.3

    def __post_init__(self) -> None:
        faults = [
            Fault(
                name, str(getattr(self, name)), f"须在 {low:g} 至 {high:g} 之间 must lie between {low:g} and {high:g}"
            )
            for name, (low, high) in TRIP_LIMITS.items()
            if not low <= getattr(self, name) <= high
        ]
        if isinstance(self.open, str) and self.open not in {"any", "now"}:
            faults.append(
                Fault(
                    "open",
                    self.open,
                    "须为 any、now 或时刻 must be any, now, or an instant such as 2026-12-24T22:30:00+08:00",
                )
            )
        if isinstance(self.open, datetime) and self.open.tzinfo is None:
            faults.append(Fault("open", self.open.isoformat(), _OFFSET))
        if faults:
            detail = "; ".join(f"{fault.parameter}={fault.value}: {fault.reason}" for fault in faults)
            raise ParameterError(f"参数有误 {detail}", tuple(faults))

    @property
    def wants_open(self) -> bool:
        """Whether stations must be known to be open."""
        return self.open != "any"

    @property
    def seconds_a_metre(self) -> float:
        """Seconds of the walk for each metre of the straight line."""
        return 3.6 * self.detour / self.pace

    def leaves(self, now: int) -> int:
        """Give when one sets out, UTC epoch seconds.

        Raises
        ------
        ParameterError
            If that is more than a day past, or more than a year ahead.
        """
        if not isinstance(self.open, datetime):
            return now
        at = int(self.open.timestamp())
        if not now - _BACK <= at <= now + _AHEAD:
            shown = self.open.isoformat()
            reason = "须在过去一天至未来一年之内 must lie between a day ago and a year ahead"
            raise ParameterError(f"open={shown}: {reason}", (Fault("open", shown, reason),))
        return at
