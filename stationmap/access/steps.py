"""How much a station counts for a place at a distance: a weight for each ring around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.errors import Fault, InputError

__all__ = ["Decay", "Steps"]

Floats = npt.NDArray[np.float64]
Decay = Callable[[Floats], Floats]
"""From metres to weights that are finite and not negative."""

_THIRDS = (1.0, 0.68, 0.22)
_REASON = "应如 must be like 333=1,667=0.68,1000=0.22：距离递增，权重不为负 metres that rise, weights not below zero"


@dataclass(frozen=True)
class Steps:
    """A weight for each ring of distances; beyond the last there is none.

    Parameters
    ----------
    edges_m : tuple of float
        Outer edges of the rings, metres, rising; a distance on an edge belongs to the ring within it.
    weights : tuple of float
        Not negative, at least one above zero.

    Raises
    ------
    InputError
        If they do not fit each other or are out of order.

    Examples
    --------
    >>> Steps.thirds(900)(np.array([0.0, 300.0, 300.1, 900.0, 901.0])).tolist()
    [1.0, 1.0, 0.68, 0.22, 0.0]
    >>> Steps.read("500=1,1000=0.5") == Steps((500.0, 1000.0), (1.0, 0.5))
    True
    """

    edges_m: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        edges, weights = np.array(self.edges_m, dtype=float), np.array(self.weights, dtype=float)
        fits = len(edges) == len(weights) > 0 and bool(np.isfinite([*edges, *weights]).all())
        if not (fits and edges[0] > 0 and (np.diff(edges) > 0).all() and (weights >= 0).all() and weights.any()):
            raise InputError("距离分级无法使用 cannot use the steps", (Fault("steps", str(self), _REASON),))

    @classmethod
    def flat(cls, radius_m: float) -> Steps:
        """Count every station within a radius in full: the 2SFCA of Luo and Wang (2003)."""
        return cls((float(radius_m),), (1.0,))

    @classmethod
    def thirds(cls, radius_m: float) -> Steps:
        """Give the thirds of a radius the weights 1, 0.68 and 0.22: the E2SFCA of Luo and Qi (2009)."""
        return cls((radius_m / 3, radius_m * 2 / 3, float(radius_m)), _THIRDS)

    @classmethod
    def read(cls, text: str) -> Steps:
        """Read ``metres=weight`` pairs that commas part.

        Raises
        ------
        InputError
            If it is anything else.
        """
        try:
            pairs = [part.split("=") for part in text.replace("，", ",").split(",")]
            edges, weights = zip(*((float(edge), float(weight)) for edge, weight in pairs), strict=True)
        except ValueError as error:
            raise InputError("距离分级无法识别 cannot read the steps", (Fault("steps", text, _REASON),)) from error
        return cls(edges, weights)

    @property
    def limit_m(self) -> float:
        """Edge of the last ring, metres."""
        return self.edges_m[-1]

    def __call__(self, distance_m: Floats) -> Floats:
        """Give the weight of each distance (metres)."""
        ring = np.searchsorted(np.array(self.edges_m), distance_m, side="left")
        return np.append(np.array(self.weights), 0.0)[ring]

    def __str__(self) -> str:
        """Write the rings as `read` takes them."""
        return ",".join(f"{edge:g}={weight:g}" for edge, weight in zip(self.edges_m, self.weights, strict=False))
