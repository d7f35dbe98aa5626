"""Findings: what is wrong in a file, by row, field and value, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

__all__ = ["Finding", "Findings", "Severity", "Wording"]

Severity = Literal["error", "warning", "note"]
COLUMNS = ["row", "severity", "code", "field", "value", "message_zh", "message", "advice_zh", "advice"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault in one place.

    Parameters
    ----------
    row : int
        Row as a person counts it: 1 is the first line of the file, so with a header
        the first data row is 2. 0 means the whole file.
    severity : {"error", "warning", "note"}
        An error leaves the row out, a warning keeps and marks it, a note only informs.
    code : str
        Stable name of the fault, such as ``swapped_coordinates``.
    field : str
        The column as the file names it.
    value : str
        The value as the file holds it.
    message_zh, message : str
        What is wrong, in Chinese and in English.
    advice_zh, advice : str
        What to do, in Chinese and in English.

    Examples
    --------
    >>> Finding(2, "error", "zero_position", "lat", "0", "坐标为 0,0", "0,0 is no place",
    ...         "补上坐标", "give the real position").row
    2
    """

    row: int
    severity: Severity
    code: str
    field: str
    value: str
    message_zh: str
    message: str
    advice_zh: str
    advice: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How bad one kind of fault is, and what to tell; braces take the particulars.

    Parameters
    ----------
    severity : {"error", "warning", "note"}
    zh, en : str
        What is wrong.
    advice_zh, advice : str
        What to do.

    Examples
    --------
    >>> twice = Wording("note", "与第 {first} 行相同", "the same as row {first}", "删去一行", "delete one")
    >>> twice.told("twice", 9, "编号", "a", first=4).message
    'the same as row 4'
    """

    severity: Severity
    zh: str
    en: str
    advice_zh: str
    advice: str

    def told(self, code: str, row: int, field: str, value: str, **particulars: object) -> Finding:
        """Word one fault of a row (0 for the whole file), a column and a value."""
        zh, en = self.zh.format(**particulars), self.en.format(**particulars)
        return Finding(row, self.severity, code, field, value, zh, en, self.advice_zh, self.advice)


@dataclass(slots=True)
class Findings:
    """Findings in the order in which they were met.

    Examples
    --------
    >>> len(Findings())
    0
    """

    items: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Keep one finding."""
        self.items.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Keep many."""
        self.items.extend(findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def rows(self, severity: Severity) -> set[int]:
        """Row numbers that hold a finding of this severity."""
        return {item.row for item in self.items if item.severity == severity}

    def counts(self) -> dict[tuple[Severity, str], int]:
        """Count of findings by (severity, code), most frequent first."""
        return dict(Counter((item.severity, item.code) for item in self.items).most_common())

    def to_frame(self) -> pd.DataFrame:
        """One row a finding, ordered by row of the file.

        Returns
        -------
        pandas.DataFrame
            Columns row, severity, code, field, value, message_zh, message, advice_zh, advice.
        """
        rows = sorted(self.items, key=lambda item: (item.row, item.code))
        return pd.DataFrame([[getattr(i, c) for c in COLUMNS] for i in rows], columns=COLUMNS)
