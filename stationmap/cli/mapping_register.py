"""What ``stationmap map`` counts of a register and its visits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from stationmap.catalogue import Catalogue
from stationmap.clock import CLOCK, today
from stationmap.coverage import DistrictCoverage, by_district, coverage_by_month
from stationmap.demand import Demand
from stationmap.findings import Findings
from stationmap.maps import Result, results_of
from stationmap.reach import Rule
from stationmap.streets import Streets, streets_notes
from stationmap.study import Wanted, work_out
from stationmap.usage import publish_coverage, publishable_months
from stationmap.visits import VisitCounts

__all__ = ["Register"]

Progress = Callable[[float, str], object]


@dataclass(frozen=True, eq=False)
class Register:
    """A register with its visits, and how they are told.

    Parameters
    ----------
    catalogue : Catalogue
    visits : VisitCounts, optional
    findings : Findings
        Of the file of visits.
    period : tuple of date, optional
        First and last day; that of the visits by default.
    published : bool
        Whether small counts are withheld.
    """

    catalogue: Catalogue
    visits: VisitCounts | None
    findings: Findings
    period: tuple[date, date] | None
    published: bool

    def coverage(self) -> DistrictCoverage:
        """Count stations and visits by district."""
        table, districts = self.catalogue.table, self.catalogue.districts
        found = by_district(table, districts, self.visits, on=today(), period=self.period)
        return publish_coverage(found) if self.published else found

    def months(self) -> Mapping[str, DistrictCoverage] | None:
        """Count month by month; None without visits, and nothing where that would tell small counts."""
        if self.visits is None:
            return None
        inside = self.visits.between(*(self.period or self.visits.period))
        found = coverage_by_month(self.catalogue.table, self.catalogue.districts, inside)
        return publishable_months(found) if self.published else found

    def worked_out(
        self, rule: Rule, demand: Demand | None, streets: Streets | None, add: int, progress: Progress
    ) -> tuple[DistrictCoverage, tuple[Result, ...]]:
        """Work out reach, access, gaps and sites as a report does."""
        wanted = Wanted(
            rule, datetime.now(CLOCK), demand, streets, self.period, add, self.published,
            junctions=None if streets is None else streets.junctions(),
            said=() if streets is None else tuple(streets_notes(streets.facts)), stated=False,
        )  # fmt: skip

        def part(share: float, step: str) -> object:
            return progress(0.1 + 0.75 * share, step)

        study = work_out(self.catalogue, self.visits, self.findings, wanted, part)
        return study.coverage, results_of(study)
