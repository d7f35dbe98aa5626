"""How a table is told: to people under its titles, to programs as rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["Titles", "records", "titled", "titles_document"]

Titles = Mapping[str, tuple[str, str]]
"""Chinese and English title of each column."""


def titled(frame: pd.DataFrame, titles: Titles) -> pd.DataFrame:
    """Give columns their titles, Chinese first.

    Parameters
    ----------
    frame : pandas.DataFrame
    titles : mapping of str to (str, str)
        Columns without one keep their names.

    Examples
    --------
    >>> titled(pd.DataFrame(columns=["visits", "x"]), {"visits": ("人次", "visits")}).columns.tolist()
    ['人次 visits', 'x']
    """
    return frame.rename(columns={name: f"{zh} {en}" for name, (zh, en) in titles.items()})


def titles_document(titles: Titles) -> dict[str, dict[str, str]]:
    """Write titles for programs.

    Parameters
    ----------
    titles : mapping of str to (str, str)

    Examples
    --------
    >>> titles_document({"visits": ("人次", "visits")})
    {'visits': {'zh': '人次', 'en': 'visits'}}
    """
    return {name: {"zh": zh, "en": en} for name, (zh, en) in titles.items()}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Write rows for JSON: numbers are exact; unknown is null, and so is what is infinite, which JSON cannot say.

    Parameters
    ----------
    frame : pandas.DataFrame

    Examples
    --------
    >>> records(pd.DataFrame({"share": [0.1, np.nan, np.inf], "n": [1, 2, 3]}))
    [{'share': 0.1, 'n': 1}, {'share': None, 'n': 2}, {'share': None, 'n': 3}]
    """
    finite = frame.replace([np.inf, -np.inf], np.nan)
    plain = finite.astype(object).where(finite.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
