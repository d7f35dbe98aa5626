"""The cells of a section, once for all outputs: what a value is, how it reads, and whether it is weak."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from stationmap.report.section import Section

__all__ = ["UNKNOWN", "Cell", "cells_of", "plain"]


UNKNOWN = "未知"
Value = str | int | float | None
Mark = Literal["", "weak", "very_weak"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table.

    Parameters
    ----------
    value : str, int, float or None
        None is unknown.
    number : bool
        Whether a number is expected, so that unknown stays blank where programs read it.
    decimals : int
        Decimals shown.
    share : bool
        Whether 0 to 1 is shown as percent.
    mark : {"", "weak", "very_weak"}
        What the section's flags say of it.
    apart : bool
        Whether None means that there is no such figure.
    withheld : bool
        Whether None means that it is hidden for publication.

    Examples
    --------
    >>> Cell(1234.56, True, 1).text, Cell(0.5, True, 1, share=True).text, Cell(None, True).text
    ('1,234.6', '50.0%', '未知')
    """

    value: Value
    number: bool
    decimals: int = 0
    share: bool = False
    mark: Mark = ""
    apart: bool = False
    withheld: bool = False

    @property
    def text(self) -> str:
        """How people read it."""
        if self.value is None:
            return self._blank if self.number else ""
        if isinstance(self.value, str):
            return self.value
        if math.isinf(self.value):
            return "无 none"
        kind = "%" if self.share else "f"
        least = 10.0 ** -(self.decimals + 2 * self.share)
        if 0 < self.value < least / 2:  # what is there is never shown as nought
            return f"<{least:.{self.decimals}{kind}}"
        return f"{self.value:,.{self.decimals}{kind}}"

    @property
    def _blank(self) -> str:
        if self.withheld:
            return "已隐藏"
        return "—" if self.apart else UNKNOWN

    @property
    def unknown(self) -> bool:
        """Whether a number belongs here and is not known."""
        return self.number and self.value is None and not self.apart


def plain(value: Any) -> Value | bool:  # noqa: ANN401
    """Bring a value of a frame to what JSON and spreadsheets know; unknown is None.

    Parameters
    ----------
    value : object

    Examples
    --------
    >>> plain(pd.NA), plain(np.int64(3)), plain(dt.date(2025, 9, 1)), plain(float("nan"))
    (None, 3, '2025-09-01', None)
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | float) else str(value)


def cells_of(section: Section, names: tuple[str, ...] | None = None) -> list[list[Cell]]:
    """Lay out the rows of a section.

    Parameters
    ----------
    section : Section
    names : tuple of str, optional
        Columns wanted; all that it shows by default.

    Examples
    --------
    >>> frame = pd.DataFrame({"share": [0.456, None]})
    >>> titles = {"share": ("比例", "share")}
    >>> section = Section("a", "甲", "A", frame, titles, {"share": 3}, shares=frozenset({"share"}))
    >>> [row[0].text for row in cells_of(section)]
    ['45.6%', '未知']
    """
    if section.kind == "facts":
        columns = [_fact_column(section, name) for name in names or section.columns]
    else:
        columns = [_column(section, name) for name in names or section.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _column(section: Section, name: str) -> list[Cell]:
    values = section.frame[name]
    number = pd.api.types.is_numeric_dtype(values.dtype) and not pd.api.types.is_bool_dtype(values.dtype)
    kind = Cell(None, number, _decimals(section, name, values), name in section.shares, apart=name in section.apart)
    words, flag = section.words.get(name, {}), section.flags.get(name)
    hidden = replace(kind, withheld=True)
    return [
        _cell(plain(value), hidden if name in section.withheld.get(row, ()) else kind, words, flag)
        for row, value in enumerate(values)
    ]


def _decimals(section: Section, name: str, values: pd.Series) -> int:
    if name in section.shares:
        return max(0, section.decimals.get(name, 3) - 2)
    return section.decimals.get(name, 2 if pd.api.types.is_float_dtype(values.dtype) else 0)


def _cell(
    value: Value | bool, kind: Cell, words: Mapping[str, str] | None = None, flag: tuple[float, float] | None = None
) -> Cell:
    """Put a value into a cell of a column's kind."""
    if isinstance(value, bool):
        value = "是 yes" if value else "否 no"
    if isinstance(value, str):
        return Cell((words or {}).get(value, value), number=False)
    return replace(kind, value=value, mark=_mark(value, flag))


def _mark(value: float | None, flag: tuple[float, float] | None) -> Mark:
    if value is None or flag is None or value >= flag[0]:
        return ""
    return "very_weak" if value < flag[1] else "weak"


def _fact_column(section: Section, name: str) -> list[Cell]:
    if name != "value":
        return [Cell(str(plain(value) or ""), number=False) for value in section.frame[name]]
    told = zip(section.frame["value"], section.frame["unit"], section.frame["decimals"], strict=True)
    return [_cell(plain(value), Cell(None, True, int(decimals), unit == "%")) for value, unit, decimals in told]
