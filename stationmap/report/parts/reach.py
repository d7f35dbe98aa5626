"""可达: who is within reach, per district."""

from __future__ import annotations

import pandas as pd

from stationmap.coverage import SOURCES
from stationmap.demand import demand_unit
from stationmap.reach import REACH_COLUMNS, reach_notes
from stationmap.reach.columns import DECIMALS, LEVELS
from stationmap.report.by_district import floats
from stationmap.report.drawn import Drawing, district_map
from stationmap.report.section import Section
from stationmap.study import Study

__all__ = ["SHARES", "demand_words", "reach_section", "shapes_of"]

SHARES = frozenset(
    {
        "share",
        "share_low",
        "share_high",
        "share_twice",
        "uncertain_share",
        "area_share",
        "area_share_twice",
        "gap_share",
    }
)
_LEAD = (
    "measure", "name", "weight", "covered", "share", "share_low", "share_high", "share_twice", "median_m", "p90_m",
    "area_share",
)  # fmt: skip
_WHOLE = dict.fromkeys(("weight", "placed", "unplaced", "covered", "covered_twice", "unreachable", "near_border"), 0)


def demand_words(study: Study) -> str:
    """Say what the demand counts, as a unit.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> demand_words.__name__
    'demand_words'
    """
    assert study.survey is not None  # noqa: S101 - asked only where there is a survey
    return demand_unit(study.survey.reaches[0].demand[0])


def reach_section(study: Study) -> Section | None:
    """Make the section of reach; None where it was not measured.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> reach_section.__name__
    'reach_section'
    """
    survey = study.survey
    if survey is None:
        return None
    parts = [
        reach.rows.assign(measure=measure.zh) for measure, reach in zip(survey.measures, survey.reaches, strict=True)
    ]
    columns = {"measure": ("口径", "measure"), **REACH_COLUMNS}
    decimals = DECIMALS | (_WHOLE if survey.reaches[0].demand[0] != "area_km2" else {})
    notes = tuple(reach_notes(survey, sources=(*SOURCES, *study.said)))
    lead = _LEAD if len(parts) > 1 else _LEAD[1:]
    return Section(
        "reach", "可达", "Reach", pd.concat(parts, ignore_index=True), columns, decimals,
        notes, shares=SHARES, words={"level": LEVELS}, lead=lead, drawings=(_map(study),),
    )  # fmt: skip


def _map(study: Study) -> Drawing:
    assert study.survey is not None  # noqa: S101
    rows, measure = study.survey.reaches[0].rows, study.survey.measures[0]
    rows = rows[rows["level"].isin(["district", "zone"])]
    shares = [share * 100 for share in floats(rows["share"])]
    title = f"覆盖率（%）：{measure.zh} share covered, %: {measure.en}"
    unit = f"覆盖率 %（区县数）\n{demand_words(study)}"
    return district_map(
        title, shapes_of(study, rows), shares, unit=unit, zones=[str(one) for one in study.zones["name"]]
    )


def shapes_of(study: Study, rows: pd.DataFrame) -> pd.DataFrame:
    """Give the polygons of rows of districts, for a map.

    Parameters
    ----------
    study : Study
    rows : pandas.DataFrame
        Columns adcode and name.

    Examples
    --------
    >>> shapes_of.__name__
    'shapes_of'
    """
    shapes = study.catalogue.districts.frame.set_index("adcode")["geometry"].reindex(rows["adcode"])
    return pd.DataFrame({"name": rows["name"].to_numpy(), "geometry": shapes.to_numpy()})
