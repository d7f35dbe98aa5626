"""Demand of a file of figures by district code."""

from __future__ import annotations

import pandas as pd

from stationmap.demand.cells import read_code
from stationmap.demand.demand import Demand
from stationmap.demand.faults import finding
from stationmap.demand.rows import Rows
from stationmap.demand.spreading import spread_by_code
from stationmap.districts import Districts

__all__ = ["codes_demand"]


def codes_demand(rows: Rows, districts: Districts, spacing_m: float, *, what: str, source: str) -> Demand:
    """Spread figures by district over the districts' polygons.

    Figures of a code without a polygon that is one of the districts, or a zone of one of their cities (the first four
    digits), go to `unplaced`. Sums of cities and provinces (codes that end in 00) and codes of elsewhere are told and
    not used; a district of which the file has no figure is told.

    Parameters
    ----------
    rows : Rows
        With a column of adcode; told what is wrong.
    districts : Districts
    spacing_m : float
        Width of a cell of the grid, metres.
    what, source : str
        As `Demand` takes them.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> from stationmap.files import RawTable
    >>> from stationmap.findings import Findings
    >>> table = [["410100", "9"], ["410106", "7"], ["410171", "2"], ["410202", "5"]]
    >>> rows = Rows(RawTable.of(["adcode", "n"], table, [2, 3, 4, 5]), {"adcode": "adcode", "weight": "n"}, Findings())
    >>> demand = codes_demand(rows, national().only(["410106"]), 1000, what="n", source="a.csv")
    >>> round(demand.total, 6), demand.unplaced.to_dict()
    (9.0, {'410171': 2.0})
    """
    frame = districts.frame
    codes = rows.read("adcode", read_code)
    rows.tell("bad_code", "adcode", codes == "")
    rows.leave_out(codes == "")
    codes = codes[codes != ""]
    known = pd.Series(codes).isin(frame["adcode"]).to_numpy()
    sums = pd.Series(codes).str.endswith("00").to_numpy(dtype=bool) & ~known
    home = pd.Series(codes).str[:4].isin(frame["adcode"].str[:4]).to_numpy()
    rows.tell("sum_row", "adcode", sums)
    rows.tell_once("foreign_code", "adcode", ~sums & ~home)
    rows.keep(~sums & home)
    rows.weigh()
    codes = rows.read("adcode", read_code)
    doubles = rows.tell_doubles("duplicate_code", "adcode", codes)
    rows.leave_out(doubles)
    figures = pd.Series(rows.weight, index=codes[~doubles], dtype=float)
    _tell_districts(rows, frame, figures)
    return spread_by_code(districts, figures, spacing_m, what=what, source=source, note=rows.left_out_words)


def _tell_districts(rows: Rows, frame: pd.DataFrame, figures: pd.Series) -> None:
    """Tell the districts without a polygon and those without a figure."""
    drawn = set(frame.loc[frame.geometry.notna(), "adcode"])
    for at, (code, weight) in enumerate(figures.items()):
        if code not in drawn:
            row, text = int(rows.numbers[at]), str(rows.texts["adcode"].iat[at])
            rows.findings.add(finding("no_boundary", row, rows.columns["adcode"], text, weight=weight))
    for code in sorted(set(frame["adcode"]) - set(figures.index)):
        rows.findings.add(finding("no_figure", 0, rows.columns["adcode"], str(code)))
