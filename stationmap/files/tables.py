"""Any file that may hold a register or a table of visits, read by its suffix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stationmap.errors import FileFormatError, InputError, MissingFileError
from stationmap.files.delimited import read_delimited
from stationmap.files.raw import RawTable
from stationmap.files.vectors import read_features, read_parquet
from stationmap.files.workbooks import read_workbook

__all__ = ["MAX_FILE_BYTES", "TABLE_SUFFIXES", "checked_path", "read_table"]

MAX_FILE_BYTES = 500_000_000
"""Largest file that is read; a register of 200,000 stations has about 40 MB."""

_READERS: dict[str, Callable[[Path], RawTable]] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".txt": read_delimited,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".geojson": read_features,
    ".json": read_features,
    ".gpkg": read_features,
    ".parquet": read_parquet,
    ".geoparquet": read_parquet,
}
TABLE_SUFFIXES = tuple(_READERS)
_ADVICE = {
    ".xls": "an old Excel format; save it as .xlsx",
    ".et": "a WPS workbook; save it as .xlsx",
    ".ods": "an OpenDocument sheet; save it as .xlsx or .csv",
    ".shp": "a Shapefile; save it as GeoPackage",
}


def read_table(path: Path, *, sheet: str | None = None) -> RawTable:
    r"""Read a file by its suffix.

    Text may be UTF-8 with or without byte-order mark, UTF-16, GBK or GB18030, separated by comma,
    semicolon or tab; workbooks are .xlsx; points come from GeoJSON, GeoPackage and GeoParquet.

    Parameters
    ----------
    path : Path
        One of .csv .tsv .txt .xlsx .xlsm .geojson .json .gpkg .parquet .geoparquet, up to 500 MB.
    sheet : str, optional
        The sheet of a workbook or the layer of a GeoPackage; the first by default.

    Returns
    -------
    RawTable
        All cells as text, with the file's row numbers. A table may have no rows.

    Raises
    ------
    MissingFileError
        If there is no file at `path`.
    FileFormatError
        If the suffix is not known, the file is too large, or its content does not fit the suffix.
    InputError
        If the system does not let us read it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "stations.csv"
    ...     _ = path.write_text("编号;名称\na1;驿站\n", encoding="gbk")
    ...     read_table(path).frame.to_dict("records")
    [{'编号': 'a1', '名称': '驿站'}]
    """
    reader = _READERS.get(checked_path(path).suffix.casefold())
    if reader is None:
        suffix = path.suffix.casefold()
        known = ", ".join(TABLE_SUFFIXES)
        raise FileFormatError(f"{path.name}: {_ADVICE.get(suffix, f'unknown suffix {suffix!r}; known: {known}')}")
    try:
        if sheet is None:
            return reader(path)
        return _one_sheet(path, reader, sheet)
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read: {error.strerror or error}") from error


def checked_path(path: Path) -> Path:
    """Return `path` if a file of a size that we read is there.

    Raises
    ------
    MissingFileError
        If there is no file.
    FileFormatError
        If it is larger than `MAX_FILE_BYTES`.

    Examples
    --------
    >>> checked_path(Path("no/such.csv"))
    Traceback (most recent call last):
    stationmap.errors.MissingFileError: no file no/such.csv
    """
    try:
        found, size = path.is_file(), path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):  # a name that the system cannot hold
        found, size = False, 0
    if not found:
        raise MissingFileError(f"no file {path}")
    if size > MAX_FILE_BYTES:
        raise FileFormatError(f"{path.name}: {size:,} bytes; at most {MAX_FILE_BYTES:,} are read. Split the file")
    return path


def _one_sheet(path: Path, reader: Callable[[Path], RawTable], sheet: str) -> RawTable:
    if reader is read_workbook:
        return read_workbook(path, sheet)
    if reader is read_features:
        return read_features(path, sheet)
    raise FileFormatError(f"{path.name}: only workbooks and GeoPackages have sheets or layers")
