"""What of a table can stand, and what a new edition inherits."""

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.duties.rules import DutyRow, HoldingRow, Known, RemitRow, Wanted, changes, propose_duties, sift

KNOWN = Known(
    standards={"C1.1.1", "C1.1.2"},
    units={"DW05", "DW26"},
    posts={"DW26-head": "DW26"},
    places={"segment:LD01"},
    groups={"G01"},
    site_types={"P01"},
    areas={"XG"},
)


def test_each_fault_is_named() -> None:
    rows = [
        DutyRow("C1.1.1", "DW05", supports=(("DW26", "DW26-head"),)),
        DutyRow("C1.1.1", "DW26"),
        DutyRow("C9", "DW05"),
        DutyRow("C1.1.2", "DW77"),
        DutyRow("C1.1.2", "DW05", "DW26-head"),
        DutyRow("C1.1.2", "DW05", supports=(("DW05", ""),)),
        DutyRow("C1.1.2", "DW05", supports=(("DW26", ""), ("DW26", ""))),
    ]
    kept, problems = sift(rows, KNOWN)
    assert kept == rows[:1]
    assert [(p.column, p.code) for p in problems] == [
        ("standard", "duplicate"),
        ("standard", "unknown_standard"),
        ("lead_unit", "unknown_unit"),
        ("lead_unit", "post_of_other_unit"),
        ("supports", "leads_and_supports"),
        ("supports", "unit_twice"),
    ]
    assert [p.code for p in sift([HoldingRow("segment", "LD02", (("DW05", ""),))], KNOWN)[1]] == ["unknown_place"]
    assert [p.code for p in sift([RemitRow("G01", ("C1.1.1",), ("P02",))], KNOWN)[1]] == ["unknown_site_type"]


def test_rows_that_the_table_leaves_out_stay_unless_it_replaces_everything() -> None:
    old = [DutyRow("C1.1.1", "DW05"), DutyRow("C1.1.2", "DW05")]
    new = [DutyRow("C1.1.2", "DW26")]
    assert [(c.kind, c.key) for c in changes(old, new)] == [("changed", "C1.1.2")]
    assert [(c.kind, c.key) for c in changes(old, new, replaces=True)] == [("changed", "C1.1.2"), ("removed", "C1.1.1")]


def test_a_new_edition_inherits_by_code_by_wording_and_by_content() -> None:
    previous = [
        DutyRow("C1.1.1", "DW26", due="06-30"),
        DutyRow("C1.1.2", "DW26"),
        DutyRow("C1.1.3", "DW05", material_zh="计划"),
    ]
    names = {"C1.1.1": "路面平整", "C1.1.2": "路灯明亮", "C1.1.3": "年度计划"}
    wanted = [
        Wanted("C1.1.1", "路面平整"),
        Wanted("C1.1.2", "年度计划"),  # the wording moved to another code
        Wanted("C1.1.4", "全新标准", "C1.1"),
        Wanted("C2.1.1", "无人知晓", "C2.1"),
    ]
    proposals, left = propose_duties(wanted, previous, names)
    told = {p.row.standard: (p.row.lead_unit, p.reason, p.source) for p in proposals}
    assert told == {
        "C1.1.1": ("DW26", "same_code", "C1.1.1"),
        "C1.1.2": ("DW05", "same_name", "C1.1.3"),
        "C1.1.4": ("DW05", "same_content", "C1.1"),
    }
    assert proposals[0].row.due == "06-30"
    assert [w.code for w in left] == ["C2.1.1"]


CODES = st.sampled_from([f"C1.1.{i}" for i in range(6)])


@given(st.dictionaries(CODES, st.sampled_from(["DW05", "DW26"])), st.sets(CODES))
def test_every_wanted_standard_is_either_proposed_or_left(leads: dict[str, str], wanted: set[str]) -> None:
    previous = [DutyRow(code, unit) for code, unit in leads.items()]
    proposals, left = propose_duties([Wanted(c, c, "C1.1") for c in sorted(wanted)], previous, {c: c for c in leads})
    assert sorted([p.row.standard for p in proposals] + [w.code for w in left]) == sorted(wanted)
    for proposal in proposals:
        if proposal.row.standard in leads:
            assert proposal.row.lead_unit == leads[proposal.row.standard]
