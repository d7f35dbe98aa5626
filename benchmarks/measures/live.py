"""One change: how long until an answer shows it; and answers while the base is built anew."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Thread

import numpy as np

from benchmarks.bench import OURS, Bench, clock, places_of
from benchmarks.cases import CASES
from benchmarks.data import Stations, make_stations, places_near
from benchmarks.rivals import RIVALS, Engine
from benchmarks.rivals.engine import Put
from benchmarks.rivals.ours import LIVE, opened_live
from benchmarks.table import Table, number, times
from stationmap.index import StationIndex

__all__ = ["run"]

_CHANGES = 1_000
_REBUILDS = 5


def run(bench: Bench) -> list[Table]:
    """Change every engine that can change, and serve while ours is built anew."""
    rows = [_changed(name, len(bench.stations), bench.seconds) for name in bench.engines]
    note = "Median (99th percentile), µs, of moving one station and of the first query there, which must show it."
    title = "One change"
    return [Table(title, ("engine", "change", "query there", "both"), rows, note), _while_building(bench)]


def _changed(name: str, count: int, seconds: float) -> list[str]:
    if name == OURS and LIVE is None:
        return [name, "not built", "", ""]
    with (opened_live if name == OURS else RIVALS[name])(
        make_stations(count)
    ) as engine:  # of its own: a change must not reach the others' stations
        if engine.put is None:
            return [name, "rebuild", "", ""]
        return [name, *_timed(engine, engine.put, make_stations(count), seconds)]


def _timed(engine: Engine, put: Put, stations: Stations, seconds: float) -> list[str]:
    search, end = engine.prepare(CASES[0]), time.perf_counter() + 3 * seconds
    spent = []
    for row, lat, lon in _moves(stations):
        start = time.perf_counter_ns()
        put(row, lat, lon, int(stations.bits[row]))
        between = time.perf_counter_ns()
        rows = search(lat, lon)[0]
        spent.append(((between - start) / 1e3, (time.perf_counter_ns() - between) / 1e3))
        if row not in rows.tolist():
            return ["not shown", "", ""]
        if time.perf_counter() > end:
            break
    put_us, ask_us = np.array(spent).T
    return [f"{number(np.median(us))} ({number(np.percentile(us, 99))})" for us in (put_us, ask_us, put_us + ask_us)]


def _moves(stations: Stations) -> Iterator[tuple[int, float, float]]:
    rows = np.random.default_rng(21).permutation(len(stations))[:_CHANGES].tolist()
    for row, (lat, lon) in zip(rows, places_near(stations, len(rows), seed=22).pairs(), strict=True):
        yield row, round(lat, 6), round(lon, 6)


def _while_building(bench: Bench) -> Table:
    """Ask the old base while a thread builds the new one, as a swap would have it."""
    stations, case = bench.stations, CASES[1]
    search, pairs = bench.engines[OURS].prepare(case), places_of(stations, case, 20_000).pairs()
    calm = _percentiles(clock(search, pairs, bench.seconds))
    seconds: list[float] = []
    builder = Thread(target=_build, args=(stations, seconds))
    spent: list[float] = []
    builder.start()
    while builder.is_alive():
        spent += clock(search, pairs, 0.01)
    builder.join()
    busy = _percentiles(spent)
    rows = [["at rest", *map(number, calm), ""], ["while building", *map(number, busy), number(min(seconds))]]
    rows.append(["ratio", *(times(b / a) for a, b in zip(calm, busy, strict=True)), ""])
    columns = ("stationmap", "median, µs", "p99, µs", "build, s")
    return Table(
        "Answers while the base is built anew", columns, rows, f"Case: {case.name}; one thread asks, one builds."
    )


def _build(stations: Stations, seconds: list[float]) -> None:
    for _ in range(_REBUILDS):
        start = time.perf_counter()
        StationIndex(stations.lat, stations.lon, stations.bits)
        seconds.append(time.perf_counter() - start)


def _percentiles(spent: list[float]) -> tuple[float, float]:
    return float(np.median(spent)), float(np.percentile(spent, 99))
