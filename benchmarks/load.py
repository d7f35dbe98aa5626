"""Load on an HTTP server: wrk, 32 connections, random places and needs."""

from __future__ import annotations

import shutil
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

import numpy as np

from benchmarks.data import AMENITY_CODES, SHARES, Stations, places_far, places_near
from benchmarks.processes import cpu_seconds, run

__all__ = ["Load", "fetch", "loaded", "write_paths", "wrk_missing"]

_PATHS = 5_000
_NEED_SETS = 16
_NONE = 0.4  # share of requests without needs
_FAR = 0.1
_CONNECTIONS = 32
_SCRIPT = Path(__file__).with_name("load.lua")


@dataclass(frozen=True)
class Load:
    """What a load showed: requests a second, 99th percentile (ms), failures, CPU µs a request."""

    rate: float
    p99: float
    failed: int
    cpu: float


def wrk_missing() -> str:
    """Say what to install for the load generator; nothing if it is there."""
    return "" if shutil.which("wrk") else "apt-get install wrk"


def write_paths(stations: Stations, file: Path) -> list[str]:
    """Write the paths that are asked: places near stations and far off; no need, or some that many stations meet."""
    rng = np.random.default_rng(31)
    far = int(_PATHS * _FAR)
    pairs = rng.permutation(places_near(stations, _PATHS - far, seed=32).pairs() + places_far(far, seed=33).pairs())
    chance = np.array(SHARES) / sum(SHARES)
    sets = [rng.choice(AMENITY_CODES, size=rng.integers(1, 4), replace=False, p=chance) for _ in range(_NEED_SETS)]
    needs = ["" if rng.random() < _NONE else f"&needs={','.join(sets[rng.integers(_NEED_SETS)])}" for _ in pairs]
    paths = [
        f"/v1/stations/nearest?lat={lat:.6f}&lon={lon:.6f}{need}"
        for (lat, lon), need in zip(pairs.tolist(), needs, strict=True)
    ]
    file.write_text("\n".join(paths), encoding="utf-8")
    return paths


def fetch(port: int, path: str) -> bytes:
    """Ask once; a server that refuses gives no bytes."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as response:
            body: bytes = response.read()
            return body
    except HTTPError:
        return b""


def loaded(port: int, paths: Path, seconds: float, pids: list[int]) -> Load:
    """Load a server and count the processor time of it and of what stands behind it."""
    before = sum(map(cpu_seconds, pids))
    command = ["wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-s", str(_SCRIPT)]
    written = run([*command, f"http://127.0.0.1:{port}", "--", str(paths)])
    line = next(line for line in written.splitlines() if line.startswith("RESULT"))
    requests, duration, failed, p99 = (float(part) for part in line.split()[1:])
    spent = sum(map(cpu_seconds, pids)) - before
    return Load(requests * 1e6 / duration, p99 / 1e3, int(failed), spent * 1e6 / max(requests, 1))
