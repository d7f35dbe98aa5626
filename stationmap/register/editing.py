"""Editing: one station added, changed or closed by hand; each is one transaction."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from stationmap.clock import today
from stationmap.districts import Districts
from stationmap.errors import Fault, InputError, StationNotFoundError
from stationmap.register.by_hand import check_by_hand, fields_of, settle
from stationmap.register.changing import FIXED, Edited, change_station, new_districts
from stationmap.register.comparing import compare_with_register
from stationmap.register.options import ImportOptions
from stationmap.register.values import read_date
from stationmap.store import Store

__all__ = ["add_station", "close_station", "edit_station", "find_station"]


def find_station(store: Store, station_id: str) -> pd.DataFrame:
    """Return a station's row.

    Raises
    ------
    StationNotFoundError
        If the register has none of that id.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from stationmap.store import open_store
    >>> with TemporaryDirectory() as folder, open_store(f"{folder}/register.db", create=True) as store:
    ...     find_station(store, "A-001")
    Traceback (most recent call last):
    stationmap.errors.StationNotFoundError: 没有这个编号的站点 no station has the id 'A-001'
    """
    table = store.stations(station_id)
    if table.empty:
        raise StationNotFoundError(f"没有这个编号的站点 no station has the id {station_id!r}")
    return table


def add_station(store: Store, values: Mapping[str, str], options: ImportOptions) -> Edited:
    """Add a station.

    Parameters
    ----------
    store : Store
    values : mapping of str to str
        Field to text, with ``name`` and a position; fields are named as columns of a register are. Without ``id``
        the station gets one made of its name, address and position, as in an import.
    options : ImportOptions
        Datum and area of the position; districts for where the register has none of its own; how near two stations
        look like one, as an import of the station alone would warn.

    Raises
    ------
    InputError
        If a field is unknown, a value cannot be used, or there is a station of that id.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from stationmap.datum import Datum
    >>> from stationmap.districts import national
    >>> from stationmap.store import open_store
    >>> options = ImportOptions(Datum.GCJ02, national())
    >>> values = {"name": "驿站", "lat": "34.803352", "lon": "113.305132", "id": "A-001"}
    >>> with TemporaryDirectory() as folder, open_store(f"{folder}/register.db", create=True) as store:
    ...     add_station(store, values, options).after[["district", "id_source"]].iloc[0].tolist()
    ['410106', 'code']
    """
    fields = fields_of(values, {"status": FIXED["status"]})
    own = Districts(store.districts())
    checked, districts = check_by_hand({"name": "", **values} if "name" not in fields else values, options, own)
    known = store.stations()
    checked = compare_with_register(checked, known, options.twin_distance_m)
    doubts = settle(checked.findings, fields | {"name"})
    none, after = checked.table.iloc[:0], checked.table
    _check_new(known, str(after["id"].iat[0]))
    return Edited(none, after, doubts, store.put("add", none, after, new_districts(after, districts, own)))


def edit_station(
    store: Store, station_id: str, values: Mapping[str, str], options: ImportOptions | None = None
) -> Edited:
    """Change a station.

    Parameters
    ----------
    store : Store
    station_id : str
    values : mapping of str to str
        Field to text; blank is unknown. Fields are named as columns of a register are. A blank ``closed_on`` opens
        the station again, and blanks ``closed_reason`` too, unless that is given.
    options : ImportOptions, optional
        Datum and area of a new position, and districts for where the register has none of its own.

    Raises
    ------
    StationNotFoundError
        If the register has none of that id.
    InputError
        If no field is named or one is unknown, a value cannot be used, or a position comes without its datum or the
        reverse.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from stationmap.datum import Datum
    >>> from stationmap.districts import national
    >>> from stationmap.store import open_store
    >>> options = ImportOptions(Datum.GCJ02, national())
    >>> values = {"name": "驿站", "lat": "34.803352", "lon": "113.305132", "id": "A-001"}
    >>> with TemporaryDirectory() as folder, open_store(f"{folder}/register.db", create=True) as store:
    ...     _ = add_station(store, values, options)
    ...     edit_station(store, "A-001", {"热水": "有"}).after["amenities"].tolist()
    ['hot_water']
    """
    if not values:
        raise InputError("没有要改的内容 nothing to set")
    if ("lat" in fields_of(values, FIXED)) != (options is not None):
        raise InputError("坐标和坐标系要一起给 a position and its datum go together: --set lat=… --set lon=… --datum …")
    return change_station(store, "edit", find_station(store, station_id), values, options)


def close_station(store: Store, station_id: str, on: str, reason: str = "") -> Edited:
    """Close a station; it stays in the register.

    Parameters
    ----------
    store : Store
    station_id : str
    on : str
        First day no longer in operation, as `stationmap.register.values.read_date` reads it.
    reason : str
        Why; what is known of it stays if blank.

    Raises
    ------
    StationNotFoundError
        If the register has none of that id.
    InputError
        If the day cannot be read, or the station is closed already.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from stationmap.datum import Datum
    >>> from stationmap.districts import national
    >>> from stationmap.store import open_store
    >>> options = ImportOptions(Datum.GCJ02, national())
    >>> values = {"name": "驿站", "lat": "34.803352", "lon": "113.305132", "id": "A-001"}
    >>> with TemporaryDirectory() as folder, open_store(f"{folder}/register.db", create=True) as store:
    ...     _ = add_station(store, values, options)
    ...     close_station(store, "A-001", "2026年5月1日").after["closed_on"].tolist()
    ['2026-05-01']
    """
    before = find_station(store, station_id)
    closed = str(before["closed_on"].iat[0])
    if "" < closed <= today().isoformat():
        advice = "改用 stationmap station edit --set closed_on=日期 change the day by `stationmap station edit`"
        raise InputError(f"已经停用 closed already: {station_id}", (Fault("closed_on", closed, advice),))
    if not read_date(on)[0]:
        advice = "日期无法识别，写 2024-05-01 the date cannot be read; write 2024-05-01"
        raise InputError("停用日期不能用 the day of closing cannot be used", (Fault("closed_on", on, advice),))
    values = {"closed_on": on} | ({"closed_reason": reason} if reason.strip() else {})
    return change_station(store, "close", before, values)


def _check_new(known: pd.DataFrame, station_id: str) -> None:
    if (known["id"] == station_id).any():
        reason = "改用 stationmap station edit，或给另一个 --id use `stationmap station edit`, or another --id"
        raise InputError(f"编号已有 the id exists: {station_id}", (Fault("id", station_id, reason),))
