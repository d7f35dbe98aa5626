"""One query in a loop, each engine alone: hot."""

from __future__ import annotations

from benchmarks.bench import OURS, Bench, Timing, places_of, timed
from benchmarks.cases import CASES
from benchmarks.pending import CHANGES, pending
from benchmarks.rivals import Engine
from benchmarks.rivals.ours import LIVE, searches
from benchmarks.table import Table, number

__all__ = ["run"]


def run(bench: Bench) -> list[Table]:
    """Time every engine alone, and ours with changes pending."""
    rows = [_row(bench, engine) for engine in bench.engines.values()]
    rows.insert(1, _pending_row(bench))
    note = "Median (99th percentile), µs a query in Python, answers exact and refined, k = 5."
    return [Table("One query, hot", ("engine", *(case.name for case in CASES)), rows, note)]


def _row(bench: Bench, engine: Engine) -> list[str]:
    def cell(timing: Timing) -> str:
        return f"{number(timing.median)} ({number(timing.p99)})"

    times = [
        timed(engine.prepare(case), places_of(bench.stations, case, 2_000).pairs(), bench.seconds) for case in CASES
    ]
    return [engine.name, *map(cell, times)]


def _pending_row(bench: Bench) -> list[str]:
    name = f"{OURS}, {CHANGES:,} changes pending"
    if LIVE is None:
        return [name, *("not built" for _ in CASES)]
    return _row(bench, Engine(name, searches(pending(bench.stations).index)))
