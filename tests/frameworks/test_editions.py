"""Lin Yue brings a framework in, corrects it, publishes it, and finds that it does not change any more."""

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuangcheng.frameworks.actions import (
    add_check_point,
    copy_edition,
    define_cycle,
    describe_edition,
    discard_edition,
    edit_check_point,
    edit_indicator,
    import_edition,
    import_themes,
    publish_edition,
    put_cycle_in_force,
    remove_check_point,
)
from chuangcheng.frameworks.queries import (
    Edition,
    check_points,
    content_of,
    cycle_in_force,
    edition_in_force,
    shares_of,
    standards_without_check_points,
    tree,
)
from chuangcheng.frameworks.rules import (
    CheckPointRow,
    Content,
    IndicatorRow,
    SiteTypeRow,
    content_hash,
    difference,
    with_default_styles,
)
from chuangcheng.frameworks.spreadsheet import preview_import, read_files, read_themes, sheets_of
from chuangcheng.journal.models import Entry
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.kit.spreadsheets import write_csv, write_xlsx
from chuangcheng.places.queries import SiteType
from tests.frameworks.conftest import CHECK_POINTS, FILES, INDICATORS, SITE_TYPES


def as_workbook(content: Content) -> list[tuple[str, bytes]]:
    book = io.BytesIO()
    write_xlsx(book, sheets_of(content, chinese=True))
    return [("导出.xlsx", book.getvalue())]


def as_csv(content: Content, encoding: str) -> list[tuple[str, bytes]]:
    # Chinese headers make a short file in GBK tell itself from UTF-8.
    sheets = sheets_of(content, chinese=encoding != "utf-8")
    return [(f"{s.name}.csv", "".join(write_csv(s)).lstrip("\ufeff").encode(encoding)) for s in sheets]


def test_a_first_import_makes_a_draft_with_styles_and_site_types(make_edition: Any) -> None:
    edition = make_edition(is_reconstructed=True, source_note="样例，非官方文本")
    assert edition.state == "draft"
    styles = dict(edition.indicators.filter(level="standard").values_list("code", "style"))
    assert styles == {"C1.1.1": "ratio", "C1.1.2": "binary", "C2.1.1": "binary", "C2.1.2": "deduction"}
    assert edition.indicators.get(code="C2.1.2").weight_note == "-5"
    assert SiteType.objects.get(code="P02").name_zh == "公厕"
    main_street = SiteType.objects.get(code="P01")
    assert [(p.code, p.standard.code) for p in check_points(edition, main_street)] == [
        ("P01-01", "C1.1.1"),
        ("P01-02", "C1.1.1"),
    ]
    bare = list(standards_without_check_points(edition).values_list("code", flat=True))
    assert bare == ["C1.1.2", "C2.1.1", "C2.1.2"]
    entry = Entry.objects.get(verb="frameworks.import_edition")
    assert entry.payload["added"] == 12


def test_the_same_file_again_is_the_same_edition(make_edition: Any) -> None:
    edition = make_edition()
    again = make_edition(code="another-code", files=as_csv(content_of(edition), "gbk"))
    assert again == edition
    assert Edition.objects.count() == 1
    assert Entry.objects.filter(verb="frameworks.import_edition").count() == 1
    assert make_edition(files=as_workbook(content_of(edition))) == edition


def test_a_changed_file_changes_the_draft_and_the_preview_says_how(make_edition: Any, city: Any, at: Any) -> None:
    edition = make_edition()
    kept = edition.indicators.get(code="C1.1.1").pk
    changed = INDICATORS.replace("路面平整见本色", "路面平整").replace(
        "C1.1.2,C1.1,standard,群众对环境满意,问卷调查,,\n", ""
    )
    found = preview_import([("framework.csv", changed.encode())], code="city-2026", kind="city")
    assert [(c.kind, c.code, c.columns) for c in found.preview.difference] == [
        ("changed", "C1.1.1", ("name_zh",)),
        ("removed", "C1.1.2", ()),
    ]
    by = city.actor("lin_yue")
    import_edition(by=by, at=at, code="city-2026", kind="city", year=2026, name_zh="改", content=found.preview.content)
    assert edition.indicators.get(code="C1.1.1").pk == kept
    assert edition.indicators.get(code="C1.1.1").name_zh == "路面平整"
    assert edition.check_points.count() == 2
    assert not edition.indicators.filter(code="C1.1.2").exists()


