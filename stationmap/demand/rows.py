"""Rows of a file of demand whose weights can be used, and what was wrong with the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.demand.cells import read_weight
from stationmap.demand.faults import FAULTS, finding
from stationmap.files import RawTable
from stationmap.findings import Findings

__all__ = ["Rows"]

Flags = npt.NDArray[np.bool_]


class Rows:
    """The rows that are not left out, with a weight each once `weigh` has read them.

    Parameters
    ----------
    raw : RawTable
        As it was read; rows that are blank all along do not count.
    columns : dict of str to str
        Field to column.
    findings : Findings
        Is told what is wrong.

    Examples
    --------
    >>> raw = RawTable.of(["编号", "人数"], [["a", "3"], ["b", ""]], [2, 3])
    >>> findings = Findings()
    >>> rows = Rows(raw, {"id": "编号", "weight": "人数"}, findings)
    >>> rows.weigh()
    >>> rows.weight.tolist(), rows.left_out, [(item.row, item.code) for item in findings]
    ([3.0], 1, [(3, 'weight_unknown')])
    """

    def __init__(self, raw: RawTable, columns: dict[str, str], findings: Findings) -> None:
        self.columns, self.findings = columns, findings
        findings.extend(finding(odd.kind, odd.row, "", odd.value) for odd in raw.irregular if odd.kind in FAULTS)
        cells = {field: raw.frame[column].astype(object).map(str.strip) for field, column in columns.items()}
        self.texts = pd.DataFrame(cells, index=raw.frame.index, dtype=object)
        self.numbers: npt.NDArray[np.int64] = np.asarray(raw.rows, dtype=np.int64)
        self.places = np.arange(len(self.numbers))  # row of the table
        self.weight = np.ones(len(self.numbers))
        self.left_out = 0
        self._drop_blank(raw)

    def __len__(self) -> int:
        return len(self.numbers)

    def _drop_blank(self, raw: RawTable) -> None:
        if raw.crs is None:  # a feature without attributes is a place all the same
            filled = (raw.frame.map(str.strip) != "").any(axis=1)
            self.keep(filled.to_numpy(dtype=bool))

    def weigh(self) -> None:
        """Read the weights; rows whose weight cannot be used are told and left out. Without a column each is 1."""
        if "weight" not in self.columns:
            return
        values = self.read("weight", read_weight)
        codes = np.array([value if isinstance(value, str) else "" for value in values], dtype=object)
        self.weight = np.array([0.0 if isinstance(value, str) else value for value in values], dtype=np.float64)
        for code in sorted(set(codes) - {""}):
            self.tell(code, "weight", codes == code)
        self.leave_out(codes != "")

    def read(self, field: str, read: Callable[[str], Any]) -> npt.NDArray[np.object_]:
        """Read each distinct text of a field once."""
        numbers, texts = pd.factorize(self.texts[field])
        values = np.empty(len(texts), dtype=object)
        values[:] = [read(text) for text in texts]
        return values[numbers]

    def tell(self, code: str, field: str, where: Flags, **particulars: object) -> None:
        """Tell one fault of every row in a mask, by the field's own column and text."""
        texts = self.texts[field].to_numpy(dtype=object)
        for at in np.flatnonzero(where):
            self.findings.add(finding(code, int(self.numbers[at]), self.columns[field], texts[at], **particulars))

    def tell_once(self, code: str, field: str, where: Flags) -> None:
        """Tell one fault of all rows in a mask, at the first: a province's file has hundreds that are of elsewhere."""
        rows = np.flatnonzero(where)
        if len(rows):
            text = str(self.texts[field].iat[rows[0]])
            told = finding(code, int(self.numbers[rows[0]]), self.columns[field], text, count=len(rows))
            self.findings.add(told)

    def tell_doubles(self, code: str, field: str, keys: npt.NDArray[np.object_]) -> Flags:
        """Tell of every row whose key an earlier one has, and give them as a mask; "" is nobody's double."""
        frame = pd.DataFrame({"key": keys, "row": self.numbers})
        doubles = (frame["key"].duplicated() & (frame["key"] != "")).to_numpy(dtype=bool)
        first = frame.groupby("key")["row"].transform("first").to_numpy()
        for at in np.flatnonzero(doubles).tolist():
            text = str(self.texts[field].iat[at])
            self.findings.add(finding(code, int(self.numbers[at]), self.columns[field], text, first=int(first[at])))
        return doubles

    def leave_out(self, where: Flags) -> None:
        """Drop rows and count them."""
        self.left_out += int(where.sum())
        self.keep(~where)

    def keep(self, kept: Flags) -> None:
        """Drop the others without counting them: they were none of ours."""
        self.texts = self.texts[kept].reset_index(drop=True)
        self.numbers, self.places, self.weight = self.numbers[kept], self.places[kept], self.weight[kept]

    def ids(self) -> npt.NDArray[np.object_]:
        """Give each row an id, its own or that of its number; doubles are told and left out."""
        if "id" not in self.columns:
            return np.array([f"第{number}行" for number in self.numbers], dtype=object)
        self.leave_out(self.tell_doubles("duplicate_id", "id", self.texts["id"].to_numpy(dtype=object)))
        ids = self.texts["id"].to_numpy(dtype=object).copy()
        taken = set(ids)
        for at in np.flatnonzero(ids == ""):
            name = f"第{self.numbers[at]}行"
            while name in taken:
                name += "'"
            ids[at] = name
        return ids

    def tell_outside(self, frame: pd.DataFrame) -> None:
        """Tell once how much of a demand's frame lies in no district."""
        outside = frame[frame["adcode"] == ""]
        if len(outside):
            weight = float(outside["weight"].sum())
            self.findings.add(finding("outside_districts", 0, "", "", count=len(outside), weight=weight))

    @property
    def left_out_words(self) -> str:
        """How many rows were left out, in words; "" if none."""
        return f"；{self.left_out:,} 行未用 {self.left_out:,} rows left out" if self.left_out else ""
