"""Demand: how many of whom are where, as weights on places."""

from stationmap.demand.demand import Demand

__all__ = ["Demand"]
