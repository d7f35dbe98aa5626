"""``stationmap serve``: the HTTP service."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.text import Text

from stationmap.cli.basemap_options import (
    BasemapApproval,
    BasemapAttribution,
    BasemapDatum,
    BasemapKey,
    BasemapName,
    chosen_basemap,
)
from stationmap.cli.shared import Calendar, Db, Visits, Zone, err, out
from stationmap.documents import MADE_UP
from stationmap.files import read_table, temporary_folder
from stationmap.loading import opening_rules
from stationmap.snapshot import build_snapshot
from stationmap.store import open_store
from stationmap.visits import read_visits

__all__ = ["serve"]

Host = Annotated[str, typer.Option(help="监听地址 address to listen on")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="端口 port")]
Workers = Annotated[
    int, typer.Option(min=1, max=64, help="进程数，登记册在内存里只有一份 processes; one copy of the register")
]


def serve(
    db: Db = None,
    visits: Visits = None,
    zone: Zone = "",
    calendar: Calendar = None,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 1,
    basemap: BasemapName = "",
    basemap_datum: BasemapDatum = "",
    basemap_key: BasemapKey = "",
    basemap_attribution: BasemapAttribution = "",
    basemap_approval: BasemapApproval = "",
) -> None:
    """启动查询服务：接口、地图和文档；登记册的改动随时跟上。Serve the API, the map and the documentation.

    With --db every change that any process commits is answered within two seconds; one of over 10,000 stations when
    a new base of the register is built.
    """
    if db is not None:
        open_store(db).close()  # a wrong path is said here, not in a server's traceback
        os.environ["STATIONMAP_DB"] = db
    if visits is not None:
        read_visits(read_table(visits), [])  # so is a file that cannot be used
        os.environ["STATIONMAP_VISITS"] = str(visits)
    opening_rules(zone, calendar)  # and these
    of_basemap = {"datum": basemap_datum, "key": basemap_key, "attribution": basemap_attribution}
    of_basemap |= {"approval": basemap_approval}
    chosen_basemap(basemap, **of_basemap)  # and tiles that are not there
    os.environ |= {f"STATIONMAP_BASEMAP_{name.upper()}": text for name, text in of_basemap.items() if text}
    os.environ |= {"STATIONMAP_BASEMAP": basemap} if basemap else {}
    os.environ |= {"STATIONMAP_ZONE": zone} if zone else {}
    os.environ |= {"STATIONMAP_CALENDAR": str(calendar)} if calendar is not None else {}
    served = os.environ.get("STATIONMAP_DB")
    if served is None:
        err.print(Text(f"（{MADE_UP}）", style="yellow"))
    name = f"[{host}]" if ":" in host else host
    out.print(Text(f"启动中，地址 starting at http://{name}:{port}/"))
    with ExitStack() as stack:
        if served is not None and workers > 1:
            _share(served, stack.enter_context(temporary_folder()))
        # The access log would print the query string, and with it where somebody stands.
        uvicorn.run(
            "stationmap_api.app:create_app", factory=True, host=host, port=port, workers=workers, access_log=False
        )


def _share(db: str, folder: Path) -> None:
    """Build what all workers map before any of them starts."""
    build_snapshot(db, folder)
    os.environ["STATIONMAP_SNAPSHOTS"] = str(folder)
