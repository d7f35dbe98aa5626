"""Shares of a table of reach, and the bounds where demand has no place."""

from __future__ import annotations

import pandas as pd

__all__ = ["divided", "with_shares"]


def divided(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Divide, and leave unknown what is divided by nothing.

    Parameters
    ----------
    part, whole : pandas.Series

    Examples
    --------
    >>> divided(pd.Series([1.0, 0.0]), pd.Series([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    return part / whole.where(whole > 0)


def with_shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Fill in the shares: of demand with a place, and of all demand if none or all without a place were covered.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns of `REACH_COLUMNS`; sums are filled in.

    Examples
    --------
    >>> names = ("placed", "unplaced", "weight", "covered", "covered_twice", "near_border")
    >>> rows = pd.DataFrame([dict(zip(names, (8.0, 2.0, 10.0, 4.0, 2.0, 0.0)))])
    >>> rows[["area_km2", "area_covered_km2", "area_twice_km2"]] = float("nan")
    >>> with_shares(rows)[["share", "share_low", "share_high", "share_twice"]].iloc[0].tolist()
    [0.5, 0.4, 0.6, 0.25]
    """
    covered = rows["covered"].fillna(0.0)
    return rows.assign(
        share=divided(rows["covered"], rows["placed"]),
        share_low=divided(covered, rows["weight"]),
        share_high=divided(covered + rows["unplaced"], rows["weight"]),
        share_twice=divided(rows["covered_twice"], rows["placed"]),
        uncertain_share=divided(rows["near_border"], rows["placed"]),
        area_share=divided(rows["area_covered_km2"], rows["area_km2"]),
        area_share_twice=divided(rows["area_twice_km2"], rows["area_km2"]),
    )
