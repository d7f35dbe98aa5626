"""Always the same bytes: as fast as a server can answer."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.apps.asgi import Scope, bytes_app

__all__ = ["app"]

_BODY = Path(os.environ["BENCH_BODY"]).read_bytes()  # one of stationmap's answers


async def _start() -> None:
    """Have nothing to start."""


async def _respond(_scope: Scope) -> bytes:
    return _BODY


app = bytes_app(_respond, _start)
