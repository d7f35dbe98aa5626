"""Who is counted: the options of planning commands, and what they give."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from stationmap.catalogue import Catalogue
from stationmap.cli.findings import keep_findings, tell_findings
from stationmap.cli.shared import err
from stationmap.datum import parse_datum
from stationmap.demand import Demand, read_demand, spread_districts
from stationmap.errors import Fault, InputError
from stationmap.files import write_frame
from stationmap.findings import Findings

__all__ = ["DemandDatum", "DemandFile", "Weight", "demand_from", "tell_demand"]

DemandFile = Annotated[
    Path | None,
    typer.Option(
        "--demand",
        metavar="FILE",
        help="需求文件（点、面或按区县代码）；不给则把常住人口按面积均摊，没有人口则按面积 file of demand: points, "
        "polygons or by district code; without it residents are spread evenly over each district, or area counts where "
        "residents are unknown",
    ),
]
Weight = Annotated[
    str | None, typer.Option("--weight", metavar="COLUMN", help="需求文件的权重列 column of weights in that file")
]
DemandDatum = Annotated[
    str,
    typer.Option("--demand-datum", "--datum", help="需求文件的坐标系 datum of the demand file: wgs84, gcj02, bd09"),
]


def demand_from(catalogue: Catalogue, path: Path | None, weight: str | None, datum: str) -> tuple[Demand, Findings]:
    """Read the demand, or spread what the register's districts know.

    Raises
    ------
    InputError
        If a weight is named and no file, or nothing is known of the districts.
    DatumError
        If there is no such datum.
    """
    if path is not None:
        return read_demand(path, catalogue.districts, weight=weight, datum=parse_datum(datum))
    if weight is not None:
        fault = Fault("--weight", weight, "须与 --demand 同用 goes with --demand")
        raise InputError("没有需求文件 no demand file", (fault,))
    return spread_districts(catalogue.districts), Findings()


def tell_demand(findings: Findings, keep: Path | None = None, *, quiet: bool = False) -> None:
    """Tell the findings of the demand; beside JSON, which has the output to itself, how many there are of each."""
    if not quiet:
        tell_findings(findings, "需求检查结果 findings of the demand")
        keep_findings(findings, keep)
        return
    for (severity, code), count in findings.counts().items():
        err.print(Text(f"需求 demand: {severity} {code}: {count}", style="yellow"))
    if keep is not None:
        write_frame(findings.to_frame(), keep, sheet="检查结果 findings")