def test_chinese_headers_titles_above_and_gbk_are_understood() -> None:
    text = "某市测评体系\n编码,上级编码,层级,测评标准,测评方法,权重\n"
    text += "C1,,测评项目,公共环境,,\nC1.1,C1,测评内容,街面,,\n"
    text += "C1.1.1,C1.1,测评标准,路面平整,实地考察、问卷调查,１２．５\n"
    read = read_files([("体系.csv", text.encode("gbk"))])
    assert not read.errors
    standard = read.content.indicators[2]
    assert (standard.level, standard.methods, standard.weight) == (
        "standard",
        ("field", "questionnaire"),
        Decimal("12.5"),
    )


def test_each_fault_names_sheet_row_column_and_reason(db: None) -> None:
    faulty = INDICATORS.replace("C2.1,C2,content", "C2.1,C9,content").replace(
        "C2.1.1,C2.1,standard", "C2.1.1,C2.1,楼层"
    )
    points = CHECK_POINTS + "P01,P01-03,,C1.1.1,binary,,on_fail,,2,\nP01,P01-04,字,C1.1.8,binary,,on_fail,,9,\n"
    files = [("framework.csv", faulty.encode()), FILES[1], ("checkpoints.csv", points.encode())]
    found = preview_import(files, code="x", kind="city")
    assert [(e.sheet, e.row, e.column) for e in found.errors] == [
        ("checkpoints", 4, "text_zh 检查内容"),
        ("checkpoints", 5, "severity 严重程度"),
        ("framework", 7, "parent_code 上级编码"),
        ("framework", 8, "level 层级"),
        ("framework", 9, "parent_code 上级编码"),
    ]
    assert all(str(error.reason) for error in found.errors)
    assert found.preview.difference.count("added") == 10 - 3 + 0 + 2


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([("notes.csv", b"a,b\n1,2\n")], "no_table"),
        ([FILES[0], ("again.csv", INDICATORS.encode())], "two_tables"),
    ],
)
def test_files_that_are_no_framework_are_refused(db: None, files: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        preview_import(files, code="x", kind="city")
    assert refused.value.code == code


def test_published_is_frozen(make_edition: Any, city: Any, at: Any) -> None:
    edition, by = make_edition(), city.actor("lin_yue")
    standard, point = edition.indicators.get(code="C1.1.1"), edition.check_points.get(code="P01-01")
    publish_edition(by=by, at=at, edition=edition)
    content = replace(content_of(edition), check_points=())
    street = point.site_type
    for attempt in (
        lambda: edit_indicator(by=by, at=at, indicator=standard, name_zh="改"),
        lambda: edit_check_point(by=by, at=at, check_point=point, name_zh="改"),
        lambda: add_check_point(by=by, at=at, edition=edition, site_type=street, name_zh="新"),
        lambda: remove_check_point(by=by, at=at, check_point=point),
        lambda: describe_edition(by=by, at=at, edition=edition, name_zh="改"),
        lambda: discard_edition(by=by, at=at, edition=edition),
        lambda: publish_edition(by=by, at=at, edition=edition),
        lambda: import_edition(by=by, at=at, code=edition.code, kind="city", year=2027, name_zh="改", content=content),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code in ("edition_is_published", "wrong_state")
    edition.refresh_from_db()
    assert edition.content_hash == content_hash(content_of(edition))


def test_a_copy_is_edited_and_compared(make_edition: Any, city: Any, at: Any) -> None:
    edition, by = make_edition(), city.actor("lin_yue")
    publish_edition(by=by, at=at, edition=edition)
    copy = copy_edition(by=by, at=at, edition=edition, code="city-2027", year=2027)
    assert content_of(copy) == content_of(edition)
    standard = copy.indicators.get(code="C2.1.1")
    edit_indicator(
        by=by,
        at=at,
        indicator=standard,
        style="grade",
        style_parameters=(("A", 1), ("B", 0.6), ("C", 0)),
        methods=("field",),
    )
    point = add_check_point(
        by=by, at=at, edition=copy, site_type=SiteType.objects.get(code="P02"), name_zh="有扶手", standard=standard
    )
    assert point.code == "P02-01"
    edit_check_point(by=by, at=at, check_point=point, standard=standard, severity=3, exceptions_zh="改造中不计")
    remove_check_point(by=by, at=at, check_point=copy.check_points.get(code="P01-02"))
    changes = difference(content_of(edition), content_of(copy))
    assert sorted((c.kind, c.code) for c in changes) == [
        ("added", "P02-01"),
        ("changed", "C2.1.1"),
        ("removed", "P01-02"),
    ]
    discard_edition(by=by, at=at, edition=copy)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"style": "grade"}, "wrong_parameter"),
        ({"style": "astrology"}, "unknown_style"),
        ({"methods": ("magic",)}, "unknown_method"),
        ({"site_types": ("P77",)}, "unknown_site_type"),
        ({"weight": Decimal(-1)}, "negative_weight"),
        ({"name_zh": " "}, "no_name"),
    ],
)
def test_edits_that_cannot_stand_are_refused(make_edition: Any, city: Any, at: Any, changes: Any, code: str) -> None:
    standard = make_edition().indicators.get(code="C1.1.1")
    with pytest.raises(Refused) as refused:
        edit_indicator(by=city.actor("lin_yue"), at=at, indicator=standard, **changes)
    assert refused.value.code == code


