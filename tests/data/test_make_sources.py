import sys

from hypothesis import given
from hypothesis import strategies as st

import make_sources

STREETS = """code,name,areaCode,provinceCode,cityCode
410105002,"花园路街道",410105,41,4101
410105001,"经八路街道",410105,41,4101
110101001,"东华门街道",110101,11,1101
"""
VILLAGES = """code,name,streetCode,provinceCode,cityCode,areaCode
410105001002,"乙社区居委会",410105001,41,4101,410105
410105001001,"甲社区居委会",410105001,41,4101,410105
410105001498,"虚拟社区",410105001,41,4101,410105
110101001001,"多福巷社区居委会",110101001,11,1101,110101
"""


def test_cuts_two_cities_out_of_an_unpacked_package(tmp_path, monkeypatch):
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "streets.csv").write_text(STREETS, encoding="utf-8")
    (tmp_path / "dist" / "villages.csv").write_text(VILLAGES, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["make_sources.py", str(tmp_path), "--out", str(tmp_path)])
    make_sources.main()
    streets = (tmp_path / "streets.csv").read_text(encoding="utf-8")
    assert streets == "code,name,adcode\n410105001,经八路街道,410105\n410105002,花园路街道,410105\n"
    communities = (tmp_path / "communities.csv").read_text(encoding="utf-8")
    assert communities == "street_code,name\n410105001,甲社区居委会\n410105001,乙社区居委会\n"


@given(st.permutations(["410101001", "410105002", "410201001"]))
def test_streets_are_sorted_whatever_the_order(codes):
    rows = [{"code": code, "name": "路街道", "areaCode": code[:6]} for code in codes]
    assert [row[0] for row in make_sources.streets(rows)] == sorted(codes)


def test_committed_sources_hold_every_street_of_their_communities():
    streets = (make_sources.FOLDER / "streets.csv").read_text(encoding="utf-8").splitlines()[1:]
    communities = (make_sources.FOLDER / "communities.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert {line.partition(",")[0] for line in communities} <= {line.partition(",")[0] for line in streets}
    assert len(streets) == 332
    assert not [line for line in communities if "虚拟" in line]
