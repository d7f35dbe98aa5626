"""Files inside our own packages."""

import pytest

from stationmap.errors import MissingFileError
from stationmap.files.resources import resource_bytes


def test_a_file_is_read_whole():
    assert resource_bytes("stationmap", "__init__.py").startswith(b'"""')


@pytest.mark.parametrize(("package", "name"), [("stationmap", "none.txt"), ("stationmap_nowhere", "x")])
def test_what_is_not_there_is_said(package, name):
    with pytest.raises(MissingFileError, match=name):
        resource_bytes(package, name)
