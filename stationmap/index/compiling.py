"""How functions of this room are compiled, and where what was compiled is kept.

Numba keeps compiled code by the file of each function alone, but a function holds those of other
files that it calls. So the folder is named after the contents of all of them: code that was
compiled before any of them changed is never run.
"""

from __future__ import annotations

import os
import pkgutil
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import numba
from numba import njit

__all__ = ["COMPILED_FILES", "compiled", "inlined"]

COMPILED_FILES = (
    "changed",
    "chord_walk",
    "compiling",
    "ellipsoid",
    "geodesic_walk",
    "keeping",
    "kernel",
    "texts",
    "times",
    "timing",
)
_KEPT_S = 30 * 86_400  # seconds

config: Any = numba.config  # it reads its names from the environment, so they have no types


def _writable(folder: Path) -> bool:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    return os.access(there, os.W_OK)


def _folder() -> str | None:
    """Choose where compiled code is kept; None where nothing can be written."""
    sources = [pkgutil.get_data(__package__, f"{name}.py") or b"" for name in COMPILED_FILES]
    name = f"compiled-{sha256(b''.join(sources)).hexdigest()[:16]}"
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    homes = Path(__file__).parent / "__pycache__", Path(cache).expanduser() / "stationmap"
    chosen = [Path(config.CACHE_DIR)] if config.CACHE_DIR else [home for home in homes if _writable(home)]
    if not chosen:
        return None
    if not (chosen[0] / name).exists():
        _forget(chosen[0])
    return str(chosen[0] / name)


def _forget(home: Path) -> None:
    """Remove what earlier versions compiled long ago; one that is still in use compiles once more."""
    for folder in home.glob("compiled-*"):
        with suppress(OSError):
            if folder.stat().st_mtime < time.time() - _KEPT_S:
                shutil.rmtree(folder, ignore_errors=True)


_KEPT_IN = _folder()


@contextmanager
def _keeping() -> Iterator[None]:
    """Have numba take our folder for what is declared in the block, and for nothing else."""
    others, config.CACHE_DIR = config.CACHE_DIR, _KEPT_IN or ""
    try:
        yield
    finally:
        config.CACHE_DIR = others


def _declare(function: Callable[..., Any], **options: Any) -> Any:  # noqa: ANN401  (numba's dispatcher)
    with _keeping():
        return njit(cache=_KEPT_IN is not None, nogil=True, error_model="numpy", **options)(function)


def compiled(function: Callable[..., Any]) -> Any:  # noqa: ANN401
    """Compile a function when it is first called, or take it from the cache.

    Parameters
    ----------
    function : callable
        Of arrays, numbers and tuples, as numba takes them.

    Examples
    --------
    >>> from stationmap.index.ellipsoid import earth_centred
    >>> earth_centred(0.0, 0.0)
    (6378137.0, 0.0, 0.0)
    """
    return _declare(function)


def inlined(function: Callable[..., Any]) -> Any:  # noqa: ANN401
    """Do the same, and write it out wherever a compiled function calls it.

    Parameters
    ----------
    function : callable

    Examples
    --------
    >>> from stationmap.index.ellipsoid import chord2_of
    >>> round(chord2_of(1_000.0))
    1000000
    """
    return _declare(function, inline="always")
