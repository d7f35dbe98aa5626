"""Redis: GEOSEARCH in one sorted set of all stations and one of each amenity's, over a Unix socket."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.cases import Case
from benchmarks.data import AMENITY_CODES, SHARES, Stations
from benchmarks.geometry import LEAST_R
from benchmarks.processes import started
from benchmarks.refine import Rows
from benchmarks.rivals.discs import Find, prepared
from benchmarks.rivals.engine import Engine, MissingRivalError, Put
from stationmap.amenities import amenity_bits

try:
    import redis
except ImportError:  # said when it is opened
    redis = None  # type: ignore[assignment]

__all__ = ["ALL", "command", "opened"]

ALL = "all"
_SPHERE_R = 6_372_797.560856  # metres, of GEOSEARCH
_CELL = 2.0  # metres, more than a position is moved by when it is stored
_LIMIT = 85.05  # degrees, beyond which it knows no place
_GLOBE = 1.2e7  # metres
_BATCH = 2_000
_RARITY = dict(zip(AMENITY_CODES, SHARES, strict=True))


@contextmanager
def opened(stations: Stations) -> Iterator[Engine]:
    """Start a server without files and fill it."""
    if redis is None or shutil.which("redis-server") is None:
        raise MissingRivalError("apt-get install redis-server; pip install 'redis[hiredis]'")
    with TemporaryDirectory(prefix="bench-") as folder:
        path = str(Path(folder) / "socket")
        client = redis.Redis(unix_socket_path=path)
        command = ["redis-server", "--port", "0", "--unixsocket", path, "--save", "", "--appendonly", "no"]
        with started(command, lambda: _answers(client), log=Path(folder) / "log") as pid:
            empty = client.info("memory")["used_memory"]
            _fill(client, stations)
            yield Engine(
                "Redis GEOSEARCH",
                prepared(stations, lambda case: _find(client, case)),
                put=_putting(client, stations),
                stored=lambda: int(client.info("memory")["used_memory"] - empty),
                address={"path": path, "pid": pid},
            )
        client.close()


def _answers(client: Any) -> bool:  # noqa: ANN401
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


def _fill(client: Any, stations: Stations) -> None:  # noqa: ANN401
    for name, bits in [(ALL, 0), *((code, amenity_bits((code,))) for code in AMENITY_CODES)]:
        rows = np.flatnonzero((stations.bits & np.uint64(bits)) == bits)
        cells = zip(stations.lon[rows].tolist(), stations.lat[rows].tolist(), rows.tolist(), strict=True)
        while batch := [*islice(cells, _BATCH)]:
            client.execute_command("GEOADD", name, *(value for cell in batch for value in cell))


def command(case: Case, lat: float, lon: float, radius: float) -> tuple[str | float, ...]:
    """Write the command that lists all within a radius, in the set of the rarest need."""
    name = min(case.needs, key=_RARITY.__getitem__, default=ALL)
    if radius >= _GLOBE or abs(lat) > _LIMIT:
        return "ZRANGE", name, 0, -1
    wide = radius * 1.001 * _SPHERE_R / LEAST_R + _CELL  # what its sphere and its rounding need
    return "GEOSEARCH", name, "FROMLONLAT", lon, lat, "BYRADIUS", wide, "M"


def _find(client: Any, case: Case) -> Find:  # noqa: ANN401
    connection = client.connection_pool.get_connection()

    def find(lat: float, lon: float, radius: float) -> Rows:
        connection.send_command(*command(case, lat, lon, radius))
        return np.fromiter(map(int, connection.read_response()), np.int64)

    return find


def _putting(client: Any, stations: Stations) -> Put:  # noqa: ANN401
    def put(row: int, lat: float, lon: float, bits: int) -> None:
        with client.pipeline() as pipeline:
            pipeline.execute_command("GEOADD", ALL, lon, lat, row)
            for code in AMENITY_CODES:
                if bits & amenity_bits((code,)):
                    pipeline.execute_command("GEOADD", code, lon, lat, row)
                else:
                    pipeline.execute_command("ZREM", code, row)
            pipeline.execute()
        stations.change(row, lat, lon, bits)

    return put
