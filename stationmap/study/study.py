"""All that was worked out and that a report is composed of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd

from stationmap.access import AccessTable
from stationmap.catalogue import Catalogue
from stationmap.coverage import DistrictCoverage
from stationmap.coverage.placing import place_stations
from stationmap.findings import Findings
from stationmap.reach import ReachSurvey
from stationmap.study.plan import SitePlan
from stationmap.study.source import Source
from stationmap.usage import Statement

__all__ = ["Study"]


@dataclass(frozen=True, eq=False)
class Study:
    """What the sections and layers of a report are made from.

    Parameters
    ----------
    catalogue : Catalogue
    coverage : DistrictCoverage
    findings : Findings
        Of the file of visits.
    sources : tuple of Source
        The inputs beside the register.
    made_at : datetime
        With its time zone.
    rows_left_out : int
        Rows of visits that were not used.
    published : bool
        Whether small counts are withheld.
    statement : Statement, optional
        Of visits.
    survey : ReachSurvey, optional
    access : AccessTable, optional
    plan : SitePlan, optional
    said : tuple of str
        What must be said of the streets.

    Examples
    --------
    >>> from datetime import UTC
    >>> from stationmap.loading import demonstration, load_coverage
    >>> at = datetime(2026, 1, 2, tzinfo=UTC)
    >>> Study(demonstration(), load_coverage(demonstration(), None), Findings(), (), at).placed["place"].iloc[0]
    '410102'
    """

    catalogue: Catalogue
    coverage: DistrictCoverage
    findings: Findings
    sources: tuple[Source, ...]
    made_at: datetime
    rows_left_out: int = 0
    published: bool = False
    statement: Statement | None = None
    survey: ReachSurvey | None = None
    access: AccessTable | None = None
    plan: SitePlan | None = None
    said: tuple[str, ...] = ()

    @cached_property
    def placed(self) -> pd.DataFrame:
        """The district of every station by its position, as `place_stations` gives it."""
        return place_stations(self.catalogue.table, self.catalogue.districts, self.coverage.on)

    @cached_property
    def total(self) -> pd.Series:
        """The row of the total."""
        return self.coverage.rows[self.coverage.rows["level"] == "total"].iloc[0]

    @cached_property
    def zones(self) -> pd.DataFrame:
        """The districts without a polygon: adcode, name, residents."""
        frame = self.catalogue.districts.frame
        apart: pd.DataFrame = frame.loc[
            ~self.catalogue.districts.has_polygon.to_numpy(), ["adcode", "name", "residents"]
        ]
        return apart
