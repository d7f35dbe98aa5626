"""``--keep``: results into the database, where the service tells them place by place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from stationmap.catalogue import Catalogue
from stationmap.cli.shared import err
from stationmap.errors import Fault, InputError
from stationmap.report import file_source
from stationmap.store import open_store

__all__ = ["Keep", "check_keep", "keep_results"]

Keep = Annotated[
    bool,
    typer.Option(
        "--keep",
        help="结果存入数据库，服务的 /v1/coverage/{代码} 即可查到；替换同名旧结果 keep it in the database, in place "
        "of the last of its kind; the service tells it at /v1/coverage/{adcode}",
    ),
]


def check_keep(db: str | None, *, keep: bool) -> None:
    """Refuse, before anything is done, to keep a result without a database.

    Raises
    ------
    InputError
        If there is none.
    """
    if keep and db is None:
        raise InputError("--keep 需要 --db --keep needs --db", (Fault("--keep", "", "与 --db 同用 goes with --db"),))


def keep_results(
    db: str, catalogue: Catalogue, documents: Mapping[str, Mapping[str, Any]], files: Iterable[Path | None]
) -> None:
    """Keep documents by their names, with the fingerprints of the files that went in.

    Raises
    ------
    InputError
        If one is no plain JSON.
    StoreError
        If the database does not take them.
    """
    sources = [file_source("", path) for path in files if path is not None]
    inputs: dict[str, str] = {}
    for source in sources:  # two folders may have a file of one name
        name = source.name if source.name not in inputs else f"{source.name} {source.sha256[:8]}"
        inputs[name] = source.sha256
    with open_store(db) as store:
        for name, document in documents.items():
            store.keep_analysis(name, document, register_version=catalogue.version, inputs=inputs)
    err.print(Text(f"已存入数据库 kept in the database: {', '.join(documents)}"))
