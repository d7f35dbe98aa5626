"""Tables of an answer: sites in order, districts before and after, stations that could close."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.siting.closing import Closing
from stationmap.siting.columns import CLOSED_COLUMNS, DECIMALS, DISTRICT_COLUMNS, SITE_COLUMNS
from stationmap.siting.siting import Siting
from stationmap.tables import titled

__all__ = ["closed_table", "districts_table", "sites_table", "siting_for_people"]


def sites_table(siting: Siting, candidates: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """List the chosen sites in order, with what each brings.

    Parameters
    ----------
    siting : Siting
    candidates : pandas.DataFrame
        `CANDIDATE_COLUMNS`, a row a candidate; `nearest_station_m` (metres to the nearest existing station) if known.
    names : mapping of str to str
        Names of districts by adcode.

    Returns
    -------
    pandas.DataFrame
        Columns of `SITE_COLUMNS`.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting import Limits, site
    >>> pairs = Pairs.of([0, 1], [0, 0], [5.0] * 2, places=2, stations=1, limit_m=9)
    >>> found = site(pairs, np.array([3.0, 4.0]), Limits(np.ones(1, dtype=bool), 1))
    >>> one = pd.DataFrame({"id": ["a"], "lat": 34.75, "lon": 113.6, "adcode": "410106", "cost": 1.0})
    >>> sites_table(found, one, {"410106": "上街区"})[["id", "name", "covered_more"]].to_numpy().tolist()
    [['a', '上街区', 7.0]]
    """
    rows = candidates.iloc[siting.chosen].reset_index(drop=True)
    table = pd.concat([siting.curve.drop(columns=["candidate", "objective"]), rows], axis=1)
    table["name"] = [names.get(adcode, "") for adcode in rows["adcode"]]
    return table.reindex(columns=list(SITE_COLUMNS))


def districts_table(
    siting: Siting, adcode: npt.NDArray[np.object_], candidates: pd.DataFrame, names: Mapping[str, str]
) -> pd.DataFrame:
    """Add up, per district, the weight in reach before and after.

    Parameters
    ----------
    siting : Siting
    adcode : object array of shape (places,)
        District of each place of demand; "" outside all.
    candidates : pandas.DataFrame
        `CANDIDATE_COLUMNS`.
    names : mapping of str to str
        Names of districts by adcode.

    Returns
    -------
    pandas.DataFrame
        Columns of `DISTRICT_COLUMNS`, the last row the whole; shares are unknown where there is no weight.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting import Limits, site
    >>> pairs = Pairs.of([0, 1], [0, 0], [5.0] * 2, places=3, stations=1, limit_m=9)
    >>> found = site(pairs, np.array([3.0, 4.0, 5.0]), Limits(np.ones(1, dtype=bool), 1))
    >>> one = pd.DataFrame({"id": ["a"], "lat": 34.75, "lon": 113.6, "adcode": "410106", "cost": 1.0})
    >>> table = districts_table(found, np.array(["410106", "410106", "410122"], dtype=object), one, {})
    >>> table[["adcode", "new_sites", "covered_after"]].to_numpy().tolist()
    [['410106', 1, 7.0], ['410122', 0, 0.0], ['', 1, 7.0]]
    """
    stand, none = siting.stand, siting.chosen[:0]
    before, after = stand.times(none), stand.times(siting.chosen)
    masks = {
        "weight": np.ones(len(before), dtype=np.bool_),
        "covered_before": before >= 1,
        "covered_after": after >= 1,
        "twice_before": before >= 2,
        "twice_after": after >= 2,
    }
    each = pd.DataFrame({name: stand.weight * mask for name, mask in masks.items()}).groupby(adcode).sum()
    built = candidates["adcode"].iloc[siting.chosen].value_counts()
    each = each.reindex(each.index.union(built.index), fill_value=0.0)
    each["new_sites"] = built.reindex(each.index, fill_value=0)
    each = each.reset_index(names="adcode")
    each["name"] = [
        names.get(code, "") or ("" if code else "不在任何区县 outside every district") for code in each["adcode"]
    ]
    whole = each.drop(columns=["adcode", "name"]).sum().to_frame().T.assign(adcode="", name="合计 total")
    table = pd.concat([each, whole], ignore_index=True)
    for when in ("before", "after"):
        share = table[f"covered_{when}"] / table["weight"].where(table["weight"] > 0)
        table[f"share_{when}"] = share
    return table.reindex(columns=list(DISTRICT_COLUMNS)).astype({"new_sites": "int64"})


def closed_table(closing: Closing, stations: pd.DataFrame) -> pd.DataFrame:
    """List the stations that could close, in order, with what each closing loses.

    Parameters
    ----------
    closing : Closing
    stations : pandas.DataFrame
        id, name, lat, lon (degrees, WGS 84), district (adcode, "" outside all), a row a station.

    Returns
    -------
    pandas.DataFrame
        Columns of `CLOSED_COLUMNS`.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting import close
    >>> pairs = Pairs.of([0, 0, 1], [0, 1, 1], [5.0] * 3, places=2, stations=2, limit_m=9)
    >>> both = pd.DataFrame({"id": ["a", "b"], "name": "", "lat": 34.75, "lon": 113.6, "district": ""})
    >>> closed_table(close(pairs, np.array([3.0, 4.0]), 1), both)[["id", "loses"]].to_numpy().tolist()
    [['a', 0.0]]
    """
    rows = stations[["id", "name", "lat", "lon", "district"]].rename(columns={"district": "adcode"})
    rows = rows.iloc[closing.closed].reset_index(drop=True)
    return pd.concat([closing.curve.drop(columns="station"), rows], axis=1).reindex(columns=list(CLOSED_COLUMNS))


def siting_for_people(table: pd.DataFrame) -> pd.DataFrame:
    """Give the columns of any of these tables their titles, Chinese first, and round; unknown stays empty.

    Parameters
    ----------
    table : pandas.DataFrame

    Examples
    --------
    >>> siting_for_people(pd.DataFrame({"order": [1], "covered_share": [0.51239]})).to_dict("list")
    {'次序 order': [1], '累计覆盖率 share in reach so far': [0.5124]}
    """
    titles = {**CLOSED_COLUMNS, **DISTRICT_COLUMNS, **SITE_COLUMNS}
    if "loses" in table:
        titles |= CLOSED_COLUMNS
    if "share_before" in table:
        titles |= DISTRICT_COLUMNS
    kept = {name: places for name, places in DECIMALS.items() if name in table}
    return titled(table.round(kept), titles)
