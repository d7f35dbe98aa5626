"""Servers that a run starts and stops itself."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

__all__ = ["cpu_seconds", "end_in_order", "free_port", "run", "started"]

_PATIENCE = 900.0  # seconds until a server must answer: one that loads millions of stations too
_TICKS = os.sysconf("SC_CLK_TCK")


def end_in_order() -> None:
    """Let a termination unwind this process, so that the servers it started are stopped too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


@contextmanager
def started(
    command: list[str],
    ready: Callable[[], bool],
    *,
    log: Path,
    user: str | None = None,
    stop: signal.Signals = signal.SIGTERM,
    env: dict[str, str] | None = None,
) -> Iterator[int]:
    """Start a server in a process group of its own, wait until it answers, and stop it at the end."""
    with log.open("wb") as out:
        process = Popen(  # noqa: S603
            command, stdout=out, stderr=out, user=user, env={**os.environ, **(env or {})}, start_new_session=True
        )
    try:
        _wait(process, ready, log)
        yield process.pid
    finally:
        process.send_signal(stop)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(process: Popen[bytes], ready: Callable[[], bool], log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not ready():
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"{process.args!r} did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)


def run(command: list[str], user: str | None = None) -> str:
    """Run a command to its end and give what it wrote."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, user=user)  # noqa: S603
    return done.stdout


def free_port() -> int:
    """Find a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def cpu_seconds(pid: int) -> float:
    """Add up the processor time of a process and all below it."""
    parents: dict[int, int] = {}
    spent: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        process = int(path.parent.name)
        # fields from the third on: state, parent, ...; user and system time are the 14th and 15th
        parents[process], spent[process] = int(fields[1]), int(fields[11]) + int(fields[12])
    return sum(ticks for process, ticks in spent.items() if _below(process, pid, parents)) / _TICKS


def _below(process: int, top: int, parents: dict[int, int]) -> bool:
    while process in parents and process != top:
        process = parents[process]
    return process == top
