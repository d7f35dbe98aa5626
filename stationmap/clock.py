"""The clock that stations keep: China's, wherever the machine stands."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

__all__ = ["CLOCK", "today"]

CLOCK = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """Return today's date in China.

    Examples
    --------
    >>> today() == datetime.now(CLOCK).date()
    True
    """
    return datetime.now(CLOCK).date()
