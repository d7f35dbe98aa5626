"""Files that we write: whole or not at all, and safe to open in a spreadsheet."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from stationmap.errors import FileFormatError, InputError, MissingFileError

__all__ = ["neutral", "replacing", "write_frame", "write_text"]

NOTES_SHEET = "方法 method"
# Full-width signs too: East Asian spreadsheets take them for formulas.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Characters that neither XML nor UTF-8 can hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDEST = 60
_NO_FRAMES: Mapping[str, pd.DataFrame] = {}


def neutral(text: str) -> str:
    """Make a text harmless in a spreadsheet: one that would begin a formula gets an apostrophe before it.

    Examples
    --------
    >>> neutral("=1+1"), neutral("热水"), neutral("-5")
    ("'=1+1", '热水', "'-5")
    """
    text = _UNWRITABLE.sub("\ufffd", text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8, whole or not at all.

    Parameters
    ----------
    path : Path
        Replaced if it exists; its folder must exist.
    text : str
        Lone surrogates become U+FFFD.

    Raises
    ------
    MissingFileError
        If the folder does not exist.
    InputError
        If the system does not let us write there.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_text(Path(folder) / "a.txt", "热水")
    ...     (Path(folder) / "a.txt").read_text("utf-8")
    '热水'
    """
    with replacing(path) as temporary:
        temporary.write_bytes(text.encode("utf-8", "replace"))


def write_frame(
    frame: pd.DataFrame,
    path: Path,
    *,
    sheet: str = "表 table",
    notes: Sequence[str] = (),
    further: Mapping[str, pd.DataFrame] = _NO_FRAMES,
) -> None:
    """Write a table for people, as CSV or Excel by the suffix, whole or not at all.

    Texts that a spreadsheet would take for formulas get an apostrophe before them; numbers stay numbers, the
    index is not written, unknown values are blank. CSV is UTF-8 with a byte-order mark, so that Excel reads it.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    path : Path
        Ends in .csv or .xlsx; replaced if it exists.
    sheet : str
        Name of the sheet in a workbook.
    notes : sequence of str
        Sentences that explain the table: ``# `` lines under a CSV, a last sheet in a workbook.
    further : mapping of str to pandas.DataFrame, optional
        Tables for sheets of their own, by name; only a workbook has room for them.

    Raises
    ------
    FileFormatError
        If the suffix is another, or a CSV is to hold more than one table.
    MissingFileError
        If the folder does not exist.
    InputError
        If the system does not let us write there.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.csv"
    ...     write_frame(pd.DataFrame({"区县": ["=x"], "站点": [3]}), path, notes=["按区县计"])
    ...     path.read_text("utf-8-sig").splitlines()
    ['区县,站点', "'=x,3", '', '# 按区县计']
    """
    writers: dict[str, Callable[[], None]] = {
        ".csv": lambda: _write_csv(_neutral_frame(frame), temporary, notes),
        ".xlsx": lambda: _write_workbook({sheet: frame, **further}, temporary, notes),
    }
    writer = writers.get(path.suffix.casefold())
    if writer is None:
        raise FileFormatError(f"{path.name}: 表写成 .csv 或 .xlsx tables are written as .csv or .xlsx")
    if further and path.suffix.casefold() == ".csv":
        raise FileFormatError(f"{path.name}: a CSV holds one table; write .xlsx")
    with replacing(path) as temporary:
        writer()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a file beside `path` that takes its place when all went well.

    Parameters
    ----------
    path : Path
        Replaced if it exists; its folder must exist.

    Raises
    ------
    MissingFileError
        If the folder does not exist.
    InputError
        If the system does not let us write there.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(Path(folder) / "a.txt") as temporary:
    ...         _ = temporary.write_text("热水", "utf-8")
    ...     (Path(folder) / "a.txt").read_text("utf-8")
    '热水'
    """
    path = path.resolve()  # what a link leads to is written, the link stays
    if not path.parent.is_dir():
        raise MissingFileError(f"no folder {path.parent}")
    if path.exists() and not path.is_file():  # a folder or a device is never replaced
        raise InputError(f"不是普通文件 not a regular file: {path}")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _neutral_frame(frame: pd.DataFrame) -> pd.DataFrame:
    columns = {}
    for at in range(frame.shape[1]):
        column = frame.iloc[:, at]
        if not pd.api.types.is_numeric_dtype(column.dtype):
            column = column.map(_neutral_value)
        columns[at] = column
    done = pd.DataFrame(columns, index=frame.index)
    done.columns = [neutral(str(name)) for name in frame.columns]
    return done


def _neutral_value(value: Any) -> Any:  # noqa: ANN401
    return neutral(value) if isinstance(value, str) else value


def _write_csv(frame: pd.DataFrame, path: Path, notes: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        frame.to_csv(file, index=False, lineterminator="\n")
        if notes:
            file.write("\n")
        file.writelines(f"# {_one_line(note)}\n" for note in notes)


def _one_line(note: str) -> str:
    return " ".join(_UNWRITABLE.sub("\ufffd", note).split())


def _write_workbook(frames: Mapping[str, pd.DataFrame], path: Path, notes: Sequence[str]) -> None:
    book = Workbook(write_only=True)
    for sheet, frame in frames.items():
        _fill(book.create_sheet(_sheet_name(sheet)), _neutral_frame(frame))
    if notes:
        second = book.create_sheet(NOTES_SHEET)
        second.column_dimensions["A"].width = 100
        for note in notes:
            second.append([_cell(second, neutral(note))])
    book.save(path)


def _fill(page: Any, frame: pd.DataFrame) -> None:  # noqa: ANN401
    page.freeze_panes = "A2"
    for at, name in enumerate(frame.columns):
        page.column_dimensions[get_column_letter(at + 1)].width = _width(name, frame.iloc[:, at])
    page.append([_header_cell(page, name) for name in frame.columns])
    for row in frame.astype(object).itertuples(index=False, name=None):
        page.append([_cell(page, value) for value in row])


def _sheet_name(text: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", text)[:31].strip("' ") or "table"


def _header_cell(page: Any, name: str) -> WriteOnlyCell:  # noqa: ANN401
    cell = WriteOnlyCell(page, value=name)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DDE7F0")
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(page: Any, value: Any) -> Any:  # noqa: ANN401
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and not np.isfinite(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


def _width(name: str, column: pd.Series) -> int:
    """Wide enough for the header and the first hundred cells; Chinese characters count twice."""
    texts = [name, *column.head(100).map(str)]
    return min(_WIDEST, max(sum(2 if ord(ch) > 0x2E7F else 1 for ch in text) for text in texts) + 2)
