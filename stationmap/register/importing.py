"""Importing: from a file to the database, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from stationmap.districts import Districts
from stationmap.errors import MissingFileError, SchemaVersionError
from stationmap.files import read_table, sha256_of
from stationmap.register.checking import CheckedRegister, ImportOptions, Progress, check_register
from stationmap.register.comparing import compare_with_register
from stationmap.register.messages import finding
from stationmap.register.scope import scope_of
from stationmap.store import ImportRecord, Saved, Store, open_store

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
    checked = check_register(read_table(path, sheet=sheet), options, progress)
    if db is None or checked.kept == 0:
        return Imported(checked)
    if dry_run:
        return _compared(checked, options, db)
    report(0.9, "写入 writing")
    with open_store(db, create=True) as store:
        compared = _against(store, checked, options)
        scope: Districts = scope_of(compared.checked.table, options.districts)
        saved = store.save(compared.checked.table, scope.frame, _record(path, options, checked))
        return replace(compared, saved=saved, version=store.version())


def _compared(checked: CheckedRegister, options: ImportOptions, db: str) -> Imported:
    """Compare with a register that is not written to, and may not be there yet."""
    try:
        with open_store(db) as store:
            return _against(store, checked, options)
    except (MissingFileError, SchemaVersionError):
        checked.findings.add(finding("no_register_yet", 0, "", ""))
        return Imported(checked)


def _against(store: Store, checked: CheckedRegister, options: ImportOptions) -> Imported:
    known = store.stations()
    kept_old = tuple(sorted(set(known["id"]) & set(checked.refused_ids)))
    return Imported(compare_with_register(checked, known, options.twin_distance_m), kept_old=kept_old)


def _record(path: Path, options: ImportOptions, checked: CheckedRegister) -> ImportRecord:
    return ImportRecord(path.name, sha256_of(path), options.datum.value, checked.read, checked.kept, checked.left_out)
