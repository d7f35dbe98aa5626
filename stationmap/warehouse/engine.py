"""The engine: DuckDB through Ibis, within a limit of memory, spilling to a folder of its own."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationmap.extras import planning
from stationmap.files import temporary_folder

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

__all__ = ["Limits", "engine"]


@dataclass(frozen=True)
class Limits:
    """What the engine may take.

    Parameters
    ----------
    memory : str
        Such as ``2GB``; what is beyond goes to the disk.
    threads : int
        0 for as many as there are processors.

    Examples
    --------
    >>> Limits().memory
    '2GB'
    """

    memory: str = "2GB"
    threads: int = 0


@contextmanager
def engine(limits: Limits | None = None) -> Iterator[Backend]:
    """Start an engine that is gone at the end, with all that it spilled.

    Parameters
    ----------
    limits : Limits, optional

    Raises
    ------
    ExtraMissingError
        If Ibis or DuckDB is not installed.

    Examples
    --------
    >>> import ibis
    >>> with engine() as con:
    ...     con.to_pyarrow(ibis.literal(1) + 1).as_py()
    2
    """
    chosen = limits or Limits()
    ibis = planning("ibis")
    planning("duckdb")
    with temporary_folder() as folder, warnings.catch_warnings():
        # how Ibis asks DuckDB is between the two of them
        warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)
        con: Backend = ibis.duckdb.connect(
            ":memory:",
            memory_limit=chosen.memory,
            threads=chosen.threads or os.cpu_count() or 1,
            temp_directory=str(folder),
            preserve_insertion_order=False,  # else a sort or a join keeps more in memory than it needs
        )
        con.settings["enable_progress_bar"] = False  # a command draws its own
        try:
            yield con
        finally:
            con.disconnect()
