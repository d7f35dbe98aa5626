"""A table of results, as Markdown."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Table", "number", "times"]


@dataclass(frozen=True)
class Table:
    """Rows of texts under a heading.

    Parameters
    ----------
    title : str
        Heading.
    columns : tuple of str
        The first column's name and the others'.
    rows : list of list of str
        Cells.
    note : str
        What the numbers are.
    """

    title: str
    columns: tuple[str, ...]
    rows: list[list[str]]
    note: str = ""

    def __str__(self) -> str:
        lines = [f"## {self.title}", ""]
        lines += [self.note, ""] if self.note else []
        lines += [_line(self.columns), _line(("---", *("---:" for _ in self.columns[1:])))]
        return "\n".join([*lines, *map(_line, self.rows), ""])


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def number(value: float) -> str:
    """Write three digits or all before the point."""
    if not math.isfinite(value):
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def times(value: float) -> str:
    """Write a ratio."""
    return f"{number(value)} ×"
