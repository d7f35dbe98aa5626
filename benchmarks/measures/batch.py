"""Many places at once: queries a second."""

from __future__ import annotations

import time
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks.bench import Bench, clock, places_of, quiet
from benchmarks.cases import CASES, Case
from benchmarks.data import Places
from benchmarks.oracle import oracle
from benchmarks.rivals import Engine
from benchmarks.table import Table, number

__all__ = ["run"]

_PLACES = 100_000
_ROUNDS = 3
_CHECKED = 200


def run(bench: Bench) -> list[Table]:
    """Count the queries a second of engines that answer many at once, and of our loop of single queries."""
    engines = [*bench.engines.values()]
    rows = [[f"{engines[0].name}, one by one", *(_loop(bench, engines[0], case) for case in CASES)]]
    for at, engine in enumerate(engines):
        if engine.many is not None:
            rows.append([f"{engine.name}, batch", *(_batch(bench, engine, case) for case in CASES)])
        elif at == 0:
            rows.append([f"{engine.name}, batch", *("not built" for _ in CASES)])
    note = (
        f"Queries a second, {_PLACES:,} places, all cores; *inexact* where the first {_CHECKED} are not brute force's."
    )
    return [Table("Batch", ("engine", *(case.name for case in CASES)), rows, note)]


def _loop(bench: Bench, engine: Engine, case: Case) -> str:
    spent = clock(engine.prepare(case), places_of(bench.stations, case, 20_000).pairs(), bench.seconds)
    return number(len(spent) * 1e6 / sum(spent))


def _batch(bench: Bench, engine: Engine, case: Case) -> str:
    if engine.many is None:
        return "not built"
    places = places_of(bench.stations, case, _PLACES)
    engine.many(_first(places, 1_000), case)
    seconds = []
    with quiet():
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            found = engine.many(places, case)
            seconds.append(time.perf_counter() - start)
    exact = _same(bench, case, _first(places, _CHECKED), found)
    return number(len(places) / median(seconds)) + ("" if exact else " *inexact*")


def _first(places: Places, count: int) -> Places:
    return Places(places.lat[:count], places.lon[:count])


def _same(bench: Bench, case: Case, places: Places, found: NDArray[np.int64]) -> bool:
    search = oracle(bench.stations, case)
    truth = (search(*pair)[0].tolist() for pair in places.pairs())
    return all(row[row >= 0].tolist() == rows for row, rows in zip(found, truth, strict=False))
