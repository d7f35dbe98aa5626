"""Who is covered by stations that have an amenity, or all of a set of needs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.amenities import AMENITIES, amenity_bits
from stationmap.catalogue.bits import offered_bits
from stationmap.demand import Demand
from stationmap.errors import InputError
from stationmap.pairs import Pairs
from stationmap.reach.by_state import NO, UNKNOWN, YES, cover_by_state
from stationmap.reach.columns import AMENITY_COLUMNS

__all__ = ["amenity_states", "reach_by_amenity"]

States = npt.NDArray[np.uint8]


def amenity_states(stations: pd.DataFrame, needs: tuple[str, ...]) -> States:
    """Tell of each station whether it has all needs in working order, lacks one, or may have them.

    Parameters
    ----------
    stations : pandas.DataFrame
        Columns of a table of stations.
    needs : tuple of str
        Amenity codes.

    Returns
    -------
    uint8 array of shape (stations,)
        `YES` if all are there and work, `NO` if one is known not to be there or is out of order, else `UNKNOWN`.

    Raises
    ------
    VocabularyError
        If a code is not in the vocabulary.

    Examples
    --------
    >>> cells = {"amenities": ["toilet", "", "toilet"], "amenities_no": ["", "toilet", ""],
    ...          "out_of_order": ["", "", "toilet@2026-11-01"], "kind": "", "access": ""}
    >>> amenity_states(pd.DataFrame(cells), ("toilet",)).tolist()
    [1, 0, 0]
    """
    wanted = np.uint64(amenity_bits(needs))
    offered = offered_bits(stations)
    broken = stations["out_of_order"].str.replace("@[^,]*", "", regex=True)
    lacking = _bits(stations["amenities_no"]) | _bits(broken)
    states = np.where(lacking & wanted, NO, UNKNOWN).astype(np.uint8)
    states[(offered & wanted) == wanted] = YES
    return states


def _bits(column: pd.Series) -> npt.NDArray[np.uint64]:
    numbers, texts = pd.factorize(column)
    sets = [amenity_bits(text.split(",") if text else []) for text in texts]
    return np.array(sets or [0], dtype=np.uint64)[numbers]


def reach_by_amenity(
    demand: Demand, pairs: Pairs, stations: pd.DataFrame, radius_m: float, needs: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Add up who is covered by stations known to have each amenity in working order, and by those that may.

    Parameters
    ----------
    demand : Demand
    pairs : Pairs
        Of its places and the stations, up to the radius at least.
    stations : pandas.DataFrame
        Table of the stations of `pairs`.
    radius_m : float
        Metres.
    needs : tuple of str, optional
        A set of needs that gets a row of its own, before those of the vocabulary.

    Returns
    -------
    pandas.DataFrame
        Columns of `AMENITY_COLUMNS`; the first row is of all stations, whatever they have (code ""). Shares are of
        demand with a place. Unknown is neither yes nor no: the truth lies between share and share_high.

    Raises
    ------
    InputError
        If the table is of another number of stations, or the pairs end before the radius.
    VocabularyError
        If a code is not in the vocabulary.

    Examples
    --------
    >>> place = {"id": ["a"], "lat": [34.8], "lon": [113.3], "weight": [2.0], "adcode": [""]}
    >>> demand = Demand(pd.DataFrame(place), what="workers", how="点 points", source="点名册 roll")
    >>> pairs = Pairs.of([0], [0], [5.0], places=1, stations=1, limit_m=500)
    >>> cells = {"amenities": ["toilet"], "amenities_no": "", "out_of_order": "", "kind": "", "access": ""}
    >>> table = reach_by_amenity(demand, pairs, pd.DataFrame(cells), 500).set_index("amenity")
    >>> table.loc[["toilet", "hot_water"], ["share", "share_high"]].to_numpy().tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    if len(stations) != pairs.stations:
        raise InputError(f"a table of {len(stations)} stations for pairs of {pairs.stations}")
    sets = {"": (), **({"+".join(needs): needs} if len(needs) > 1 else {}), **{code: (code,) for code in AMENITIES}}
    states = [amenity_states(stations, one) for one in sets.values()]
    table = pd.DataFrame(cover_by_state(pairs.within(radius_m), demand.weight, states))
    counts = {
        name: [int((one == state).sum()) for one in states]
        for name, state in (("stations_with", YES), ("stations_unknown", UNKNOWN), ("stations_without", NO))
    }
    named = {"amenity": list(sets), "name": [_name_of(one) for one in sets.values()]}
    return table.assign(**named, **counts).reindex(columns=list(AMENITY_COLUMNS))


def _name_of(needs: tuple[str, ...]) -> str:
    if not needs:
        return "全部站点 all stations"
    return f"{'＋'.join(AMENITIES[code].zh for code in needs)} {' + '.join(AMENITIES[code].en for code in needs)}"
