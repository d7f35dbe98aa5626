"""One part of a report: a table with its titles, units, notes and drawings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from stationmap.errors import ColumnError, InputError
from stationmap.report.drawn import Drawing

__all__ = ["Kind", "Section"]

Kind = Literal["facts", "table"]
_SUMS = {"city", "total"}


@dataclass(frozen=True, eq=False)
class Section:
    r"""A table as another room made it, and all that every output needs to show it alike.

    Parameters
    ----------
    key : str
        Name in JSON, ASCII.
    title_zh, title_en : str
        The Chinese title names the sheet of the workbook: at most 31 characters, none of ``[]:*?/\``.
    frame : pandas.DataFrame
        One row a line; NA is unknown, which is not zero. In a column ``level``, ``city`` and ``total`` mark sums.
    columns : mapping of str to (str, str)
        Which columns are shown, in order: Chinese title, English title with unit.
    decimals : mapping of str to int
        Decimals of columns that are not whole; of a share those of the number, so that 3 reads as 45.6 %.
    notes : tuple of str
        The method foot: sentences, Chinese first.
    kind : {"facts", "table"}
        ``facts`` has the columns item, value, unit, note and decimals: one figure a row, each with its own decimals,
        and a share where the unit is %.
    shares : frozenset of str
        Columns that hold shares from 0 to 1, shown as percent.
    words : mapping
        By column, what people read instead of a code.
    flags : mapping of str to (float, float)
        By column: below the first a value is weak, below the second very weak; both are marked by colour and sign.
    lead : tuple of str
        Columns that fit a page; all without it. Workbook and JSON hold all in any case.
    drawings : tuple of Drawing
        Maps and plots that belong to it.
    apart : frozenset of str
        Columns in which NA means that there is no such figure, and not that it is unknown.
    withheld : mapping of int to frozenset of str
        By position of the row, columns that were hidden for publication; they are NA.
    page_rows : int
        Rows that a page shows; workbook and JSON have all.

    Raises
    ------
    ColumnError
        If the frame lacks a column that is to be shown.
    InputError
        If the title cannot name a sheet.

    Examples
    --------
    >>> frame = pd.DataFrame({"name": ["甲区"], "share": [0.5]})
    >>> Section("gaps", "缺口", "Gaps", frame, {"name": ("区县", "district"), "share": ("比例", "share, %")}).shown
    ('name', 'share')
    """

    key: str
    title_zh: str
    title_en: str
    frame: pd.DataFrame
    columns: Mapping[str, tuple[str, str]]
    decimals: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    kind: Kind = "table"
    shares: frozenset[str] = frozenset()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    flags: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    lead: tuple[str, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    apart: frozenset[str] = frozenset()
    withheld: Mapping[int, frozenset[str]] = field(default_factory=dict)
    page_rows: int = 300

    def __post_init__(self) -> None:
        missing = [name for name in (*self.columns, *self.lead) if name not in self.frame]
        if missing:
            raise ColumnError(f"the section {self.key} lacks the columns {', '.join(missing)}")
        if not 0 < len(self.title_zh) <= 31 or set(self.title_zh) & set("[]:*?/\\'"):
            raise InputError(f"{self.title_zh!r} cannot name a sheet")

    @property
    def title(self) -> str:
        """Both titles, Chinese first."""
        return f"{self.title_zh} {self.title_en}"

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns of a page: the leading ones, without texts that are blank in every row."""
        return tuple(name for name in self.lead or tuple(self.columns) if not _is_blank(self.frame[name]))

    @property
    def sums(self) -> list[bool]:
        """Which rows are sums over others."""
        if "level" not in self.frame:
            return [False] * len(self.frame)
        return [level in _SUMS for level in self.frame["level"]]


def _is_blank(column: pd.Series) -> bool:
    return len(column) > 0 and not pd.api.types.is_numeric_dtype(column.dtype) and bool((column.fillna("") == "").all())
