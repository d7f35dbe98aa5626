"""Finds rest stations for people who work outdoors."""
