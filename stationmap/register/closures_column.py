"""A register's column of temporary closures, in the form that is kept."""

from __future__ import annotations

from collections.abc import Sequence

from stationmap.closures import ClosuresReading, closures_in, write_closures
from stationmap.register.reports import Report
from stationmap.register.texts import clean_texts
from stationmap.register.values import is_blank

__all__ = ["read_closures_column"]

_NOT_CLOSED = {"否", "没有", "no", "false"}
"""What a column of yes and no says where nothing is closed; 是 lacks its days, and is a fault."""


def read_closures_column(texts: Sequence[str], header: str, report: Report) -> list[str]:
    """Read temporary closures as people write them.

    Parameters
    ----------
    texts : sequence of str
        A column of the file.
    header : str
        Its name, for the findings.
    report : Report
        Gets a warning for each part of a cell that is no closure; the other parts are kept.

    Returns
    -------
    list of str
        As `stationmap.closures.write_closures` writes them.

    Examples
    --------
    >>> import numpy as np
    >>> report = Report(np.array([2, 3]))
    >>> read_closures_column(["2026年12月1日至15日装修；过年停业", ""], "临时关闭", report)
    ['2026-12-01/2026-12-15 装修', '']
    >>> [(item.code, item.value) for item in report.findings]
    [('unread_closure', '过年停业')]
    """
    cleaned = clean_texts(texts, header, report)
    known = {text: _read(text) for text in set(cleaned)}
    lost = [(row, item) for row, text in enumerate(cleaned) for item in known[text].refused]
    parts = [{"why_zh": item.zh, "why": item.en} for _, item in lost]
    report.cells("unread_closure", [row for row, _ in lost], header, [item.part for _, item in lost], parts)
    kept = {text: write_closures(reading.closures) for text, reading in known.items()}
    return [kept[text] for text in cleaned]


def _read(text: str) -> ClosuresReading:
    said = not is_blank(text) and text.casefold() not in _NOT_CLOSED
    return closures_in(text) if said else ClosuresReading((), ())
