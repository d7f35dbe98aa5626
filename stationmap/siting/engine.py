"""What search and bound ask of a model, so that each is written once."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["Choice", "Engine"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Choice(Protocol):
    """A choice of sites in slots that is searched from neighbour to neighbour; `value` is what it is worth.

    Examples
    --------
    >>> sorted(name for name in vars(Choice) if name in ("add", "changes", "drop", "gain", "value"))
    ['add', 'changes', 'drop', 'gain', 'value']
    """

    chosen: Ints

    @property
    def value(self) -> float:
        """What the choice is worth."""
        ...

    @property
    def gain(self) -> Floats:
        """What each candidate would add, shape (candidates,)."""
        ...

    def add(self, site: int) -> None:
        """Choose a candidate, in the first empty slot."""
        ...

    def drop(self, slot: int) -> None:
        """Empty a slot."""
        ...

    def changes(self) -> Floats:
        """Tell what each candidate (columns) in each slot (rows) in its site's stead would change."""
        ...


class Engine(Protocol):
    """A model whose worth grows with the sites, each further one adding no more than it would have before.

    Examples
    --------
    >>> from stationmap.siting.nearer import Nearer
    >>> engine: Engine = Nearer(np.array([0]), np.array([0]), np.array([5.0]), 1, 1)
    >>> engine.candidates
    1
    """

    @property
    def candidates(self) -> int:
        """How many candidates there are."""
        ...

    @property
    def unit(self) -> float:
        """What all values are multiples of; 0 where nothing is known."""
        ...

    def begin(self, slots: int, *, swaps: bool = True) -> Choice:
        """Start from no site; a choice that is only grown needs no table of swaps."""
        ...

    def value(self, chosen: Ints) -> float:
        """Tell what a choice of candidates is worth."""
        ...

    @property
    def ceiling(self) -> Floats:
        """The most that each multiplier need be."""
        ...

    def relaxed(self, multipliers: Floats) -> tuple[float, Floats]:
        """Price the link between sites and places: a constant, and a score of each candidate."""
        ...

    def slope(self, multipliers: Floats, picked: Ints) -> Floats:
        """Slope of the relaxed value by the multipliers, where these candidates are picked."""
        ...

    def restricted(self, free: npt.NDArray[np.bool_], fixed: Ints) -> tuple[Engine, float]:
        """Settle some sites and leave others out: what the free ones can still add, and what the settled are worth."""
        ...

    def program(self) -> tuple[Floats, Any, Floats]:
        """Write the model for a solver: worth of further columns, rows over candidates and these, upper sides."""
        ...
