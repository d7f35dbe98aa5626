"""What a day off or a make-up workday is called."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DayName"]


@dataclass(frozen=True, slots=True)
class DayName:
    """A name in two languages.

    Parameters
    ----------
    zh, en : str
        The same where only one is known.

    Examples
    --------
    >>> DayName("国庆节", "National Day").zh
    '国庆节'
    """

    zh: str
    en: str
