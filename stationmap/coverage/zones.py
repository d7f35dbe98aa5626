"""Zones without a polygon: what their stations and residents do to the districts around them."""

from __future__ import annotations

import pandas as pd

from stationmap.districts import Districts

__all__ = ["zone_notes"]


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
    >>> placed = pd.DataFrame({"place": ["410102"], "naming": ["410172"]})
    >>> sorted(zone_notes(placed, national().only(["410102", "410172"])))
    ['410102', '410172']
    """
    frame = districts.frame
    zones = frame[~districts.has_polygon.to_numpy()].set_index("adcode")["name"]
    notes = dict.fromkeys(zones.index, "没有边界，站点数未知 no polygon: stations unknown")
    inside = placed["place"].isin(frame["adcode"])
    for place, group in placed[placed["naming"].isin(zones.index) & inside].groupby("place"):
        words = "、".join(f"{zones[code]} {count}" for code, count in group["naming"].value_counts().items())
        notes[str(place)] = (
            f"面内含登记为开发区的站点，人口不含开发区 holds stations that name a zone, residents exclude it: {words}"
        )
    return notes
