"""Files that belong together: all of them take their places, or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stationmap.errors import InputError, MissingFileError, StationmapError

__all__ = ["files_together"]


@contextmanager
def files_together(folder: Path) -> Iterator[Path]:
    """Give a folder to write in; what lies in it at the end replaces the files of the same names in `folder`.

    Nothing is touched where something goes wrong before the end. Other files of `folder` stay as they are.

    Parameters
    ----------
    folder : Path
        Is made if it does not exist; the folder above it must.

    Raises
    ------
    MissingFileError
        If the folder above does not exist.
    InputError
        If `folder` is no folder, or the system does not let us write there.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> with temporary_folder() as above:
    ...     with files_together(above / "out") as folder:
    ...         _ = (folder / "a.txt").write_bytes(b"x")
    ...     sorted(path.name for path in (above / "out").iterdir())
    ['a.txt']
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"不是文件夹 not a folder: {folder}")
    if not folder.parent.is_dir():
        raise MissingFileError(f"没有这个文件夹 no folder {folder.parent}")
    try:
        temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix="."))
        try:
            yield temporary
            written = sorted(temporary.iterdir())
            blocked = [path.name for path in written if (folder / path.name).is_dir()]
            if blocked:
                raise InputError(f"同名文件夹挡住了 a folder stands in the way: {', '.join(blocked)}")
            folder.mkdir(exist_ok=True)
            for path in written:
                path.replace(folder / path.name)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except StationmapError:  # some are errors of the system's kind, too
        raise
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}") from error
