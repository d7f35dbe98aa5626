"""What is counted and drawn of a whole register, made in a process of its own."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from stationmap.catalogue import Catalogue
from stationmap.clock import today
from stationmap.coverage import DistrictCoverage, coverage_by_month
from stationmap.documents import notice
from stationmap.errors import StationmapError, StoreUnavailableError
from stationmap.loading import demonstration, load_coverage, load_visits
from stationmap.maps import map_page, results_kept
from stationmap.snapshot import Follower
from stationmap.usage import publish_coverage, publishable_months
from stationmap_api.settings import Settings

__all__ = ["Pages", "make_apart", "make_pages"]

_POLITE = 10  # how far the maker stands back behind those that answer


@dataclass(frozen=True)
class Pages:
    """The coverage table of one version of the register, and the map.

    Parameters
    ----------
    version, mark : str
        Of the register.
    on : date
        The day that they are made for.
    notice : str or None
        The sentence that must stand on them.
    coverage : DistrictCoverage
        Without small counts of visits.
    map_page : str
        HTML; empty if it was not asked for.
    kept : str
        Mark of the kept results that the map shows.
    """

    version: str
    mark: str
    on: date
    notice: str | None
    coverage: DistrictCoverage
    map_page: str
    kept: str = ""


def make_pages(settings: Settings, *, drawn: bool) -> Pages:
    """Make them here, of the register as it is now.

    Parameters
    ----------
    settings : Settings
    drawn : bool
        Whether the map is wanted too.

    Raises
    ------
    StationmapError
        If the database or the file of visits cannot be used.

    Examples
    --------
    >>> make_pages(Settings(db=None, visits=None), drawn=False).coverage.reconciled
    True
    """
    if settings.db is None:
        return _made(demonstration(), "", settings, ([], ""), drawn=drawn)
    follower = Follower(settings.db, settings.snapshots)
    try:
        return _made(follower.live.frozen(), follower.mark, settings, follower.kept, drawn=drawn)
    finally:
        follower.close()


def _made(catalogue: Catalogue, mark: str, settings: Settings, kept: tuple[list[Any], str], *, drawn: bool) -> Pages:
    coverage = publish_coverage(load_coverage(catalogue, settings.visits))  # strangers read it
    page = _drawn(catalogue, coverage, settings, kept[0]) if drawn else ""
    return Pages(catalogue.version, mark, today(), notice(catalogue), coverage, page, kept[1])


def _drawn(catalogue: Catalogue, coverage: DistrictCoverage, settings: Settings, kept: list[Any]) -> str:
    """Draw the map with what is kept, which was published when it was."""
    visits, _ = load_visits(catalogue, settings.visits)
    months = None if visits is None else coverage_by_month(catalogue.table, catalogue.districts, visits)
    told = None if months is None else publishable_months(months)
    under = settings.chosen_basemap()
    results = results_kept(kept, catalogue.version)
    return map_page(catalogue, coverage, basemap=under, months=told, results=results, served=True)


def make_apart(settings: Settings, *, drawn: bool) -> Pages:
    """Make them in another process and wait; call it in a thread.

    Parameters
    ----------
    settings : Settings
    drawn : bool
        Whether the map is wanted too.

    Raises
    ------
    StationmapError
        As `make_pages` does; a process that ended before it was done is a `StoreUnavailableError`.

    Notes
    -----
    Not in a thread: a table of 100,000 stations holds the interpreter's lock for a quarter of a second, and leaves
    its memory behind.

    Examples
    --------
    >>> make_apart(Settings(db="none.db"), drawn=False)
    Traceback (most recent call last):
        ...
    stationmap.errors.MissingFileError: 没有这个数据库文件 no such database: none.db
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(theirs, settings, drawn), daemon=True)
    process.start()
    theirs.close()  # so that its end is heard if it dies
    try:
        made: Pages | StationmapError = ours.recv()
    except EOFError:
        raise StoreUnavailableError(
            "页面没有做成 the pages were not made: their process ended before it was done"
        ) from None
    finally:
        process.join()
        ours.close()
    if isinstance(made, StationmapError):
        raise made
    return made


def _send(pipe: Connection, settings: Settings, drawn: bool) -> None:
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    with suppress(BrokenPipeError):  # nobody waits any more
        try:
            pipe.send(make_pages(settings, drawn=drawn))
        except StationmapError as error:
            pipe.send(error)
