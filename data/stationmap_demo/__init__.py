"""Demonstration data, made up: `stations.csv` (GCJ-02), `visits.csv`, `residents.csv`; see data/README.md."""
