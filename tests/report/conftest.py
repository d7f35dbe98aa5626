import pytest

from stationmap.report import write_report
from tests.oracles.reports import report_of


@pytest.fixture(scope="session")
def report():
    return report_of()


@pytest.fixture(scope="session")
def written(report, tmp_path_factory):
    """All five files, by suffix."""
    paths = write_report(report, tmp_path_factory.mktemp("report") / "out")
    return {path.suffix[1:]: path for path in paths}
