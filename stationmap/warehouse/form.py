"""How a file of visits is meant: what its columns are, by whose clock, and what it holds whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from stationmap.clock import CLOCK
from stationmap.errors import ColumnError, InputError
from stationmap.visits.columns import ALIASES, REQUIRED, name_columns
from stationmap.visits.events import EVENT_ALIASES, EVENT_REQUIRED

__all__ = ["VisitForm"]


@dataclass(frozen=True)
class VisitForm:
    """How a file of visits is to be read.

    Parameters
    ----------
    columns : mapping of str to str
        Field to column, where the header has other names: station_id, date, visits, state, hours of a daily file,
        station_id, timestamp, count, direction of one with a row an entry.
    sheet : str, optional
        Of a workbook.
    zone : ZoneInfo
        The stations' clock: it says on which day an entry falls, and how many hours a day has.
    complete : tuple of date, optional
        First and last day of which the file holds every entry, at the stations that it names: a day without one is then
        a true zero. Without it such a day is missing.
    events : bool, optional
        Whether a row is an entry; told by the columns if not given.
    method : str
        How the visits were counted.

    Examples
    --------
    >>> form = VisitForm()
    >>> form.fields(["编号", "日期", "人次"])[0], form.fields(["编号", "进站时间"])[0]
    (False, True)
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    zone: ZoneInfo = CLOCK
    complete: tuple[date, date] | None = None
    events: bool | None = None
    method: str = ""

    def __post_init__(self) -> None:
        if self.complete is not None and self.complete[1] < self.complete[0]:
            raise InputError("--complete 的末日早于首日 the complete days end before they begin")

    def fields(self, header: Sequence[str]) -> tuple[bool, dict[str, str]]:
        """Tell whether a row is an entry, and which column is which field.

        Raises
        ------
        ColumnError
            If a column is missing, or two could be meant.
        InputError
            If days are called complete in a file that has a row for each day.
        """
        events = self._is_of_events(header) if self.events is None else self.events
        if self.complete is not None and not events:
            raise InputError("--complete 只用于逐次记录 complete days are of files with a row an entry")
        if events:
            return True, name_columns(header, self.columns, aliases=EVENT_ALIASES, required=EVENT_REQUIRED)
        return False, name_columns(header, self.columns)

    def _is_of_events(self, header: Sequence[str]) -> bool:
        if set(self.columns) & (EVENT_ALIASES.keys() - ALIASES.keys()):
            return True
        try:
            name_columns(header, self.columns, aliases=ALIASES, required=REQUIRED)
        except ColumnError:
            try:
                name_columns(header, self.columns, aliases=EVENT_ALIASES, required=EVENT_REQUIRED)
            except ColumnError:
                return False  # the fault is told as that of a daily file, which is the usual one
            return True
        return False

    def facts(self) -> dict[str, Any]:
        """Write what the ledger keeps."""
        days = None if self.complete is None else "/".join(day.isoformat() for day in self.complete)
        return {
            "columns": dict(sorted(self.columns.items())),
            "sheet": self.sheet,
            "zone": self.zone.key,
            "complete": days,
            "events": self.events,
            "method": self.method,
        }
