"""Access per district."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

import numpy as np
import pandas as pd

from stationmap.access.catchment import floating_catchment, supply_ratio
from stationmap.access.columns import ACCESS_COLUMNS, LEVELS, PER
from stationmap.access.inequality import gini, lorenz
from stationmap.access.steps import Steps
from stationmap.access.supply import Supply
from stationmap.access.table import AccessTable, Check, Inequality
from stationmap.demand import Demand
from stationmap.districts import Districts
from stationmap.errors import InputError
from stationmap.pairs import Pairs

__all__ = ["access_by_district"]

_ROWS = ["level", "adcode", "name", "city"]
_AMOUNTS = ["places", "demand", "demand_unplaced", "demand_unserved"]
_UNKNOWN = "人口未知 residents unknown"
_NO_PLACE = (
    "有需求无法落点（如没有边界的区），可达性不含它 some demand has no place, such as that of a zone without a polygon"
)


def access_by_district(
    demand: Demand, pairs: Pairs, supply: Supply, districts: Districts, *, steps: Steps, shared: bool = False
) -> AccessTable:
    """Give each place its access and sum up by district.

    A district's access is the mean over its demand, weighted. Stations count wherever they stand, also beyond the
    district's border. A district whose demand has no place has unknown access.

    Parameters
    ----------
    demand : Demand
        Places and weights.
    pairs : Pairs
        Of these places and the stations of `supply`, known up to the last step.
    supply : Supply
        What the stations give.
    districts : Districts
        That have a row each.
    steps : Steps
        Rings and weights; pairs beyond them count nothing.
    shared : bool
        Share a place's demand out among the stations by the same weights (3SFCA).

    Raises
    ------
    InputError
        If pairs are of other places or stations, or known less far than the steps reach.

    Examples
    --------
    >>> import pandas as pd
    >>> from stationmap.access import supply_of
    >>> from stationmap.districts import national
    >>> frame = pd.DataFrame({"id": ["a", "b"], "lat": 34.75, "lon": 113.6, "weight": [9e3, 1e3], "adcode": "410102"})
    >>> demand = Demand(frame, what="residents", how="点 points", source="名册 roll")
    >>> pairs = Pairs.of([0], [0], [100.0], places=2, stations=1, limit_m=1000)
    >>> supply = supply_of(pd.DataFrame({"id": ["s"]}))
    >>> table = access_by_district(demand, pairs, supply, national().only(["410102"]), steps=Steps.thirds(1000))
    >>> table.rows.iloc[0][["demand", "access_per_10k", "share_unserved"]].map(float).tolist()
    [10000.0, 1.0, 0.1]
    """
    if (pairs.places, pairs.stations) != (len(demand), len(supply.ids)):
        raise InputError("点对与需求或站点不符 the pairs are of other places or stations")
    near = pairs.within(steps.limit_m)
    choice = steps if shared else None
    access = floating_catchment(near, demand.weight, supply.amounts, steps, choice=choice)
    ratio = supply_ratio(near, demand.weight, supply.amounts, steps, choice=choice)
    here = np.where(np.isin(demand.adcode, districts.frame["adcode"].to_numpy()), demand.adcode, "")
    places = pd.DataFrame({"id": demand.frame["id"], "adcode": here, "weight": demand.weight, "access": access})
    rows = _rows(places, demand, districts)
    stations = pd.DataFrame({"id": list(supply.ids), "supply": supply.amounts, "ratio": ratio})
    handed, reached = float(demand.weight @ access), float(supply.amounts[~np.isnan(ratio)].sum())
    checks = (
        Check("需求可达的供给 = Σ 需求×可达性 supply that demand reaches = Σ demand × access", reached, handed),
        Check("需求总量 total demand", demand.total, _grand_total(rows)),
    )
    about = (demand.what, demand.how, demand.source)
    return AccessTable(
        rows, places, stations, _inequality(places, rows), steps, supply, pairs.how, shared, about, checks
    )


def _inequality(places: pd.DataFrame, rows: pd.DataFrame) -> Inequality:
    access, weight = places["access"].to_numpy(), places["weight"].to_numpy()
    known = rows[(rows["level"] == "district") & rows["access_per_10k"].notna()]
    means, sizes = known["access_per_10k"].to_numpy(), known["demand"].to_numpy()
    return Inequality(
        gini(access, weight), gini(means, sizes), gini(means, sizes, small=True), len(known), *lorenz(access, weight)
    )


def _rows(places: pd.DataFrame, demand: Demand, districts: Districts) -> pd.DataFrame:
    frame = districts.frame[["adcode", "name", "city"]].astype(object)
    indices = {str(code): rows for code, rows in places.groupby("adcode").indices.items()}
    codes = {str(code): float(weight) for code, weight in demand.unplaced.items()}
    notes = _unknown_notes(demand, districts, indices.keys() | codes.keys())

    def line(names: tuple[str, str, str, str], within: Iterable[str], note: str) -> dict[str, object]:
        held = sorted(within)
        inside = np.concatenate([[], *(indices[code] for code in held if code in indices)]).astype(np.int64)
        return _line(names, places.iloc[inside], sum(codes.get(code, 0.0) for code in held)) | {"note": note}

    lines = [
        line(("district", code, name, city), [code], notes.get(code, ""))
        for code, name, city in frame.itertuples(index=False, name=None)
    ]
    elsewhere = (indices.keys() | codes.keys()) - set(frame["adcode"])
    lines.append(line(("outside", "", LEVELS["outside"], ""), elsewhere, ""))
    for (head, city), inside in _cities(frame):
        lines.append(line(("city", head, f"{city} 小计 city", city), inside, _left_out(notes, inside)))
    everywhere = indices.keys() | codes.keys()
    lines.append(line(("total", "", LEVELS["total"], ""), everywhere, _left_out(notes, frame["adcode"])))
    rows = pd.DataFrame(lines)
    rows.loc[rows["adcode"].isin([code for code, note in notes.items() if note == _UNKNOWN]), _AMOUNTS] = np.nan
    rows["places"] = rows["places"].astype("Int64")
    access = rows["access_per_10k"].to_numpy()
    rows["access_relative"] = access / access[-1] if access[-1] > 0 else np.nan
    return rows[list(ACCESS_COLUMNS)]


def _unknown_notes(demand: Demand, districts: Districts, there: Set[str]) -> dict[str, str]:
    """Say of which districts nobody knows the demand, and of which nobody knows where it is."""
    frame = districts.frame
    unknown = frame["residents"].isna() & (demand.what == "residents") & ~frame["adcode"].isin(list(there))
    lost = demand.unplaced.index[demand.unplaced > 0]
    notes = {str(code): _NO_PLACE for code in frame["adcode"][frame["adcode"].isin(lost)]}
    return notes | {str(code): _UNKNOWN for code in frame["adcode"][unknown]}


def _left_out(notes: dict[str, str], adcodes: Iterable[str]) -> str:
    unknown = sum(notes.get(code) == _UNKNOWN for code in adcodes)
    return f"不含人口未知的区县 {unknown} 个 without {unknown} districts of unknown residents" if unknown else ""


def _cities(frame: pd.DataFrame) -> Iterator[tuple[tuple[str, str], list[str]]]:
    named = frame[frame["city"] != ""]
    for (_, city), group in named.groupby([named["adcode"].str[:2], "city"], sort=False):
        heads = group["adcode"].str[:4].unique()  # Chongqing has two: of districts and of counties
        head = heads[0] if len(heads) == 1 else heads[0][:2]
        yield (str(head).ljust(6, "0"), str(city)), group["adcode"].tolist()


def _line(names: tuple[str, str, str, str], inside: pd.DataFrame, unplaced: float) -> dict[str, object]:
    access, weight = inside["access"].to_numpy(), inside["weight"].to_numpy()
    demand, unserved = float(weight.sum()), float(weight[access == 0].sum())
    counted: dict[str, float] = {
        "places": float(len(inside)),
        "demand": demand,
        "demand_unplaced": unplaced,
        "access_per_10k": float(weight @ access) / demand * PER if demand > 0 else np.nan,
        "demand_unserved": unserved if demand > 0 or not unplaced else np.nan,
        "share_unserved": unserved / demand if demand > 0 else np.nan,
        "gini": gini(access, weight),
    }
    return {**dict(zip(_ROWS, names, strict=True)), **counted}


def _grand_total(rows: pd.DataFrame) -> float:
    parts = rows[rows["level"].isin(["district", "outside"])]
    return float(parts["demand"].sum() + parts["demand_unplaced"].sum())
