"""Findings of a file of any size: all of them are counted, and of each kind so many are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from stationmap.findings import Finding, Findings
from stationmap.visits.faults import finding

__all__ = ["KEPT", "Told"]

KEPT = 100_000
"""Findings of one kind that are kept row by row; more would not fit into memory, or a sheet."""


class Told:
    """Findings as they are met.

    Parameters
    ----------
    kept : int
        Of one kind.

    Examples
    --------
    >>> told = Told(kept=1)
    >>> told.extend([finding("no_station_id", row, "编号", "") for row in (2, 3, 4)])
    >>> [(item.row, item.code) for item in told.findings()], told.findings().items[-1].message
    ([(2, 'no_station_id'), (0, 'more_findings')], 'too many of one kind; 2 more are not listed row by row')
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._items: list[Finding] = []
        self.counts: Counter[str] = Counter()

    def extend(self, findings: Iterable[Finding]) -> None:
        """Keep those of which there are not too many yet."""
        for item in findings:
            self.counts[item.code] += 1
            if self.counts[item.code] <= self._kept:
                self._items.append(item)

    def findings(self) -> Findings:
        """Give what is kept, and for each kind how many more there are."""
        more = {code: count - self._kept for code, count in self.counts.items() if count > self._kept}
        return Findings([*self._items, *(finding("more_findings", 0, "", code, more=n) for code, n in more.items())])
