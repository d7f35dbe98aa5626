"""Zones without a polygon: what their stations and residents do to the districts around them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from stationmap.districts import Districts

__all__ = ["first_ids", "zone_notes"]

_NAMED = 3


def first_ids(ids: Iterable[str]) -> str:
    """Name the first few ids in order, and mark that there are more.

    Parameters
    ----------
    ids : iterable of str

    Examples
    --------
    >>> first_ids(["b", "a"]), first_ids("edcba")
    ('a, b', 'a, b, c …')
    """
    known = sorted(ids)
    return ", ".join(known[:_NAMED]) + (" …" if len(known) > _NAMED else "")


def zone_notes(placed: pd.DataFrame, districts: Districts) -> dict[str, str]:
    """Say where polygons hold stations of a zone that has no polygon of its own.

    By position such a station counts in the polygon around it, while the census counts the zone's residents apart: the
    stations per resident of that district mix the two, and its row says so.

    Parameters
    ----------
    placed : pandas.DataFrame
        As `place_stations` gives it.
    districts : Districts

    Returns
    -------
    dict of str to str
        Sentence by adcode, for the zones and the districts that hold their stations.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> placed = pd.DataFrame({"place": ["410102"], "naming": ["410172"]}, index=["a"])
    >>> sorted(zone_notes(placed, national().only(["410102", "410172"])))
    ['410102', '410172']
    """
    frame = districts.frame
    zones = frame[~districts.has_polygon.to_numpy()].set_index("adcode")["name"]
    naming = placed[placed["naming"].isin(zones.index)]
    notes = dict.fromkeys(map(str, zones.index), "没有边界，站点数未知 no polygon: stations unknown")
    for code, group in naming.groupby("naming"):
        notes[str(code)] += f"；登记为本区的 named by: {first_ids(group.index)}"
    for place, group in naming[naming["place"].isin(frame["adcode"])].groupby("place"):
        words = "；".join(
            f"{zones[code]} {count}（{first_ids(group.index[group['naming'] == code])}）"
            for code, count in group["naming"].value_counts().items()
        )
        notes[str(place)] = (
            f"面内含登记为开发区的站点，人口不含开发区 holds stations that name a zone, residents exclude it: {words}"
        )
    return notes
