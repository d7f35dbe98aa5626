"""Folders that hold a data set: parts that are written, named by a list, and removed when no list names them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from stationmap.errors import InputError, MissingFileError
from stationmap.files.writing import replacing

__all__ = ["ensure_folder", "read_text_file", "remove_others", "write_parquet"]


def ensure_folder(folder: Path) -> None:
    """Make a folder if it is not there; the one above it must be.

    Parameters
    ----------
    folder : Path

    Raises
    ------
    MissingFileError
        If there is no folder to make it in.
    InputError
        If something else has its name, or the system does not let us.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> with temporary_folder() as above:
    ...     ensure_folder(above / "a")
    ...     (above / "a").is_dir()
    True
    """
    if not folder.resolve().parent.is_dir():
        raise MissingFileError(f"没有这个文件夹 no folder {folder.parent}")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: 不能建文件夹 cannot be made a folder: {error.strerror or error}") from error


def read_text_file(path: Path) -> str | None:
    """Read a text file that we wrote; None if it is not there.

    Parameters
    ----------
    path : Path

    Raises
    ------
    InputError
        If it is there and cannot be read as UTF-8.

    Examples
    --------
    >>> read_text_file(Path("no/such.json")) is None
    True
    """
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: 不能读 cannot be read: {error}") from error


def remove_others(folder: Path, pattern: str, kept: Collection[str]) -> int:
    """Remove the files of a pattern whose names are not among `kept`; tell how many.

    Parameters
    ----------
    folder : Path
    pattern : str
        Such as ``*.parquet``.
    kept : collection of str
        Names.

    Examples
    --------
    >>> from stationmap.files import temporary_folder, write_text
    >>> with temporary_folder() as folder:
    ...     for name in ("a.txt", "b.txt", "c.md"):
    ...         write_text(folder / name, "")
    ...     remove_others(folder, "*.txt", {"a.txt"}), sorted(path.name for path in folder.iterdir())
    (1, ['a.txt', 'c.md'])
    """
    others = [path for path in folder.glob(pattern) if path.name not in kept]
    for path in others:
        path.unlink(missing_ok=True)
    return len(others)


def write_parquet(table: pa.Table, path: Path, **options: Any) -> None:  # noqa: ANN401
    """Write a table as Parquet, whole or not at all.

    Parameters
    ----------
    table : pyarrow.Table
    path : Path
        Replaced if it exists; its folder must exist.
    **options
        Of `pyarrow.parquet.write_table`.

    Raises
    ------
    MissingFileError, InputError
        As `replacing`.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> with temporary_folder() as folder:
    ...     write_parquet(pa.table({"a": [1]}), folder / "a.parquet")
    ...     pq.read_table(folder / "a.parquet")["a"].to_pylist()
    [1]
    """
    with replacing(path) as temporary:
        pq.write_table(table, temporary, **options)
