"""Imports: what was taken in, when, and what it changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from stationmap.store.schema import imports

__all__ = ["ImportRecord", "Saved", "add_import"]


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One file that was taken in.

    Parameters
    ----------
    file_name : str
        Name without folders.
    file_sha256 : str
        Of the file's bytes, hexadecimal.
    datum : str
        Datum in which its positions were received.
    rows_read, rows_kept, rows_left_out : int
        Counts of the file's rows; the first is the sum of the others.
    """

    file_name: str
    file_sha256: str
    datum: str
    rows_read: int
    rows_kept: int
    rows_left_out: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What an import changed in the register.

    Parameters
    ----------
    added, updated, unchanged : int
        Stations of the file that were new, different, or the same.
    absent : int
        Stations of the register that the file does not hold; they stay.
    """

    added: int
    updated: int
    unchanged: int
    absent: int


def add_import(connection: Connection, record: ImportRecord) -> int:
    """Write the record and return its number."""
    values = {**asdict(record), "imported_at": datetime.now(UTC).isoformat(timespec="seconds")}
    row = connection.execute(insert(imports).values(values).returning(imports.c.id)).scalar_one()
    return int(row)
