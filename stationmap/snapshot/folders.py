"""Snapshots as folders: written whole, mapped by many, removed when there are newer ones."""

from __future__ import annotations

import shutil
from pathlib import Path

from stationmap.catalogue import Catalogue
from stationmap.districts import Districts
from stationmap.files import map_array, map_table, read_facts, read_shapes, whole_folder, write_parts
from stationmap.index import StationIndex

__all__ = ["map_snapshot", "newest_snapshot", "write_snapshot"]

_KEPT = 2  # the newest, and the one before, which somebody may be about to map


def write_snapshot(root: Path, catalogue: Catalogue) -> Path:
    """Write a catalogue as the newest snapshot, and remove those that are long past.

    Who has mapped one that is removed keeps it until he lets go of it; Windows keeps the files as long.

    Parameters
    ----------
    root : Path
        Folder of the snapshots; one process at a time may write there.
    catalogue : Catalogue

    Returns
    -------
    Path
        The snapshot, one level below `root`.

    Raises
    ------
    InputError
        If the system does not let us write there.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> from stationmap.loading import demonstration
    >>> with temporary_folder() as root:
    ...     write_snapshot(root, demonstration()).name
    '000001'
    """
    for unfinished in root.glob(".*"):  # of a builder that was ended
        shutil.rmtree(unfinished, ignore_errors=True)
    before = _snapshots(root)
    folder = root / f"{int(before[-1].name) + 1 if before else 1:06d}"
    arrays = catalogue.index.arrays()
    facts = {"version": catalogue.version, "arrays": ",".join(arrays)}
    with whole_folder(folder) as unfinished:
        write_parts(unfinished, arrays, {"stations": catalogue.table, "districts": catalogue.districts.frame}, facts)
    for old in _snapshots(root)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


def newest_snapshot(root: Path) -> Path | None:
    """Return the newest snapshot, if there is any.

    Parameters
    ----------
    root : Path
        Folder of the snapshots.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> with temporary_folder() as root:
    ...     newest_snapshot(root) is None
    True
    """
    return next(reversed(_snapshots(root)), None)


def map_snapshot(folder: Path) -> Catalogue:
    """Map a snapshot: its stations and their index are shared with all who map it.

    Parameters
    ----------
    folder : Path
        The snapshot.

    Raises
    ------
    MissingFileError
        If it was removed meanwhile.

    Examples
    --------
    >>> from stationmap.files import temporary_folder
    >>> from stationmap.loading import demonstration
    >>> with temporary_folder() as root:
    ...     len(map_snapshot(write_snapshot(root, demonstration())))
    667
    """
    facts = read_facts(folder)
    index = StationIndex.from_arrays({name: map_array(folder, name) for name in facts["arrays"].split(",")})
    districts = Districts(read_shapes(folder, "districts"))
    return Catalogue(map_table(folder, "stations"), districts, facts["version"], ready=index)


def _snapshots(root: Path) -> list[Path]:
    return sorted(root.glob("[0-9]*"), key=lambda folder: int(folder.name))
