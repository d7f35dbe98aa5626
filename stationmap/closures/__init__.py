"""Temporary closures as text: what people write is read, and written in one form: ``2026-12-01/2026-12-15 装修``."""

from stationmap.closures.reading import ClosuresReading, RefusedPart, closures_in, read_closures
from stationmap.closures.writing import write_closures

__all__ = ["ClosuresReading", "RefusedPart", "closures_in", "read_closures", "write_closures"]
