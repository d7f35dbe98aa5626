"""The stations as a register in a database, for a service to load."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.data import Stations
from stationmap.amenities import codes_of_bits
from stationmap.districts import national
from stationmap.station import STATION_COLUMNS
from stationmap.store import ImportRecord, open_store

__all__ = ["hours_of", "save_register"]

_UNKNOWN = {"text": "", "codes": "", "date": "", "number": np.nan, "integer": pd.NA}
# five of six keep daytime hours; of some nobody knows them
_HOURS = {
    "08:00-20:00": 0.25,
    "Mo-Fr 08:30-12:00,13:00-17:30; PH off": 0.15,
    "09:00-17:00": 0.15,
    "Mo-Fr 08:30-17:00": 0.12,
    "Mo-Sa 07:00-19:00": 0.06,
    "08:45-23:45": 0.04,
    "18:00-02:00": 0.02,
    "24/7": 0.06,
    "": 0.15,
}


def hours_of(count: int) -> pd.DataFrame:
    """Draw hours for so many stations, as the table of a register has them."""
    hours = np.random.default_rng(41).choice(list(_HOURS), count, p=list(_HOURS.values()))
    blank = dict.fromkeys(("closures", "warnings", "opened_on", "closed_on"), "")
    return pd.DataFrame({"opening_hours": hours.astype(object), **blank})


def save_register(stations: Stations, path: Path) -> None:
    """Write a new register of the stations, with names and addresses of usual length."""
    count = len(stations)
    record = ImportRecord("benchmark", "", "wgs84", count, count, 0)
    with open_store(str(path), create=True) as store:
        store.save(_table(stations), national().frame, record)


def _table(stations: Stations) -> pd.DataFrame:
    rows = range(len(stations))
    hours = hours_of(len(stations))["opening_hours"]
    known = {
        "id": [f"B{row:07d}" for row in rows],
        "id_source": "registered",
        "name": [f"工会户外劳动者服务站点{row}号" for row in rows],
        "address": [f"人民路{row % 900 + 1}号{row}院一层" for row in rows],
        "district": national().locate(stations.lat, stations.lon),
        "lat": stations.lat,
        "lon": stations.lon,
        "datum_received": "wgs84",
        "lat_received": stations.lat,
        "lon_received": stations.lon,
        "kind": "fixed",
        "hours": hours,
        "opening_hours": hours,
        "access": "open_door",
        "amenities": _codes(stations),
        "phone": [f"0371-{row % 10_000_000:08d}" for row in rows],
        "verified_on": date(2026, 11, 1).isoformat(),
    }
    columns = {name: known.get(name, _UNKNOWN[column.type]) for name, column in STATION_COLUMNS.items()}
    return pd.DataFrame(columns, index=rows)


def _codes(stations: Stations) -> list[str]:
    bits, of = np.unique(stations.bits, return_inverse=True)
    texts = [",".join(codes_of_bits(some)) for some in bits.tolist()]
    return [texts[at] for at in of.tolist()]
