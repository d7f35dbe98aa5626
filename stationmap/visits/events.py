"""Files with one row an entry: which station, and at which moment by the station's clock."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from stationmap.findings import Finding
from stationmap.visits.cells import read_count, read_day
from stationmap.visits.columns import ALIASES
from stationmap.visits.texts import Texts, category

__all__ = ["EVENT_ALIASES", "EVENT_REQUIRED", "Events", "local_days", "parse_events"]

EVENT_ALIASES: dict[str, tuple[str, ...]] = {
    "station_id": ALIASES["station_id"],
    "timestamp": (
        "timestamp",
        "time",
        "datetime",
        "date_time",
        "entered_at",
        "时间",
        "时刻",
        "日期时间",
        "进站时间",
        "进入时间",
        "扫码时间",
        "刷卡时间",
        "识别时间",
    ),
    "count": ("count", "entries", "visits", "人次", "进站人次"),
    "direction": ("direction", "方向", "进出", "进出方向"),
}
EVENT_REQUIRED = ("station_id", "timestamp")

Mask = npt.NDArray[np.bool_]

_IN = {"in", "enter", "entry", "entrance", "进", "进入", "进站", "入"}
_OUT = {"out", "exit", "leave", "出", "离开", "出站", "离站"}
_MOMENT = (
    r"^(?P<day>[0-9][0-9./年月日-]*)(?:[T\s]+(?P<time>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:[.,]\d+)?\s*"
    r"(?P<offset>Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$"
)


@dataclass(frozen=True, eq=False)
class Events:
    """Entries of some rows, added up.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns station_id (category), date (datetime64[s]), visits (int64), row (the first): one row a station and day.
    left_out : int
        Rows with an error.
    exits : int
        Rows that say that somebody left, which is no visit.
    named : frozenset of str
        Stations of the rows that could be read, of those that left too.
    doubtful : frozenset of str
        Stations of which a row could not be read: on some day an entry is lacking.

    Examples
    --------
    >>> Events(pd.DataFrame(), 0, 2).exits
    2
    """

    frame: pd.DataFrame
    left_out: int
    exits: int
    named: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


def parse_events(texts: Texts, zone: ZoneInfo) -> tuple[Events, list[Finding]]:
    """Read entries and count them by station and local date; rows with an error are told and left out.

    Parameters
    ----------
    texts : Texts
        Fields station_id and timestamp; count (entries of the row, 1 without it) and direction where the file has them.
    zone : ZoneInfo
        The stations' clock.

    Returns
    -------
    Events
    list of Finding

    Examples
    --------
    >>> from stationmap.files import RawTable, TableChunk
    >>> raw = RawTable.of(["编号", "时间"], [["a", "2025-09-01T23:30Z"], ["a", "2025-09-02 08:00"]], [2, 3])
    >>> texts = Texts(TableChunk.of(raw), {"station_id": "编号", "timestamp": "时间"})
    >>> parse_events(texts, ZoneInfo("Asia/Shanghai"))[0].frame["visits"].tolist()
    [2]
    """
    days, unread = local_days(texts.cells["timestamp"].texts, zone)
    reads = {
        "station_id": texts.read("station_id", lambda text: True if text else "no_station_id", False),
        "timestamp": texts.by_code("timestamp", days, unread),
    }
    if "count" in texts.fields:
        reads["count"] = texts.read("count", lambda text: read_count(text) if text else "visits_not_a_number", 0)
    if "direction" in texts.fields:
        reads["direction"] = texts.read("direction", _direction, True)
    findings = [
        told for field, one in reads.items() for code in one.faults for told in texts.findings(code, field, one)
    ]
    good = ~np.logical_or.reduce(
        [np.zeros(len(texts), bool), *(w for one in reads.values() for w in one.faults.values())]
    )
    entered = good & reads["direction"].values if "direction" in reads else good
    number = (
        reads["count"].values[entered].astype(np.int64) if "count" in reads else np.ones(int(entered.sum()), np.int64)
    )
    frame = _summed(texts, entered, reads["timestamp"].values[entered], number)
    exits = int((good & ~entered).sum())
    return Events(frame, int((~good).sum()), exits, _ids(texts, good), _ids(texts, ~good)), findings


def _direction(text: str) -> bool | str:
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    if not word or word in _IN:
        return True
    return False if word in _OUT else "unknown_direction"


def _summed(texts: Texts, rows: Mask, days: npt.NDArray[np.datetime64], number: npt.NDArray[np.int64]) -> pd.DataFrame:
    station = category(texts.cells["station_id"], rows)
    cells = {"station_id": station.codes, "date": days.astype("M8[s]"), "visits": number, "row": texts.rows[rows]}
    groups = pd.DataFrame(cells).groupby(["station_id", "date"], as_index=False)
    summed: pd.DataFrame = groups.agg(visits=("visits", "sum"), row=("row", "min"))
    names = pd.Categorical.from_codes(summed["station_id"].to_numpy(), pd.Index(station.categories))
    return summed.assign(station_id=names)


def _ids(texts: Texts, rows: Mask) -> frozenset[str]:
    codes, ids = texts.cells["station_id"]
    return frozenset(ids[np.unique(codes[rows])]) - {""}


def local_days(moments: npt.NDArray[np.object_], zone: ZoneInfo) -> tuple[npt.NDArray[np.datetime64], dict[str, Mask]]:
    """Tell the local date of each moment.

    Parameters
    ----------
    moments : object array of str
        A day as `stationmap.visits.cells.read_day` reads it, alone (a typed file's midnight is written so) or with a
        time of day, and then with an offset from UTC or without: that is the stations' own clock.
    zone : ZoneInfo
        The stations' clock.

    Returns
    -------
    datetime64[D] array
    dict of str to bool array
        Where a fault is, by its code.

    Examples
    --------
    >>> texts = np.array(["2025-09-01 23:59:59.5", "2025-09-01T16:00:00Z", "20250901 24:00", "上午"], dtype=object)
    >>> days, faults = local_days(texts, ZoneInfo("Asia/Shanghai"))
    >>> days[:2].astype(str).tolist(), faults["unreadable_time"].tolist()
    (['2025-09-01', '2025-09-02'], [False, False, True, True])
    """
    parts = _parts(moments)
    day_codes, day_texts = pd.factorize(parts["day"], use_na_sentinel=True)
    read = [read_day(text) for text in day_texts]
    day_values = np.array(
        [np.datetime64("1970-01-01") if isinstance(d, str) else np.datetime64(d) for d in read]
        or [np.datetime64(0, "D")],
        "M8[D]",
    )
    no_moment = day_codes < 0
    faults = {"unreadable_time": no_moment}
    for code, told in (("unreadable_time", "unreadable_date"), ("implausible_date", "implausible_date")):
        where = np.array([one == told for one in read] or [False], dtype=bool)[day_codes] & ~no_moment
        faults[code] = faults.get(code, where) | where
    days = day_values[day_codes]
    shifted = (parts["offset"] != "").to_numpy() & ~no_moment
    if shifted.any():
        utc = days[shifted].astype("M8[s]") + _seconds(parts["time"][shifted]) - _offsets(parts["offset"][shifted])
        days[shifted] = (
            pd.DatetimeIndex(utc).tz_localize("UTC").tz_convert(zone).tz_localize(None).to_numpy().astype("M8[D]")
        )
    return days, {code: where for code, where in faults.items() if where.any()}


def _parts(moments: npt.NDArray[np.object_]) -> pd.DataFrame:
    """Split day, time and offset; None in all three where it is no moment."""
    parts = _extracted(moments)
    again = parts["day"].isna().to_numpy()
    if again.any():  # full-width digits and the like are rare
        plain = np.array([unicodedata.normalize("NFKC", text) for text in moments[again]], dtype=object)
        parts.loc[again] = _extracted(plain).to_numpy()
    return parts


def _extracted(moments: npt.NDArray[np.object_]) -> pd.DataFrame:
    found = pc.extract_regex(pa.array(moments, pa.string()), _MOMENT)
    names = ("day", "time", "offset")
    return pd.DataFrame({name: pc.struct_field(found, name).to_numpy(False) for name in names}, dtype=object)


def _seconds(times: pd.Series) -> npt.NDArray[np.timedelta64]:
    codes, texts = pd.factorize(times)
    clock = [[int(part) for part in text.split(":")] for text in texts]
    return np.array([(h * 60 + m) * 60 + (rest[0] if rest else 0) for h, m, *rest in clock], "m8[s]")[codes]


def _offsets(offsets: pd.Series) -> npt.NDArray[np.timedelta64]:
    codes, texts = pd.factorize(offsets)
    return np.array([_offset(text) for text in texts], "m8[s]")[codes]


def _offset(text: str) -> int:
    if text == "Z":
        return 0
    digits = text[1:].replace(":", "")
    return (1 if text[0] == "+" else -1) * (int(digits[:2]) * 3600 + int(digits[2:]) * 60)
