"""A stretch of a file's rows, each column as its distinct texts: what is read once need not be read a million times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from stationmap.files.cells import cell_text
from stationmap.files.raw import Irregularity, RawTable

__all__ = ["Coded", "TableChunk"]

_MANY = 100_000
"""Distinct moments of a column above which Arrow writes them as text, not Python."""


class Coded(NamedTuple):
    """A column: `texts`, stripped, and for each row which of them it has.

    Parameters
    ----------
    codes : int64 array
        One a row.
    texts : object array
        Distinct cells; two may be alike once stripped.

    Examples
    --------
    >>> Coded(np.array([0, 1, 0]), np.array(["a", "b"], dtype=object)).texts.tolist()
    ['a', 'b']
    """

    codes: npt.NDArray[np.int64]
    texts: npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class TableChunk:
    """Some rows of a file, in its order.

    Parameters
    ----------
    columns : mapping of str to pandas.Series or pyarrow.ChunkedArray
        Cells by column: texts, or whatever a typed file holds.
    rows : int64 array
        The file's row number of each row.
    irregular : tuple of Irregularity
        What the reader met and read past.
    share : float
        How much of the file has been read with this chunk, from 0 to 1.

    Examples
    --------
    >>> chunk = TableChunk.of(RawTable.of(["编号"], [["a "], ["b"], ["a "]], [2, 3, 4]))
    >>> chunk.coded("编号").texts.tolist(), chunk.coded("编号").codes.tolist()
    (['a', 'b'], [0, 1, 0])
    """

    columns: Mapping[str, Any]
    rows: npt.NDArray[np.int64]
    irregular: tuple[Irregularity, ...] = ()
    share: float = 1.0

    @classmethod
    def of(cls, raw: RawTable, share: float = 1.0) -> TableChunk:
        """Take a table that was read whole."""
        return cls({name: raw.frame[name] for name in raw.frame.columns}, raw.rows, raw.irregular, share)

    def __len__(self) -> int:
        return len(self.rows)

    def coded(self, name: str) -> Coded:
        """Give a column by its distinct texts."""
        column = self.columns[name]
        if isinstance(column, pa.ChunkedArray):
            return _of_arrow(column)
        codes, texts = pd.factorize(column.astype(object))
        return Coded(codes.astype(np.int64), _stripped(list(texts)))


def _of_arrow(column: pa.ChunkedArray) -> Coded:
    if pa.types.is_timestamp(column.type) and len(column) > _MANY:
        column = pc.cast(column, pa.string())
    array = column.combine_chunks()
    if not isinstance(array, pa.DictionaryArray):
        array = pc.dictionary_encode(array)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks() if array.num_chunks != 1 else array.chunk(0)
    texts = [cell_text(value) for value in array.dictionary.to_pylist()]
    codes = array.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)
    return Coded(codes.astype(np.int64), _stripped([*texts, ""]))


def _stripped(texts: list[str]) -> npt.NDArray[np.object_]:
    values = np.empty(len(texts), dtype=object)
    values[:] = [text.strip() for text in texts]
    return values
