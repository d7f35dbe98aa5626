"""Which districts belong to a register."""

from __future__ import annotations

import pandas as pd

from stationmap.districts import Districts

__all__ = ["scope_of"]


def scope_of(table: pd.DataFrame, districts: Districts) -> Districts:
    """Keep the districts of every prefecture in which a station lies.

    A prefecture's districts without a station belong to its register too: they are where
    something is missing. Districts that are not of China's six-digit codes are all kept.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns of `stationmap.station.STATION_COLUMNS`.
    districts : Districts

    Examples
    --------
    >>> from stationmap.districts import national
    >>> table = pd.DataFrame({"district": ["410106", ""]})
    >>> len(scope_of(table, national()))
    15
    """
    prefectures = sorted({adcode[:4] for adcode in table["district"] if adcode})
    return districts.of_cities(prefectures)
