"""One kind of finding: its weight, and what it says in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass

from stationmap.findings import Severity

__all__ = ["Message", "error", "note", "warning"]


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of finding; braces are filled with what `finding` is given.

    Parameters
    ----------
    severity : {"error", "warning", "note"}
        An error leaves the row out, a warning marks it, a note only informs.
    zh, en : str
        What is wrong.
    advice_zh, advice : str
        What to do.
    """

    severity: Severity
    zh: str
    en: str
    advice_zh: str
    advice: str


def error(zh: str, en: str, advice_zh: str, advice: str) -> Message:
    """Make a finding that leaves the row out."""
    return Message("error", zh, en, advice_zh, advice)


def warning(zh: str, en: str, advice_zh: str, advice: str) -> Message:
    """Make a finding that marks the row."""
    return Message("warning", zh, en, advice_zh, advice)


def note(zh: str, en: str, advice_zh: str, advice: str) -> Message:
    """Make a finding that only informs."""
    return Message("note", zh, en, advice_zh, advice)
