"""An index of places that a service keeps abreast of its register, built in another process."""

from __future__ import annotations

import os
import shutil
import threading
import time
from contextlib import ExitStack
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import IO

from stationmap.catalogue import Catalogue
from stationmap.clock import today
from stationmap.districts import Districts
from stationmap.errors import MissingFileError, StoreUnavailableError
from stationmap.files import temporary_folder, try_lock
from stationmap.loading import load_catalogue
from stationmap.places import PlaceIndex, Places
from stationmap.store import Changes, Store, open_store

__all__ = ["FollowedPlaces"]

_PENDING = 1_000  # changed stations from which on a new index is worth building
_MOST = 20_000  # up to so many are laid over an index, about two seconds
_REST = 10.0  # seconds after a builder that failed
_KEPT, _POLITE = 2, 10


class FollowedPlaces:
    """Keeps an index of places abreast of a register.

    `look` asks and may be slow: call it in a thread, one call at a time. `now` may be searched by any thread
    meanwhile: it is replaced, never changed.

    Parameters
    ----------
    db : str, optional
        Path or address of the database; the demonstration data without it.
    root : Path, optional
        Folder of the snapshots that several processes share; one of its own without it.

    Notes
    -----
    The index is built when it is first looked for, when a thousand stations have changed since, on a new day (stations
    that closed for good are not in it), and when another register was put in the old one's place. Not in a thread:
    building holds the interpreter's lock, and needs what no process that answers has to keep.

    Examples
    --------
    >>> places = FollowedPlaces(None)
    >>> places.now is None
    True
    >>> places.close()
    """

    def __init__(self, db: str | None, root: Path | None = None) -> None:
        self._db, self._held = db, ExitStack()
        self._given, self._root = root, Path()
        self._store: Store | None = None
        self._building: _Builder | None = None
        self._folder: Path | None = None
        self._stale, self._not_before, self._mark = True, 0.0, ""
        self._built_on: date | None = None
        self.now: Places | None = None
        self._turn, self._closed = threading.Lock(), False

    def close(self) -> None:
        """Let go of the database and of the builder, when nobody looks any more."""
        with self._turn:
            self._closed = True
            if self._building is not None:
                self._building.stop()
            self._held.close()

    def look(self, version: str, districts: Districts) -> None:
        """Take a new index if there is one, have one built if one is needed, and lay over it what changed.

        Parameters
        ----------
        version : str
            Of the register as it is.
        districts : Districts
            Of the register as it is.

        Raises
        ------
        StoreError
            If the database does not answer, or no index could be built; `now` goes on as it is.
        """
        with self._turn:
            if not self._closed:
                self._look(version, districts)

    def _look(self, version: str, districts: Districts) -> None:
        self._open()
        newest = _newest(self._root)
        if newest is not None and newest != self._folder:
            self._take(newest)
        self._build_if_needed()
        if self.now is not None and self.now.version != version and self._store is not None:
            self._lay_over(self._store, self.now.base, districts)

    def _open(self) -> None:
        """Open what is needed, once."""
        if self._root != Path():
            return
        if self._db is not None:
            self._store = self._held.enter_context(open_store(self._db))
        above = self._held.enter_context(temporary_folder()) if self._given is None else self._given
        (above / "places").mkdir(parents=True, exist_ok=True)
        self._root = above / "places"

    def _take(self, folder: Path) -> None:
        try:
            base = PlaceIndex.mapped(folder)
        except MissingFileError:  # a newer one took its place meanwhile
            return
        self._folder, self._stale, self._built_on = folder, False, date.fromisoformat(folder.name.partition(".")[2])
        self._mark = "" if self._store is None else self._store.mark(int(base.version))
        self.now = Places(base)

    def _build_if_needed(self) -> None:
        if self._building is not None:
            building, self._building = self._building, None
            if not building.ended():
                self._building = building
            elif building.failed:
                self._not_before = time.monotonic() + _REST
                raise StoreUnavailableError("地名索引没有建成 the index of places was not built")
            return
        stale = self._stale or self._built_on != today()
        if stale and time.monotonic() >= self._not_before:
            self._building = _Builder.unless_another_does(self._db, self._root, self._folder)

    def _lay_over(self, store: Store, base: PlaceIndex, districts: Districts) -> None:
        changes = store.changes(int(base.version))
        if changes.sequence < int(base.version) or store.mark(int(base.version)) != self._mark:
            self.now, self._stale = None, True  # another register in its place
            return
        self._stale = self._stale or len(changes.table) > _PENDING or changes.districts_changed
        if len(changes.table) <= _MOST:
            self.now = _laid_over(base, changes, districts)


def _laid_over(base: PlaceIndex, changes: Changes, districts: Districts) -> Places:
    changed = Catalogue.from_table(changes.table, districts, str(changes.sequence))
    over = PlaceIndex.of(changed, base.readings, areas=False)
    return Places(base, over, base.rows_of(set(changes.table["id"])))


class _Builder:
    """A process that builds an index."""

    def __init__(self, db: str | None, root: Path, lock: IO[bytes]) -> None:
        self._lock = lock
        self._process = get_context("spawn").Process(target=_build, args=(db, root), daemon=True)
        self._process.start()

    @classmethod
    def unless_another_does(cls, db: str | None, root: Path, known: Path | None) -> _Builder | None:
        """Start one, unless another process of ours builds, or has built a newer index than `known`."""
        lock = try_lock(root / "lock")
        if lock is None:
            return None
        if _newest(root) != known:
            lock.close()
            return None
        return cls(db, root, lock)

    def ended(self) -> bool:
        """Tell whether it has ended."""
        if self._process.exitcode is not None:
            self._lock.close()
        return self._process.exitcode is not None

    @property
    def failed(self) -> bool:
        """Tell whether it did not end well."""
        return self._process.exitcode != 0

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.join()
        self._lock.close()


def _build(db: str | None, root: Path) -> None:
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    for unfinished in root.glob(".*"):  # of a builder that was ended
        shutil.rmtree(unfinished, ignore_errors=True)
    day, before = today(), _indexes(root)
    number = int(before[-1].name.partition(".")[0]) + 1 if before else 1
    PlaceIndex.of(load_catalogue(db)).write(root / f"{number:06d}.{day.isoformat()}")
    for old in _indexes(root)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _newest(root: Path) -> Path | None:
    return next(reversed(_indexes(root)), None)


def _indexes(root: Path) -> list[Path]:
    return sorted(root.glob("[0-9]*"), key=lambda folder: int(folder.name.partition(".")[0]))
