"""缺口: demand that no station reaches, districts with most of it first."""

from __future__ import annotations

import pandas as pd

from stationmap.reach.columns import DECIMALS, LEVELS, REACH_COLUMNS
from stationmap.report.by_district import floats
from stationmap.report.drawn import Drawing, Marks, district_map
from stationmap.report.parts.reach import SHARES, demand_words, shapes_of
from stationmap.report.section import Section
from stationmap.study import Study, main_measure

__all__ = ["GAP_COLUMNS", "gap_rows", "gaps_section"]

GAP_COLUMNS: dict[str, tuple[str, str]] = {
    **{name: REACH_COLUMNS[name] for name in ("level", "adcode", "name", "city", "weight", "placed", "unplaced")},
    "gap": ("缺口：未覆盖需求", "gap: demand that no station reaches"),
    "gap_share": ("缺口占比", "share of demand with a place that is not covered"),
    "gap_of_all": ("占全部缺口", "share of the whole gap"),
    "once": ("只有一个站点可达的需求", "demand that one station alone reaches"),
    **{name: REACH_COLUMNS[name] for name in ("median_m", "p90_m", "unreachable", "area_km2")},
    "gap_km2": ("未覆盖面积 km²", "area not covered, km²"),
    "note": REACH_COLUMNS["note"],
}
_DISTRICTS = ("district", "zone")
_LEAD = ("name", "weight", "unplaced", "gap", "gap_share", "gap_of_all", "once", "p90_m", "gap_km2")
_NOTES = (
    "缺口＝已定位需求－覆盖需求；无法定位的需求不在缺口内，另列 "
    "gap = demand with a place less what is covered; demand without a place is not in it and has its own column",
    "按缺口从大到小排列，无法计算的在后；口径同“可达” "
    "the largest gap first, what cannot be told last; measured as in the section of reach",
)


def gap_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Work out gaps from the rows of a reach, largest first; sums stay at the end.

    Parameters
    ----------
    rows : pandas.DataFrame
        Of `stationmap.reach.Reach`.

    Examples
    --------
    >>> gap_rows.__name__
    'gap_rows'
    """
    gap = rows["placed"] - rows["covered"]
    whole = gap[rows["level"] == "total"].iloc[0]
    placed = rows["placed"].astype("Float64")
    done = rows.assign(
        gap=gap,
        gap_share=(gap.astype("Float64") / placed.mask(placed <= 0)).astype("float64"),
        gap_of_all=gap / whole if whole > 0 else float("nan"),
        once=rows["covered"] - rows["covered_twice"],
        gap_km2=rows["area_km2"] - rows["area_covered_km2"],
    )
    own = done["level"].isin(_DISTRICTS)
    first = done[own].sort_values("gap", ascending=False, na_position="last", kind="stable")
    return pd.concat([first, done[~own]], ignore_index=True)[list(GAP_COLUMNS)]


def gaps_section(study: Study) -> Section | None:
    """Make the section of gaps; None where reach was not measured.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> gaps_section.__name__
    'gaps_section'
    """
    if study.survey is None:
        return None
    main = main_measure(study.survey)
    rows = gap_rows(study.survey.reaches[main].rows)
    whole = 0 if study.survey.reaches[main].demand[0] != "area_km2" else 1
    decimals = DECIMALS | {"gap_share": 3, "gap_of_all": 3, "gap_km2": 1}
    decimals |= dict.fromkeys(("weight", "placed", "unplaced", "gap", "once", "unreachable"), whole)
    notes = (f"口径 measure: {study.survey.measures[main].title} · {demand_words(study)}", *_NOTES)
    return Section(
        "gaps", "缺口", "Gaps", rows, GAP_COLUMNS, decimals, notes,
        shares=SHARES | {"gap_of_all"}, words={"level": LEVELS}, lead=_LEAD, drawings=(_map(study, rows),),
    )  # fmt: skip


def _map(study: Study, rows: pd.DataFrame) -> Drawing:
    own = rows[rows["level"].isin(_DISTRICTS)]
    table = study.catalogue.table
    working = study.placed["stations_in_operation"].to_numpy() == 1
    spots = table.loc[working]
    marks = [Marks("在用站点 stations", spots["lat"].to_numpy(), spots["lon"].to_numpy(), "#7b8783")]
    if study.plan is not None:
        chosen = study.plan.candidates.iloc[study.plan.siting.chosen]
        marks.append(Marks("建议选址 proposed", chosen["lat"].to_numpy(), chosen["lon"].to_numpy(), "#c2410c", 3.2))
    return district_map(
        "未覆盖需求 demand that no station reaches", shapes_of(study, own), floats(own["gap"]),
        unit=f"未覆盖（区县数）\n{demand_words(study)}", marks=marks, zones=[str(one) for one in study.zones["name"]],
        decimals=0,
    )  # fmt: skip
