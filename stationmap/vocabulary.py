"""Codes against a vocabulary: the one check, whatever the vocabulary holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from stationmap.errors import Fault, VocabularyError

__all__ = ["check_codes", "code_faults"]


def code_faults(parameter: str, codes: Iterable[str], vocabulary: Collection[str]) -> list[Fault]:
    """Name every code that a vocabulary lacks.

    Parameters
    ----------
    parameter : str
        What the codes were given for.
    codes : iterable of str
        In the order in which they shall be named.
    vocabulary : collection of str
        The known codes.

    Examples
    --------
    >>> [fault.value for fault in code_faults("needs", ["toilet", "sauna"], ["toilet"])]
    ['sauna']
    """
    reason = f"not one of {', '.join(vocabulary)}"
    return [Fault(parameter, code, reason) for code in codes if code not in vocabulary]


def check_codes(parameter: str, codes: tuple[str, ...], vocabulary: Collection[str]) -> tuple[str, ...]:
    """Return `codes` if all are in `vocabulary`.

    Parameters
    ----------
    parameter : str
        What the codes were given for.
    codes : tuple of str
    vocabulary : collection of str
        The known codes.

    Raises
    ------
    VocabularyError
        Naming `parameter`, each unknown code and the known ones.

    Examples
    --------
    >>> check_codes("kind", ("fixed",), {"fixed": ("固定站点", "fixed place")})
    ('fixed',)
    """
    faults = code_faults(parameter, codes, vocabulary)
    if faults:
        unknown = ", ".join(fault.value for fault in faults)
        raise VocabularyError(f"词表中没有 not in the vocabulary: {parameter}={unknown}", tuple(faults))
    return codes
