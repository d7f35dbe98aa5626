"""Exactness: differences from brute-force pyproj in set, order and distance."""

from __future__ import annotations

import time

import numpy as np

from benchmarks.bench import OURS, Bench
from benchmarks.cases import CASES, Case
from benchmarks.data import Places, Stations, places_at, places_far, places_near
from benchmarks.oracle import oracle
from benchmarks.pending import CHANGES, pending
from benchmarks.refine import Answer
from benchmarks.rivals import Engine
from benchmarks.rivals.ours import LIVE, searches
from benchmarks.table import Table

__all__ = ["run"]

_MILLIMETRE = 1e-3
_AT, _FAR, _GLOBE = 0.05, 0.17, 0.03  # shares of places at stations, anywhere about China, anywhere at all


def run(bench: Bench) -> list[Table]:
    """Compare every engine with the truth; a slow rival as far as it comes in its time."""
    wrong: dict[str, list[str]] = {name: [name] for name in bench.engines}
    for case in CASES:
        pairs = _places(bench.stations, bench.queries).pairs()
        truth = [*map(oracle(bench.stations, case), *zip(*pairs, strict=True))]
        for name, engine in bench.engines.items():
            budget = np.inf if name == OURS else 3 * bench.seconds
            wrong[name].append(_cell(engine, case, pairs, truth, budget))
    note = (
        f"Differences from `pyproj.Geod` in set, order or distance (1 mm) / queries asked, up to {bench.queries:,}"
        " of each; places near stations and at them, anywhere about China, anywhere on the globe."
    )
    rows = [_marked(row) for row in (*wrong.values(), *_pending_rows(bench))]
    return [Table("Exactness", ("engine", *(case.name for case in CASES)), rows, note)]


def _pending_rows(bench: Bench) -> list[list[str]]:
    if LIVE is None:
        return []
    changed = pending(bench.stations)
    engine = Engine(f"{OURS}, {CHANGES:,} changes pending", searches(changed.index))
    pairs = _places(bench.stations, bench.queries).pairs()
    truths = ([*map(changed.oracle(case), *zip(*pairs, strict=True))] for case in CASES)
    return [
        [engine.name, *(_cell(engine, case, pairs, truth, np.inf) for case, truth in zip(CASES, truths, strict=True))]
    ]


def _marked(row: list[str]) -> list[str]:
    exact = all(cell.startswith("0 ") for cell in row[1:])
    return row if exact else [f"{row[0]} (inexact)", *row[1:]]


def _places(stations: Stations, count: int) -> Places:
    at, far, globe = (int(count * share) for share in (_AT, _FAR, _GLOBE))
    near = places_near(stations, count - at - far - globe, seed=12)
    parts = near, places_at(stations, at), places_far(far), places_far(globe, seed=11, globe=True)
    order = np.random.default_rng(13).permutation(count)
    lat, lon = (np.concatenate([getattr(part, axis) for part in parts])[order] for axis in ("lat", "lon"))
    return Places(lat, lon)


def _cell(engine: Engine, case: Case, pairs: list[tuple[float, float]], truth: list[Answer], budget: float) -> str:
    search, wrong, asked, end = engine.prepare(case), 0, 0, time.perf_counter() + budget
    for pair, answer in zip(pairs, truth, strict=True):
        wrong += _differ(search(*pair), answer)
        asked += 1
        if time.perf_counter() > end:
            break
    return f"{wrong} / {asked:,}"


def _differ(got: Answer, truth: Answer) -> bool:
    if got[0].tolist() != truth[0].tolist():
        return True
    return bool(np.abs(got[1] - truth[1]).max(initial=0.0) > _MILLIMETRE)
