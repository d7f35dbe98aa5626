"""What stations have to give: one each, or room for so many people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.errors import ColumnError, Fault, InputError

__all__ = ["Supply", "supply_of"]

_UNITS = {"stations": "站点 stations", "capacity": "同时容纳人数 people at once"}


@dataclass(frozen=True, eq=False)
class Supply:
    """Amounts by station, with those that nobody knows.

    Parameters
    ----------
    ids : tuple of str
        The stations.
    amounts : float64 array of shape (n,)
        Of each; 0 where unknown, so that what follows is a lower bound.
    unknown : tuple of str
        Ids of the stations whose amount nobody knows.
    unit : str
        Of the amounts, Chinese and English.

    Examples
    --------
    >>> supply = supply_of(pd.DataFrame({"id": ["a", "b"], "capacity": [12, pd.NA]}), by="capacity")
    >>> supply.amounts.tolist(), supply.unknown, supply.unit
    ([12.0, 0.0], ('b',), '同时容纳人数 people at once')
    """

    ids: tuple[str, ...]
    amounts: npt.NDArray[np.float64]
    unknown: tuple[str, ...]
    unit: str


def supply_of(stations: pd.DataFrame, *, by: str = "stations") -> Supply:
    """Say what each station gives.

    Parameters
    ----------
    stations : pandas.DataFrame
        Columns id and, for capacity, capacity (people at once, NA unknown).
    by : {"stations", "capacity"}
        One each, or as many people as it holds.

    Raises
    ------
    ColumnError
        If a column is missing.
    InputError
        If `by` is another, or no station's capacity is known.

    Examples
    --------
    >>> supply_of(pd.DataFrame({"id": ["a", "b"]})).amounts.tolist()
    [1.0, 1.0]
    """
    if by not in _UNITS:
        fault = Fault("supply", by, f"应为其中之一 must be one of {', '.join(_UNITS)}")
        raise InputError(f"没有这种供给 no such supply: {by}", (fault,))
    wanted = {"id", "capacity"} if by == "capacity" else {"id"}
    missing = sorted(wanted - set(stations.columns))
    if missing:
        raise ColumnError(f"站点表缺列 the stations lack the column {', '.join(missing)}")
    ids = tuple(stations["id"].astype(str))
    if by == "stations":
        return Supply(ids, np.ones(len(ids)), (), _UNITS[by])
    amounts = pd.to_numeric(stations["capacity"]).astype("Float64")
    unknown = amounts.isna().to_numpy(dtype=bool)
    if unknown.all():
        fault = Fault("supply", by, "用 use stations")
        raise InputError("没有一个站点的容纳人数已知 no station's capacity is known", (fault,))
    known = np.asarray(amounts.fillna(0.0), dtype=np.float64)
    return Supply(ids, known, tuple(np.array(ids, dtype=object)[unknown]), _UNITS[by])
