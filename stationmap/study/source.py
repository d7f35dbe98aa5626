"""One input of a study, and the fingerprint by which it is known again."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """One input, and the fingerprint by which it is known again.

    Parameters
    ----------
    role : str
        What it is in the study, Chinese and English.
    name : str
        Name of the file without its folder, or what else it is.
    sha256 : str
        Hexadecimal.
    of : str
        What the fingerprint is of, Chinese and English.

    Examples
    --------
    >>> Source("人次 visits", "visits.csv", "00").of
    '文件字节 bytes of the file'
    """

    role: str
    name: str
    sha256: str
    of: str = "文件字节 bytes of the file"
