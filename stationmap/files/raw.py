"""What every reader returns: a table of texts that still knows the rows of its file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.errors import FileFormatError

__all__ = ["Irregularity", "RawTable", "unique_names"]

MAX_COLUMNS = 2000
Kind = Literal["too_many_cells", "too_few_cells", "reprojected", "no_crs", "other_layers"]


@dataclass(frozen=True, slots=True)
class Irregularity:
    """Something odd that a reader met and read past.

    Parameters
    ----------
    row : int
        Row of the file, 0 for the whole file.
    kind : str
        ``too_many_cells``, ``too_few_cells``, ``reprojected`` (value: the file's CRS), ``no_crs``
        or ``other_layers`` (value: names of the sheets or layers that were not read).
    value : str
        What the file holds there.

    Examples
    --------
    >>> Irregularity(7, "too_many_cells", "热水").row
    7
    """

    row: int
    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file's table, all of it text.

    Parameters
    ----------
    frame : pandas.DataFrame
        Texts, "" where the file has nothing; the columns are unique names.
    rows : numpy.ndarray of int64
        The file's row number of each row: 1 is the first line, and a record that spans lines has the
        number of its first; for vector and Parquet files the record's ordinal, from 1.
    crs : str or None
        Authority string of the positions in ``__lat__`` and ``__lon__``, None without geometry.
    header : list of str
        The header as the file has it, in the order of the columns.
    irregular : tuple of Irregularity
        What the reader met and read past.

    Examples
    --------
    >>> table = RawTable.of(["编号"], [["a1"], ["a2"]], [2, 3])
    >>> table.frame["编号"].tolist(), table.rows.tolist()
    (['a1', 'a2'], [2, 3])
    """

    frame: pd.DataFrame
    rows: NDArray[np.int64]
    crs: str | None
    header: list[str]
    irregular: tuple[Irregularity, ...] = field(default=())

    @classmethod
    def of(
        cls,
        header: Sequence[str],
        records: Sequence[Sequence[str]],
        rows: Sequence[int],
        irregular: Iterable[Irregularity] = (),
    ) -> RawTable:
        """Build a table from records that are as wide as the header.

        Raises
        ------
        FileFormatError
            If there are more than 2,000 columns.

        Examples
        --------
        >>> RawTable.of(["a", "a"], [["1", "2"]], [2]).frame.columns.tolist()
        ['a', 'a (2)']
        """
        if len(header) > MAX_COLUMNS:
            raise FileFormatError(f"the table has {len(header)} columns; at most {MAX_COLUMNS} are read")
        columns = zip(*records, strict=True) if records else ([] for _ in header)
        named = zip(unique_names(header), columns, strict=True)
        frame = pd.DataFrame({name: pd.Series(list(cells), dtype=object) for name, cells in named})
        return cls(frame, np.asarray(rows, dtype=np.int64), None, list(header), tuple(irregular))


def unique_names(header: Sequence[str]) -> list[str]:
    """Name columns so that no two are alike.

    Parameters
    ----------
    header : sequence of str
        Names as the file has them; blank and repeated ones occur.

    Returns
    -------
    list of str
        A blank name becomes ``column 3``, a second ``a`` becomes ``a (2)``.

    Examples
    --------
    >>> unique_names(["a", "", "a", "a (2)"])
    ['a', 'column 2', 'a (2)', 'a (2) (2)']
    """
    names: list[str] = []
    taken: set[str] = set()
    for number, text in enumerate(header, 1):
        base = text.strip() or f"column {number}"
        name, copies = base, 1
        while name in taken:
            copies += 1
            name = f"{base} ({copies})"
        taken.add(name)
        names.append(name)
    return names
