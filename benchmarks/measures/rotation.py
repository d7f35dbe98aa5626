"""Every query to every engine in turn: each finds the caches as the others left them."""

from __future__ import annotations

import time
from statistics import median

from benchmarks.bench import OURS, Bench, clock, places_of, quiet
from benchmarks.cases import CASES, Case
from benchmarks.table import Table, number, times

__all__ = ["run"]

_LEAST = 9  # queries of a case, however slow the slowest engine


def run(bench: Bench) -> list[Table]:
    """Time all engines in turn and compare their medians."""
    medians = [_medians(bench, case) for case in CASES]
    rows = [[name, *(_cell(of[name], of[OURS], name) for of in medians)] for name in bench.engines]
    note = "Median µs a query, and how many times ours; each query goes to every engine in turn, so caches are cold."
    return [Table("One query, every engine in turn", ("engine", *(case.name for case in CASES)), rows, note)]


def _cell(value: float, ours: float, name: str) -> str:
    return number(value) if name == OURS else f"{number(value)} ({times(value / ours)})"


def _medians(bench: Bench, case: Case) -> dict[str, float]:
    searches = {name: engine.prepare(case) for name, engine in bench.engines.items()}
    spent: dict[str, list[float]] = {name: [] for name in searches}
    end, names = time.perf_counter() + 8 * bench.seconds, [*searches]
    with quiet():
        for asked, pair in enumerate(places_of(bench.stations, case, 2_000).pairs()):
            turn = asked % len(names)  # nobody always comes after the same
            for name in names[turn:] + names[:turn]:
                spent[name] += clock(searches[name], [pair], 0)
            if asked >= _LEAST and time.perf_counter() > end:
                break
    return {name: median(values[2:]) for name, values in spent.items()}
