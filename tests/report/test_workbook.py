import math

import openpyxl
import pytest

from stationmap.report.cells import cells_of

HEADER = 4  # title, caution, lines, header


@pytest.fixture(scope="module")
def book(written):
    return openpyxl.load_workbook(written["xlsx"])


def test_the_sheets_are_the_sections_in_order(book, report):
    assert book.sheetnames == [section.title_zh for section in report.sections]
    assert {"总览", "分区", "数据质量", "方法"} <= set(book.sheetnames)


def test_every_figure_is_there_exactly_and_unknown_is_blank(book, report):
    for section in report.sections:
        page = book[section.title_zh]
        for number, row in enumerate(cells_of(section), HEADER + 1):
            for column, cell in enumerate(row, 1):
                got = page.cell(number, column).value
                if isinstance(cell.value, str):
                    assert (got or "").lstrip("'") == cell.value.lstrip("'") or not cell.value
                elif cell.value is None or math.isinf(cell.value):
                    assert got is None
                else:
                    assert got == pytest.approx(cell.value, rel=1e-12)


def test_no_cell_is_a_formula(book):
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert any(cell.value == "'=1+1" for cell in cells)


def test_a_missing_number_is_hatched_and_a_known_one_is_not(book, report):
    section = next(one for one in report.sections if one.key == "districts")
    page = book["分区"]
    stations = list(section.columns).index("stations") + 1
    patterns = [page.cell(HEADER + 1 + row, stations).fill.patternType for row in range(len(section.frame))]
    assert [pattern == "lightUp" for pattern in patterns] == section.frame["stations"].isna().tolist()


def test_numbers_have_formats_that_show_thousands_and_percent(book, report):
    names = list(next(one for one in report.sections if one.key == "districts").columns)
    page = book["分区"]
    formats = {name: page.cell(HEADER + 1, names.index(name) + 1).number_format for name in names}
    assert formats["residents"] == "#,##0"
    assert formats["completeness"] == "0.0%"
    assert formats["area_km2"] == "#,##0.00"


def test_header_and_name_stay_in_sight_and_print_repeats_the_header(book):
    page = book["分区"]
    assert page.freeze_panes == "D5"
    assert page.auto_filter.ref.startswith("A4:")
    assert page.print_title_rows == "$4:$4"
    assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == ("landscape", 1, 0)
    assert "&P" in page.oddFooter.right.text
    assert page["A4"].value == "行类\nkind of row"


def test_weak_completeness_is_coloured_by_rule_and_a_blank_is_not(book, report):
    names = list(next(one for one in report.sections if one.key == "districts").columns)
    letter = openpyxl.utils.get_column_letter(names.index("completeness") + 1)
    rules = {str(area.sqref): [rule.formula[0] for rule in area.rules] for area in book["分区"].conditional_formatting}
    ((area, formulas),) = rules.items()
    assert area.startswith(f"{letter}5:{letter}")
    assert formulas == [f"AND(ISNUMBER({letter}5),{letter}5<{bound})" for bound in (0.5, 0.8)]


def test_the_notes_stand_on_the_sheet_and_on_that_of_the_method(book, report):
    method = {row[1].value for row in book["方法"].iter_rows(min_row=HEADER + 1) if row[1].value}
    for section in report.sections:
        below = {row[0].value for row in book[section.title_zh].iter_rows() if row[0].value}
        assert set(section.notes) <= below
        assert set(section.notes) <= method


def test_made_up_data_say_so_on_every_sheet(book):
    assert all("虚构" in page["A2"].value for page in book)
