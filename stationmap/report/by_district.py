"""分区: the coverage table, with a map and bars."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stationmap.coverage import COVERAGE_COLUMNS, coverage_notes
from stationmap.coverage.columns import DECIMALS, LEVELS
from stationmap.documents import DISTRICTS_ATTRIBUTION
from stationmap.report.drawn import Drawing, Marks, bar_chart, district_map
from stationmap.report.parts.hiding import hidden_cells
from stationmap.report.section import Section
from stationmap.study import Study

__all__ = ["district_section", "floats"]

_LEAD = (
    "name", "stations", "stations_in_operation", "stations_near_border", "visits", "visits_per_station_day",
    "completeness", "rate_note", "residents", "stations_per_10k_residents", "area_km2", "stations_per_100km2",
)  # fmt: skip
_RATES = ("visits_per_station_day",)
_MOST_BARS = 45  # more would fill pages; the table has them all


def district_section(study: Study) -> Section:
    """Make the section of the districts.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.findings import Findings
    >>> from stationmap.loading import demonstration, load_coverage
    >>> study = Study(demonstration(), load_coverage(demonstration(), None), Findings(), (), datetime.now(UTC))
    >>> district_section(study).title
    '分区 By district'
    """
    notes = (*coverage_notes(study.coverage), DISTRICTS_ATTRIBUTION)
    return Section(
        "districts", "分区", "By district", study.coverage.rows, COVERAGE_COLUMNS, DECIMALS | {"completeness": 3},
        notes, shares=frozenset({"completeness"}), words={"level": LEVELS}, flags={"completeness": (0.8, 0.5)},
        lead=_LEAD, drawings=_drawings(study), withheld=hidden_cells(study.coverage.rows, ("visits", *_RATES)),
    )  # fmt: skip


def floats(values: pd.Series) -> list[float]:
    """Bring a column to floats, unknown as NaN.

    Parameters
    ----------
    values : pandas.Series

    Examples
    --------
    >>> floats(pd.Series([1, None], dtype="Int64"))
    [1.0, nan]
    """
    numbers: list[float] = pd.to_numeric(values).to_numpy(dtype=np.float64, na_value=np.nan).tolist()
    return numbers


def _drawings(study: Study) -> tuple[Drawing, ...]:
    rows, table = study.coverage.districts, study.catalogue.table
    if rows.empty:
        return ()
    shapes = study.catalogue.districts.frame.set_index("adcode")["geometry"].reindex(rows["adcode"])
    working = study.placed["stations_in_operation"].to_numpy() == 1
    dots = Marks("在用站点 stations", table.loc[working, "lat"].to_numpy(), table.loc[working, "lon"].to_numpy())
    drawn = district_map(
        "每万人在用站点 stations in operation per 10,000 residents",
        pd.DataFrame({"name": rows["name"].to_numpy(), "geometry": shapes.to_numpy()}),
        floats(rows["stations_per_10k_residents"]),
        unit="每万人站点（区县数）\nper 10,000 (districts)",
        marks=[dots],
        zones=[str(name) for name in study.zones["name"]],
    )
    return (drawn, *_bars(study))


def _bars(study: Study) -> list[Drawing]:
    rows = study.coverage.districts
    if study.coverage.period is None or len(rows) > _MOST_BARS:
        return []
    names, rates = [str(name) for name in rows["name"]], floats(rows["visits_per_station_day"])
    title = "每站日人次与95%区间 visits per reporting station-day, with 95 % intervals"
    spans = _intervals(study, [str(code) for code in rows["adcode"]])
    return [bar_chart(title, names, rates, unit="人次/站日 visits per station-day", intervals=spans, decimals=2)]


def _intervals(study: Study, adcodes: list[str]) -> list[tuple[float, float]]:
    if study.statement is None:
        return []
    rows = study.statement.usage.of("district").set_index("id")[["rate_low", "rate_high"]].reindex(adcodes)
    return list(zip(floats(rows["rate_low"]), floats(rows["rate_high"]), strict=True))
