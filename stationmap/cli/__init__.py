"""The command ``stationmap``: thin commands over the library."""

from stationmap.cli.app import main

__all__ = ["main"]
