"""What all measures share: the stations, the engines that are open, and a clock."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

import numpy as np

from benchmarks.cases import Case
from benchmarks.data import Places, Stations, places_far, places_near
from benchmarks.rivals import Engine
from benchmarks.rivals.engine import Search

__all__ = ["Bench", "Timing", "clock", "places_of", "quiet", "timed"]

OURS = "stationmap"


@dataclass(frozen=True)
class Bench:
    """One run.

    Parameters
    ----------
    stations : Stations
        The data.
    engines : dict of str to Engine
        Those that could be opened, ours first.
    missing : dict of str to str
        Those that could not, and what to install.
    queries : int
        Queries of each kind for exactness.
    seconds : float
        Time for one engine and case.
    """

    stations: Stations
    engines: dict[str, Engine]
    missing: dict[str, str]
    queries: int
    seconds: float


@dataclass(frozen=True)
class Timing:
    """Microseconds of one query: medians over the rounds of their median and 99th percentile."""

    median: float
    p99: float


def places_of(stations: Stations, case: Case, count: int) -> Places:
    """Give the places that a case is asked from when it is timed."""
    return places_far(count) if case.far else places_near(stations, count)


def clock(search: Search, pairs: Iterable[tuple[float, float]], seconds: float) -> list[float]:
    """Time each query, µs, until the time is up; at least three."""
    spent, end = [], time.perf_counter() + seconds
    for lat, lon in pairs:
        start = time.perf_counter_ns()
        search(lat, lon)
        spent.append((time.perf_counter_ns() - start) / 1e3)
        if len(spent) >= 3 and time.perf_counter() > end:
            break
    return spent


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the garbage collector out of a measurement."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(search: Search, pairs: list[tuple[float, float]], seconds: float, rounds: int = 5) -> Timing:
    """Time a search in a loop of its own, warm."""
    slow = median(clock(search, pairs[:50], seconds / 10)) > seconds * 1e6 / rounds
    rounds = 1 if slow else rounds  # where one query takes longer than a round, noise matters less
    with quiet():
        spent = [clock(search, pairs, seconds / rounds) for _ in range(rounds)]
    return Timing(median(map(median, spent)), median(float(np.percentile(some, 99)) for some in spent))
