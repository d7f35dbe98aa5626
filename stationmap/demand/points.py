"""Demand of a file of points."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.datum import Datum, to_wgs84
from stationmap.demand.demand import Demand
from stationmap.demand.faults import finding
from stationmap.demand.rows import Rows
from stationmap.districts import Districts

__all__ = ["points_demand"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_ABOUT = 1.0  # degrees about the districts in which a position is still plausible


def points_demand(rows: Rows, districts: Districts, datum: Datum, *, what: str, source: str) -> Demand:
    """Place weights at points; what has no usable position goes to `unplaced` under "".

    Parameters
    ----------
    rows : Rows
        With columns of lat and lon; told what is wrong.
    districts : Districts
    datum : Datum
        Of the positions.
    what, source : str
        As `Demand` takes them.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> from stationmap.files import RawTable
    >>> from stationmap.findings import Findings
    >>> raw = RawTable.of(["lat", "lon", "n"], [["34.8", "113.3", "3"], ["", "", "2"]], [2, 3])
    >>> rows = Rows(raw, {"lat": "lat", "lon": "lon", "weight": "n"}, Findings())
    >>> demand = points_demand(rows, national(), Datum.WGS84, what="n", source="a.csv")
    >>> demand.adcode.tolist(), demand.unplaced.to_dict()
    (['410106'], {'': 2.0})
    """
    rows.weigh()
    ids = rows.ids()
    lat, lon = (_degrees(rows, field) for field in ("lat", "lon"))
    wrong = _tell_wrong(rows, lat, lon, districts)
    there = ~wrong
    lat, lon = to_wgs84(lat[there], lon[there], datum)
    frame = pd.DataFrame({"id": ids[there], "lat": lat, "lon": lon, "weight": rows.weight[there]})
    frame["adcode"] = districts.locate(lat, lon)
    rows.tell_outside(frame)
    lost = pd.Series({"": float(rows.weight[wrong].sum())} if wrong.any() else {}, dtype=float)
    how = f"点，按坐标（{datum.value}） points by position ({datum.value})"
    return Demand(frame, what=what, how=how + rows.left_out_words, source=source, unplaced=lost)


def _degrees(rows: Rows, field: str) -> Floats:
    numbers = pd.to_numeric(rows.texts[field], errors="coerce")
    return numbers.to_numpy(dtype=np.float64)


def _tell_wrong(rows: Rows, lat: Floats, lon: Floats, districts: Districts) -> Flags:
    """Tell every position that cannot be right, once and by the worst that is wrong with it."""
    blank = ((rows.texts["lat"] == "") & (rows.texts["lon"] == "")).to_numpy()
    unread = ~blank & (np.isnan(lat) | np.isnan(lon))
    zero = (np.abs(lat) < 1e-9) & (np.abs(lon) < 1e-9)
    swapped = ~_plausible(lat, lon, districts) & _plausible(lon, lat, districts) & ~zero
    beyond = ~blank & ~unread & ~swapped & ~((np.abs(lat) <= 90) & (np.abs(lon) <= 180))
    wrong = {
        "missing_position": blank,
        "unreadable_position": unread,
        "zero_position": zero,
        "swapped_position": swapped,
        "position_out_of_range": beyond,
    }
    field = " / ".join(dict.fromkeys(rows.columns[name] for name in ("lat", "lon")))
    shown = (rows.texts["lat"] + ", " + rows.texts["lon"]).to_numpy(dtype=object)
    for code, where in wrong.items():
        for at in np.flatnonzero(where):
            text = "" if code == "missing_position" else shown[at]
            rows.findings.add(finding(code, int(rows.numbers[at]), field, text))
    return np.asarray(np.logical_or.reduce(list(wrong.values())), dtype=np.bool_)


def _plausible(lat: Floats, lon: Floats, districts: Districts) -> Flags:
    west, south, east, north = districts.bounds
    by_lat = (lat >= south - _ABOUT) & (lat <= north + _ABOUT)
    return np.asarray(by_lat & (lon >= west - _ABOUT) & (lon <= east + _ABOUT), dtype=np.bool_)
