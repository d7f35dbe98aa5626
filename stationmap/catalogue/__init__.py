"""Stations ready to be searched: a frozen snapshot of a register, and one that follows its changes."""

from stationmap.catalogue.catalogue import Catalogue
from stationmap.catalogue.live import LiveCatalogue
from stationmap.catalogue.opening import CHINA, OpeningRules

__all__ = ["CHINA", "Catalogue", "LiveCatalogue", "OpeningRules", "Searchable"]

Searchable = Catalogue | LiveCatalogue
"""What can be searched for the nearest: both have the same face."""
