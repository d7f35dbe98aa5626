"""Findings count, filter and print what was added, in the order of the file."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from stationmap.findings import COLUMNS, Finding, Findings
from tests.oracles.tables import texts

findings = st.builds(
    Finding,
    row=st.integers(0, 9),
    severity=st.sampled_from(["error", "warning", "note"]),
    code=st.sampled_from(["zero_position", "twin", "shifted"]),
    **dict.fromkeys(["field", "value", "message_zh", "message", "advice_zh", "advice"], texts),
)


def gathered(items):
    found = Findings()
    found.extend(items[1:])
    for item in items[:1]:
        found.add(item)
    return found


@given(st.lists(findings))
def test_counts_are_a_recount(items):
    found = gathered(items)
    assert len(found) == len(list(found)) == len(items)
    assert found.counts() == dict(Counter((item.severity, item.code) for item in items))
    assert list(found.counts().values()) == sorted(found.counts().values(), reverse=True)
    for severity in ("error", "warning", "note"):
        assert found.rows(severity) == {item.row for item in items if item.severity == severity}


@given(st.lists(findings))
def test_the_frame_holds_every_finding_by_row(items):
    frame = gathered(items).to_frame()
    assert list(frame.columns) == COLUMNS
    assert frame["row"].tolist() == sorted(item.row for item in items)
    written = Counter(tuple(row) for row in frame.itertuples(index=False))
    assert written == Counter(tuple(getattr(item, name) for name in COLUMNS) for item in items)


def test_two_findings_lists_share_nothing():
    Findings().add(Finding(1, "note", "a", "", "", "", "", "", ""))
    assert len(Findings()) == 0
