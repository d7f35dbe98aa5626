"""What every engine offers to the measures."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import Case
from benchmarks.data import Places, Stations
from benchmarks.refine import Answer

__all__ = ["Engine", "MissingRivalError", "Opened", "Put", "Search"]

Search = Callable[[float, float], Answer]
Put = Callable[[int, float, float, int], None]


class MissingRivalError(ImportError):
    """A rival is not installed; the message says what to install."""


@dataclass(frozen=True)
class Engine:
    """An engine that holds the stations.

    Parameters
    ----------
    name : str
        As the tables name it.
    prepare : callable
        From a case to its search: what can be done once a case (statements, guesses) is done there.
    held : object
        What it holds in this process, for counting bytes; None where another process holds it.
    put : callable, optional
        Change one row's position and bits: (row, lat, lon, bits).
    many : callable, optional
        Rows, shape (m, k), for many places at once.
    stored : callable, optional
        Bytes that another process or a file holds.
    address : dict, optional
        Where a server listens, and its process.
    """

    name: str
    prepare: Callable[[Case], Search]
    held: object = None
    put: Put | None = None
    many: Callable[[Places, Case], NDArray[np.int64]] | None = None
    stored: Callable[[], int] | None = None
    address: dict[str, Any] | None = None


Opened = Callable[[Stations], AbstractContextManager[Engine]]
