"""Files that lie inside our own packages."""

from __future__ import annotations

from importlib import resources

from stationmap.errors import MissingFileError

__all__ = ["resource_bytes"]


def resource_bytes(package: str, name: str) -> bytes:
    """Read a file that a package carries, from a checkout as from a wheel.

    Parameters
    ----------
    package : str
        Import name of the package.
    name : str
        Name of the file in it.

    Returns
    -------
    bytes
        The whole file.

    Raises
    ------
    MissingFileError
        If the package has no such file.

    Examples
    --------
    >>> resource_bytes("stationmap", "py.typed")
    b''
    """
    try:
        return resources.files(package).joinpath(name).read_bytes()
    except (FileNotFoundError, ModuleNotFoundError) as error:
        raise MissingFileError(f"the package {package} has no file {name}") from error
