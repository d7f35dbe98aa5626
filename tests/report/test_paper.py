import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.errors import FileFormatError, MissingFileError
from stationmap.files import chinese_font
from stationmap.report.cells import cells_of
from stationmap.report.paper.tables import column_widths
from stationmap.report.paper.wrapping import wrap


def squeezed(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def book(written):
    return pypdf.PdfReader(written["pdf"])


@pytest.fixture(scope="module")
def words(written):
    """All its words, as the reader in Chromium finds them: pypdf does not know the character maps of such fonts."""
    with pypdfium2.PdfDocument(written["pdf"]) as book:
        return squeezed("".join(page.get_textpage().get_text_bounded() for page in book))


def test_chinese_comes_out_as_it_went_in(words, report):
    assert squeezed(report.title_zh) in words
    assert all(squeezed(section.title_zh) in words for section in report.sections)
    assert all(name in words for name in ("甲区", "高新区", "<script>alert(1)</script>"))


def test_what_must_be_known_and_how_it_was_made_is_in_it(words, report):
    notes = [note for section in report.sections for note in section.notes]
    told = [text for text in [*report.warnings, *notes] if "\u2028" not in text]  # the font has no such character
    assert all(squeezed(text).replace("₂", "2") in words for text in told)
    assert "outsideeverydistrict:out" in words
    assert all(source.sha256 in words for source in report.sources)
    assert "2025-09-01–2025-09-07" in words


def test_every_figure_of_the_shown_columns_is_in_it(words, report):
    for section in report.sections:
        numbers = [cell.text for row in cells_of(section, section.shown) for cell in row if cell.number]
        assert all(squeezed(text) in words for text in numbers)


def test_the_font_is_embedded_and_only_in_part(book):
    fonts = [font.get_object() for page in book.pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    embedded = [descriptor.get("/FontFile3") or descriptor.get("/FontFile2") for descriptor in descriptors]
    assert embedded
    assert all(file is not None and len(file.get_object().get_data()) < 500_000 for file in embedded)


def test_pages_are_numbered_and_the_document_says_what_it_is(book, words, report):
    count = len(book.pages)
    assert all(f"第{number}页，共{count}页" in words for number in range(1, count + 1))
    assert book.metadata.title == report.title
    assert book.trailer["/Root"]["/Lang"] == "zh-CN"
    assert [one.title for one in book.outline] == [section.title for section in report.sections]


def test_a_font_without_chinese_and_one_that_is_none_are_refused(tmp_path):
    with pytest.raises(MissingFileError, match="font"):
        chinese_font(tmp_path / "none.ttf")
    (tmp_path / "a.ttf").write_bytes(b"no font")
    with pytest.raises(FileFormatError, match="字体"):
        chinese_font(tmp_path / "a.ttf")


@given(st.text(st.sampled_from("区县，（）a b1。\n")), st.integers(2, 12))
def test_wrapping_loses_no_letter_and_keeps_to_the_line(text, width):
    lines = wrap(text, width, len)
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(len(line) <= width for line in lines)


@given(st.text(st.sampled_from("区县，。"), max_size=30).filter(lambda text: "，，" not in text and "。。" not in text))
def test_no_line_begins_with_a_closing_mark(text):
    lines = wrap("区" + text.replace("，。", "区").replace("。，", "县"), 6, len)
    assert not [line for line in lines if line[:1] in {"，", "。"}]


cells = st.text(st.sampled_from("区a1 "), max_size=80)


@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), min_size=1, max_size=5)))
def test_columns_keep_to_the_page(rows):
    heads = ["区县\nname of it"] * len(rows[0])
    widths = column_widths(heads, rows, 273.0, lambda text: 1.5 * len(text))
    assert sum(widths) <= 273.0 + 1e-9
    assert all(width > 0 for width in widths)
