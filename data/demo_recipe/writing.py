"""CSV with the same bytes on every machine."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["csv_text", "write_csv"]


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Give a CSV file's text, lines ended by a line feed alone.

    Examples
    --------
    >>> csv_text(["a", "b"], [["1", "x,y"]])
    'a,b\n1,"x,y"\n'
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV file in UTF-8 without a byte order mark."""
    path.write_bytes(csv_text(header, rows).encode())
