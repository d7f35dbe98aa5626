"""Values of typed files (workbooks, vector files, Parquet) to the text a person would have typed."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["cell_text"]


def cell_text(value: Any) -> str:  # noqa: ANN401
    """Write one value as text.

    Parameters
    ----------
    value : object
        Whatever a reader returned: None, text, bool, number, date, time, bytes, list or mapping.

    Returns
    -------
    str
        "" for nothing and NaN, ``true``/``false``, whole numbers without ".0", dates as ISO 8601 (without
        the time at midnight), lists and mappings as JSON.

    Examples
    --------
    >>> [cell_text(v) for v in (None, 12.0, 0.5, True, dt.datetime(2024, 5, 1), ["热水", 1])]
    ['', '12', '0.5', 'true', '2024-05-01', '["热水", 1]']
    """
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float | np.floating):
        return _number(float(value))
    if isinstance(value, dt.date | dt.time):
        return _time(value)
    return _other(value)


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _time(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, dt.datetime) and value.time() == dt.time() and value.tzinfo is None:
        return value.date().isoformat()
    return value.isoformat()


def _other(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
