"""Tables of reach as people and programs read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from stationmap.coverage import SOURCES
from stationmap.pairs import STREETS
from stationmap.reach.at_hour import each_hour_document
from stationmap.reach.by_hour import DAY_TYPES
from stationmap.reach.columns import (
    AMENITY_COLUMNS,
    AT_HOUR_COLUMNS,
    DECIMALS,
    HOUR_COLUMNS,
    LEVELS,
    PAIR_COLUMNS,
    REACH_COLUMNS,
    STATION_COLUMNS,
)
from stationmap.reach.gaps import gaps_document
from stationmap.reach.notes import off_streets, reach_notes
from stationmap.reach.survey import ReachSurvey
from stationmap.tables import Titles, records, titled, titles_document

__all__ = ["reach_document", "reach_for_people", "table_for_people", "tables_for_people"]

BEYOND = "到不了 out of reach"
_WORDS: dict[str, dict[Any, str]] = {
    "level": LEVELS,
    "day_type": DAY_TYPES,
    "estimated": {True: "是 yes", False: ""},
    "spare": {True: "是 yes", False: ""},
    "border_uncertain": {True: "是 yes", False: ""},
}


def table_for_people(frame: pd.DataFrame, titles: Titles) -> pd.DataFrame:
    """Round for reading and give the columns their titles, Chinese first; unknown stays empty.

    Parameters
    ----------
    frame : pandas.DataFrame
    titles : mapping of str to (str, str)
        Such as `REACH_COLUMNS`.

    Returns
    -------
    pandas.DataFrame
        A distance that nobody can walk is told in words.

    Examples
    --------
    >>> table_for_people(pd.DataFrame({"share": [1 / 3], "median_m": [np.inf]}), REACH_COLUMNS).to_numpy().tolist()
    [[0.3333, '到不了 out of reach']]
    """
    shown = frame.round({name: places for name, places in DECIMALS.items() if name in frame})
    for name, words in _WORDS.items():
        if name in shown:
            shown[name] = shown[name].map(words)
    for name in ("median_m", "p90_m"):
        if name in shown and np.isinf(shown[name].to_numpy(dtype=float)).any():
            shown[name] = shown[name].astype(object).where(~np.isinf(shown[name].to_numpy(dtype=float)), BEYOND)
    return titled(shown, titles)


def reach_for_people(survey: ReachSurvey) -> pd.DataFrame:
    """Put the tables of all measures under each other, each row with its measure.

    Parameters
    ----------
    survey : ReachSurvey

    Examples
    --------
    >>> from datetime import date
    >>> from stationmap.demand import spread_residents
    >>> from stationmap.loading import demonstration
    >>> from stationmap.reach.rules import rule_of
    >>> from stationmap.reach.survey import Asked
    >>> from stationmap.reach.surveying import survey_reach
    >>> catalogue = demonstration()
    >>> demand = spread_residents(catalogue.districts, spacing_m=4_000)
    >>> survey = survey_reach(catalogue, demand, rule_of("dense-500m"), Asked(date(2026, 11, 25)))
    >>> list(reach_for_people(survey).columns[:4])
    ['口径 measure', '行类 kind of row', '代码 adcode', '区县 district']
    """
    parts = []
    for measure, reach in zip(survey.measures, survey.reaches, strict=True):
        part = table_for_people(reach.rows, REACH_COLUMNS)
        part.insert(0, "口径 measure", measure.title)
        parts.append(part.astype(object))
    return pd.concat(parts, ignore_index=True).infer_objects()


def tables_for_people(survey: ReachSurvey) -> dict[str, pd.DataFrame]:
    """Give every table that was asked for under its title, for a workbook's sheets.

    Parameters
    ----------
    survey : ReachSurvey

    Examples
    --------
    >>> from datetime import date
    >>> from stationmap.demand import spread_residents
    >>> from stationmap.loading import demonstration
    >>> from stationmap.reach.rules import rule_of
    >>> from stationmap.reach.survey import Asked
    >>> from stationmap.reach.surveying import survey_reach
    >>> catalogue = demonstration()
    >>> demand = spread_residents(catalogue.districts, spacing_m=4_000)
    >>> survey = survey_reach(catalogue, demand, rule_of("dense-500m"), Asked(date(2026, 11, 25), hours=True))
    >>> list(tables_for_people(survey))
    ['可达 reach', '钟点 hours', '分区03时 districts-at-03']
    """
    tables = {"可达 reach": reach_for_people(survey)}
    for _, title, frame, titles in _others(survey):
        if frame is not None:
            tables[title] = table_for_people(frame, titles)
    return tables


def _others(survey: ReachSurvey) -> tuple[tuple[str, str, pd.DataFrame | None, Titles], ...]:
    return (
        ("hours", "钟点 hours", survey.hours, HOUR_COLUMNS),
        (
            "at_hour",
            f"分区{survey.asked.hour:02d}时 districts-at-{survey.asked.hour:02d}",
            survey.at_hour,
            AT_HOUR_COLUMNS,
        ),
        ("amenities", "设施 amenities", survey.amenities, AMENITY_COLUMNS),
        ("stations", "站点 stations", survey.stations, STATION_COLUMNS),
        ("near", "过近 near-pairs", survey.near, PAIR_COLUMNS),
    )


def reach_document(
    survey: ReachSurvey, notice: str | None = None, *, sources: Sequence[str] = SOURCES
) -> dict[str, Any]:
    """Write all tables for programs; numbers are exact, unknown is null.

    Parameters
    ----------
    survey : ReachSurvey
    notice : str, optional
        A sentence that must come first, such as that the data are made up.
    sources : sequence of str
        Where polygons, residents and streets come from.

    Returns
    -------
    dict
        Ready for JSON. A median or 90th percentile that is out of reach is null, as an unknown one is; ``unreachable``
        beside it says how much demand reaches no station at all.

    Examples
    --------
    >>> from datetime import date
    >>> from stationmap.demand import spread_residents
    >>> from stationmap.loading import demonstration
    >>> from stationmap.reach.rules import rule_of
    >>> from stationmap.reach.survey import Asked
    >>> from stationmap.reach.surveying import survey_reach
    >>> catalogue = demonstration()
    >>> demand = spread_residents(catalogue.districts, spacing_m=4_000)
    >>> reach_document(survey_reach(catalogue, demand, rule_of(), Asked(date(2026, 11, 25))))["reconciled"]
    True
    """
    what, how, source = survey.reaches[0].demand
    rule, asked = survey.rule, survey.asked
    return {
        "rule": {
            "code": rule.code,
            "source": rule.source,
            "radius_m": rule.radius_m,
            "minutes": rule.minutes,
            "pace_kmh": rule.pace_kmh,
            "detour": rule.detour,
            "times": rule.times,
        },
        "on": asked.on.isoformat(),
        "needs": list(asked.needs),
        "spacing_m": asked.spacing_m,
        "hour": asked.hour,
        "demand": {"what": what, "how": how, "source": source},
        "notice": notice,
        "measures": _measures(survey),
        "columns": {
            "reach": titles_document(REACH_COLUMNS),
            **{key: titles_document(names) for key, _, _, names in _others(survey)},
        },
        **{key: None if frame is None else records(frame) for key, _, frame, _ in _others(survey)},
        "each_hour": None if survey.each_hour is None else each_hour_document(survey.each_hour),
        "gaps": None if survey.gaps is None else gaps_document(survey.gaps),
        "reconciled": survey.reconciled,
        "notes": reach_notes(survey, notice, sources=sources),
    }


def _measures(survey: ReachSurvey) -> list[dict[str, Any]]:
    return [
        {
            "code": measure.code,
            "zh": measure.zh,
            "en": measure.en,
            "radius_m": measure.radius_m,
            "how": measure.how,
            "caution": measure.caution or (off_streets(survey) if measure.how == STREETS else "") or None,
            "stations": reach.stations,
            "rows": records(reach.rows),
            "checks": [
                {"quantity": c.quantity, "input": c.counted, "table": c.in_table, "ok": c.ok} for c in reach.checks
            ],
        }
        for measure, reach in zip(survey.measures, survey.reaches, strict=True)
    ]
