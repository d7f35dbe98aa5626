"""Results that a map draws: worked out just now, or kept in a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stationmap.clock import CLOCK
from stationmap.documents import moved_on
from stationmap.store import Analysis
from stationmap.study import Study, kept_results

__all__ = ["Result", "objects", "results_kept", "results_of"]

DRAWN = ("reach", "access", "siting")
"""Names of the results that a map has a place for."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """One result as a document, whoever made it and when.

    Parameters
    ----------
    name : str
        One of `DRAWN`.
    document : mapping
        As `stationmap.study.kept_results` writes it.
    made_at : str
        Day and minute, by China's clock.
    stale : bool
        Whether the register has changed since.

    Examples
    --------
    >>> Result("reach", {}, "2026-01-02 08:00").stale
    False
    """

    name: str
    document: Mapping[str, Any]
    made_at: str
    stale: bool = False


def results_of(study: Study) -> tuple[Result, ...]:
    """Take the results of a study, as they would be kept.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> from datetime import UTC
    >>> from stationmap.findings import Findings
    >>> from stationmap.loading import demonstration, load_coverage
    >>> results_of(Study(demonstration(), load_coverage(demonstration(), None), Findings(), (), datetime.now(UTC)))
    ()
    """
    made_at, documents = _minute(study.made_at), kept_results(study)
    return tuple(Result(name, documents[name], made_at) for name in DRAWN if name in documents)


def results_kept(analyses: Iterable[Analysis], version: str) -> tuple[Result, ...]:
    """Take of what is kept the results of a whole register that a map can draw.

    Parameters
    ----------
    analyses : iterable of Analysis
    version : str
        Of the register as it is now.

    Examples
    --------
    >>> kept = Analysis("access", "", {"rows": []}, "2026-01-02T00:00:00+00:00", "3", {}, "0.1.0")
    >>> results_kept([kept], "4")[0].made_at, results_kept([kept], "4")[0].stale
    ('2026-01-02 08:00', True)
    """
    whole = {one.name: one for one in analyses if not one.scope}
    return tuple(
        Result(name, whole[name].document, _kept_at(whole[name].made_at), moved_on(whole[name], version))
        for name in DRAWN
        if name in whole
    )


def objects(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401  (JSON)
    """Go through a list of objects; what is none is passed over, because a kept document may be of another version.

    Parameters
    ----------
    value : JSON value

    Examples
    --------
    >>> list(objects([{"a": 1}, 2])), list(objects(None))
    ([{'a': 1}], [])
    """
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def _minute(at: datetime) -> str:
    return at.astimezone(CLOCK).strftime("%Y-%m-%d %H:%M")


def _kept_at(text: str) -> str:
    try:
        return _minute(datetime.fromisoformat(text))
    except ValueError:
        return text
