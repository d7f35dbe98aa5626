"""Build: seconds and bytes a station, each engine in a process of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median

from benchmarks.bench import Bench
from benchmarks.data import make_stations
from benchmarks.memory import array_bytes, resident
from benchmarks.processes import end_in_order
from benchmarks.rivals import RIVALS
from benchmarks.table import Table, number

__all__ = ["run"]

_WARM = 1_000  # stations of a first build, so that imports and compiled code are not counted
_ROUNDS = 3


@dataclass(frozen=True)
class Weight:
    """Seconds of a build; bytes a station: growth of the process, arrays held, bytes stored elsewhere."""

    seconds: float
    grown: float
    arrays: float
    stored: float


def run(bench: Bench) -> list[Table]:
    """Build every engine anew, each in a process of its own."""
    with get_context("spawn").Pool(1, end_in_order, maxtasksperchild=1) as pool:
        weights = {name: pool.apply(_weigh, (name, len(bench.stations))) for name in bench.engines}
    rows = [[name, *map(_text, vars(weight).values())] for name, weight in weights.items()]
    note = (
        "Seconds from arrays of degrees and bits to an engine that can answer (median where quick), a server's start"
        " included. Bytes a station: growth of the process at the first build, NumPy arrays that the engine holds"
        " (ours: positions, bits and index), and what a server or file holds."
    )
    columns = ("engine", "seconds", "process, B", "arrays, B", "server or file, B")
    return [Table("Build", columns, rows, note)]


def _text(value: float) -> str:
    return number(value) if value else "–"


def _weigh(name: str, count: int) -> Weight:
    opened = RIVALS[name]
    with opened(make_stations(_WARM)):
        pass
    stations, before, start = make_stations(count), resident(), time.perf_counter()
    with opened(stations) as engine:
        seconds = [time.perf_counter() - start]
        grown, arrays = resident() - before, array_bytes(engine.held)
        stored = engine.stored() if engine.stored else 0
    while seconds[0] < 1 and len(seconds) < _ROUNDS:
        start = time.perf_counter()
        with opened(stations):
            seconds.append(time.perf_counter() - start)
    # where a server or a file holds the stations, this process only passed them on
    return Weight(median(seconds), 0 if stored else grown / count, arrays / count, stored / count)
