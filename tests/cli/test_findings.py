import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.cli.findings import tell_findings
from stationmap.errors import FileFormatError, InputError
from stationmap.findings import Finding, Findings


def finding(row, severity, code, field="经度", value="x"):
    return Finding(row, severity, code, field, value, "中", "english", "改", "mend it")


def test_counts_go_from_errors_to_notes_and_each_is_labelled(capsys):
    found = Findings([finding(2, "note", "n")] * 9 + [finding(3, "warning", "w")] * 5 + [finding(4, "error", "e")])
    tell_findings(found, "检查")
    lines = [line for line in capsys.readouterr().out.splitlines() if "│" in line]
    assert [line.split()[1:6:2][:2] for line in lines] == [["错误", "│"], ["提示", "│"], ["说明", "│"]]
    assert [line.split("│")[2].strip() for line in lines] == ["e", "w", "n"]


def test_a_blank_value_is_said_in_words_and_a_whole_file_has_none(capsys):
    tell_findings(
        Findings([finding(0, "note", "unused_columns", "备注", ""), finding(7, "error", "e", value="")]), "检查"
    )
    told = capsys.readouterr().err
    assert "说明 note 整个文件 whole file 备注\n" in told
    assert "第 7 行 row 7 经度 空白 blank\n" in told
    assert "''" not in told


def test_nothing_is_said_of_nothing(capsys):
    tell_findings(Findings(), "检查")
    assert capsys.readouterr() == ("", "")


def test_the_gravest_are_shown_and_the_rest_is_counted(capsys):
    tell_findings(Findings([finding(row, "note", "n") for row in range(2, 40)] + [finding(50, "error", "e")]), "检查")
    told = capsys.readouterr().err
    assert told.index("row 50") < told.index("row 2")
    assert "39" in told
    assert "row 30" not in told


@pytest.mark.parametrize("command", ["reach", "access", "coverage", "site"])
def test_a_file_of_another_kind_is_refused_before_anything_is_done(command, tmp_path):
    more = ["--add", "1"] if command == "site" else []
    done = CliRunner().invoke(app, [command, *more, "--db", "not-asked-for.db", "--out", str(tmp_path / "a.doc")])
    assert isinstance(done.exception, FileFormatError)
    (tmp_path / "a.csv").mkdir()
    done = CliRunner().invoke(app, [command, *more, "--db", "not-asked-for.db", "--out", str(tmp_path / "a.csv")])
    assert isinstance(done.exception, InputError)
