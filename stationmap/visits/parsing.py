"""Cells to rows of visits: a station, a day, a number and a state, or a fault."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.clock import today
from stationmap.findings import Finding
from stationmap.visits.cells import read_count, read_day, read_hours, read_state
from stationmap.visits.counts import STATES
from stationmap.visits.faults import finding
from stationmap.visits.texts import Read, Texts, category

__all__ = ["parse_rows"]

_STATES = list(STATES)
_COUNTED, _PART, _CLOSED, _SILENT, _UNSAID = 0, 1, 2, 3, -1
_NONE = -1  # no number of visits
_DAY = np.datetime64("1970-01-01", "D")

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def parse_rows(texts: Texts, zone: ZoneInfo | None = None) -> tuple[pd.DataFrame, list[Finding]]:
    """Read all cells; rows with an error are told and left out.

    Parameters
    ----------
    texts : Texts
        Fields station_id, date and visits; state or hours where the file has them.
    zone : ZoneInfo, optional
        By whose clock a day may have 23 or 25 hours; 24 without it.

    Returns
    -------
    pandas.DataFrame
        Columns row, station_id (category), date (datetime64[s]), visits (Int64), state (category).
    list of Finding

    Examples
    --------
    >>> from stationmap.files import RawTable, TableChunk
    >>> raw = RawTable.of(["编号", "日期", "人次", "计数小时"], [["a", "2025-09-01", "3", "9"]], [2])
    >>> fields = {"station_id": "编号", "date": "日期", "visits": "人次", "hours": "计数小时"}
    >>> parse_rows(Texts(TableChunk.of(raw), fields))[0]["state"].tolist()
    ['part_day']
    """
    read = {
        "station_id": texts.read("station_id", lambda text: True if text else "no_station_id", False),
        "date": texts.read(
            "date", lambda text: day if isinstance(day := read_day(text), str) else np.datetime64(day), _DAY
        ),
        "visits": texts.read("visits", lambda text: read_count(text) if text else _NONE, _NONE),
    }
    if "state" in texts.fields:
        read["state"] = texts.read("state", _state, _UNSAID)
    if "hours" in texts.fields:
        read["hours"] = texts.read("hours", lambda text: read_hours(text) if text else np.nan, np.nan)
    findings = [told for field, one in read.items() for code in one.faults for told in texts.findings(code, field, one)]
    good = _good(len(texts), read)
    days, visits = read["date"].values[good].astype("M8[D]"), read["visits"].values[good].astype(np.int64)
    said = read["state"].values[good].astype(np.int64) if "state" in read else np.full(int(good.sum()), _UNSAID)
    if "hours" in read:
        said, visits = _by_hours(said, visits, read["hours"].values[good].astype(float), _full_hours(days, zone))
    rows = texts.rows[good]
    state, odd = _settled(said, visits)
    findings += _odd(odd, rows, visits, said, texts.fields["visits"])
    findings += _to_come(days, rows, texts.fields["date"])
    frame = {
        "row": rows,
        "station_id": category(texts.cells["station_id"], good),
        "date": days.astype("M8[s]"),
        "visits": pd.arrays.IntegerArray(np.where(visits < 0, 0, visits), visits < 0),
        "state": pd.Categorical.from_codes(state, pd.Index(_STATES)),
    }
    return pd.DataFrame(frame), findings


def _state(text: str) -> int | str:
    if not text:
        return _UNSAID
    state = read_state(text)
    return "unknown_state" if state is None else _STATES.index(state)


def _good(size: int, read: dict[str, Read]) -> Mask:
    good = np.ones(size, dtype=bool)
    for one in read.values():
        for where in one.faults.values():
            good &= ~where
    return good


def _by_hours(
    said: Ints, visits: Ints, hours: npt.NDArray[np.float64], full: npt.NDArray[np.float64]
) -> tuple[Ints, Ints]:
    """Let the hours counted say the state where the file says none; of a day without an hour, 0 is no number."""
    open_to_hours = (said == _UNSAID) & ~np.isnan(hours)
    by_hours = np.select([hours == 0, hours < full], [_SILENT, _PART], _COUNTED)
    nothing = open_to_hours & (hours == 0) & (visits == 0)
    return np.where(open_to_hours, by_hours, said), np.where(nothing, _NONE, visits)


def _full_hours(days: npt.NDArray[np.datetime64], zone: ZoneInfo | None) -> npt.NDArray[np.float64]:
    if zone is None or not len(days):
        return np.full(len(days), 24.0)
    distinct, at = np.unique(days, return_inverse=True)
    return np.array([_hours_of(int(day.astype(int)), zone) for day in distinct])[at]


@cache
def _hours_of(day: int, zone: ZoneInfo) -> float:
    begin = datetime(1970, 1, 1) + timedelta(days=day)  # noqa: DTZ001 - the zone is put to it
    ends = (begin.replace(tzinfo=zone), (begin + timedelta(days=1)).replace(tzinfo=zone))
    return (ends[1].timestamp() - ends[0].timestamp()) / 3600


def _settled(said: Ints, visits: Ints) -> tuple[Ints, dict[str, Mask]]:
    """Settle the state of each day, and mark where it contradicts the number."""
    empty, counted = visits < 0, (said == _COUNTED) | (said == _PART)
    unsaid = said == _UNSAID
    odd = {"no_number": counted & empty, "number_on_uncounted_day": ~counted & ~empty & ~unsaid}
    return np.where(empty & (counted | unsaid), _SILENT, np.where(unsaid, _COUNTED, said)), odd


def _to_come(days: npt.NDArray[np.datetime64], rows: Ints, field: str) -> list[Finding]:
    """Tell days that are still to come: one slip of a year stretches the period by as much."""
    late = np.flatnonzero(days > np.datetime64(today() + timedelta(days=1)))  # a day ahead somewhere on the globe
    return [finding("day_to_come", int(rows[at]), field, str(days[at])) for at in late]


def _odd(odd: dict[str, Mask], rows: Ints, visits: Ints, said: Ints, field: str) -> list[Finding]:
    return [
        finding(
            code, int(rows[at]), field, "" if visits[at] < 0 else str(visits[at]), state=STATES[_STATES[said[at]]][0]
        )
        for code, where in odd.items()
        for at in np.flatnonzero(where)
    ]
