"""HiGHS behind one function: a mixed program in, values, objective and bound out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from stationmap.extras import planning

__all__ = ["Answer", "Program", "run_highs"]

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


def run_highs(program: Program, seconds: float, start: Floats | None = None) -> Answer:
    """Solve by HiGHS (Huangfu & Hall 2018).

    Parameters
    ----------
    program : Program
    seconds : float
        Time limit.
    start : float64 array, optional
        Values of all columns to begin with.

    Returns
    -------
    Answer

    Raises
    ------
    ExtraMissingError
        If highspy is not installed.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> row = csr_matrix(np.array([[1.0, 1.0]]))
    >>> answer = run_highs(Program(np.array([2.0, 3.0]), row, np.array([0.0]), np.array([1.0]), 2), 5)
    >>> answer.values.tolist(), answer.bound
    ([0.0, 1.0], 3.0)
    """
    highspy = planning("highspy")
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    for option, value in (("time_limit", float(seconds)), ("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-9), ("threads", 1)):
        solver.setOptionValue(option, value)
    solver.passModel(_model(highspy, program))
    if start is not None:
        given = highspy.HighsSolution()
        given.col_value = start.tolist()
        solver.setSolution(given)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kInfeasible:
        return Answer(None, -np.inf, impossible=True)
    found = info.primal_solution_status == 2
    values = np.array(solver.getSolution().col_value) if found else None
    ended = status == highspy.HighsModelStatus.kOptimal
    bound = info.objective_function_value if ended and program.whole == 0 else info.mip_dual_bound
    return Answer(values, float(bound), impossible=False)


def _model(highspy: Any, program: Program) -> Any:  # noqa: ANN401 - highspy has no types
    rows = program.rows.tocsr()
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows.shape
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = program.worth
    model.col_lower_, model.col_upper_ = np.zeros(rows.shape[1]), np.ones(rows.shape[1])
    model.row_lower_, model.row_upper_ = program.low, program.high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_row_, model.a_matrix_.num_col_ = rows.shape
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = rows.indptr, rows.indices, rows.data
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger] * program.whole + [kinds.kContinuous] * (rows.shape[1] - program.whole)
    return model
