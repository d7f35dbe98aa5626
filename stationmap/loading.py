"""Where a command's data come from: a database, a file, or the demonstration."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from stationmap.catalogue import CHINA, Catalogue, OpeningRules
from stationmap.clock import CLOCK, today
from stationmap.coverage import DistrictCoverage, by_district
from stationmap.datum import Datum
from stationmap.districts import Districts, national
from stationmap.errors import Fault, InputError
from stationmap.files import demo_path, read_table, sha256_of
from stationmap.findings import Findings
from stationmap.register import CheckedRegister, ImportOptions, check_register, scope_of
from stationmap.store import Analysis, open_store
from stationmap.timetable import read_calendar
from stationmap.visits import VisitCounts, read_visits
from stationmap.warehouse import open_visits

__all__ = [
    "catalogue_of_file",
    "demonstration",
    "load_catalogue",
    "load_coverage",
    "load_kept",
    "load_visits",
    "opening_rules",
]


@cache
def demonstration() -> Catalogue:
    """Return the demonstration's catalogue; its stations are made up.

    Examples
    --------
    >>> demonstration().table["district_named"].nunique() > 10
    True
    """
    path = demo_path("stations.csv")
    checked = check_register(read_table(path), ImportOptions(datum=Datum.GCJ02, districts=national()))
    version = f"demo-{sha256_of(path)[:8]}"
    return Catalogue.from_table(checked.table, scope_of(checked.table, national()), version, made_up=True)


def catalogue_of_file(path: Path, options: ImportOptions) -> tuple[Catalogue, CheckedRegister]:
    """Read a register's file without a database.

    Raises
    ------
    MissingFileError, FileFormatError, ColumnError, RegisterError
        If the file cannot be used.
    """
    checked = check_register(read_table(path), options)
    return Catalogue.from_table(checked.table, scope_of(checked.table, options.districts), "file"), checked


def load_catalogue(db: str | None) -> Catalogue:
    """Return the catalogue of a database, or the demonstration's where none is named.

    Raises
    ------
    StoreError, MissingFileError
        If the database cannot be used.

    Examples
    --------
    >>> load_catalogue(None).made_up
    True
    """
    if db is None:
        return demonstration()
    with open_store(db) as store:
        table, districts, version = store.snapshot()
    return Catalogue.from_table(table, Districts(districts), version)


def load_kept(db: str | None) -> list[Analysis]:
    """Return the results of analyses that a database keeps; the demonstration keeps none.

    Parameters
    ----------
    db : str or None
        A file of SQLite, or a ``postgresql://`` address.

    Raises
    ------
    StoreError, MissingFileError
        If the database cannot be used.

    Examples
    --------
    >>> load_kept(None)
    []
    """
    if db is None:
        return []
    with open_store(db) as store:
        return store.analyses()[0]


def opening_rules(zone: str = "", calendar: Path | None = None) -> OpeningRules:
    """Return by which clock and public calendar hours are evaluated; China's by default.

    Parameters
    ----------
    zone : str, optional
        IANA name, such as ``Europe/London``.
    calendar : Path, optional
        File of days off and make-up workdays that adds to China's or corrects them.

    Raises
    ------
    InputError
        If there is no such zone.
    MissingFileError, FileFormatError, ColumnError
        If the file cannot be used.

    Examples
    --------
    >>> opening_rules("Europe/London").zone.key
    'Europe/London'
    """
    if not zone and calendar is None:
        return CHINA
    try:
        clock = ZoneInfo(zone) if zone else CLOCK
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        fault = Fault("zone", zone, "须为 IANA 时区名 must be an IANA name, such as Asia/Shanghai")
        raise InputError(f"没有这个时区 no such time zone: {zone}", (fault,)) from error
    return OpeningRules(clock, None if calendar is None else read_calendar(calendar))


def load_visits(
    catalogue: Catalogue, path: Path | None, period: tuple[date, date] | None = None
) -> tuple[VisitCounts | None, Findings]:
    """Return the visits of a file or a store, the demonstration's for its own catalogue, or None.

    Parameters
    ----------
    catalogue : Catalogue
    path : Path, optional
        A file, or the folder of a store of visits.
    period : tuple of date, optional
        First and last day to take out of a store; a file is read whole.

    Raises
    ------
    MissingFileError, FileFormatError, ColumnError, InputError
        If it cannot be used.
    ExtraMissingError
        If it is a store and the planning tools are not installed.

    Examples
    --------
    >>> load_visits(demonstration(), None)[0].period[0].isoformat()
    '2025-09-01'
    """
    if path is not None and path.is_dir():
        return open_visits(path).counts(period=period), Findings()
    if path is None and not catalogue.made_up:
        return None, Findings()
    if path is None:
        return read_visits(read_table(demo_path("visits.csv")), catalogue.table["id"], method="虚构 made up")
    return read_visits(read_table(path), catalogue.table["id"])


def load_coverage(
    catalogue: Catalogue, visits: Path | None, *, period: tuple[date, date] | None = None
) -> DistrictCoverage:
    """Make the coverage table of a catalogue.

    Parameters
    ----------
    catalogue : Catalogue
    visits : Path, optional
        File of visit counts, or folder of a store of them; without it the demonstration's, or no
        visits for another register.
    period : tuple of date, optional
        First and last day; the file's own by default.

    Examples
    --------
    >>> load_coverage(demonstration(), None).period[0].isoformat()
    '2025-09-01'
    """
    counts, _ = load_visits(catalogue, visits, period)
    return by_district(catalogue.table, catalogue.districts, counts, on=today(), period=period)
