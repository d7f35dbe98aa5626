"""钟点: who is covered at which hour of which kind of day."""

from __future__ import annotations

import pandas as pd

from stationmap.reach import DAY_TYPES, HOUR_COLUMNS
from stationmap.reach.columns import DECIMALS
from stationmap.report.by_district import floats
from stationmap.report.drawn import Drawing, Line, line_chart
from stationmap.report.parts.reach import SHARES
from stationmap.report.section import Section
from stationmap.study import Study

__all__ = ["hours_section"]

_NOTES = (
    "整点那一刻；时间未知的站点不算开放，真值在覆盖率与上限之间 at the full hour; stations of unknown hours do not "
    "count as open, so the truth lies between the share and its upper bound",
)


def hours_section(study: Study) -> Section | None:
    """Make the section of hours; None where they were not asked for.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> hours_section.__name__
    'hours_section'
    """
    if study.survey is None or study.survey.hours is None:
        return None
    rows = study.survey.hours
    decimals = DECIMALS | {"covered": 0, "covered_twice": 0}
    words = {"day_type": {str(code): str(text) for code, text in DAY_TYPES.items()}}
    return Section(
        "hours", "钟点", "By hour", rows, HOUR_COLUMNS, decimals, _NOTES,
        shares=SHARES, words=words, drawings=(_plot(rows),), page_rows=24,
    )  # fmt: skip


def _plot(rows: pd.DataFrame) -> Drawing:
    alike: dict[tuple[float, ...], list[str]] = {}
    for code in DAY_TYPES:
        day = rows[rows["day_type"] == code].sort_values("hour")
        if len(day):
            alike.setdefault(tuple(100 * share for share in floats(day["share"])), []).append(str(code))
    # lines that lie on each other are one, named by all: else the last drawn hides the others
    lines = [
        Line(_named(codes), [*map(float, range(24)), 24.0], [*shares, shares[-1]], stepped=True)
        for shares, codes in alike.items()
    ]
    told = "; ".join(
        f"{line.name.replace(chr(10), ' ')}: 03:00 {line.y[3]:.1f} %, 12:00 {line.y[12]:.1f} %"
        for line in lines
        if len(line.y) > 12
    )
    return line_chart(
        "各钟点的覆盖率 share covered, by hour of the day", lines, x_title="钟点 hour", y_title="覆盖率 %", words=told
    )


def _named(codes: list[str]) -> str:
    """Name kinds of day shortly, Chinese above English: their conditions stand in the table."""
    zh = "、".join(DAY_TYPES[code].split("（")[0].split()[0] for code in codes)
    return f"{zh}\n{', '.join(codes)}"
