"""A file of visits into a store: the whole file or nothing of it, and once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stationmap.errors import Fault, InputError, MissingFileError, StoreError
from stationmap.files import ensure_folder, sha256_of, temporary_folder, try_lock
from stationmap.findings import Findings
from stationmap.warehouse.checking import months_of, stranger_findings
from stationmap.warehouse.engine import Limits, engine
from stationmap.warehouse.form import VisitForm
from stationmap.warehouse.manifest import MANIFEST, MONTHS, Entry, Manifest, Month
from stationmap.warehouse.merging import merge_month
from stationmap.warehouse.settling import settle, strangers
from stationmap.warehouse.staging import Progress, Staged, stage

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

__all__ = ["VisitsImported", "import_visits"]

_TOLD_FAULTS = 20


@dataclass(frozen=True)
class VisitsImported:
    """What an import did.

    Parameters
    ----------
    entry : Entry
        As the ledger has it.
    already : bool
        Whether the same file was imported before, in the same way; nothing was read or changed then.
    findings : Findings
    events : bool
        Whether a row was an entry.

    Examples
    --------
    >>> VisitsImported(Entry(1, "a", "", {}, "", 0, 0, 0, 0, 0, 0, "", "", ""), True, Findings()).already
    True
    """

    entry: Entry
    already: bool
    findings: Findings
    events: bool = False


def import_visits(
    path: Path,
    folder: Path,
    form: VisitForm | None = None,
    *,
    known: Collection[str] | None = None,
    again: bool = False,
    progress: Progress = lambda share, step: None,
    limits: Limits | None = None,
) -> VisitsImported:
    """Check a file of visits and put its station-days into a store.

    Station-days that the file holds replace those of the store; all others stay. Nothing of the file shows before all
    of it does: months are written beside the old ones, and the list that names them is replaced last, in one step.

    Parameters
    ----------
    path : Path
        CSV, Excel or Parquet, of any size.
    folder : Path
        The store; made if it is not there.
    form : VisitForm, optional
        How the file is meant.
    known : collection of str, optional
        Ids of a register; stations that it lacks are told, and kept.
    again : bool
        Read the file even if it was imported before: its station-days replace what came later.
    progress : callable
        Takes a share from 0 to 1 and a word.
    limits : Limits, optional
        What the engine may take.

    Raises
    ------
    MissingFileError, FileFormatError, ColumnError
        If the file cannot be read, or the folder's list.
    InputError
        If no row can be used, or the folder is no store and holds other files.
    StoreError
        If another import into this store is under way.
    ExtraMissingError
        If the engine is not installed.

    Examples
    --------
    >>> from stationmap.files import demo_path
    >>> with temporary_folder() as above:
    ...     first = import_visits(demo_path("visits.csv"), above / "visits")
    ...     second = import_visits(demo_path("visits.csv"), above / "visits")
    >>> first.entry.new > 50_000, second.already
    (True, True)
    """
    chosen = form or VisitForm()
    with temporary_folder() as scratch, engine(limits) as con:
        ensure_folder(folder)
        _refuse_others(folder)
        with _alone(folder):
            manifest = Manifest.read(folder) or Manifest()
            if not manifest.imports:
                manifest.write(folder)  # from now on, months without a list are a list that was lost
            manifest.clean(folder)
            digest = sha256_of(_there(path))
            before = manifest.known(digest, chosen.facts())
            if before is not None and not again:
                return VisitsImported(before, True, Findings())
            staged = stage(path, chosen, scratch, lambda share, step: progress(0.6 * share, step))
            work = _Work(con, staged, chosen, manifest, folder)
            months = work.run(known, progress)
            entry = work.entry(path.name, digest)
            if not staged.rows or not (entry.new or entry.replaced or entry.unchanged):
                manifest.clean(folder)
                _refuse(path.name, staged.told.findings())
            manifest.after(entry, months).write(folder)
    return VisitsImported(entry, False, staged.told.findings(), staged.events)


class _Work:
    """Months merged one after the other, and what that adds up to."""

    def __init__(self, con: Backend, staged: Staged, form: VisitForm, manifest: Manifest, folder: Path) -> None:
        self._con, self._staged, self._form, self._manifest, self._folder = con, staged, form, manifest, folder
        self._number = len(manifest.imports) + 1
        self._counts = {"new": 0, "replaced": 0, "unchanged": 0}
        self._doubles = 0
        self._days: list[str] = []

    def run(self, known: Collection[str] | None, progress: Progress) -> dict[str, Month]:
        """Write the months that change."""
        written, strange = {}, []
        names = months_of(self._staged, self._form)
        for at, name in enumerate(names, 1):
            settled = settle(self._con, self._staged, name, self._form.complete)
            self._doubles += settled.doubles
            strange += [] if known is None else [strangers(self._con, settled, known)]
            old = self._manifest.months.get(name)
            merged = merge_month(self._con, settled, old, self._folder / f"{name}.{self._number:04}.parquet")
            for count in self._counts:
                self._counts[count] += getattr(merged, count)
            if merged.month is not None:
                written[name] = merged.month
            self._days += [day for day in (settled.first, settled.last) if day]
            progress(0.6 + 0.4 * at / len(names), f"写入 writing {name}")
        self._staged.told.extend(stranger_findings(strange, self._staged.fields["station_id"]))
        return written

    def entry(self, name: str, digest: str) -> Entry:
        """Write the line of the ledger."""
        staged = self._staged
        return Entry(
            number=self._number,
            file=name,
            sha256=digest,
            options=self._form.facts(),
            method=self._form.method,
            rows=staged.rows,
            left_out=staged.left_out + self._doubles,
            exits=staged.exits,
            **self._counts,
            first=min(self._days, default=""),
            last=max(self._days, default=""),
            imported_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    held = try_lock(folder / ".lock")
    if held is None:
        raise StoreError(f"另一个导入正在进行 another import is under way: {folder}")
    with held:
        yield


def _refuse_others(folder: Path) -> None:
    """Keep out of a folder that is somebody else's, or that lost its list: months that none names are removed."""
    if Manifest.read(folder) is not None:
        return
    others = sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
    if not others:
        return
    if all(Path(name).match(MONTHS) for name in others):
        fault = Fault(
            "--to", others[0], f"找回 {MANIFEST}，或换一个空文件夹重新导入 bring it back, or import into another folder"
        )
        raise InputError(f"{folder}: 有月份而没有目录 there are months, but their list {MANIFEST} is gone", (fault,))
    fault = Fault("--to", others[0], "换一个空文件夹或已有的人次库 name an empty folder or a store of visits")
    raise InputError(f"{folder}: 文件夹里有别的文件，不是人次库 holds other files and is no store of visits", (fault,))


def _there(path: Path) -> Path:
    if not path.is_file():
        raise MissingFileError(f"没有这个文件 no file {path}")
    return path


def _refuse(name: str, findings: Findings) -> None:
    errors = [item for item in findings if item.severity == "error"]
    faults = tuple(
        Fault(item.field, item.value, f"第 {item.row} 行 row {item.row}: {item.message_zh} {item.message}")
        for item in errors[:_TOLD_FAULTS]
    )
    raise InputError(f"{name}: 没有一行可用，没有写入 no row can be used; nothing was written", faults)