def test_weights_that_do_not_sum_hold_publication_back(make_edition: Any, city: Any, at: Any) -> None:
    wrong = [("framework.csv", INDICATORS.replace(",,40", ",,50").encode()), *FILES[1:]]
    edition = make_edition(files=wrong)
    with pytest.raises(Refused) as refused:
        publish_edition(by=city.actor("lin_yue"), at=at, edition=edition)
    assert refused.value.code == "weights_do_not_sum"


def test_only_the_office_imports(city: Any, at: Any) -> None:
    for key in ("ma_jun", "su_qing", "he_ping"):
        with pytest.raises(NotAllowed):
            import_edition(by=city.actor(key), at=at, code="x", kind="city", year=2026, name_zh="x", content=Content())


def test_a_cycle_adopts_published_editions(make_edition: Any, city: Any, at: Any) -> None:
    edition, by = make_edition(), city.actor("lin_yue")
    given = {"code": "2024-2026", "name_zh": "第七届", "first_year": 2024, "year_weights": [15, 25, 60]}
    weights = {"material": 40, "field": 40, "questionnaire": 20}
    with pytest.raises(Refused) as refused:
        define_cycle(by=by, at=at, city_edition=edition, method_weights=weights, **given)
    assert refused.value.code == "draft"
    publish_edition(by=by, at=at, edition=edition)
    assert edition_in_force("city", at) == edition
    with pytest.raises(Refused) as refused:
        define_cycle(by=by, at=at, city_edition=edition, method_weights={"field": 90}, **given)
    assert (refused.value.code, refused.value.field) == ("weights_do_not_sum", "method_weights")
    cycle = define_cycle(by=by, at=at, city_edition=edition, method_weights=weights, **given)
    put_cycle_in_force(by=by, at=at, cycle=cycle)
    assert cycle_in_force(at) == cycle
    assert edition_in_force("minors", at) is None
    with pytest.raises(Refused) as refused:
        define_cycle(by=by, at=at, city_edition=edition, method_weights=weights, **given)
    assert refused.value.code == "in_force"
    following = define_cycle(
        by=by, at=at, city_edition=edition, method_weights=weights, **{**given, "code": "2027-2029"}
    )
    put_cycle_in_force(by=by, at=at, cycle=following)
    assert cycle_in_force(at) == following


def test_the_tree_is_searched_in_both_scripts(make_edition: Any, django_assert_max_num_queries: Any) -> None:
    edition = make_edition()
    with django_assert_max_num_queries(2):
        roots = tree(edition)
    assert [(b.indicator.code, b.check_point_count) for b in roots] == [("C1", 2), ("C2", 0)]
    found = tree(edition, "見本色")
    assert [b.indicator.code for b in found] == ["C1"]
    assert found[0].children[0].children[0].is_found
    assert [b.indicator.code for b in tree(edition, methods="negative")] == ["C2"]


def test_the_reconstructed_framework_comes_in_whole(city: Any, at: Any, sample_files: Any) -> None:
    by = city.actor("lin_yue")
    for kind, counts, aside in (("city", (279, 55, 373), 47), ("minors", (67, 55, 47), 373)):
        files = [sample_files[kind], sample_files["site_types"], sample_files["check_points"]]
        found = preview_import(files, code=kind, kind=kind)
        assert not found.errors
        assert not found.passed_over
        assert len(found.aside) == aside
        content = found.preview.content
        assert (len(content.indicators), len(content.site_types), len(content.check_points)) == counts
        edition = import_edition(by=by, at=at, code=kind, kind=kind, year=2024, name_zh=kind, content=content)
        publish_edition(by=by, at=at, edition=edition)
        for method, found_shares in shares_of(edition).items():
            assert not found_shares or sum(found_shares.values()) == 1, method
        for files in (as_workbook(content), as_csv(content, "gb18030")):
            back = preview_import(files, code=kind, kind=kind)
            assert back.preview.same == edition
            assert not back.errors


