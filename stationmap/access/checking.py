"""Numbers that access is made of: finite, not negative, as many as there should be."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stationmap.errors import Fault, InputError

__all__ = ["checked"]


def checked(name: str, values: npt.ArrayLike, size: int) -> npt.NDArray[np.float64]:
    """Give values as an array, or say which of them cannot be used.

    Parameters
    ----------
    name : str
        What they are called in the error.
    values : array_like of shape (size,)
    size : int

    Raises
    ------
    InputError
        If there are more or fewer, or one is negative or not finite.

    Examples
    --------
    >>> checked("supply", [1, 2], 2).tolist()
    [1.0, 2.0]
    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.shape != (size,):
        fault = Fault(name, str(numbers.shape), f"应为 must have the shape ({size},)")
        raise InputError(f"{name}：长度不符 the length does not fit", (fault,))
    bad = numbers[~(np.isfinite(numbers) & (numbers >= 0))]
    if len(bad):
        fault = Fault(name, str(bad[0]), "应为有限的非负数 must be finite and not negative")
        raise InputError(f"{name}：有 {len(bad)} 个值无法使用 values that cannot be used", (fault,))
    return numbers
