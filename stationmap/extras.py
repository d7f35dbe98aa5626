"""Libraries that only planners need; a command that lacks one says which line to type."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from stationmap.errors import ExtraMissingError

__all__ = ["planning"]

LINE = "pip install 'stationmap[planning]'"


def planning(name: str) -> ModuleType:
    """Import a module of the extra ``planning``.

    Parameters
    ----------
    name : str
        Such as ``scipy.sparse`` or ``osmium``.

    Raises
    ------
    ExtraMissingError
        If it is not installed; the error says which line to type.

    Examples
    --------
    >>> planning("json").__name__
    'json'
    >>> planning("no_such_library")
    Traceback (most recent call last):
        ...
    stationmap.errors.ExtraMissingError: 缺少规划组件 the planning tools are missing (no_such_library);
    请运行 run: pip install 'stationmap[planning]'
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if not (error.name and name.startswith(error.name)):  # broken within is another fault than missing
            raise
        raise ExtraMissingError(f"缺少规划组件 the planning tools are missing ({name}); 请运行 run: {LINE}") from error
