"""A choice of new sites, with where they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.reach import Measure
from stationmap.siting import Siting

__all__ = ["SitePlan"]


@dataclass(frozen=True, eq=False)
class SitePlan:
    """New sites, and how they were looked for.

    Parameters
    ----------
    siting : Siting
    candidates : pandas.DataFrame
        Rows as in the siting: lat, lon (degrees, WGS 84), adcode.
    measure : Measure
        Within how many metres, along what, a site serves.
    how : str
        What the candidates are, Chinese and English.
    adcode : object array
        District of each place of demand; "" outside every district.

    Examples
    --------
    >>> SitePlan.__dataclass_params__.frozen
    True
    """

    siting: Siting
    candidates: pd.DataFrame
    measure: Measure
    how: str
    adcode: npt.NDArray[np.object_]
