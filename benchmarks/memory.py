"""Bytes: what this process holds, and what arrays an object leads to."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from ctypes import CDLL
from pathlib import Path
from types import FunctionType, ModuleType

import numpy as np

__all__ = ["array_bytes", "resident"]

_PAGE = os.sysconf("SC_PAGE_SIZE")


def resident() -> int:
    """Count the bytes of this process that are in memory."""
    gc.collect()
    with suppress(OSError, AttributeError):  # glibc gives back what was freed only when asked
        CDLL("libc.so.6").malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE


def array_bytes(held: object) -> int:
    """Add up the NumPy arrays that an object leads to, each once, modules and functions left out."""
    seen: set[int] = set()
    todo, total = [held], 0
    while todo:
        item = todo.pop()
        if id(item) in seen or isinstance(item, (type, ModuleType, FunctionType)):
            continue
        seen.add(id(item))
        if isinstance(item, np.ndarray):
            whole = not isinstance(item.base, np.ndarray)  # a view counts as what it is a view of
            total += item.nbytes if whole else 0
            todo += [] if whole else [item.base]
        else:
            todo += gc.get_referents(item)
    return total
