"""A register's column of opening hours, read into OSM expressions."""

from __future__ import annotations

from collections.abc import Sequence

from stationmap.hours import read_hours
from stationmap.register.reports import Report
from stationmap.register.values import is_blank

__all__ = ["read_hours_column"]


def read_hours_column(texts: Sequence[str], header: str, report: Report) -> list[str]:
    """Read hours as people write them, every different text once: columns repeat a few.

    Parameters
    ----------
    texts : sequence of str
        The hours as the register keeps them, clean.
    header : str
        The column's name, for the findings.
    report : Report
        Gets one warning for each different text that cannot be read; all rows that have it are marked. A cell that
        says nothing is none.

    Returns
    -------
    list of str
        What `stationmap.hours.read_hours` gives for each, blank where it is unread.

    Examples
    --------
    >>> import numpy as np
    >>> report = Report(np.array([2, 3, 4]))
    >>> read_hours_column(["营业时间", "8:00-20:00", "营业时间"], "开放时间", report)
    ['', '08:00-20:00', '']
    >>> [(item.row, item.value) for item in report.findings], report.warnings()
    ([(2, '营业时间')], ['unread_hours', '', 'unread_hours'])
    """
    rows: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        rows.setdefault(text, []).append(row)
    read = {text: read_hours(text) for text in rows}
    for text, reading in read.items():
        if reading.reason and not is_blank(text):
            report.alike("unread_hours", rows[text], header, text, why_zh=reading.reason.zh, why=reading.reason.en)
    return [read[text].expression for text in texts]
