"""How much of a register's hours could be read, and what could not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from stationmap.hours import HoursReason, read_hours
from stationmap.register.values import is_blank

__all__ = ["HoursSummary", "UnreadText", "summarise_hours"]

_NOTHING = "unknown"
"""What 不详 is read as: the text is understood, and says nothing."""
_COMMENT = re.compile('"[^"]*"')


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A text of hours that could not be read.

    Parameters
    ----------
    text : str
        As the register has it.
    stations : int
        How many have it.
    reason : HoursReason
        Why it is unread.

    Examples
    --------
    >>> UnreadText("营业时间", 8, HoursReason("host_hours")).stations
    8
    """

    text: str
    stations: int
    reason: HoursReason


@dataclass(frozen=True, slots=True)
class HoursSummary:
    """Stations by what is known of their hours; ``read + unread + none`` is all of them.

    Parameters
    ----------
    read : int
        Stations whose hours were read.
    always, vague : int
        Those of them that never close, and those with times at which it is not known whether they are open, as
        工作日开放 has them.
    none : int
        Stations of which no hours are given.
    texts : tuple of UnreadText
        What could not be read, most frequent first, and then by text.

    Examples
    --------
    >>> HoursSummary(2, 1, 0, 0, (UnreadText("营业时间", 8, HoursReason("host_hours")),)).unread
    8
    """

    read: int
    always: int
    vague: int
    none: int
    texts: tuple[UnreadText, ...]

    @property
    def unread(self) -> int:
        """Stations whose hours could not be read."""
        return sum(item.stations for item in self.texts)


def summarise_hours(table: pd.DataFrame) -> HoursSummary:
    """Count the stations of a table by what is known of their hours.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns ``hours`` and ``opening_hours`` of `STATION_COLUMNS`.

    Examples
    --------
    >>> table = pd.DataFrame({"hours": ["24小时", "营业时间", ""], "opening_hours": ["24/7", "", ""]})
    >>> summary = summarise_hours(table)
    >>> summary.read, summary.always, summary.unread, summary.none
    (1, 1, 1, 1)
    """
    count = Counter(zip(table["hours"].tolist(), table["opening_hours"].tolist(), strict=True))
    none = sum(number for pair, number in count.items() if _says_nothing(*pair))
    unread = {text: number for (text, read), number in count.items() if not read and not _says_nothing(text, read)}
    always = sum(number for (_, read), number in count.items() if read == "24/7")
    vague = sum(
        number for (_, read), number in count.items() if read != _NOTHING and _NOTHING in _COMMENT.sub("", read)
    )
    texts = [UnreadText(text, number, reason) for text, number in unread.items() if (reason := read_hours(text).reason)]
    texts.sort(key=lambda item: (-item.stations, item.text))
    return HoursSummary(len(table) - none - sum(unread.values()), always, vague, none, tuple(texts))


def _says_nothing(text: str, read: str) -> bool:
    return read == _NOTHING or (not read and is_blank(text))
