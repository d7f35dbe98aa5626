"""Registers of any size as planners have them: every column of the demonstration's, no two stations alike."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stationmap.loading import demonstration

__all__ = ["make_register"]

_DRAWN = ("opening_hours", "amenities", "access", "verified_on", "opened_on", "host", "sponsor", "capacity")
_SIGNS = "花园路文化东风南阳建设农业丰产经三金水未来商城人民"
_SPREAD = 0.03  # degrees, about 3 km


def make_register(count: int, seed: int = 5) -> pd.DataFrame:
    """Draw stations about the demonstration's, each with a name, an address, a code and a phone of its own.

    Parameters
    ----------
    count : int
        Rows.
    seed : int
        The same seed gives the same table.

    Returns
    -------
    pandas.DataFrame
        Columns of `STATION_COLUMNS`; positions in degrees, WGS 84. Hours go with what they are read as.
    """
    rng = np.random.default_rng(seed)
    table = demonstration().table
    drawn = table.iloc[rng.integers(len(table), size=count)].reset_index(drop=True)
    for column in _DRAWN:
        others = table.iloc[rng.integers(len(table), size=count)].reset_index(drop=True)
        drawn[column] = others[column]
        if column == "opening_hours":
            drawn["hours"], drawn["closures"], drawn["warnings"] = (
                others["hours"],
                others["closures"],
                others["warnings"],
            )
    numbers = pd.Series(rng.integers(1, 400, count).astype(str))
    first, second = rng.choice([*_SIGNS], (2, count))
    lanes = pd.Series(first.astype(object) + second.astype(object))
    return drawn.assign(
        id=[f"豫A-ZZ-{number:06d}" for number in range(count)],
        name=lanes + "路" + numbers + "号" + drawn["name"],
        address=drawn["address"] + lanes + "路" + numbers + "号",
        phone=[f"0371-{number:08d}" for number in rng.integers(10_000_000, 99_999_999, count)],
        lat=drawn["lat"] + rng.normal(scale=_SPREAD, size=count),
        lon=drawn["lon"] + rng.normal(scale=_SPREAD, size=count),
    )
