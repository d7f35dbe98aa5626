"""Closing a station for some days, or until further notice; it stays in operation."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from stationmap.clock import today
from stationmap.closures import read_closures, write_closures
from stationmap.errors import Fault, InputError
from stationmap.register.changing import Edited, change_station
from stationmap.register.editing import find_station
from stationmap.register.values import read_date
from stationmap.store import Store
from stationmap.timetable import Closure

__all__ = ["pause_station"]


def pause_station(store: Store, station_id: str, first: str, last: str = "", reason: str = "") -> Edited:
    """Close a station for some days, beside the temporary closures that it has.

    Parameters
    ----------
    store : Store
    station_id : str
    first, last : str
        First and last day closed, as `stationmap.register.values.read_date` reads them; a blank last day is until
        further notice.
    reason : str
        What people are told.

    Raises
    ------
    StationNotFoundError
        If the register has none of that id.
    InputError
        If a day cannot be read, they run backwards, the reason cannot be kept, or the station is closed for good.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from stationmap.datum import Datum
    >>> from stationmap.districts import national
    >>> from stationmap.register.editing import add_station
    >>> from stationmap.register.options import ImportOptions
    >>> from stationmap.store import open_store
    >>> options = ImportOptions(Datum.GCJ02, national())
    >>> values = {"name": "驿站", "lat": "34.803352", "lon": "113.305132", "id": "A-001"}
    >>> with TemporaryDirectory() as folder, open_store(f"{folder}/register.db", create=True) as store:
    ...     _ = add_station(store, values, options)
    ...     pause_station(store, "A-001", "2026年12月1日", "2026年12月15日", "装修").after["closures"].tolist()
    ['2026-12-01/2026-12-15 装修']
    """
    before = find_station(store, station_id)
    _check_in_operation(before)
    begins, ends = _day("--from", first), _day("--to", last) if last.strip() else None
    if ends is not None and ends < begins:
        fault = Fault("--to", last, f"早于首日 before the first day, {begins}")
        raise InputError("临时关闭的起止有误 the days of the closure cannot be used", (fault,))
    closures = read_closures(str(before["closures"].iat[0]))
    new = Closure(begins, ends, reason.strip())
    if new not in closures:
        closures = (*closures, new)
    return change_station(store, "close", before, {"closures": write_closures(closures)})


def _check_in_operation(before: pd.DataFrame) -> None:
    closed = str(before["closed_on"].iat[0])
    if "" < closed <= today().isoformat():
        advice = (
            "先用 stationmap station edit --set closed_on= 重新开放 open it again by `stationmap station edit` first"
        )
        raise InputError(f"已经停用 closed already: {before['id'].iat[0]}", (Fault("closed_on", closed, advice),))


def _day(option: str, text: str) -> dt.date:
    day = read_date(text)[0]
    if not day:
        advice = "日期无法识别，写 2026-12-01 the date cannot be read; write 2026-12-01"
        raise InputError("临时关闭的起止有误 the days of the closure cannot be used", (Fault(option, text, advice),))
    return dt.date.fromisoformat(day)
