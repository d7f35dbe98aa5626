"""HiGHS behind one function: a mixed program in, values, objective and bound out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from stationmap.extras import planning

__all__ = ["Answer", "Program", "run_highs"]

_INFEASIBLE = 2
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Program:
    """Maximise worth · z, z between 0 and 1, rows · z between two sides, the first columns whole.

    Parameters
    ----------
    worth : float64 array of shape (columns,)
    rows : scipy.sparse matrix
    low, high : float64 arrays
        Sides of the rows.
    whole : int
        How many of the first columns are 0 or 1.

    Examples
    --------
    >>> Program(np.ones(1), None, np.zeros(0), np.zeros(0), 1).whole
    1
    """

    worth: Floats
    rows: Any
    low: Floats
    high: Floats
    whole: int


@dataclass(frozen=True, eq=False)
class Answer:
    """What the solver says.

    Parameters
    ----------
    values : float64 array or None
        Of the columns; None where it found no choice.
    bound : float
        No choice is worth more, as the solver claims.
    impossible : bool
        Whether it claims that there is no choice at all.

    Examples
    --------
    >>> Answer(None, np.inf, True).impossible
    True
    """

    values: Floats | None
    bound: float
    impossible: bool


def run_highs(program: Program, seconds: float) -> Answer:
    """Solve by HiGHS (Huangfu & Hall 2018), which scipy brings with it and which is silent there.

    Parameters
    ----------
    program : Program
    seconds : float
        Time limit.

    Returns
    -------
    Answer
        What was found by then, and the bound by then.

    Raises
    ------
    ExtraMissingError
        If scipy is not installed.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> row = csr_matrix(np.array([[1.0, 1.0]]))
    >>> answer = run_highs(Program(np.array([2.0, 3.0]), row, np.array([0.0]), np.array([1.0]), 2), 5)
    >>> answer.values.tolist(), answer.bound
    ([0.0, 1.0], 3.0)
    """
    optimize = planning("scipy.optimize")
    whole = np.zeros(len(program.worth))
    whole[: program.whole] = 1
    done = optimize.milp(
        -program.worth,
        integrality=whole,
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(program.rows, program.low, program.high),
        options={"time_limit": float(seconds), "mip_rel_gap": 0.0},
    )
    if done.status == _INFEASIBLE:
        return Answer(None, -np.inf, impossible=True)
    bound = done.get("mip_dual_bound")
    return Answer(done.x, np.inf if bound is None else -float(bound), impossible=False)
