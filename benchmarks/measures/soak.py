"""Minutes of load on two workers while the register changes: failures, slow answers, wrong answers."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from benchmarks.bench import Bench
from benchmarks.cases import CASES
from benchmarks.changing import Changing
from benchmarks.data import Stations, places_far, places_near
from benchmarks.load import Load, loaded, write_paths, wrk_missing
from benchmarks.register import save_register
from benchmarks.serving import own_service
from benchmarks.table import Table, number

__all__ = ["run"]

_PAUSE = 1.0  # seconds between two changes
_AT_FIRST = 700  # changes before the load, so that a new base is built in its midst
_WORKERS = 2
_ASK = 0.1  # seconds between two answers that are taken for checking
_ROUNDS = 60.0  # seconds of the clock of a run for one of `--seconds`: ten minutes are --seconds 10


@dataclass
class _Checked:
    asked: int = 0
    faults: list[str] = field(default_factory=list)
    lag: float = 0.0
    slowest: float = 0.0


def run(bench: Bench) -> list[Table]:
    """Load, change and check."""
    if why := wrk_missing():
        return [Table("Soak", ("", "to install"), [["load generator", why]])]
    seconds = _ROUNDS * bench.seconds
    with TemporaryDirectory(prefix="bench-soak-") as folder:
        home = Path(folder)
        write_paths(bench.stations, home / "paths")
        save_register(bench.stations, home / "register.db")
        changing = Changing(bench.stations, home / "register.db")
        with own_service(home / "register.db", _WORKERS, home / "log") as (port, pid):
            changing.change_many(_AT_FIRST)
            load, checked = _under_load(bench.stations, changing, port, pid, home, seconds)
        told = (home / "log").read_text(errors="replace")
    changes = changing.commits - _AT_FIRST
    cells = [number(seconds / 60), number(load.rate), number(load.p99), str(load.failed), str(changes)]
    cells += [f"{len(checked.faults)} / {checked.asked:,}", number(checked.lag), str(_complaints(told))]
    columns = (
        "workers",
        "minutes",
        "requests/s",
        "p99, ms",
        "failed",
        "changes",
        "wrong",
        "most behind, s",
        "warnings",
    )
    note = (
        f"`stationmap serve --workers {_WORKERS}`, 32 connections; a change is committed every second and a new base is"
        " built in the midst. Answers taken for checking are compared with brute force over the register as it was in"
        " the version that they name, which must hold all that was committed 2 s before the request."
    )
    return [Table("Soak", columns, [[str(_WORKERS), *cells]], "\n\n".join([note, *checked.faults[:5]]))]


def _complaints(log: str) -> int:
    return sum("Traceback" in line or "WARNING" in line or "ERROR" in line for line in log.splitlines())


def _under_load(
    stations: Stations, changing: Changing, port: int, pid: int, home: Path, seconds: float
) -> tuple[Load, _Checked]:
    end, checked = Event(), _Checked()
    helpers = (
        Thread(target=changing.keep_changing, args=(_PAUSE, end)),
        Thread(target=_keep_checking, args=(stations, changing, port, end, checked)),
    )
    for helper in helpers:
        helper.start()
    try:
        with ThreadPoolExecutor(1) as pool:
            load = pool.submit(loaded, port, home / "paths", seconds, [pid]).result()
    finally:
        end.set()
        for helper in helpers:
            helper.join()
    return load, checked


def _keep_checking(stations: Stations, changing: Changing, port: int, end: Event, checked: _Checked) -> None:
    near, far = (places.pairs() for places in (places_near(stations, 2_000, seed=51), places_far(2_000, seed=52)))
    connection, number_ = HTTPConnection("127.0.0.1", port), 0
    while not end.wait(_ASK):
        case = CASES[number_ % len(CASES)]
        lat, lon = (round(degrees, 6) for degrees in (far if case.far else near)[number_ % len(near)])
        number_ += 1
        radius = f"&radius={case.radius:g}" if case.radius < 50_000 else ""
        needs = f"&needs={','.join(case.needs)}" if case.needs else ""
        sent = time.monotonic()
        connection.request("GET", f"/v1/stations/nearest?lat={lat}&lon={lon}&limit={case.k}{needs}{radius}")
        body = connection.getresponse().read()
        fault = changing.fault(body, lat, lon, case, sent)
        checked.asked += 1
        checked.lag = max(checked.lag, changing.lag(body, sent))
        checked.faults += [fault] if fault else []
