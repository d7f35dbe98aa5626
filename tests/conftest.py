"""What every test shares: steady Hypothesis settings, and no silent skips where everything is installed."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

os.environ["COLUMNS"] = "200"  # wherever tests run, what a command prints is broken at the same width
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Fail a run with skips where the environment says that there must be none."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and os.environ.get("STATIONMAP_NO_SKIP") and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
