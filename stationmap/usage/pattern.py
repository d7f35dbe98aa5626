"""What is said of neighbouring districts that are alike."""

from __future__ import annotations

import numpy as np

from stationmap.districts import Districts, contiguous
from stationmap.errors import InputError
from stationmap.usage.moran import LEAST_UNITS, moran
from stationmap.usage.summary import Usage

__all__ = ["pattern_note"]


def pattern_note(usage: Usage, districts: Districts) -> str:
    """Say whether districts have visits per station-day like those of their neighbours, where there are enough of them.

    Parameters
    ----------
    usage : Usage
        Rates that are hidden are left out.
    districts : Districts

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> from stationmap.usage import summarise
    >>> usage = summarise(example_stations(), example_districts(), example_visits())
    >>> pattern_note(usage, example_districts())[-47:]
    'under 100 districts: no word on spatial pattern'
    """
    rates = usage.of("district").set_index("adcode")["visits_per_station_day"].astype("Float64")
    values = rates.reindex(districts.frame["adcode"]).to_numpy(dtype=float, na_value=float("nan"))
    few = f"不足{LEAST_UNITS}个区县有率，不论空间聚集 under {LEAST_UNITS} districts: no word on spatial pattern"
    if np.isfinite(values).sum() < LEAST_UNITS:
        return few
    try:
        found = moran(values, contiguous(districts))
    except InputError:
        return few
    if found.units < LEAST_UNITS:
        return few
    return (
        f"相邻区县每站日人次的相似度 likeness of neighbouring districts' visits per station-day: "
        f"Moran I = {found.value:.3f}，"
        f"无规律时 without a pattern {found.expected:.3f}，p = {found.p:.3f}，{found.units} 个区县 districts"
    )
