"""Whatever a register says, a page stays the page that it is: the text is in its data, exactly, and nowhere else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.catalogue import Catalogue
from stationmap.districts import Districts
from stationmap.loading import load_coverage
from stationmap.maps import map_page
from stationmap.station import STATION_COLUMNS
from stationmap_api import create_app
from stationmap_api.settings import Settings
from stationmap_api.state import load
from tests.oracles.asgi import Client
from tests.oracles.records import districts_of
from tests.oracles.tables import station, table_of
from tests.oracles.web_pages import HOSTILE, around, blocks, html_pages, skeleton, texts

# What is a code or follows from other columns is another matter.
SAID = [
    column.name
    for column in STATION_COLUMNS.values()
    if column.type == "text" and column.name not in {"id", "id_source", "district", "datum_received", "opening_hours"}
]
ON_THE_MAP = ["name", "address", "entrance_note", "hours", "phone", "who_may_enter", "source", "district_named"]
any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
registers = st.fixed_dictionaries(dict.fromkeys(SAID, any_text | st.sampled_from(HOSTILE)))
CARRY = {"/map", "file"}  # pages that hold the register
HARMLESS = dict.fromkeys(SAID, "无害")


def catalogue_of(name, *said):
    rows = [station(f"s{n}", 34.75 + n / 100, district="410102", **one) for n, one in enumerate(said)]
    districts = districts_of(("410102", name, name, 1_000, None), ("410105", name, "郑州市", None, None))
    return Catalogue.from_table(table_of(rows), Districts(districts), "7")


def file_of(catalogue):
    return map_page(catalogue, load_coverage(catalogue, None))


@pytest.fixture(scope="module")
def pages():
    """Give all pages of a register: those that the service gives, and the map's file."""
    app = create_app(Settings(db=None, visits=None))
    with pytest.MonkeyPatch.context() as patch, Client(app) as client:
        patch.setattr("stationmap_api.state.warm_up", lambda live: None)  # seconds, for each register

        def pages_of(catalogue):
            for room in ("state", "pages"):
                patch.setattr(f"stationmap_api.{room}.demonstration", lambda: catalogue)
            app.state.served = load(Settings(db=None, visits=None))
            served = {path: client.get(path).text for path in html_pages(app)}
            return served | {"file": file_of(catalogue)}

        yield pages_of


@pytest.fixture(scope="module")
def harmless(pages):
    shown = pages(catalogue_of("无害", HARMLESS, HARMLESS))
    return {name: (skeleton(page), around(page)) for name, page in shown.items()}


def test_all_pages_are_there(harmless):
    assert harmless.keys() >= {"/", "/map", "/docs", "file"}


def _arrives(page, *said):
    """Fields that the map shows but a page's data do not hold word for word."""
    arrived = set(texts(blocks(page)))
    return [one[column] for one in said for column in ON_THE_MAP if one[column] and one[column] not in arrived]


@settings(max_examples=12)
@given(registers, registers, any_text | st.sampled_from(HOSTILE))
def test_any_text_in_any_field_changes_the_data_alone(pages, harmless, one, other, name):
    for address, page in pages(catalogue_of(name, one, other)).items():
        assert around(page) == harmless[address][1], address
        assert all(block is not None for block in blocks(page))
        if address in CARRY:
            assert _arrives(page, one, other) == [], address


@pytest.mark.parametrize("turn", [0, 11, 22])
def test_what_means_something_to_a_parser_leaves_the_page_valid(pages, harmless, turn):
    turned = [*HOSTILE[turn:], *HOSTILE[:turn]] * 2
    said = [dict(zip(SAID, turned[start:], strict=False)) for start in (0, len(SAID))]
    for address, page in pages(catalogue_of(turned[0], *said)).items():
        assert skeleton(page) == harmless[address][0], address
        page.encode("utf-8")
        if address in CARRY:
            assert _arrives(page, *said) == [], address
