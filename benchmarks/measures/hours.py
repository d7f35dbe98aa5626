"""Hours: whether stations are open, from a timetable and from the library asked station by station."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from itertools import product
from statistics import median
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from opening_hours import OpeningHours, State

from benchmarks.bench import Bench, quiet
from benchmarks.table import Table, number, times
from stationmap.timetable import OPEN, UNKNOWN, Timetable, china_calendar

__all__ = ["run"]

_ZONE = ZoneInfo("Asia/Shanghai")
_FIRST = date(2026, 1, 10)
_DAYS = 400
_ASKED = 1_000_000
_ALONE = 20_000
_ROUNDS = 7
_STAY_S = 600
_NUMBERS = {State.OPEN: OPEN, State.UNKNOWN: UNKNOWN}

Numbers = NDArray[np.int64]


def run(bench: Bench) -> list[Table]:
    """Time a timetable of 2,000 expressions that do not name holidays, so that the library gives the same answers."""
    expressions = _expressions()
    start = time.perf_counter()
    table = Timetable.build(expressions, china_calendar(), _ZONE, _FIRST, _DAYS)
    built = time.perf_counter() - start
    random = np.random.default_rng(1)
    which = random.integers(1, len(table), _ASKED)
    at = random.integers(table.flat.begin + 86_400, table.flat.end - 86_400, _ASKED)
    return [_answers(table, which, at), _weight(table, built), _exact(table, which[:_ALONE], at[:_ALONE])]


def _expressions() -> list[str]:
    shapes = ("Mo-Su {0}-{1}", "Mo-Fr {0}-12:00,13:30-{1}", "Mo-Fr {0}-{1}; Sa 09:00-12:00", "Mo-Sa {0}-00:30",
              "May-Sep {0}-{1}; Oct-Apr 09:00-17:00", "{0}-{1} unknown")  # fmt: skip
    opens = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(330, 630, 15)]
    closes = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(960, 1225, 15)]
    return [shape.format(*pair) for pair in product(opens, closes) for shape in shapes][:2_000]


def _answers(table: Timetable, which: Numbers, at: Numbers) -> Table:
    hours = [_library(text) for text in table.expressions[1:]]
    asked = [
        (hours[entry - 1], datetime.fromtimestamp(moment, _ZONE))
        for entry, moment in zip(which[:_ALONE].tolist(), at[:_ALONE].tolist(), strict=True)
    ]
    pairs = list(zip(which[:_ALONE].tolist(), at[:_ALONE].tolist(), strict=True))
    peer = _micros(lambda: [one.is_open(moment) for one, moment in asked], _ALONE)
    change = _micros(lambda: [one.next_change(moment) for one, moment in asked], _ALONE)
    ours = (
        ("state, many", _micros(lambda: table.states(which, at), _ASKED), peer),
        ("state, one", _micros(lambda: [table.one_state(*pair) for pair in pairs], _ALONE), peer),
        ("open for ten minutes, many", _micros(lambda: table.stays_open(which, at, _STAY_S), _ASKED), peer),
        ("next opening, many", _micros(lambda: table.opens_at(which, at), _ASKED), change),
        ("next opening, one", _micros(lambda: [table.one_opens_at(*pair) for pair in pairs], _ALONE), change),
        ("64 slots of 15 minutes, every expression", _micros(lambda: table.slots(int(at[0]), 900), len(table)), peer),
    )
    rows = [[name, number(micros), number(theirs), times(theirs / micros)] for name, micros, theirs in ours]
    note = (
        f"Microseconds an answer, median of {_ROUNDS}, {_ASKED:,} stations and instants at random ({_ALONE:,} one by"
        " one). The library: is_open of each station by itself, and next_change for openings."
    )
    return Table("Hours", ("question", "timetable, µs", "library, µs", "ratio"), rows, note)


def _library(text: str) -> OpeningHours:
    return OpeningHours(text, timezone=_ZONE, auto_country=False, auto_timezone=False, max_interval_days=366)


def _micros(ask: Callable[[], object], count: int) -> float:
    ask()
    spent = []
    with quiet():
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            ask()
            spent.append(time.perf_counter() - start)
    return median(spent) * 1e6 / count


def _weight(table: Timetable, built: float) -> Table:
    count = len(table)
    rows = [[f"{count:,}", number(built * 1e3 / count), number(table.flat.nbytes / count), number(table.flat.nbytes)]]
    columns = ("expressions", "compiling one, ms", "bytes of one", "bytes in all")
    return Table("Hours: what a timetable costs", columns, rows, f"{_DAYS} days.")


def _exact(table: Timetable, which: Numbers, at: Numbers) -> Table:
    """Compare with the library's answers for the same wall clock."""
    hours = [_library(text) for text in table.expressions[1:]]
    moments = (datetime.fromtimestamp(moment, _ZONE) for moment in at.tolist())
    told = [_NUMBERS.get(hours[entry - 1].state(m)[0], 0) for entry, m in zip(which.tolist(), moments, strict=True)]
    different = int((table.states(which, at) != np.array(told)).sum())
    return Table("Hours: exactness", ("asked", "different"), [[f"{len(told):,}", f"{different:,}"]])
