"""Folders of arrays and tables that several processes map into memory: one copy serves all of them."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from stationmap.errors import InputError, MissingFileError

__all__ = ["map_array", "map_table", "read_facts", "read_shapes", "temporary_folder", "whole_folder", "write_parts"]

Arrays = Mapping[str, NDArray[np.generic]]


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write in that takes its name when all went well, so that nobody sees half of it.

    Parameters
    ----------
    folder : Path
        Must not exist; the folder above it must.

    Raises
    ------
    InputError
        If the system does not let us write there.

    Examples
    --------
    >>> with temporary_folder() as above:
    ...     with whole_folder(above / "a") as folder:
    ...         write_parts(folder, {}, {}, {"version": "1"})
    ...     read_facts(above / "a")
    {'version': '1'}
    """
    try:
        temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix="."))
        try:
            yield temporary
            temporary.rename(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}") from error


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder of our own that is removed at the end.

    Examples
    --------
    >>> with temporary_folder() as folder:
    ...     folder.is_dir()
    True
    """
    with tempfile.TemporaryDirectory(prefix="stationmap-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def write_parts(folder: Path, arrays: Arrays, tables: Mapping[str, pd.DataFrame], facts: Mapping[str, str]) -> None:
    """Write arrays (.npy), tables (Arrow, not compressed: as they lie in memory) and facts (JSON).

    Parameters
    ----------
    folder : Path
        One of `whole_folder`.
    arrays, tables : mapping
        By name; a GeoDataFrame is written with its shapes.
    facts : mapping of str to str

    Examples
    --------
    >>> with temporary_folder() as folder:
    ...     write_parts(folder, {"a": np.arange(3)}, {"t": pd.DataFrame({"x": ["y"]})}, {})
    ...     map_array(folder, "a").tolist(), map_table(folder, "t")["x"].tolist()
    ([0, 1, 2], ['y'])
    """
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    for name, table in tables.items():
        if isinstance(table, gpd.GeoDataFrame):
            table.to_feather(folder / f"{name}.arrow", compression="uncompressed")
            continue
        arrow = pa.Table.from_pandas(table, preserve_index=False).combine_chunks()
        with pa.ipc.new_file(folder / f"{name}.arrow", arrow.schema) as file:
            file.write_table(arrow)
    (folder / "facts.json").write_text(json.dumps(dict(facts)), "utf-8")


def map_array(folder: Path, name: str) -> NDArray[np.generic]:
    """Map an array that `write_parts` wrote; it cannot be written to.

    Parameters
    ----------
    folder : Path
        Written by `write_parts`.
    name : str
        As it was given there.

    Raises
    ------
    MissingFileError
        If it is not there.

    Examples
    --------
    >>> with temporary_folder() as folder:
    ...     write_parts(folder, {"a": np.arange(3)}, {}, {})
    ...     map_array(folder, "a").flags.writeable
    False
    """
    with _there(folder):
        array: NDArray[np.generic] = np.load(folder / f"{name}.npy", mmap_mode="r")
    return array


def map_table(folder: Path, name: str) -> pd.DataFrame:
    """Map a table that `write_parts` wrote: its texts stay where they lie.

    Parameters
    ----------
    folder : Path
        Written by `write_parts`.
    name : str
        As it was given there.

    Raises
    ------
    MissingFileError
        If it is not there.

    Examples
    --------
    >>> with temporary_folder() as folder:
    ...     write_parts(folder, {}, {"t": pd.DataFrame({"x": ["热水"]})}, {})
    ...     map_table(folder, "t")["x"].item()
    '热水'
    """
    with _there(folder), pa.memory_map(str(folder / f"{name}.arrow")) as source:
        frame: pd.DataFrame = pa.ipc.open_file(source).read_all().to_pandas(split_blocks=True)
    return frame


def read_shapes(folder: Path, name: str) -> gpd.GeoDataFrame:
    """Read a table with shapes that `write_parts` wrote.

    Parameters
    ----------
    folder : Path
        Written by `write_parts`.
    name : str
        As it was given there.

    Raises
    ------
    MissingFileError
        If it is not there.

    Examples
    --------
    >>> with temporary_folder() as folder:
    ...     write_parts(folder, {}, {"t": gpd.GeoDataFrame(geometry=gpd.points_from_xy([1], [2]))}, {})
    ...     read_shapes(folder, "t").geometry.x.item()
    1.0
    """
    with _there(folder):
        return gpd.read_feather(folder / f"{name}.arrow")


def read_facts(folder: Path) -> dict[str, str]:
    """Read the facts that `write_parts` wrote.

    Parameters
    ----------
    folder : Path
        Written by `write_parts`.

    Raises
    ------
    MissingFileError
        If they are not there.

    Examples
    --------
    >>> with temporary_folder() as folder:
    ...     write_parts(folder, {}, {}, {"version": "7"})
    ...     read_facts(folder)
    {'version': '7'}
    """
    with _there(folder):
        facts: dict[str, str] = json.loads((folder / "facts.json").read_text("utf-8"))
    return facts


@contextmanager
def _there(folder: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise MissingFileError(f"没有这份快照 the snapshot {folder.name} is no longer there") from error
