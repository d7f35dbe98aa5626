"""Round numbers for an axis."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["round_steps", "tick_text"]

_LEAST = 1e-9  # below it a figure of ours is nothing


def round_steps(most: float, about: int = 5) -> list[float]:
    """Choose round numbers from zero up to at least the greatest value.

    Parameters
    ----------
    most : float
        Greatest value to be shown; 1 is taken where it is nothing.
    about : int
        How many steps are wanted.

    Examples
    --------
    >>> round_steps(9.8), round_steps(0.0)
    ([0.0, 2.0, 4.0, 6.0, 8.0, 10.0], [0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
    """
    most = most if most > _LEAST else 1.0
    power = 10.0 ** math.floor(math.log10(most / about))
    step = next(power * part for part in (1, 2, 2.5, 5, 10) if power * part * about >= most * (1 - 1e-12))
    count = math.ceil(most / step - 1e-9)
    return [float(f"{step * number:.12g}") for number in range(count + 1)]


def tick_text(value: float, steps: Sequence[float]) -> str:
    """Write a step with as many decimals as tell it from its neighbours.

    Parameters
    ----------
    value : float
    steps : sequence of float
        All of the axis.

    Examples
    --------
    >>> tick_text(0.2, [0.0, 0.2]), tick_text(2500, [0, 2500])
    ('0.2', '2,500')
    """
    decimals = next((d for d in range(6) if all(abs(round(step, d) - step) < 1e-9 for step in steps)), 6)
    return f"{value:,.{decimals}f}"
