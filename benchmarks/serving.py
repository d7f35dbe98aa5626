"""HTTP servers to load: one worker each, on a free port of the loopback address."""

from __future__ import annotations

import importlib.util
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError

from benchmarks.processes import free_port, started

__all__ = ["NEEDED", "SERVERS", "missing", "own_service", "serving"]

_PLAIN = ["--host", "127.0.0.1", "--port", "{port}"]
_GRANIAN = ["--interface", "asgi", "--workers", "1", "--loop", "uvloop", "--no-ws", "--log-level", "warning"]
SERVERS = {
    "uvicorn": ["--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning", *_PLAIN],
    "granian": [*_GRANIAN, *_PLAIN],
    "hypercorn": ["--workers", "1", "--worker-class", "uvloop", "--log-level", "warning", "--bind", "127.0.0.1:{port}"],
}
NEEDED = {"uvicorn": ("uvicorn", "uvloop", "httptools"), "granian": ("granian", "uvloop"), "hypercorn": ("hypercorn",)}


def missing(*modules: str) -> str:
    """Say what to install of these; nothing if all are there."""
    lacking = [module for module in modules if importlib.util.find_spec(module) is None]
    return f"pip install {' '.join(lacking)}" if lacking else ""


@contextmanager
def serving(server: str, app: str, env: dict[str, str], log: Path) -> Iterator[tuple[int, int]]:
    """Serve what an import string names ("module:app", or "module:make()" for a factory); give port and process."""
    port = free_port()
    target, factory = app.removesuffix("()"), app.endswith("()")
    options = [option.format(port=port) for option in SERVERS[server]]
    if server == "hypercorn":
        target = app  # it calls what is written as a call
    elif factory:
        options.append("--factory")
    command = [sys.executable, "-m", server, *options, target]
    with started(command, lambda: _answers(port), log=log, env=env) as pid:
        yield port, pid


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
    except HTTPError:
        return True  # it answers, though it knows no such path
    except (URLError, ConnectionError):
        return False
    return True


@contextmanager
def own_service(db: Path, workers: int, log: Path, env: dict[str, str] | None = None) -> Iterator[tuple[int, int]]:
    """Serve a register by stationmap's own command; give port and process."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("stationmap")), "serve", "--db", str(db), "--port", str(port)]
    with started([*command, "--workers", str(workers)], lambda: _is_ready(port), log=log, env=env) as pid:
        yield port, pid


def _is_ready(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz").close()
    except (URLError, ConnectionError):
        return False
    return True
