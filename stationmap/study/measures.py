"""Which of several measures of reach gaps, access and siting go by."""

from __future__ import annotations

from stationmap.pairs import STREETS
from stationmap.reach import ReachSurvey

__all__ = ["main_measure"]


def main_measure(survey: ReachSurvey) -> int:
    """Choose the first measure along streets, because a walk is what counts; the first of all without streets.

    Parameters
    ----------
    survey : ReachSurvey

    Returns
    -------
    int
        Its place among the measures.

    Examples
    --------
    >>> from stationmap.reach import Asked, rule_of
    >>> from datetime import date
    >>> main_measure(ReachSurvey(Asked(date(2026, 1, 2)), rule_of(), (), ()))
    0
    """
    return next((at for at, measure in enumerate(survey.measures) if measure.how == STREETS), 0)
