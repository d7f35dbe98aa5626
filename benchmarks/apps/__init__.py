"""ASGI applications that stationmap's is compared with; their settings come from the environment (`BENCH_…`)."""