def test_themes_come_from_their_file(city: Any, at: Any, sample_files: Any) -> None:
    name, content = sample_files["themes"]
    sheet = read_themes(content, name)
    assert not sheet.errors
    known = [row for row in sheet.rows if row["lead_unit"] in city.units]
    themes = import_themes(by=city.actor("lin_yue"), at=at, rows=known)
    assert {theme.lead_unit.code for theme in themes} == {"DW26", "DW35"}
    with pytest.raises(Refused):
        import_themes(by=city.actor("lin_yue"), at=at, rows=sheet.rows)


WORD = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x4E80) | st.sampled_from("aB1=+-@,;\"'、 \n"), min_size=1
)


def words(longest: int = 20) -> st.SearchStrategy[str]:
    """Texts as a cell keeps them: trimmed, without the separator of lists or a mark that CSV adds itself."""
    return WORD.map(lambda text: text.strip()[:longest].strip()).filter(lambda text: text and not text.startswith("'"))


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Any content that can stand."""
    site_types = tuple(
        SiteTypeRow(
            f"P{i:02}",
            draw(words()),
            sample_size=draw(st.none() | st.integers(0, 999)),
            check_standards=tuple(draw(st.lists(words().filter(lambda t: "\n" not in t), max_size=2))),
        )
        for i in range(draw(st.integers(1, 3)))
    )
    rows = [IndicatorRow("C1", "item", draw(words())), IndicatorRow("C1.1", "content", draw(words()), "C1")]
    for i in range(draw(st.integers(1, 4))):
        style = draw(st.sampled_from(["", "binary", "grade", "n_of_m"]))
        parameters = {"grade": (("A", 1.0), ("B", 0.65), ("C", 0.0)), "n_of_m": (("n", 3.0), ("m", 5.0))}.get(style, ())
        weight = draw(st.none() | st.decimals(0, 999, places=4))
        rows.append(
            IndicatorRow(
                f"C1.1.{i}",
                "standard",
                draw(words()),
                "C1.1",
                methods=tuple(draw(st.lists(st.sampled_from(["field", "material", "negative"]), unique=True))),
                site_types=tuple(draw(st.lists(st.sampled_from([s.code for s in site_types]), unique=True))),
                weight=weight,
                weight_note="" if weight is not None else draw(st.sampled_from(["", "-5", "不得申报", "20%"])),
                style=style,
                style_parameters=parameters,
                name_en=draw(st.just("") | words()),
            )
        )
    points = tuple(
        CheckPointRow(
            f"P00-{i}",
            "P00",
            draw(words()),
            draw(st.sampled_from(["", "C1.1.0"])),
            draw(st.sampled_from(["binary", "count", "scale", "threshold"])),
            photo=draw(st.sampled_from(["none", "on_fail", "always"])),
            exceptions_zh=draw(st.just("") | words()),
            severity=draw(st.integers(1, 3)),
        )
        for i in range(draw(st.integers(0, 3)))
    )
    return with_default_styles(Content(tuple(rows), site_types, points))


@given(contents())
@settings(max_examples=60, deadline=None)
def test_what_is_written_reads_back_the_same(content: Content) -> None:
    for files in (as_workbook(content), as_csv(content, "utf-8"), as_csv(content, "gb18030")):
        read = read_files(files)
        assert not read.errors
        assert read.content == content


@given(content=contents())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_importing_an_export_is_the_identity(city: Any, at: Any, content: Content) -> None:
    given_names = {"year": 2026, "name_zh": "任意"}
    by = city.actor("lin_yue")
    edition = import_edition(by=by, at=at, code="any", kind="city", content=content, **given_names)
    assert content_of(edition) == content
    found = preview_import(as_workbook(content_of(edition)), code="any", kind="city")
    assert (found.preview.same, bool(found.preview.difference)) == (edition, False)


def test_site_types_file_alone_is_recognised() -> None:
    read = read_files([("site-types.csv", SITE_TYPES.encode())])
    assert read.tables == {"site_types"}
    assert [(s.sample_size, s.sample_size_note) for s in read.content.site_types] == [(4, ""), (None, "随机")]
