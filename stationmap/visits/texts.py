"""The cells of a file of visits, before anything is understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.files import RawTable
from stationmap.findings import Finding
from stationmap.visits.faults import finding

__all__ = ["Texts"]


class Texts:
    """The columns of a file of visits as stripped texts; rows that are blank all along are left out.

    Parameters
    ----------
    raw : RawTable
        As it was read.
    columns : dict of str to str
        Field to column.

    Examples
    --------
    >>> texts = Texts(RawTable.of(["日期"], [["2025"], [" "]], [2, 3]), {"date": "日期"})
    >>> len(texts), texts.read("date", int).tolist()
    (1, [2025])
    """

    def __init__(self, raw: RawTable, columns: dict[str, str]) -> None:
        self.fields = columns
        cells = {field: raw.frame[column].astype(object).map(str.strip) for field, column in columns.items()}
        frame = pd.DataFrame(cells, dtype=object)
        filled = (frame != "").any(axis=1).to_numpy()
        self.frame = frame[filled].reset_index(drop=True)
        self.rows: npt.NDArray[np.int64] = np.asarray(raw.rows, dtype=np.int64)[filled]

    def __len__(self) -> int:
        return len(self.rows)

    def read(self, field: str, read: Callable[[str], Any]) -> npt.NDArray[np.object_]:
        """Read each distinct text once."""
        numbers, texts = pd.factorize(self.frame[field])
        values = np.empty(len(texts), dtype=object)
        values[:] = [read(text) for text in texts]
        return values[numbers]

    def findings(self, code: str, field: str, where: npt.NDArray[np.bool_]) -> list[Finding]:
        """Tell one fault of every row in a mask."""
        values = self.frame[field].to_numpy(dtype=object)
        return [finding(code, int(self.rows[at]), self.fields[field], values[at]) for at in np.flatnonzero(where)]
