"""How names are read aloud: as pypinyin reads them, but for what it gets wrong of places."""

import subprocess
import sys
import unicodedata

import pypinyin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.districts import national
from stationmap.loading import demonstration
from stationmap.places import pinyin_initials
from stationmap.places.local_names import LOCAL_NAMES
from stationmap.places.readings import readings


def plain(text):
    return unicodedata.normalize("NFKC", text).casefold()


def by_pypinyin(text):
    joined = "".join(pypinyin.lazy_pinyin(plain(text)))
    return "".join(one for one in joined.lower() if one.isascii() and one.isalnum())


def test_names_are_read_as_pypinyin_reads_them_but_for_our_own_words():
    table = demonstration().table
    names = sorted({*table["name"], *table["street"], *table["address"], *national().frame["name"]})
    spoken = pinyin_initials(names)
    others = [name for name, (joined, _) in zip(names, spoken, strict=True) if joined != by_pypinyin(name)]
    assert len(names) > 4_000
    ours = ("长江东路", "长春园", *LOCAL_NAMES)  # 长江 and 长春, which pypinyin reads zhang in the midst of an address
    assert [name for name in others if not any(word in name for word in ours)] == []


@pytest.mark.parametrize(
    ("name", "joined", "initials"),
    [
        ("中牟县", "zhongmuxian", "zmx"),
        ("重庆路", "chongqinglu", "cql"),
        ("重阳街", "chongyangjie", "cyj"),
        ("工商银行长葛支行", "gongshangyinhangchanggezhihang", "gsyhcgzh"),
        ("漯河市", "luoheshi", "lhs"),
        ("朝阳街社区", "chaoyangjieshequ", "cyjsq"),
        ("魏都社区", "weidushequ", "wdsq"),
        ("女贞路", "nvzhenlu", "nzl"),
        ("", "", ""),
        ("（）-·", "", ""),
        ("KFC 24小时", "kfc24xiaoshi", "kfc24xs"),
    ],
)
def test_what_is_read_otherwise_in_names(name, joined, initials):
    assert pinyin_initials([name]) == [(joined, initials)]


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_is_read_as_letters_and_digits(texts):
    for joined, initials in pinyin_initials(texts):
        assert all(one.isascii() and one.isalnum() for one in joined + initials)
        assert len(initials) <= len(joined)


@given(st.text(alphabet=st.sampled_from("中牟重庆长葛银行A9（ 女"), max_size=30))
def test_every_syllable_has_its_place_in_the_text(text):
    folded = plain(text)
    placed = list(readings().placed(folded))
    assert [at for _, at in placed] == sorted({at for _, at in placed})
    for syllable, at in placed:
        assert not folded[at].isascii() or folded[at : at + len(syllable)] == syllable


def test_pypinyin_is_not_loaded_before_somebody_asks():
    code = "import stationmap.places, stationmap.cli.app, sys; print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
