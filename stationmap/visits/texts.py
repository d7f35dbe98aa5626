"""The cells of a file of visits, before anything is understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.files import Coded, TableChunk
from stationmap.findings import Finding
from stationmap.visits.faults import finding

__all__ = ["Read", "Texts", "category"]

Mask = npt.NDArray[np.bool_]


class Read(NamedTuple):
    """A column that was read: a value for each row, and where it has which fault.

    Parameters
    ----------
    values : array
        One a row; the default where there is a fault.
    faults : dict of str to bool array
        Rows by the fault's code.

    Examples
    --------
    >>> Read(np.array([1]), {}).faults
    {}
    """

    values: npt.NDArray[Any]
    faults: dict[str, Mask]


class Texts:
    """The columns of a file of visits as stripped texts; rows that are blank all along are left out.

    Parameters
    ----------
    chunk : TableChunk
        As it was read.
    columns : dict of str to str
        Field to column.

    Examples
    --------
    >>> from stationmap.files import RawTable
    >>> chunk = TableChunk.of(RawTable.of(["日期"], [["2025"], [" "], ["x"]], [2, 3, 4]))
    >>> texts = Texts(chunk, {"date": "日期"})
    >>> read = texts.read("date", lambda text: int(text) if text.isdigit() else "unreadable_date", 0)
    >>> len(texts), read.values.tolist(), [item.row for item in texts.findings("unreadable_date", "date", read)]
    (2, [2025, 0], [4])
    """

    def __init__(self, chunk: TableChunk, columns: dict[str, str]) -> None:
        self.fields = columns
        cells = {field: chunk.coded(column) for field, column in columns.items()}
        filled = np.zeros(len(chunk), dtype=bool)
        for codes, texts in cells.values():
            filled |= (texts != "")[codes]
        whole = bool(filled.all())
        self.cells = cells if whole else {name: Coded(one.codes[filled], one.texts) for name, one in cells.items()}
        self.rows: npt.NDArray[np.int64] = chunk.rows if whole else chunk.rows[filled]

    def __len__(self) -> int:
        return len(self.rows)

    def read(self, field: str, read: Callable[[str], Any], default: Any) -> Read:  # noqa: ANN401
        """Read each distinct text once; a text that `read` gives back is the code of a fault."""
        texts = self.cells[field].texts
        said = [read(text) for text in texts]
        kinds = [one if isinstance(one, str) else "" for one in said]
        values = np.array([default if kind else one for one, kind in zip(said, kinds, strict=True)] or [default])
        faults = {kind: np.array([one == kind for one in kinds], dtype=bool) for kind in sorted(set(kinds) - {""})}
        return self.by_code(field, values, faults)

    def by_code(self, field: str, values: npt.NDArray[Any], faults: dict[str, Mask]) -> Read:
        """Spread what was read of the distinct texts over the rows."""
        codes = self.cells[field].codes
        wrong = {code: where[codes] for code, where in faults.items()}
        return Read(values[codes], {code: where for code, where in wrong.items() if where.any()})

    def findings(self, code: str, field: str, read: Read) -> list[Finding]:
        """Tell one fault of every row that has it."""
        codes, texts = self.cells[field]
        at = np.flatnonzero(read.faults[code])
        return [finding(code, int(self.rows[one]), self.fields[field], texts[codes[one]]) for one in at]


def category(coded: Coded, rows: Mask) -> pd.Categorical:
    """Name what each of some rows holds; texts that are alike once stripped are one.

    Parameters
    ----------
    coded : Coded
    rows : bool array
        Which rows.

    Examples
    --------
    >>> coded = Coded(np.array([0, 1, 0]), np.array(["a", "a"], dtype=object))
    >>> category(coded, np.array([True, True, False])).tolist()
    ['a', 'a']
    """
    again, distinct = pd.factorize(coded.texts)
    return pd.Categorical.from_codes(again[coded.codes[rows]], pd.Index(distinct))
