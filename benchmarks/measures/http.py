"""HTTP: requests a second beside constant bytes on the same server, and beside PostGIS and Redis behind HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.bench import Bench
from benchmarks.load import Load, fetch, loaded, write_paths, wrk_missing
from benchmarks.register import save_register
from benchmarks.serving import NEEDED, SERVERS, missing, serving
from benchmarks.table import Table, number, times

__all__ = ["run"]

_ROUNDS = 3
_WARM = 200  # requests, one after the other: every set of needs is among them
_OURS, _CONSTANT = "stationmap_api.app:create_app()", "benchmarks.apps.constant:app"
_COLUMNS = ("route", "requests/s (of the first)", "p99, ms", "CPU µs a request (× the first)", "failed")
_PEERS = {"PostGIS KNN": "postgis", "Redis GEOSEARCH": "redis"}
_CLIENTS = ("asyncpg", "redis")
_KINDS = {"raw ASGI": "benchmarks.apps.peers:raw()", "FastAPI": "benchmarks.apps.peers:fast()"}


@dataclass(frozen=True)
class Route:
    """A route that is loaded: its name, where it listens, and all processes that work for it."""

    name: str
    port: int
    pids: list[int]


def run(bench: Bench) -> list[Table]:
    """Load ours and constant bytes on every server, then ours and the peers on uvicorn."""
    if why := wrk_missing():
        return [Table("HTTP", ("", "to install"), [["load generator", why]])]
    with TemporaryDirectory(prefix="bench-http-") as folder:
        home = Path(folder)
        paths = write_paths(bench.stations, home / "paths")
        save_register(bench.stations, home / "register.db")
        servers = [row for server in SERVERS for row in _server(bench, server, home, paths)]
        body = home / "body"
        size = body.stat().st_size if body.exists() else 0
        peers = _peers(bench, home, paths)
    note = f"One worker, 32 connections, random places and needs; medians of {_ROUNDS} rounds in turn"
    constant = f"{note}; constant bytes: one answer of ours, {size:,} bytes."
    others = f"{note}; CPU with the database's. The peers answer rows and metres only, in exact order."
    tables = ("HTTP, beside constant bytes", constant, servers), ("HTTP, beside peers, on uvicorn", others, peers)
    return [Table(title, _COLUMNS, rows, text) for title, text, rows in tables]


def _server(bench: Bench, server: str, home: Path, paths: list[str]) -> list[list[str]]:
    if why := missing(*NEEDED[server]):
        return [[server, why, "", "", ""]]
    env = {"STATIONMAP_DB": str(home / "register.db"), "BENCH_BODY": str(home / "body")}
    with ExitStack() as stack:
        port, pid = stack.enter_context(serving(server, _OURS, env, home / "log"))
        (home / "body").write_bytes(max((fetch(port, path) for path in paths[:_WARM]), key=len))
        ours = Route(f"nearest, {server}", port, [pid])
        port, pid = stack.enter_context(serving(server, _CONSTANT, env, home / "log-constant"))
        return _rows([Route(f"constant bytes, {server}", port, [pid]), ours], bench, home)


def _peers(bench: Bench, home: Path, paths: list[str]) -> list[list[str]]:
    if why := missing(*NEEDED["uvicorn"], *_CLIENTS):
        return [["PostGIS and Redis", why, "", "", ""]]
    with ExitStack() as stack:
        env = {"STATIONMAP_DB": str(home / "register.db")}
        port, pid = stack.enter_context(serving("uvicorn", _OURS, env, home / "log"))
        routes = [Route("stationmap, nearest", port, [pid]), *_peer_routes(bench, home, stack)]
        for route in routes:
            for path in paths[:_WARM]:
                fetch(route.port, path)
        return _rows(routes, bench, home)


def _peer_routes(bench: Bench, home: Path, stack: ExitStack) -> Iterator[Route]:
    for name, peer in _PEERS.items():
        engine = bench.engines.get(name)
        address = engine.address if engine else None
        for kind, app in _KINDS.items() if address else ():
            env = {f"BENCH_{key.upper()}": str(value) for key, value in (address or {}).items()}
            env |= {"BENCH_PEER": peer, "BENCH_STATIONS": str(len(bench.stations))}
            port, pid = stack.enter_context(serving("uvicorn", app, env, home / f"log-{peer}-{kind}"))
            yield Route(f"{name} behind {kind}, uvicorn", port, [pid, int(env["BENCH_PID"])])


def _rows(routes: list[Route], bench: Bench, home: Path) -> list[list[str]]:
    """Load routes in turn, so that a noisy minute strikes all alike; the first is what ratios refer to."""
    loads: dict[str, list[Load]] = {route.name: [] for route in routes}
    for turn in range(_ROUNDS + 1):
        for route in routes:
            load = loaded(route.port, home / "paths", 3 * bench.seconds, route.pids)
            if turn:  # the first turn warms
                loads[route.name].append(load)
    first = next(iter(loads.values()))
    return [[name, *_cells(found, first)] for name, found in loads.items()]


def _cells(found: list[Load], first: list[Load]) -> list[str]:
    rate, p99, cpu = (median(getattr(load, name) for load in found) for name in ("rate", "p99", "cpu"))
    faster, dearer = (_ratio(found, first, name) for name in ("rate", "cpu"))
    return [f"{number(rate)} ({faster:.1%})", number(p99), f"{number(cpu)} ({times(dearer)})", _failed(found)]


def _ratio(found: list[Load], first: list[Load], name: str) -> float:
    return float(median(getattr(load, name) / getattr(base, name) for load, base in zip(found, first, strict=True)))


def _failed(found: list[Load]) -> str:
    return str(sum(load.failed for load in found))
