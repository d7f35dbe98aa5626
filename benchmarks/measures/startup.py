"""Start-up: seconds until a service answers, with compiled code kept and without."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.bench import Bench
from benchmarks.register import save_register
from benchmarks.serving import own_service
from benchmarks.table import Table, number

__all__ = ["run"]

_ROUNDS = 3


def run(bench: Bench) -> list[Table]:
    """Start the service, alone and with a second worker."""
    with TemporaryDirectory(prefix="bench-startup-") as folder:
        home = Path(folder)
        save_register(bench.stations, home / "register.db")
        rows = [
            [
                str(workers),
                number(_seconds(home, workers, home / f"empty-{workers}")),
                number(median(_seconds(home, workers, home / f"empty-{workers}") for _ in range(_ROUNDS))),
            ]
            for workers in (1, 2)
        ]
    note = (
        "Seconds from the command to the first answer of `/readyz`: imports, the register's loading and warm-up;"
        f" first with nothing compiled yet (once), then from the cache on disk (median of {_ROUNDS})."
    )
    return [Table("Start-up", ("workers", "compiling", "compiled before"), rows, note)]


def _seconds(home: Path, workers: int, compiled: Path) -> float:
    start = time.perf_counter()
    with own_service(home / "register.db", workers, home / "log", {"NUMBA_CACHE_DIR": str(compiled)}):
        return time.perf_counter() - start
