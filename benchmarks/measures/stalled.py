"""Connections that stall: whether they are closed, and whether good clients are answered meanwhile."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from urllib.error import URLError

from benchmarks.bench import Bench
from benchmarks.load import fetch
from benchmarks.processes import free_port, started
from benchmarks.serving import NEEDED, SERVERS, missing, serving
from benchmarks.table import Table, number

__all__ = ["run"]

_STALLED = 200
_PATIENCE = 25.0  # seconds
_HALF = b"GET /v1/stations/nearest?lat=34.7 HTTP/1.1\r\nHost: a\r\nX-Half: "
_PATH = "/v1/stations/nearest?lat=34.76&lon=113.77"
_APP = "stationmap_api.app:create_app()"
_CONFIGURATION = Path("api/deployment/nginx.conf")


def run(_bench: Bench) -> list[Table]:
    """Stall each server, and nginx before ours; the stations are the demonstration's."""
    with TemporaryDirectory(prefix="bench-stalled-") as folder, ExitStack() as stack:
        home, rows = Path(folder), []
        for server in SERVERS:
            if why := missing(*NEEDED[server]):
                rows.append([server, why, ""])
                continue
            port, _ = stack.enter_context(serving(server, _APP, {}, home / server))
            rows.append([server, *_stalled(port)])
        if which("nginx") is None:
            rows.append(["nginx", "apt-get install nginx", ""])
        else:
            behind, _ = stack.enter_context(serving("uvicorn", _APP, {}, home / "behind"))
            port = stack.enter_context(_nginx(home, behind))
            rows.append([f"uvicorn behind nginx, {_CONFIGURATION}", *_stalled(port)])
    note = (
        f"{_STALLED} connections send half a header and wait: how many were closed within {_PATIENCE:g} s,"
        " and how long a good client waited for an answer at most, asking ten times a second."
    )
    return [Table("Connections that stall", ("server", "closed", "good client, ms"), rows, note)]


def _stalled(port: int) -> list[str]:
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(_STALLED)]
    for line in lines:
        line.sendall(_HALF)
        line.setblocking(False)
    longest, end, open_ones = 0.0, time.monotonic() + _PATIENCE, lines
    while open_ones and time.monotonic() < end:
        start = time.monotonic()
        if not fetch(port, _PATH):
            return [f"{_STALLED - len(open_ones)}", "refused"]
        longest = max(longest, time.monotonic() - start)
        open_ones = [line for line in open_ones if not _closed(line)]
        time.sleep(0.1)
    for line in lines:
        line.close()
    return [f"{_STALLED - len(open_ones)} / {_STALLED}", number(longest * 1e3)]


def _closed(line: socket.socket) -> bool:
    try:
        return line.recv(4096) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


@contextmanager
def _nginx(home: Path, behind: int) -> Iterator[int]:
    """Start nginx with the configuration that is shipped, but for ports and paths."""
    port = free_port()
    text = _CONFIGURATION.read_text(encoding="utf-8")
    for shipped, here in (
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("/var/log/nginx/error.log", str(home / "nginx.log")),
    ):
        text = text.replace(shipped, here)
    file = home / "nginx.conf"
    file.write_text(f"pid {home}/nginx.pid;\n{text}", encoding="utf-8")
    command = ["nginx", "-c", str(file), "-g", "daemon off;"]
    with started(command, lambda: _answers(port), log=home / "nginx.out"):
        yield port


def _answers(port: int) -> bool:
    try:
        return bool(fetch(port, "/healthz"))
    except (URLError, ConnectionError):
        return False
