"""Figures that stand one under another, each with its unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

__all__ = ["FACT_COLUMNS", "Fact", "facts_frame"]

FACT_COLUMNS: dict[str, tuple[str, str]] = {
    "item": ("项目", "item"),
    "value": ("数值", "figure"),
    "unit": ("单位", "unit"),
    "note": ("说明", "remark"),
}


class Fact(NamedTuple):
    """One figure; None is unknown, a share of 0 to 1 has the unit %.

    Examples
    --------
    >>> Fact("站点 stations", 667, "个").decimals
    0
    """

    item: str
    value: Any
    unit: str = ""
    decimals: int = 0
    note: str = ""


def facts_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """Make the frame of a section of facts.

    Parameters
    ----------
    facts : iterable of Fact

    Examples
    --------
    >>> facts_frame([Fact("站点 stations", 667, "个")])["value"].tolist()
    [667]
    """
    rows = list(facts)
    # pandas would make all figures floats, and a count would lose its kind
    return pd.DataFrame(
        {name: pd.Series([getattr(fact, name) for fact in rows], dtype=object) for name in Fact._fields}
    )
