"""均衡: stations per 10,000 people who share them, and how unequally."""

from __future__ import annotations

import numpy as np

from stationmap.access import ACCESS_COLUMNS, access_notes
from stationmap.access.columns import DECIMALS, LEVELS
from stationmap.report.drawn import Drawing, Line, line_chart
from stationmap.report.section import Section
from stationmap.study import Study

__all__ = ["access_section"]

_LEAD = ("name", "demand", "demand_unplaced", "access_per_10k", "access_relative", "share_unserved", "gini")
_POINTS = 200  # of the curve: as many as can be seen


def access_section(study: Study) -> Section | None:
    """Make the section of access; None where it was not worked out.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> access_section.__name__
    'access_section'
    """
    table = study.access
    if table is None:
        return None
    decimals = DECIMALS | dict.fromkeys(("demand", "demand_unplaced", "demand_unserved", "places"), 0)
    return Section(
        "access", "均衡", "Access", table.rows, ACCESS_COLUMNS, decimals, tuple(access_notes(table)),
        shares=frozenset({"share_unserved"}), words={"level": LEVELS}, lead=_LEAD, drawings=_drawings(study),
    )  # fmt: skip


def _drawings(study: Study) -> tuple[Drawing, ...]:
    assert study.access is not None  # noqa: S101
    found = study.access.inequality
    if not np.isfinite(found.gini):
        return ()
    steps = np.linspace(0, 1, _POINTS)
    curve = np.interp(steps, found.people, found.had)
    lines = [
        Line("完全均等 equality", [0.0, 100.0], [0.0, 100.0], dashed=True),
        Line(f"实际 as it is, Gini {found.gini:.3f}", (100 * steps).tolist(), (100 * curve).tolist()),
    ]
    drawn = line_chart(
        "洛伦兹曲线 Lorenz curve of access", lines, x_title="需求累计 % of demand, least access first",
        y_title="可达供给累计 % of access", words=f"基尼系数 Gini {found.gini:.4f}",
    )  # fmt: skip
    return (drawn,)
