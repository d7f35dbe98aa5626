"""No text of a stranger's drives the terminal, and all else is printed as it is."""

from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from stationmap.cli.shared import err, out


@given(st.text(max_size=60))
def test_controls_are_shown_not_obeyed(text):
    for console in (out, err):
        with console.capture() as capture:
            console.print(Text(text, end=""), soft_wrap=True)
        printed = capture.get()
        assert not any(ord(c) < 9 or 10 < ord(c) < 32 or 126 < ord(c) < 160 for c in printed)


def test_an_escape_is_seen():
    with out.capture() as capture:
        out.print(Text("a\x1b[31m\x1b]0;title\x07\x9bb 驿站"))
    assert capture.get() == "a�[31m�]0;title�b 驿站\n"
