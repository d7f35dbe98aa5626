"""The nearest search beside its rivals: `python -m benchmarks --help`."""
