"""A summary of visits as it may be published."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from stationmap.usage.hierarchy import Hierarchy
from stationmap.usage.rates import UNRANKED
from stationmap.usage.summary import Usage
from stationmap.usage.suppression.bounds import Mask
from stationmap.usage.suppression.masks import Masks, masks_of
from stationmap.usage.suppression.suppress import THRESHOLD, counts_of

__all__ = ["HIDDEN", "publish", "publish_months"]

HIDDEN = "已隐藏 suppressed"
"""What stands in the note of a row of which figures are hidden, whether it is small or hidden for another's sake."""

_OF_VISITS = ["visits", "visits_per_10k_residents"]
_OF_RATES = ["reported_visits", "visits_per_station_day", "rate_low", "rate_high", "verdict"]
_ENDS = ["rate_low", "rate_high"]
_FEWEST_STATIONS = 3
_LIMITS = ["limit_low_95", "limit_high_95", "limit_low_998", "limit_high_998"]


def publish(usage: Usage, threshold: int = THRESHOLD, *, stations: bool = True) -> Usage:
    """Hide small numbers of visits, what would give them away, and all that follows from them.

    Counts of the table are the visits of a row and those of its days counted whole, which its rate tells; what part
    days leave over is none. An interval is hidden if a part of its row is, however far below; without rows of stations
    also where fewer than three report (two follow from a sum and a variance), and its ends have three digits. Funnel
    limits are left out, because they tell the rate of all without the rows that have no rank; ranks are those among
    the rates published, because a gap would bound a hidden one.

    Parameters
    ----------
    usage : Usage
    threshold : int
        Visits from 1 to one below it are hidden; at least 2.
    stations : bool
        Whether the rows of stations are published; without them less must be hidden.

    Returns
    -------
    Usage
        With NA for what is hidden, `HIDDEN` in the note of its row, and in ``hidden`` how many rows there are by rule.

    Raises
    ------
    InputError
        If the threshold is below 2, or a sum is not that of its parts.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> from stationmap.usage.summary import summarise
    >>> usage = summarise(example_stations(), example_districts(), example_visits())
    >>> publish(usage, 10).hidden["small"] > 0
    True
    """
    kept = usage if stations else _without_stations(usage)
    visits, reported = counts_of(kept.rows["visits"]), counts_of(kept.rows["reported_visits"])
    masks = masks_of(visits, reported, kept.hierarchy.parent, threshold)
    return replace(kept, rows=_hide(kept.rows, masks, kept.hierarchy), hidden=_told(masks))


def publish_months(
    months: pd.DataFrame,
    reported_visits: pd.Series[int],
    usage: Usage,
    threshold: int = THRESHOLD,
    *,
    stations: bool = True,
) -> tuple[pd.DataFrame, Usage]:
    """Hide small numbers of visits in a table of months together with the summary whose total they add up to.

    Parameters
    ----------
    months : pandas.DataFrame
        As `stationmap.usage.by_month` gives it, of the whole period.
    reported_visits : pandas.Series
        Of days counted whole, by month in the same order.
    usage : Usage
        Not published yet.
    threshold : int
    stations : bool
        Whether the rows of stations are published.

    Returns
    -------
    months : pandas.DataFrame
        With NA for what is hidden, and a column note.
    usage : Usage
        As `publish` gives it.

    Raises
    ------
    InputError
        If the months do not add up to the total of the summary.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> from stationmap.usage import by_month, daily_totals, summarise
    >>> visits = example_visits()
    >>> daily = daily_totals(visits)
    >>> whole = daily.groupby(daily["date"].dt.strftime("%Y-%m"))["reported_visits"].sum()
    >>> usage = summarise(example_stations(), example_districts(), visits)
    >>> months, published = publish_months(by_month(daily), whole, usage)
    >>> months["note"].tolist()
    ['']
    """
    usage = usage if stations else _without_stations(usage)
    size, root = len(months), len(usage.rows) - 1
    visits, reported = counts_of(usage.rows["visits"]), counts_of(usage.rows["reported_visits"])
    of_months = np.append(counts_of(months["visits"]), visits[root])
    whole = np.append(counts_of(reported_visits), reported[root])
    parent = np.append(np.full(size, size), -1)
    also, also_months = np.zeros(root + 1, dtype=bool), np.zeros(size + 1, dtype=bool)
    while True:  # the total stands in both tables: hidden in one, it is hidden in the other
        masks = masks_of(visits, reported, usage.hierarchy.parent, threshold, also)
        by_month = masks_of(of_months, whole, parent, threshold, also_months)
        if masks.hidden[root] == by_month.hidden[size]:
            break
        also[root] = also_months[size] = True
    done = months.assign(note=np.where(by_month.hidden[:size], HIDDEN, ""))
    for name in ("visits", "visits_per_station_day"):
        done[name] = done[name].mask(by_month.hidden[:size])
    rows = _hide(usage.rows, masks, usage.hierarchy)
    return done, replace(usage, rows=rows, hidden=_told(masks))


