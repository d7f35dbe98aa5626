"""Chance that repeats: one numbered stream of random numbers a purpose."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

__all__ = ["SEED", "pick", "stream"]

SEED = "stationmap-demo-1"
T = TypeVar("T")


def stream(purpose: str) -> np.random.RandomState:
    """Start the stream of one purpose; other purposes do not disturb it.

    numpy keeps the numbers of RandomState the same from version to version (NEP 19).

    Examples
    --------
    >>> int(stream("a").randint(1000)) == int(stream("a").randint(1000))
    True
    """
    digest = hashlib.sha256(f"{SEED}:{purpose}".encode()).digest()
    return np.random.RandomState(int.from_bytes(digest[:4], "big"))


def pick(random: np.random.RandomState, options: Sequence[T], weights: Sequence[float] | None = None) -> T:
    """Draw one option, by weight if weights are given.

    Examples
    --------
    >>> pick(stream("a"), ["x", "y"], [0, 1])
    'y'
    """
    if weights is None:
        return options[int(random.randint(len(options)))]
    edges = np.cumsum(np.asarray(weights, dtype=float))
    return options[int(np.searchsorted(edges, random.random_sample() * edges[-1], side="right"))]
