"""Lines as short texts: the encoded polyline format of many map libraries."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["encode_line"]


def encode_line(places: npt.ArrayLike) -> str:
    r"""Write a line as steps of a hundred-thousandth of a degree, by the encoded polyline format of many map libraries.

    Parameters
    ----------
    places : array_like of shape (n, 2)
        Latitude and longitude, degrees.

    Returns
    -------
    str
        Printable ASCII between ``?`` and ``~``.

    Examples
    --------
    >>> encode_line([[38.5, -120.2], [40.7, -120.95], [43.252, -126.453]])
    '_p~iF~ps|U_ulLnnqC_mqNvxq`@'
    """
    whole = np.rint(np.asarray(places, dtype=np.float64) * 1e5).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    signs = []
    for step in ((steps << 1) ^ (steps >> 63)).ravel().tolist():
        rest = step
        while rest >= 32:
            signs.append(chr((rest & 31 | 32) + 63))
            rest >>= 5
        signs.append(chr(rest + 63))
    return "".join(signs)
