"""``stationmap serve``: the HTTP service."""

from __future__ import annotations

import os
from typing import Annotated

import typer
import uvicorn
from rich.text import Text

from stationmap.cli.shared import Db, Visits, err, out
from stationmap.documents import MADE_UP
from stationmap.store import open_store

__all__ = ["serve"]

Host = Annotated[str, typer.Option(help="监听地址 address to listen on")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="端口 port")]


def serve(db: Db = None, visits: Visits = None, host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """启动查询服务：接口、地图和文档。Serve the API, the map and the documentation."""
    if db is not None:
        open_store(db).close()  # a wrong path is said here, not in a server's traceback
        os.environ["STATIONMAP_DB"] = db
    if visits is not None:
        os.environ["STATIONMAP_VISITS"] = str(visits)
    if db is None and "STATIONMAP_DB" not in os.environ:
        err.print(Text(f"（{MADE_UP}）", style="yellow"))
    name = f"[{host}]" if ":" in host else host
    out.print(Text(f"启动中，地址 starting at http://{name}:{port}/"))
    # The access log would print the query string, and with it where somebody stands.
    uvicorn.run("stationmap_api.app:create_app", factory=True, host=host, port=port, access_log=False)
