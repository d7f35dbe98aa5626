"""Building a snapshot in another process, so that this one goes on answering."""

from __future__ import annotations

import os
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Self

from stationmap.errors import StoreUnavailableError
from stationmap.files import try_lock
from stationmap.loading import load_catalogue
from stationmap.snapshot.folders import newest_snapshot, write_snapshot

__all__ = ["Building", "build_snapshot"]

_POLITE = 10  # how far a builder stands back behind those that answer


class Building:
    """A process that builds a snapshot.

    Parameters
    ----------
    db : str
        Path or address of the database.
    root : Path
        Folder of the snapshots.
    lock : file, optional
        Closed when the process has ended.

    Notes
    -----
    Not a thread: building holds the interpreter's lock for tens of milliseconds at a time. The process is told
    the address through a pipe, not on its command line, where all users of a machine could read a password.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> with temporary_folder() as root:
    ...     building = Building("register.db", root)
    ...     building.stop()
    """

    def __init__(self, db: str, root: Path, lock: IO[bytes] | None = None) -> None:
        self._lock = lock
        self._process = get_context("spawn").Process(target=_build, args=(db, root), daemon=True)
        self._process.start()

    @classmethod
    def unless_another_does(cls, db: str, root: Path, known: Path | None) -> Self | None:
        """Start one, unless another process of ours builds, or has built a newer snapshot than `known`."""
        root.mkdir(parents=True, exist_ok=True)
        lock = try_lock(root / "lock")
        if lock is None:
            return None
        if newest_snapshot(root) != known:
            lock.close()
            return None
        return cls(db, root, lock)

    def finished(self) -> bool:
        """Tell whether it has ended.

        Raises
        ------
        StoreUnavailableError
            If it did not end well.
        """
        code = self._process.exitcode
        if code is not None and self._lock is not None:
            self._lock.close()
        if code:
            raise StoreUnavailableError(f"快照没有建成 the snapshot was not built: the builder ended with {code}")
        return code is not None

    def wait(self) -> None:
        """Wait for its end.

        Raises
        ------
        StoreUnavailableError
            If it did not end well.
        """
        self._process.join()
        self.finished()

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.join()
        if self._lock is not None:
            self._lock.close()


def build_snapshot(db: str, root: Path) -> None:
    """Build a snapshot in another process and wait for it; nothing of it stays in this one's memory.

    Parameters
    ----------
    db : str
        Path or address of the database.
    root : Path
        Folder of the snapshots.

    Raises
    ------
    StoreUnavailableError
        If it was not built.

    Examples
    --------
    >>> build_snapshot("none.db", Path("nowhere"))
    Traceback (most recent call last):
        ...
    stationmap.errors.StoreUnavailableError: 快照没有建成 the snapshot was not built: the builder ended with 1
    """
    Building(db, root).wait()


def _build(db: str, root: Path) -> None:
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    write_snapshot(root, load_catalogue(db))
