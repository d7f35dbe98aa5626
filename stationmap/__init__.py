"""Finds rest stations for people who work outdoors."""

from importlib.metadata import version

__version__ = version("stationmap")
