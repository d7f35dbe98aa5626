"""Which cells were hidden for publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from stationmap.usage import HIDDEN

__all__ = ["hidden_cells"]


def hidden_cells(rows: pd.DataFrame, columns: Sequence[str]) -> Mapping[int, frozenset[str]]:
    """Tell which cells are blank because they were hidden, by the word in the note of their row.

    Parameters
    ----------
    rows : pandas.DataFrame
        With a column note.
    columns : sequence of str
        Those that publication may hide.

    Examples
    --------
    >>> hidden_cells(pd.DataFrame({"note": [HIDDEN, ""], "visits": [None, None]}), ["visits"])
    {0: frozenset({'visits'})}
    """
    marked = [row for row, note in enumerate(rows["note"]) if HIDDEN in str(note)]
    return {row: frozenset(name for name in columns if pd.isna(rows[name].iloc[row])) for row in marked}
