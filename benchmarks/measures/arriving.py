"""Open on arrival: the nearest that are open when one gets there, beside the same query without that."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from pyproj import Geod

from benchmarks.bench import Bench, Timing, places_of, timed
from benchmarks.cases import CASES, Case
from benchmarks.data import Stations
from benchmarks.register import hours_of
from benchmarks.rivals.engine import Search
from benchmarks.table import Table, number, times
from stationmap.catalogue import CHINA
from stationmap.catalogue.opening import RowTimes
from stationmap.index import StationIndex, Wanted, When

__all__ = ["run"]

_ZONE = ZoneInfo("Asia/Shanghai")
_DAY = datetime(2026, 11, 25, tzinfo=_ZONE)
_HOURS = (3, 10, 12, 19, 23)
_PACE, _STAY = 1.04, 600  # seconds a metre, seconds
_ASKED = 200


def run(bench: Bench) -> list[Table]:
    """Time every case at several hours of a Wednesday; then compare some answers with a look at every station."""
    stations, rows = bench.stations, RowTimes(hours_of(len(bench.stations)), CHINA, _DAY.date())
    index = StationIndex(stations.lat, stations.lon, stations.bits)
    table, different = [], 0
    for case in CASES:
        pairs, wanted = places_of(stations, case, 2_000).pairs(), Wanted(case.bits)
        plain = timed(_plain(index, case, wanted), pairs, bench.seconds)
        cells = [_cell(timed(_opened(index, case, wanted, rows, h), pairs, bench.seconds), plain) for h in _HOURS]
        table.append([case.name, number(plain.median), *cells])
        different += sum(_differs(index, stations, case, wanted, rows, pair) for pair in pairs[:_ASKED])
    note = (
        "Median µs in Python, k = 5, hot; in brackets how many times the query without hours. Those of unknown hours "
        f"that are no farther are found too. Unlike brute force: {different} of {_ASKED * len(CASES):,} answers."
    )
    names = ("query", "whatever the hours", *(f"open at {hour:02}:30" for hour in _HOURS))
    return [Table("Open on arrival", names, table, note)]


def _when(rows: RowTimes, hour: int) -> When:
    return When(rows.open_times, int(_DAY.replace(hour=hour, minute=30).timestamp()), _PACE, _STAY)


def _plain(index: StationIndex, case: Case, wanted: Wanted) -> Search:
    return lambda lat, lon: index.nearest(lat, lon, case.k, wanted)  # type: ignore[return-value]


def _opened(index: StationIndex, case: Case, wanted: Wanted, rows: RowTimes, hour: int) -> Search:
    when = _when(rows, hour)
    return lambda lat, lon: index.nearest_open(lat, lon, case.k, when, wanted)  # type: ignore[return-value]


def _cell(found: Timing, plain: Timing) -> str:
    return f"{number(found.median)} ({times(found.median / plain.median)})"


def _differs(
    index: StationIndex, stations: Stations, case: Case, wanted: Wanted, rows: RowTimes, pair: tuple[float, float]
) -> bool:
    """Measure all that match and ask the timetable for each."""
    hour = _HOURS[int(abs(pair[0]) * 1e6) % len(_HOURS)]
    fitting = index.matching(wanted)
    size = len(fitting)
    metres = Geod(ellps="WGS84").inv(
        np.full(size, pair[1]), np.full(size, pair[0]), stations.lon[fitting], stations.lat[fitting]
    )[2]
    states = _when(rows, hour).states(fitting, metres)
    order = np.lexsort((fitting, metres))
    known = fitting[order[states[order] == 1]][: case.k]
    most = np.sort(metres[states == 1])[case.k - 1] if len(known) == case.k else np.inf
    unknown = fitting[order[(states[order] == 2) & (metres[order] <= most)]][: case.k]
    found = index.nearest_open(*pair, case.k, _when(rows, hour), wanted)
    return any(ours.rows.tolist() != theirs.tolist() for ours, theirs in zip(found, (known, unknown), strict=True))
