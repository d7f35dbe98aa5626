"""The tests: the packages mirrored, and the independent oracles that they share."""
