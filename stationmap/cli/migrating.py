"""``stationmap migrate``: an older database to this version."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from stationmap.cli.shared import out
from stationmap.errors import MissingFileError
from stationmap.store import open_store

__all__ = ["migrate"]

Db = Annotated[str, typer.Option("--db", metavar="PATH", help="数据库 database")]


def migrate(db: Db) -> None:
    """把旧数据库升级到本版本。Bring an older database up to date; nothing is lost."""
    if "://" not in db and not Path(db).is_file():
        raise MissingFileError(f"没有这个数据库文件 no such database: {db}")
    with open_store(db, create=True) as store:
        out.print(Text(f"数据库已是最新 up to date; 登记册版本 register version {store.version()}"))
