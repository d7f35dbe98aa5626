"""A lock between processes, which the system takes back when its holder ends, however it ends."""

from __future__ import annotations

from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # pragma: no cover  (Windows: whoever asks has it, so what it guards may be done twice)
    fcntl = None  # type: ignore[assignment]

__all__ = ["try_lock"]


def try_lock(path: Path) -> IO[bytes] | None:
    """Take the lock that a file stands for, if nobody has it.

    Parameters
    ----------
    path : Path
        Made if it does not exist; its folder must.

    Returns
    -------
    file or None
        Close it to give the lock back; None if another has it.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> with temporary_folder() as folder:
    ...     held = try_lock(folder / "lock")
    ...     try_lock(folder / "lock") is None
    ...     held.close()
    True
    """
    file = path.open("ab")
    try:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
