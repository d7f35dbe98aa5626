"""The machine that a run was made on."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

__all__ = ["described"]

_PEERS = ("numpy", "numba", "pyproj", "scipy", "scikit-learn", "rtree", "shapely", "uvicorn", "granian", "hypercorn")


def described(stations: int) -> str:
    """Say when, on what and with which versions a run was made."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    machine = f"{os.cpu_count()} cores, {_model()}, Python {platform.python_version()}, {platform.system()}"
    versions = ", ".join(f"{name} {version}" for name in _PEERS if (version := _version(name)))
    return f"# {stations:,} stations\n\n{now}; {machine}; {versions}.\n"


def _model() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
