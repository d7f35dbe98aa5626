"""A store of visits as people and programs read it: its ledger, its days by district, and the foot under both."""

from __future__ import annotations

from typing import Any

import pandas as pd

from stationmap.tables import titled
from stationmap.visits import COUNTED_STATES, STATES
from stationmap.warehouse.store import VisitStore

__all__ = [
    "DAYS_COLUMNS",
    "DECIMALS",
    "IMPORTS_COLUMNS",
    "days_for_people",
    "imports_for_people",
    "store_document",
    "store_notes",
]

# name: Chinese title, English title with unit
DAYS_COLUMNS: dict[str, tuple[str, str]] = {
    "adcode": ("代码", "adcode"),
    "date": ("日期", "day"),
    "visits": ("人次", "visits"),
    "reported_visits": ("全天计数人次", "visits of days counted whole"),
    "reported_stations": ("上报站点", "stations reported"),
    "part_stations": ("部分时段站点", "stations reported in part"),
    "closed_stations": ("未开放站点", "stations not open"),
    "not_reporting_stations": ("注明未上报站点", "stations said not to report"),
}
IMPORTS_COLUMNS: dict[str, tuple[str, str]] = {
    "number": ("序号", "number"),
    "file": ("文件", "file"),
    "sha256": ("文件指纹", "SHA-256"),
    "imported_at": ("导入时间", "imported at, UTC"),
    "method": ("计数方法", "method"),
    "first": ("首日", "first day"),
    "last": ("末日", "last day"),
    "rows": ("行", "rows"),
    "left_out": ("剔除行", "rows left out"),
    "exits": ("离站行", "rows of exits"),
    "new": ("新增站日", "station-days new"),
    "replaced": ("替换站日", "station-days replaced"),
    "unchanged": ("未变站日", "station-days unchanged"),
}
DECIMALS: dict[str, int] = {}  # all of it is counted


def days_for_people(days: pd.DataFrame) -> pd.DataFrame:
    """Give the columns of `VisitStore.days_by_district` their titles, Chinese first; unknown stays empty.

    Parameters
    ----------
    days : pandas.DataFrame

    Examples
    --------
    >>> days_for_people(pd.DataFrame(columns=list(DAYS_COLUMNS))).columns[2]
    '人次 visits'
    """
    return titled(days, DAYS_COLUMNS)


def imports_for_people(store: VisitStore) -> pd.DataFrame:
    """Write the ledger, one row an import, with titles for people.

    Parameters
    ----------
    store : VisitStore

    Examples
    --------
    >>> from pathlib import Path
    >>> from stationmap.warehouse.manifest import Manifest
    >>> imports_for_people(VisitStore(Path("visits"), Manifest())).columns[1]
    '文件 file'
    """
    rows = [[getattr(entry, name) for name in IMPORTS_COLUMNS] for entry in store.imports]
    return titled(pd.DataFrame(rows, columns=list(IMPORTS_COLUMNS)), IMPORTS_COLUMNS)


def store_document(store: VisitStore) -> dict[str, Any]:
    """Write what a store is for programs.

    Parameters
    ----------
    store : VisitStore

    Returns
    -------
    dict
        Ready for JSON: period (null where it is empty), unit, method, station_days, imports, notes.

    Examples
    --------
    >>> from pathlib import Path
    >>> from stationmap.warehouse.manifest import Manifest
    >>> store_document(VisitStore(Path("visits"), Manifest()))["period"] is None
    True
    """
    period = store.manifest.period
    return {
        "period": None if period is None else {"first": period[0].isoformat(), "last": period[1].isoformat()},
        "unit": store.unit,
        "method": store.method,
        "station_days": store.station_days,
        "imports": [{name: getattr(entry, name) for name in IMPORTS_COLUMNS} for entry in store.imports],
        "notes": store_notes(store),
    }


def store_notes(store: VisitStore) -> list[str]:
    """Write the method foot of figures from a store.

    Parameters
    ----------
    store : VisitStore

    Returns
    -------
    list of str
        Sentences, Chinese first.

    Examples
    --------
    >>> from pathlib import Path
    >>> from stationmap.warehouse.manifest import Manifest
    >>> store_notes(VisitStore(Path("visits"), Manifest()))[0]
    '人次库是空的 the store of visits is empty'
    """
    period = store.manifest.period
    if period is None:
        return ["人次库是空的 the store of visits is empty"]
    left_out = sum(entry.left_out for entry in store.imports)
    states = "；".join(f"{name}＝{zh} {en}" for name, (zh, en) in STATES.items())
    return [
        f"时段 period: {period[0]} – {period[1]} · 单位 unit: {store.unit} · 方法 method: {store.method}",
        f"站日 station-days: {store.station_days:,} · 导入 imports: {len(store.imports)} · "
        f"各次剔除的行 rows left out of all imports: {left_out:,}",
        f"站日的状态 states of a station-day: {states}",
        "人次为空是未知，不是零；没有行的站日是缺报 visits that are blank are unknown, not zero; a station-day without "
        f"a row is missing; a number is counted on {' and '.join(COUNTED_STATES)} days",
        "逐次记录按站点当地日期计；没有记录的日子只有在声明记录完整时才是零 entries are counted by the local date of "
        "the station; a day without one is zero only where its entries were said to be complete",
        "同一站日以后导入的为准，不相加 of one station-day the last import counts; nothing is added up",
    ]
