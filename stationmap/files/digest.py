"""Fingerprints of files."""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["sha256_of"]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, hexadecimal.

    Raises
    ------
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> from stationmap.files import demo_path
    >>> len(sha256_of(demo_path("stations.csv")))
    64
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
