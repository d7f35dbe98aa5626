"""Results that are kept: a document for each name and scope, with what it was made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select

from stationmap.errors import Fault, InputError, NotFoundError
from stationmap.store.changes import last_change
from stationmap.store.schema import analyses

__all__ = ["DAMAGED", "Analysis", "KeptAnalyses"]

DAMAGED = {"damaged": "库中所存已损坏，请重新分析 what is kept is damaged: run the analysis again"}
"""What stands in the place of a document that cannot be read."""

_NAME = 40  # characters, as the column has them
_TEXTS = ("name", "scope", "made_at", "register_version", "library_version")


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """One result as it was kept.

    Parameters
    ----------
    name : str
        What was analysed, such as ``coverage``, ``reach``, ``access`` or ``siting``.
    scope : str
        What it is restricted to, such as a city's code or a preset; "" for the whole register.
    document : dict
        The result, as JSON has it.
    made_at : str
        When it was kept, ISO 8601, UTC.
    register_version : str
        Version of the register that it was made of.
    inputs : dict of str to str
        SHA-256, hexadecimal, of each further file that went in, by name.
    library_version : str
        Of stationmap.

    Examples
    --------
    >>> Analysis("reach", "", {"rows": []}, "2026-01-01T00:00:00+00:00", "3", {}, "0.1.0").document
    {'rows': []}
    """

    name: str
    scope: str
    document: dict[str, Any]
    made_at: str
    register_version: str
    inputs: dict[str, str]
    library_version: str

    @classmethod
    def now(
        cls, name: str, document: Mapping[str, Any], scope: str, register_version: str, inputs: Mapping[str, str]
    ) -> Analysis:
        """Make the record of a result that is to be kept now, by this version of the library."""
        made_at = datetime.now(UTC).isoformat(timespec="microseconds")
        return cls(name, scope, dict(document), made_at, register_version, dict(inputs), version("stationmap"))


class KeptAnalyses:
    """What is kept, seen through a connection.

    Parameters
    ----------
    connection : Connection
        To write, one that has waited for other writers: no other may put a row between taking the old out and putting
        the new in.

    Examples
    --------
    >>> from sqlalchemy import create_engine
    >>> from stationmap.store.schema import metadata
    >>> with create_engine("sqlite://").begin() as connection:
    ...     metadata.create_all(connection)
    ...     kept = KeptAnalyses(connection)
    ...     kept.put(Analysis("reach", "", {"rows": []}, "2026-01-01T00:00:00+00:00", "0", {}, "0.1.0"))
    ...     kept.one("reach", "").document, len(kept.all()), kept.drop("reach", ""), kept.mark()
    ({'rows': []}, 1, True, '[]')
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, given: Analysis) -> None:
        """Keep a result in place of the one that has its name and scope.

        Raises
        ------
        InputError
            If its name cannot be used, it is no JSON, or it was made of a version that this register has not had.
        """
        self._check(given)
        values = {name: getattr(given, name) for name in _TEXTS}
        values |= {"document": _text(given.document), "inputs": _text(given.inputs)}
        self.drop(given.name, given.scope)
        self._connection.execute(insert(analyses).values(values))

    def _check(self, given: Analysis) -> None:
        if not 0 < len(given.name) <= _NAME:
            fault = Fault("name", given.name, f"应为 1 到 {_NAME} 个字符 must have 1 to {_NAME} characters")
            raise InputError("分析名无法使用 cannot use the name of the analysis", (fault,))
        known, made_of = last_change(self._connection), given.register_version
        if not (made_of.isascii() and made_of.isdecimal() and int(made_of) <= known):
            fault = Fault("register_version", made_of, f"这个登记册的版本是 this register is at {known}")
            raise InputError("分析用的不是这个登记册 the analysis was made of another register", (fault,))

    def all(self) -> list[Analysis]:
        """Return all that is kept, by name and scope."""
        rows = self._connection.execute(select(analyses).order_by(analyses.c.name, analyses.c.scope))
        return [_record(row) for row in rows.mappings()]

    def one(self, name: str, scope: str) -> Analysis:
        """Return one result.

        Raises
        ------
        NotFoundError
            If none of that name and scope is kept.
        """
        query = select(analyses).where(analyses.c.name == name, analyses.c.scope == scope)
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFoundError(f"没有存过这项分析 no such analysis is kept: {name} {scope}".rstrip())
        return _record(row)

    def drop(self, name: str, scope: str) -> bool:
        """Take a result out; say whether there was one."""
        gone = delete(analyses).where(analyses.c.name == name, analyses.c.scope == scope)
        return self._connection.execute(gone).rowcount > 0

    def mark(self) -> str:
        """Tell one state of what is kept from another."""
        columns = (analyses.c.name, analyses.c.scope, analyses.c.made_at)
        return json.dumps([list(row) for row in self._connection.execute(select(*columns).order_by(*columns))])


def _text(document: Mapping[str, Any]) -> str:
    # escaped: neither kind of database holds every character that a text of Python may have
    try:
        return json.dumps(document, allow_nan=False)
    except (TypeError, ValueError) as error:
        fault = Fault("document", type(document).__name__, "应可写成 JSON must be plain JSON, null for unknown")
        raise InputError(f"结果写不成 JSON the result is no JSON: {error}", (fault,)) from error


def _record(cells: RowMapping) -> Analysis:
    texts = {name: str(cells[name]) for name in _TEXTS}
    return Analysis(document=_object(cells["document"]), inputs=_object(cells["inputs"]), **texts)


def _object(text: str) -> dict[str, Any]:
    """Read what is kept; one that is damaged says so in its place, because a service must not stop for it."""
    try:
        found = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return dict(DAMAGED)
    return found if isinstance(found, dict) else dict(DAMAGED)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