def _without_stations(usage: Usage) -> Usage:
    n = usage.hierarchy.stations
    frame = usage.hierarchy.frame.iloc[n:].reset_index(drop=True)
    above = usage.hierarchy.parent[n:]
    hierarchy = Hierarchy(frame, np.where(above >= 0, above - n, -1))
    return replace(usage, rows=usage.rows.iloc[n:].reset_index(drop=True), hierarchy=hierarchy)


def _told(masks: Masks) -> dict[str, int]:
    return {
        "small": int(masks.small.sum()),
        "secondary": int((masks.hidden & ~masks.small).sum()),
    }


def _hide(rows: pd.DataFrame, masks: Masks, hierarchy: Hierarchy) -> pd.DataFrame:
    rows = rows.copy()
    for name in _OF_VISITS:
        rows[name] = rows[name].mask(masks.hidden)
    if len(rows) and masks.hidden[rows["level"].isin(["outside", "unknown"]).to_numpy()].any():
        rows.loc[rows.index[-1], "visits_per_10k_residents"] = (
            np.nan
        )  # beside the total it would tell what lies outside
    for name in _OF_RATES:
        rows[name] = rows[name].mask(masks.hidden, "" if name == "verdict" else pd.NA)
    rows[_ENDS] = _intervals(rows, _holding_hidden(masks.hidden, hierarchy), hierarchy)
    rows[_LIMITS] = np.nan
    rates = rows["visits_per_station_day"].where(rows["completeness"] >= UNRANKED)
    ranked = rates.where(rows["level"].isin(["station", "district", "city"]))
    rows["rank"] = ranked.groupby(rows["level"]).rank(method="min", ascending=False).astype("Int64")
    rows["note"] = _noted(rows["note"], masks.hidden)
    return rows


def _intervals(rows: pd.DataFrame, uneven: Mask, hierarchy: Hierarchy) -> pd.DataFrame:
    """Give the intervals that tell no station's visits.

    Where the stations are not published, an interval says with the rate what the squares of their visits add up to: two
    stations follow at once, and more of them by trying whole numbers, if all digits are there.
    """
    ends = rows[_ENDS].mask(np.column_stack([uneven, uneven]))
    if hierarchy.stations:
        return ends
    few = (rows["stations_reporting"] < _FEWEST_STATIONS).fillna(True).to_numpy(dtype=bool)
    return ends.mask(np.column_stack([few, few])).map(lambda end: end if pd.isna(end) else float(f"{end:.3g}"))


def _holding_hidden(hidden: Mask, hierarchy: Hierarchy) -> Mask:
    """Tell which rows are sums with a hidden part, however far below."""
    holding = np.zeros(len(hidden), dtype=bool)
    below = hierarchy.parent >= 0
    for _ in range(3):  # station, district, city, total
        holding[hierarchy.parent[below & (hidden | holding)]] = True
    return holding


def _noted(notes: pd.Series[str], hidden: Mask) -> list[str]:
    return [
        "；".join(part for part in (HIDDEN if one else "", note) if part)
        for note, one in zip(notes, hidden.tolist(), strict=True)
    ]
