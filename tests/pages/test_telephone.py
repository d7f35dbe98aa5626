"""A phone as a register has it calls one number, or nothing; never an order to the telephone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.files import resource_bytes

pytestmark = pytest.mark.browser

CALLS = {
    "0371-66123456": "tel:037166123456",
    "(0371) 6612 3456": "tel:037166123456",
    "+86 371 6612 3456": "tel:+8637166123456",
    "138 0013 8000": "tel:13800138000",
    "１３８００１３８０００": "tel:13800138000",
    "400-820-8820": "tel:4008208820",
    "020 7946 0000": "tel:02079460000",
    "12351": "tel:12351",
    "12351 12345": "tel:12351",
    "0371-66123456转801": "tel:037166123456,801",
    "0371-66123456 ext. 801": "tel:037166123456,801",
    "0371-66123456/13800138000": "tel:037166123456",
    "13800138000 13900139000": "tel:13800138000",
    "66123456、66123457": "tel:66123456",
    "电话：0371-66123456（白天）": "tel:037166123456",
    "tel:*#06#": "",
    "*2767*3855#": "",
    "**21*13800138000#": "",
    "＊＃06＃": "",
    "javascript:alert(1)": "",
    "没有": "",
    "": "",
    "1": "",
}
any_phone = st.text(max_size=40) | st.text("0123456789０９+-() .*#,;/转:x", max_size=30)


@pytest.fixture(scope="module")
def call(browser):
    """The script alone: what it makes of many phones."""
    page = browser.new_page()
    page.set_content('<script type="application/json" id="config">{}</script>')
    for name in ("dom", "telephone"):
        page.add_script_tag(content=resource_bytes("stationmap_api", f"web/common/{name}.js").decode())
    yield lambda phones: page.evaluate("(all) => all.map(app.telephone)", phones)
    page.close()


def test_one_number_is_called_as_it_is_written(call):
    assert dict(zip(CALLS, call(list(CALLS)), strict=True)) == CALLS


@settings(max_examples=60)
@given(st.lists(any_phone, min_size=1, max_size=60))
def test_whatever_a_register_says_no_order_goes_to_the_telephone(call, phones):
    for address in call(phones):
        assert address == "" or re.fullmatch(r"tel:\+?[0-9]{3,15}(,[0-9]{1,6})?", address)
