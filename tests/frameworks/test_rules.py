"""Weights become shares that always sum to one; rows that cannot stand are named."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.frameworks.rules import (
    CheckPointRow,
    Content,
    IndicatorRow,
    Node,
    SiteTypeRow,
    content_hash,
    default_style,
    difference,
    divided,
    points,
    shares,
    sift,
    sum_errors,
    weights_fault,
    with_default_styles,
    wrong_parameter,
)

METHOD_SETS = st.lists(st.sampled_from(["material", "field", "questionnaire", "negative"]), unique=True).map(tuple)
WEIGHTS = st.none() | st.decimals(0, 1000, places=2)


@st.composite
def trees(draw: st.DrawFn) -> list[Node]:
    """Items with contents with standards, of any weights and methods; some contents are empty."""
    nodes = []
    for i in range(draw(st.integers(1, 4))):
        nodes.append(Node(f"C{i}", "", False, (), draw(WEIGHTS)))
        for j in range(draw(st.integers(0, 3))):
            nodes.append(Node(f"C{i}.{j}", f"C{i}", False, (), draw(WEIGHTS)))
            for k in range(draw(st.integers(0, 4))):
                nodes.append(Node(f"C{i}.{j}.{k}", f"C{i}.{j}", True, draw(METHOD_SETS), draw(WEIGHTS)))
    return draw(st.permutations(nodes))


@given(trees(), st.sampled_from(["material", "field", "questionnaire"]))
def test_shares_of_a_method_sum_to_one(nodes: list[Node], method: str) -> None:
    found = shares(nodes, method)
    assert set(found) == {node.code for node in nodes if node.is_standard and method in node.methods}
    assert not found or sum(found.values()) == 1
    assert all(share >= 0 for share in found.values())


@given(st.lists(WEIGHTS, min_size=1, max_size=8), WEIGHTS)
def test_parts_sum_to_one_and_blanks_are_equal(weights: list[Decimal | None], parent: Decimal | None) -> None:
    parts = divided(weights, parent)
    assert sum(parts) == 1
    blanks = {part for part, weight in zip(parts, weights, strict=True) if weight is None}
    assert len(blanks) <= 1


def test_blank_weights_share_equally_what_numbers_leave() -> None:
    assert divided([None, None, None, None], None) == [Fraction(1, 4)] * 4
    assert divided([Decimal(3), Decimal(1)], Decimal(99)) == [Fraction(3, 4), Fraction(1, 4)]
    assert divided([Decimal(7), None, None], Decimal(10)) == [Fraction(7, 10), Fraction(3, 20), Fraction(3, 20)]
    assert divided([Decimal("3.40"), None], None) == [Fraction(1, 2), Fraction(1, 2)]
    assert divided([Decimal(0), Decimal(0)], Decimal(0)) == [Fraction(1, 2), Fraction(1, 2)]


def test_only_branches_that_the_method_looks_at_share_its_points() -> None:
    nodes = [
        Node("C1", "", False),
        Node("C1.1", "C1", True, ("field",)),
        Node("C1.2", "C1", True, ("material",)),
        Node("C2", "", False),
        Node("C2.1", "C2", True, ("material",)),
    ]
    assert shares(nodes, "field") == {"C1.1": 1}
    assert shares(nodes, "material") == {"C1.2": Fraction(1, 2), "C2.1": Fraction(1, 2)}
    assert points(nodes, {"field": 40, "material": 60}) == {"C1.1": 40, "C1.2": 30, "C2.1": 30}


def test_sums_are_checked_only_where_all_siblings_have_numbers() -> None:
    def items(*weights: str | None) -> list[Node]:
        whole = [Node(f"C{i}", "", False, (), Decimal(w) if w else None) for i, w in enumerate(weights)]
        return whole + [Node(f"C{i}.1", f"C{i}", True, ("field",)) for i in range(len(weights))]

    assert sum_errors(items("60", "40")) == []
    assert sum_errors(items("60", None)) == []
    assert sum_errors(items("60", "60"))[0].found == 120
    deducted = [*items("60", "40"), Node("N", "", False, (), Decimal(5)), Node("N.1", "N", True, ("negative",))]
    assert sum_errors(deducted) == []


def test_a_file_with_faults_keeps_what_can_stand() -> None:
    sifted = sift(
        Content(
            (
                IndicatorRow("C1", "item", "一"),
                IndicatorRow("C1.1", "content", "一之一", "C1"),
                IndicatorRow("C1.1.1", "standard", "标准", "C1.1"),
                IndicatorRow("C1.1.1", "standard", "再来一次", "C1.1"),
                IndicatorRow("C2.1", "content", "无根", "C2"),
                IndicatorRow("C2.1.1", "standard", "随之被拒", "C2.1"),
                IndicatorRow("C1.1.2", "standard", "去处不明", "C1.1", site_types=("P99",)),
            ),
            (SiteTypeRow("P01", "主次干道"),),
            (
                CheckPointRow("P01-01", "P01", "路面平整", "C1.1.1"),
                CheckPointRow("P01-02", "P01", "错写编码", "C1.1.9"),
                CheckPointRow("P01-03", "P01", "未成年人", "U2.1.1"),
                CheckPointRow("P01-04", "P01", "挂在内容上", "C1.1"),
                CheckPointRow("P07-01", "P07", "没有这种点位"),
            ),
        )
    )
    assert [row.code for row in sifted.content.indicators] == ["C1", "C1.1", "C1.1.1"]
    assert [row.code for row in sifted.content.check_points] == ["P01-01"]
    assert [(p.row.code, p.code) for p in sifted.refused] == [
        ("C1.1.1", "duplicate"),
        ("C2.1", "unknown_parent"),
        ("C2.1.1", "refused_parent"),
        ("C1.1.2", "unknown_site_type"),
        ("P01-02", "unknown_standard"),
        ("P01-04", "not_a_standard"),
        ("P07-01", "unknown_site_type"),
    ]
    assert [p.row.code for p in sifted.aside] == ["P01-03"]


def test_a_typing_error_is_not_taken_for_the_other_framework_once_that_is_known() -> None:
    content = Content((IndicatorRow("C1", "item", "一"),), (), (CheckPointRow("P01-01", "P01", "甲", "U9.9"),))
    assert [p.code for p in sift(content, {"P01"}).aside] == ["other_framework"]
    assert [p.code for p in sift(content, {"P01"}, {"U1.1"}).refused] == ["unknown_standard"]


def test_style_follows_the_check_points_where_the_file_gives_none() -> None:
    assert default_style(("field",), has_check_points=True) == "ratio"
    assert default_style(("negative",), has_check_points=False) == "deduction"
    assert default_style(("material",), has_check_points=False) == "binary"
    rows = (IndicatorRow("A", "standard", "甲"), IndicatorRow("B", "standard", "乙", style="grade"))
    styled = with_default_styles(Content(rows, (), (CheckPointRow("P01-01", "P01", "丙", "A"),)))
    assert [row.style for row in styled.indicators] == ["ratio", "grade"]


def test_parameters_of_styles() -> None:
    assert wrong_parameter("grade", {}) == "A"
    assert wrong_parameter("grade", {"A": 1, "B": 0.6, "C": 0}) == ""
    assert wrong_parameter("grade", {"A": 0.5, "B": 0.6, "C": 0}) == "B"
    assert wrong_parameter("n_of_m", {"n": 6, "m": 5}) == "n"
    assert wrong_parameter("ratio", {}) == ""
    assert wrong_parameter("ratio", {"target": 1.2}) == "target"
    assert wrong_parameter("binary", {"x": 1}) == "x"


def test_weights_of_a_cycle_sum_to_a_hundred() -> None:
    assert weights_fault({"material": 40, "field": 40, "questionnaire": 20}, [15, 25, 60]) == ("", "")
    assert weights_fault({"material": 33.3, "field": 33.3, "questionnaire": 33.4}, [100]) == ("", "")
    assert weights_fault({"material": 40, "field": 40}, [100]) == ("method_weights", "sum")
    assert weights_fault({"material": 100}, [50, 60]) == ("year_weights", "sum")
    assert weights_fault({"magic": 100}, [100]) == ("method_weights", "unknown_method")
    assert weights_fault({"material": 140, "field": -40}, [100]) == ("method_weights", "negative")


def test_the_same_content_is_the_same_whatever_its_numbers_look_like() -> None:
    one = Content((IndicatorRow("C1", "item", "一", weight=Decimal("3.40"), origin=("甲", 2)),))
    other = Content((IndicatorRow("C1", "item", "一", weight=Decimal("3.4"), origin=("乙", 9)),))
    assert content_hash(one) == content_hash(other)
    assert not difference(one, other)
    changed = difference(one, Content((IndicatorRow("C1", "item", "壹"),)))
    assert [(c.kind, c.columns) for c in changed] == [("changed", ("name_zh", "weight"))]


def test_the_order_of_parameters_says_nothing() -> None:
    one = IndicatorRow("C1", "standard", "一", style="n_of_m", style_parameters=(("n", 3.0), ("m", 5.0)))
    other = IndicatorRow("C1", "standard", "一", style="n_of_m", style_parameters=(("m", 5.0), ("n", 3.0)))
    assert content_hash(Content((one,))) == content_hash(Content((other,)))
