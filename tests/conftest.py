"""What every test shares: steady Hypothesis settings, and no silent skips where everything is installed."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_sessionfinish(session):
    """Fail a run with skips where the environment says that there must be none."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("STATIONMAP_NO_SKIP") and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
