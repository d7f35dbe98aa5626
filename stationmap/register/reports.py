"""Collecting findings while a register is checked, by position in its table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stationmap.findings import Findings
from stationmap.register.messages import MESSAGES, finding

__all__ = ["Report"]

_ROWS_SHOWN = 5


class Report:
    """Findings so far, the rows that are out, and each row's warnings.

    Parameters
    ----------
    rows : int64 array of shape (n,)
        Row numbers of the file, by position in the table.

    Examples
    --------
    >>> report = Report(np.array([2, 3]))
    >>> report.cells("missing_coordinate", [1], "lat", [""])
    >>> report.out.tolist(), [item.row for item in report.findings]
    ([False, True], [3])
    """

    def __init__(self, rows: NDArray[np.int64]) -> None:
        self.rows = rows
        self.findings = Findings()
        self.out = np.zeros(len(rows), dtype=bool)
        self._warnings: dict[int, list[str]] = {}

    def file(self, code: str, field: str, value: str, **parts: Any) -> None:  # noqa: ANN401
        """Note something of the whole file."""
        self.findings.add(finding(code, 0, field, value, **parts))

    def cells(
        self,
        code: str,
        positions: Iterable[int],
        field: str | Sequence[str],
        values: Iterable[str],
        parts: Iterable[Mapping[str, Any]] | None = None,
    ) -> None:
        """Note the same kind of finding in several rows.

        Parameters
        ----------
        code : str
            A key of `MESSAGES`; its severity decides whether the rows are out or marked.
        positions : iterable of int
            Positions in the table.
        field : str or sequence of str
            Header as in the file; one for all, or one each.
        values : iterable of str
            The file's value in each.
        parts : iterable of mapping, optional
            What each message's braces are filled with.
        """
        where = [int(position) for position in positions]
        fields = [field] * len(where) if isinstance(field, str) else field
        filling = parts if parts is not None else ({} for _ in where)
        for position, name, value, more in zip(where, fields, values, filling, strict=True):
            self.findings.add(finding(code, int(self.rows[position]), name, value, **more))
            self._mark(code, position)

    def alike(self, code: str, positions: Sequence[int], field: str, value: str, **parts: Any) -> None:  # noqa: ANN401
        """Note what several rows say alike in one finding, at the first of them; each row is marked.

        Parameters
        ----------
        code : str
            A key of `MESSAGES`; its ``count`` and ``rows`` are how many rows there are, and the first of them.
        positions : sequence of int
            Positions in the table, in order; one at least.
        field, value : str
            Header as in the file, and what stands there.
        **parts : object
            What the message's other braces are filled with.
        """
        rows = [int(self.rows[position]) for position in positions]
        shown = ", ".join(map(str, rows[:_ROWS_SHOWN])) + ("…" if len(rows) > _ROWS_SHOWN else "")
        self.findings.add(finding(code, rows[0], field, value, count=len(rows), rows=shown, **parts))
        for position in positions:
            self._mark(code, position)

    def _mark(self, code: str, position: int) -> None:
        severity = MESSAGES[code].severity
        if severity == "error":
            self.out[position] = True
        elif severity == "warning":
            marks = self._warnings.setdefault(position, [])
            if code not in marks:
                marks.append(code)

    def warnings(self) -> list[str]:
        """Each row's warning codes, sorted and comma-joined."""
        return [",".join(sorted(self._warnings.get(position, ()))) for position in range(len(self.rows))]
