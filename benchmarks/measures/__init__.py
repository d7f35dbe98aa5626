"""What is measured, one file each."""

from collections.abc import Callable

from benchmarks.bench import Bench
from benchmarks.measures import exactness, rotation, single
from benchmarks.table import Table

__all__ = ["MEASURES"]

MEASURES: dict[str, Callable[[Bench], list[Table]]] = {
    "exactness": exactness.run,
    "single": single.run,
    "rotation": rotation.run,
}
