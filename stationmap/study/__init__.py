"""Everything that is worked out of a register, its visits and a demand in one go: what reports and maps are made from.

`work_out` counts, measures and chooses; a `Study` holds what was found; `kept_results` writes it as documents that a
database keeps.
"""

from stationmap.study.kept import kept_results
from stationmap.study.measures import main_measure
from stationmap.study.plan import SitePlan
from stationmap.study.source import Source
from stationmap.study.study import Study
from stationmap.study.working import Wanted, work_out

__all__ = ["SitePlan", "Source", "Study", "Wanted", "kept_results", "main_measure", "work_out"]
