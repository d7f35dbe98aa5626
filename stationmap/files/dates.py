"""Dates as people write them, to ISO 8601."""

from __future__ import annotations

import pandas as pd

__all__ = ["iso_dates"]


def iso_dates(texts: pd.Series[str]) -> pd.Series[str]:
    """Read days; a time of day after them is left away.

    Parameters
    ----------
    texts : pandas.Series of str
        Such as 2025-09-01, 2025/9/1, 2025.9.1, 2025年9月1日, 20250901, also in full-width digits.

    Returns
    -------
    pandas.Series
        ISO 8601 dates, missing where a text is no day of the calendar.

    Examples
    --------
    >>> iso_dates(pd.Series(["2025年9月1日", "2025/9/1", "20250901", "2025-02-30"])).fillna("?").tolist()
    ['2025-09-01', '2025-09-01', '2025-09-01', '?']
    """
    plain = texts.str.normalize("NFKC").str.strip().str.replace(r"[年月/.]", "-", regex=True)
    plain = plain.str.replace(r"日?([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?$", "", regex=True)
    shaped = plain.where(plain.str.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{8}").astype(bool), None)
    joined = shaped.str.replace(r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3", regex=True)
    days = pd.to_datetime(joined, format="%Y-%m-%d", errors="coerce")
    return days.dt.strftime("%Y-%m-%d").reindex(texts.index)
