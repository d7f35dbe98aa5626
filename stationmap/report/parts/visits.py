"""人次: visits per district with intervals and funnel limits; 疑似停报: runs of zeros that are no zeros."""

from __future__ import annotations

from stationmap.report.parts.hiding import hidden_cells
from stationmap.report.section import Section
from stationmap.study import Study
from stationmap.usage import OUTAGE_COLUMNS, USAGE_COLUMNS, VERDICTS, usage_notes
from stationmap.usage.columns import DECIMALS, LEVELS

__all__ = ["outages_section", "visits_section"]

_LEVELS = ("district", "outside", "unknown", "city", "total")
_LEAD = (
    "name", "stations_reporting", "visits", "completeness", "visits_per_station_day", "rate_low", "rate_high", "rank",
    "visits_per_10k_residents", "verdict", "rate_note",
)  # fmt: skip
_HIDEABLE = ("visits", "visits_per_station_day", "rate_low", "rate_high", "visits_per_10k_residents")


def visits_section(study: Study) -> Section | None:
    """Make the section of visits; None without visits.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> visits_section.__name__
    'visits_section'
    """
    if study.statement is None:
        return None
    usage = study.statement.usage
    rows = usage.of(*_LEVELS)[list(USAGE_COLUMNS)]
    verdicts = {code: f"{zh} {en}" for code, (zh, en) in VERDICTS.items()}
    return Section(
        "visits", "人次", "Visits", rows, USAGE_COLUMNS, DECIMALS, tuple(usage_notes(usage, study.statement.trend)),
        shares=frozenset({"completeness"}), words={"level": LEVELS, "verdict": verdicts},
        flags={"completeness": (0.8, 0.5)}, lead=_LEAD, withheld=hidden_cells(rows, _HIDEABLE),
        apart=frozenset({"rank"}),
    )  # fmt: skip


def outages_section(study: Study) -> Section | None:
    """Make the section of suspected outages; None where there are no visits, or none is suspected.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> outages_section.__name__
    'outages_section'
    """
    if study.statement is None or study.statement.outages.empty:
        return None
    rows = study.statement.outages.copy()
    for name in ("first_day", "last_day"):
        rows[name] = rows[name].dt.strftime("%Y-%m-%d")
    titles = {name: title for name, title in OUTAGE_COLUMNS.items() if name in rows}
    notes = (
        "连续为零的日子在该站其他日子的负二项分布下几乎不可能，疑似没有计数；只提示，人次未改 "
        "runs of zeros that the station's other days make very unlikely: suspected not to have been counted; visits "
        "are not changed",
    )
    decimals = {"probability": 8, "rate_as_reported": 2, "rate_without": 2}
    return Section("outages", "疑似停报", "Suspected outages", rows, titles, decimals, notes, page_rows=40)
