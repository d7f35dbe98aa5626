"""Rows of one id: the same said twice, or two things of which nobody can tell which is meant."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np

from stationmap.register.reports import Report

__all__ = ["settle_doubles"]


def settle_doubles(
    ids: Sequence[str], codes: Sequence[str], content: Callable[[int], Hashable], header: str, report: Report
) -> None:
    """Keep one of the rows that say the same, and none of those that contradict each other.

    The outcome does not hang on the order of the rows.

    Parameters
    ----------
    ids : sequence of str
        Id of each row.
    codes : sequence of str
        Code of each row, blank where the id is derived.
    content : callable
        What a row says, by position; asked for only where an id is there more than once.
    header : str
        Header of the codes, for findings.
    report : Report
        Rows that are out already are passed over. Gets the findings.

    Examples
    --------
    >>> report = Report(np.array([2, 3, 4, 5]))
    >>> ids = ["a", "a", "b", "b"]
    >>> settle_doubles(ids, ids, lambda row: "same" if row < 2 else row, "编号", report)
    >>> report.out.tolist(), [item.code for item in report.findings]
    ([False, True, True, True], ['duplicate_id', 'duplicate_id', 'identical_row'])
    """
    groups: dict[str, list[int]] = {}
    for row in np.flatnonzero(~report.out).tolist():
        groups.setdefault(ids[row], []).append(row)
    doubled = [rows for rows in groups.values() if len(rows) > 1]
    same = [rows for rows in doubled if len({content(row) for row in rows}) == 1]
    agreed = {rows[0] for rows in same}
    against = [(row, rows) for rows in doubled if rows[0] not in agreed for row in rows]
    for code, by_code in (("duplicate_id", True), ("duplicate_row", False)):
        told = [(row, rows) for row, rows in against if bool(codes[row].strip()) is by_code]
        parts = [{"others": _others(row, rows, report)} for row, rows in told]
        report.cells(code, [row for row, _ in told], header, [ids[row] for row, _ in told], parts)
    again = [(row, rows[0]) for rows in same for row in rows[1:]]
    firsts = [{"first": int(report.rows[first])} for _, first in again]
    report.cells("identical_row", [row for row, _ in again], header, [ids[row] for row, _ in again], firsts)
    report.out[[row for row, _ in again]] = True


def _others(row: int, rows: Sequence[int], report: Report) -> str:
    numbers = [str(report.rows[other]) for other in rows if other != row]
    return ", ".join(numbers[:5]) + (" …" if len(numbers) > 5 else "")
