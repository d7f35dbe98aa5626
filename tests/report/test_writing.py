import pytest

from stationmap.errors import ColumnError, FileFormatError, InputError, MissingFileError
from stationmap.files import files_together
from stationmap.report import Section, formats_of, write_report
from tests.oracles.reports import report_of


def test_if_one_cannot_be_written_none_is_touched(tmp_path, report):
    out = tmp_path / "out"
    out.mkdir()
    (out / "stationmap-report.json").write_text("old", "utf-8")
    (tmp_path / "bad.ttf").write_bytes(b"no font")
    with pytest.raises(FileFormatError):
        write_report(report, out, ("json", "pdf"), font=tmp_path / "bad.ttf")
    assert [path.name for path in out.iterdir()] == ["stationmap-report.json"]
    assert (out / "stationmap-report.json").read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.ttf", "out"]


def test_files_of_other_names_stay(tmp_path, report):
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    write_report(report, tmp_path, ("json",))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.txt", "stationmap-report.json"]


def test_a_folder_in_the_way_is_no_file_to_replace(tmp_path, report):
    (tmp_path / "stationmap-report.json").mkdir()
    with pytest.raises(InputError, match="挡住"):
        write_report(report, tmp_path, ("json",))


def test_the_folder_above_must_exist_and_the_folder_be_one(tmp_path):
    with pytest.raises(MissingFileError), files_together(tmp_path / "a" / "b"):
        pass
    (tmp_path / "f").write_text("", "utf-8")
    with pytest.raises(InputError), files_together(tmp_path / "f"):
        pass


def test_progress_only_grows(tmp_path, report):
    told = []
    write_report(report, tmp_path, ("json", "html"), progress=lambda share, step: told.append((share, step)))
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert [step for _, step in told] == ["网页 page", "JSON"] or [step for _, step in told] == ["JSON", "网页 page"]


@pytest.mark.parametrize("text", ["", "docx", "xlsx,doc"])
def test_unknown_formats_are_refused(text):
    with pytest.raises(InputError) as caught:
        formats_of(text)
    assert caught.value.faults[0].value == text


def test_a_section_needs_its_columns_and_a_title_that_names_a_sheet():
    frame = report_of().sections[0].frame
    with pytest.raises(ColumnError, match="nothing"):
        Section("a", "甲", "A", frame, {"nothing": ("无", "none")})
    for title in ("a/b", "x" * 32, ""):
        with pytest.raises(InputError, match="sheet"):
            Section("a", title, "A", frame, {})


def test_two_sections_of_one_key_are_refused(report):
    with pytest.raises(InputError, match="key"):
        type(report)(**{**vars(report), "sections": (report.sections[0], report.sections[0])})
