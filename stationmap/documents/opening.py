"""Whether a station is open, as members of its feature."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from stationmap.catalogue import Searchable
from stationmap.hours import say_hours
from stationmap.timetable import Moment

__all__ = ["hours_members", "opening_at", "opening_members"]

_SAID = 16_384  # expressions whose words are kept


def hours_members(hours: str, opening_hours: str) -> dict[str, Any]:
    """Give hours as written, as read, and as said back.

    Parameters
    ----------
    hours : str
        As written.
    opening_hours : str
        In OSM's syntax; blank where they could not be read.

    Examples
    --------
    >>> hours_members("周一至周五 9：00—17：00", "Mo-Fr 09:00-17:00")["hours_zh"]
    '周一至周五 09:00–17:00'
    """
    zh, en = _said(opening_hours) if opening_hours else (None, None)
    return {"hours": hours, "opening_hours": opening_hours or None, "hours_zh": zh, "hours_en": en}


@lru_cache(_SAID)
def _said(expression: str) -> tuple[str, str]:
    return say_hours(expression, "zh"), say_hours(expression, "en")


def opening_members(moment: Moment, zone: ZoneInfo) -> dict[str, Any]:
    """Give the state and what comes next, instants with the offset of a zone.

    Parameters
    ----------
    moment : Moment
    zone : ZoneInfo
        The stations' clock.

    Examples
    --------
    >>> moment = Moment("open", None, 32_400, False, "", 0, 32_400)
    >>> opening_members(moment, ZoneInfo("Asia/Shanghai"))["closes_at"]
    '1970-01-01T17:00:00+08:00'
    """
    return {
        "open": moment.state,
        "opens_at": _shown(moment.opens_at, zone),
        "closes_at": _shown(moment.closes_at, zone),
        "open_estimated": moment.estimated,
        "open_comment": moment.comment or None,
    }


def opening_at(catalogue: Searchable, row: int, at: int) -> dict[str, Any]:
    """Give the members of a station at an instant; one that is not in operation then is closed.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    row : int
    at : int
        UTC epoch seconds.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> list(opening_at(demonstration(), 0, 1_795_575_600))[:2]
    ['open', 'opens_at']
    """
    zone = catalogue.rules.zone
    station, day = catalogue.station(row), date_in(zone, at).isoformat()
    if station.opened_on <= day < (station.closed_on or "9999-12-31"):
        return opening_members(catalogue.moment(row, at), zone)
    return opening_members(Moment("closed", None, None, False, station.closed_reason, at, at), zone)


def date_in(zone: ZoneInfo, at: int) -> date:
    """Give the date that a zone's calendar shows at an instant."""
    return datetime.fromtimestamp(at, UTC).astimezone(zone).date()


def _shown(at: int | None, zone: ZoneInfo) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).astimezone(zone).isoformat()
