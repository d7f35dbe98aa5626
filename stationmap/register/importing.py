"""Importing: from a file to the database, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from stationmap.districts import Districts
from stationmap.errors import MissingFileError, SchemaVersionError
from stationmap.files import RawTable, read_table, sha256_of
from stationmap.register.checking import CheckedRegister, ImportOptions, Progress, check_register
from stationmap.register.comparing import compare_with_register
from stationmap.register.keeping import keep_unsaid
from stationmap.register.messages import finding
from stationmap.register.scope import scope_of
from stationmap.store import ImportRecord, Saved, open_store

__all__ = ["Imported", "import_register"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import.

    Parameters
    ----------
    checked : CheckedRegister
        Table and findings.
    saved : Saved or None
        What changed in the register; None if nothing was written.
    version : str or None
        Version of the register afterwards.
    kept_old : tuple of str
        Ids that the register has and the file has only with errors: their old values stay.
    """

    checked: CheckedRegister
    saved: Saved | None = None
    version: str | None = None
    kept_old: tuple[str, ...] = ()

    @property
    def absent(self) -> int:
        """Stations of the register that no row of the file names, not even one with an error."""
        return self.saved.absent - len(self.kept_old) if self.saved else 0


def import_register(
    path: Path,
    options: ImportOptions,
    *,
    db: str | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """Check a register's file and take it into a database.

    Parameters
    ----------
    path : Path
        CSV, Excel, GeoJSON, GeoPackage or GeoParquet.
    options : ImportOptions
        Datum, columns, area and districts.
    db : str, optional
        Path or address of the database, made if missing; without it, or if no row can be used, nothing is written.
    sheet : str, optional
        Sheet of a workbook.
    dry_run : bool
        Compare with the database, but write nothing.
    progress : callable, optional
        Called with the share done, 0 to 1, and the name of the step.

    Raises
    ------
    MissingFileError, FileFormatError, ColumnError
        If the file cannot be read as a register.
    StoreError
        If the database cannot be used; nothing is written.
    """
    report = progress or (lambda _share, _step: None)
    report(0.0, "读取 reading")
    raw = read_table(path, sheet=sheet)
    checked = check_register(raw, options, progress)
    if db is None or checked.kept == 0:
        return Imported(checked)
    if dry_run:
        return _compared(checked, raw, options, db)
    report(0.9, "写入 writing")
    met: list[Imported] = []

    def settled(known: pd.DataFrame) -> pd.DataFrame:
        met.append(_against(known, checked, raw, options))
        return met[0].checked.table

    with open_store(db, create=True) as store:
        scope: Districts = scope_of(checked.table, options.districts)
        saved = store.save(settled, scope.frame, _record(path, options, checked))
        return replace(met[0], saved=saved, version=store.version())


def _compared(checked: CheckedRegister, raw: RawTable, options: ImportOptions, db: str) -> Imported:
    """Compare with a register that is not written to, and may not be there yet."""
    try:
        with open_store(db) as store:
            return _against(store.stations(), checked, raw, options)
    except (MissingFileError, SchemaVersionError):
        checked.findings.add(finding("no_register_yet", 0, "", ""))
        return Imported(checked)


def _against(known: pd.DataFrame, checked: CheckedRegister, raw: RawTable, options: ImportOptions) -> Imported:
    kept_old = tuple(sorted(set(known["id"]) & set(checked.refused_ids)))
    settled = keep_unsaid(checked, known, raw, options)
    return Imported(compare_with_register(settled, known, options.twin_distance_m), kept_old=kept_old)


def _record(path: Path, options: ImportOptions, checked: CheckedRegister) -> ImportRecord:
    return ImportRecord(path.name, sha256_of(path), options.datum.value, checked.read, checked.kept, checked.left_out)
