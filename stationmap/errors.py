"""Everything stationmap raises on purpose, one class a fault.

::

    StationmapError
    ├── InputError (ValueError)              what the caller gave does not fit
    │   ├── ParameterError                   a query parameter
    │   ├── CoordinateError                  a latitude or longitude
    │   ├── DatumError                       a datum that is not wgs84, gcj02 or bd09
    │   ├── VocabularyError                  an amenity, kind or access code that is not in the vocabulary
    │   ├── FileFormatError                  a file that cannot be read as what it should be
    │   ├── ColumnError                      a table without a column that it needs
    │   ├── BasemapError                     a tile address that cannot be used
    │   └── RegisterError                    a register of which no row could be used
    ├── NotFoundError (LookupError)
    │   ├── StationNotFoundError             no station of that id
    │   ├── DistrictNotFoundError            no district of that code
    │   └── MissingFileError (FileNotFoundError)
    ├── ExtraMissingError (ImportError)      a library of an extra that is not installed
    └── StoreError (RuntimeError)
        ├── StoreUnavailableError (ConnectionError)   the database does not answer
        └── SchemaVersionError               the database was written by another version

Each is caught by its own name, by its branch, or by the builtin in brackets.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "BasemapError",
    "ColumnError",
    "CoordinateError",
    "DatumError",
    "DistrictNotFoundError",
    "ExtraMissingError",
    "Fault",
    "FileFormatError",
    "InputError",
    "MissingFileError",
    "NotFoundError",
    "ParameterError",
    "RegisterError",
    "SchemaVersionError",
    "StationNotFoundError",
    "StationmapError",
    "StoreError",
    "StoreUnavailableError",
    "VocabularyError",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One value that was refused.

    Parameters
    ----------
    parameter : str
        Name of the parameter, column or option.
    value : str
        The value as it was received.
    reason : str
        What is wrong and what would be right.

    Examples
    --------
    >>> Fault("lat", "91", "must lie between -90 and 90").parameter
    'lat'
    """

    parameter: str
    value: str
    reason: str


class StationmapError(Exception):
    """Base of all; `detail` is a sentence for people, `faults` name the values.

    Examples
    --------
    >>> StationmapError("no such thing").detail
    'no such thing'
    """

    def __init__(self, detail: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.faults = faults

    def __str__(self) -> str:
        """Give the sentence, without KeyError's quotation marks."""
        return self.detail


class InputError(StationmapError, ValueError):
    """What the caller gave does not fit."""


class ParameterError(InputError):
    """A query parameter is unknown, doubled, malformed or out of range."""


class CoordinateError(InputError):
    """A latitude or longitude is not finite or out of range."""


class DatumError(InputError):
    """A datum that is not wgs84, gcj02 or bd09."""


class VocabularyError(InputError):
    """An amenity, kind or access code that is not in the vocabulary."""


class FileFormatError(InputError):
    """A file that cannot be read as what it should be."""


class ColumnError(InputError):
    """A table without a column that it needs."""


class BasemapError(InputError):
    """A tile address that cannot be used."""


class RegisterError(InputError):
    """A register of which no row could be used."""


class NotFoundError(StationmapError, LookupError):
    """Something that was asked for by name does not exist."""


class StationNotFoundError(NotFoundError):
    """No station of that id."""


class DistrictNotFoundError(NotFoundError):
    """No district of that code."""


class MissingFileError(NotFoundError, FileNotFoundError):
    """No file at that path."""


class ExtraMissingError(StationmapError, ImportError):
    """A library of an extra that is not installed; the message says which line to type."""


class StoreError(StationmapError, RuntimeError):
    """The database cannot be used."""


class StoreUnavailableError(StoreError, ConnectionError):
    """The database does not answer."""


class SchemaVersionError(StoreError):
    """The database was written by another version of stationmap."""
