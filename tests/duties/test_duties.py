"""Who is responsible for what, from the table to the sentence on a case."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from chuangcheng.duties.actions import (
    assign_duty,
    confirm_duties,
    end_holding,
    hold_place,
    import_duties,
    import_holdings,
    import_remits,
    name_post,
    set_remit,
    set_threshold,
    withdraw_duty,
)
from chuangcheng.duties.queries import (
    coverage,
    duty_rows,
    group_for,
    holding_rows,
    loads,
    places_without_holder,
    proposals_for,
    remit_rows,
    responsible_for,
    vacant_posts_with_duties,
    what_is_held,
)
from chuangcheng.duties.spreadsheet import (
    duties_sheet,
    holdings_sheet,
    preview_duties,
    preview_holdings,
    preview_remits,
    remits_sheet,
)
from chuangcheng.frameworks.actions import copy_edition, edit_indicator, import_edition, publish_edition
from chuangcheng.frameworks.queries import Edition, Indicator
from chuangcheng.frameworks.spreadsheet import preview_import
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.kit.spreadsheets import Writable, write_csv, write_xlsx
from chuangcheng.places.actions import define_facility, define_facility_kind, define_segment, define_site_type
from chuangcheng.places.queries import Place, place_of
from chuangcheng.units.actions import define_group, define_unit, vacate_post
from chuangcheng.units.queries import Group, Unit

TABLE = """标准编码,牵头单位,配合单位,材料要求,完成时限,备注
C1.1.1,交通局,DW35|DW49,养护台账,6月30日,
C2.1.1,市文明办（市创城办）,,年度计划,04-30,重点
"""


def standard(code: str) -> Indicator:
    return Indicator.objects.select_related("edition").get(code=code, edition__code="city-2026")


def as_csv(sheet: Writable, encoding: str = "gb18030") -> bytes:
    return "".join(write_csv(sheet)).lstrip("\ufeff").encode(encoding)


def as_xlsx(sheet: Writable) -> bytes:
    book = io.BytesIO()
    write_xlsx(book, [sheet])
    return book.getvalue()


def test_candidates_stand_in_order_each_with_its_reason(
    city: Any, at: Any, edition: Any, street: Any, site: Any, django_assert_max_num_queries: Any
) -> None:
    lin_yue, units = city.actor("lin_yue"), city.units
    assign_duty(by=lin_yue, at=at, standard=standard("C1.1.1"), lead_unit=units["DW05"])
    hold_place(by=lin_yue, at=at - timedelta(days=200), place=street, unit=units["DW26"], post=city.posts["ma_jun"])
    place, level_road = place_of(site), standard("C1.1.1")
    with django_assert_max_num_queries(4):
        found = responsible_for(level_road, place, at, default_unit=units["DW35"])
    assert [(c.unit.code, c.reason_code) for c in found] == [
        ("DW26", "adopted_segment"),
        ("DW35", "default_unit"),
        ("DW05", "leads_standard"),
        ("DW49", "sub_district"),
    ]
    assert found[0].post == city.posts["ma_jun"]
    with translation.override("en"):
        assert found[0].reason == (
            "市交通运输局 has held the adopted street segment 新华南路（胜利路—玉泉路） since 8 May 2026"
        )
    hold_place(by=lin_yue, at=at, place=site, unit=units["DW49"])
    after = responsible_for(standard("C1.1.1"), place, at + timedelta(minutes=1))
    assert [(c.unit.code, c.reason_code) for c in after] == [
        ("DW49", "holds_site"),
        ("DW26", "adopted_segment"),
        ("DW05", "leads_standard"),
    ]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_reason_is_a_whole_sentence_in_every_language(language: str) -> None:
    from chuangcheng.duties.reasons import SENTENCES, reason_sentence

    told = {"unit": ["交通局", "", "Transport"], "place": ["新华路", "", ""], "since": "2026-03-01", "code": "C1.1.1"}
    told |= {"rule": 3, "category": "B01"}
    with translation.override(language):
        for code in SENTENCES:
            sentence = reason_sentence(code, {**told, "standard": ["标准", "", "Standard"]})
            assert "%" not in sentence
            assert ("Transport" in sentence) == (language == "en")


def test_the_facility_comes_before_the_site_and_the_segment(city: Any, at: Any, street: Any) -> None:
    kind = define_facility_kind(by=SYSTEM, at=at, code="FK01", name_zh="公共厕所")
    toilet = define_facility(
        by=SYSTEM, at=at, code="T1", name_zh="公厕", kind=kind, area=city.areas["XG-XH-01"], segment=street
    )
    hold_place(by=SYSTEM, at=at, place=street, unit=city.units["DW26"])
    hold_place(by=SYSTEM, at=at, place=toilet, unit=city.units["DW35"])
    hold_place(by=SYSTEM, at=at, place=city.areas["XG"], unit=city.units["DW05"])
    found = responsible_for(None, place_of(toilet), at)
    assert [c.reason_code for c in found] == ["holds_facility", "adopted_segment", "holds_area", "sub_district"]


def test_a_content_s_lead_answers_for_its_standards(city: Any, at: Any, edition: Any) -> None:
    assign_duty(by=SYSTEM, at=at, standard=standard("C2.1"), lead_unit=city.units["DW05"])
    found = responsible_for(standard("C2.1.1"), Place(city.areas["GC"]), at)
    assert [(c.unit.code, c.reason_code) for c in found] == [("DW05", "leads_content")]


def test_a_new_lead_ends_the_one_before_and_others_are_only_informed(city: Any, at: Any, street: Any) -> None:
    first = hold_place(by=SYSTEM, at=at, place=street, unit=city.units["DW26"])
    hold_place(by=SYSTEM, at=at, place=street, unit=city.units["DW35"], is_lead=False)
    place = place_of(street)
    assert [c.unit.code for c in responsible_for(None, place, at)] == ["DW26", "DW49"]
    later = at + timedelta(days=1)
    hold_place(by=SYSTEM, at=later, place=street, unit=city.units["DW49"])
    first.refresh_from_db()
    assert first.ends_at == later
    assert [c.unit.code for c in responsible_for(None, place, later)] == ["DW49"]
    assert holding_rows("segment", later)[0].holders == (("DW49", ""), ("DW35", ""))
    with pytest.raises(Refused) as refused:
        end_holding(by=SYSTEM, at=later, holding=first)
    assert refused.value.code == "ended_already"


def test_a_table_comes_in_and_goes_out_unchanged(city: Any, at: Any, edition: Any) -> None:
    found = preview_duties("责任分解表.csv", TABLE.encode("gbk"), [edition])
    assert not found.errors
    told = import_duties(by=city.actor("lin_yue"), at=at, editions=[edition], rows=found.rows)
    assert told == {"added": 2, "changed": 0, "removed": 0}
    rows = duty_rows([edition])
    assert rows[0].supports == (("DW35", ""), ("DW49", ""))
    assert rows[0].due == "06-30"
    name_post(
        by=city.actor("luo_jia"),
        at=at,
        duty=what_is_held(city.actor("luo_jia"), [edition], at).unit_supports[0].duty,
        unit=city.units["DW35"],
        post=city.posts["fang_min"],
    )
    assert duty_rows([edition])[0].supports == (("DW35", "DW35-fang_min"), ("DW49", ""))
    for chinese in (True, False):
        sheet = lambda: duties_sheet([edition], chinese=chinese)  # noqa: B023, E731
        for name, content in (("a.csv", as_csv(sheet())), ("a.xlsx", as_xlsx(sheet()))):
            back = preview_duties(name, content, [edition], replaces=True)
            assert (back.errors, back.changes) == ([], [])
            assert back.rows == duty_rows([edition])


def test_faulty_rows_name_row_column_and_reason(city: Any, edition: Any) -> None:
    faulty = TABLE + "C1.1.2,不存在的局,,,,\nC1.1.1,DW26,,,,\nC1.1.2,DW26,,,13-45,\n"
    found = preview_duties("表.csv", faulty.encode(), [edition])
    assert [(e.row, e.column.split()[0]) for e in found.errors] == [
        (4, "lead_unit"),
        (5, "standard_code"),
        (6, "due"),
    ]
    assert found.count("added") == 2


def test_a_replacing_table_takes_away_what_it_leaves_out(city: Any, at: Any, edition: Any) -> None:
    rows = preview_duties("t.csv", TABLE.encode(), [edition]).rows
    import_duties(by=SYSTEM, at=at, editions=[edition], rows=rows)
    told = import_duties(by=SYSTEM, at=at, editions=[edition], rows=rows[:1])
    assert told == {"added": 0, "changed": 0, "removed": 0}
    told = import_duties(by=SYSTEM, at=at, editions=[edition], rows=rows[:1], replaces=True)
    assert told == {"added": 0, "changed": 0, "removed": 1}


def test_only_the_office_gives_out_duties_and_units_name_their_own_posts(city: Any, at: Any, edition: Any) -> None:
    duty = assign_duty(
        by=city.actor("lin_yue"),
        at=at,
        standard=standard("C1.1.1"),
        lead_unit=city.units["DW26"],
        supports=[(city.units["DW35"], None)],
    )
    ma_jun = city.actor("ma_jun")
    with pytest.raises(NotAllowed):
        assign_duty(by=ma_jun, at=at, standard=standard("C1.1.2"), lead_unit=city.units["DW05"])
    with pytest.raises(NotAllowed):
        name_post(by=ma_jun, at=at, duty=duty, unit=city.units["DW35"], post=city.posts["fang_min"])
    name_post(by=ma_jun, at=at, duty=duty, unit=city.units["DW26"], post=city.posts["han_bing"])
    with pytest.raises(Refused) as refused:
        name_post(by=ma_jun, at=at, duty=duty, unit=city.units["DW26"], post=city.posts["fang_min"])
    assert refused.value.code == "post_of_other_unit"
    with pytest.raises(NotAllowed):
        withdraw_duty(by=ma_jun, at=at, duty=duty)
    withdraw_duty(by=city.actor("lin_yue"), at=at, duty=duty)
    assert duty_rows([edition]) == []


def test_drafts_have_no_duties(city: Any, at: Any, make_edition: Any) -> None:
    draft = make_edition()
    with pytest.raises(Refused) as refused:
        assign_duty(by=SYSTEM, at=at, standard=standard("C1.1.1"), lead_unit=city.units["DW05"])
    assert refused.value.code == "draft"
    with pytest.raises(Refused):
        import_duties(by=SYSTEM, at=at, editions=[draft], rows=[])


def test_the_next_edition_inherits_after_somebody_confirmed(city: Any, at: Any, edition: Any) -> None:
    lin_yue = city.actor("lin_yue")
    rows = preview_duties("t.csv", TABLE.encode(), [edition]).rows
    import_duties(by=lin_yue, at=at, editions=[edition], rows=rows)
    following = copy_edition(by=lin_yue, at=at, edition=edition, code="city-2027", year=2027)
    edit_indicator(by=lin_yue, at=at, indicator=following.indicators.get(code="C2.1.1"), name_zh="有三年计划")
    publish_edition(by=lin_yue, at=at, edition=following)
    proposals, left = proposals_for(following, edition)
    assert {p.row.standard: p.reason for p in proposals} == {
        "C1.1.1": "same_code",
        "C2.1.1": "same_code",
        "C1.1.2": "same_content",
        "C2.1.2": "same_content",
    }
    assert left == []
    confirm_duties(by=lin_yue, at=at, edition=following, rows=[p.row for p in proposals])
    assert len(duty_rows([following])) == 4
    assert Entry.objects.get(verb="duties.confirm_duties").payload["count"] == 4
    assert proposals_for(following, edition) == ([], [])


def test_coverage_names_the_gaps(
    city: Any, at: Any, edition: Any, street: Any, site: Any, django_assert_max_num_queries: Any
) -> None:
    lin_yue = city.actor("lin_yue")
    for code in ("C1.1.1", "C1.1.2"):
        assign_duty(
            by=lin_yue, at=at, standard=standard(code), lead_unit=city.units["DW26"], lead_post=city.posts["ma_jun"]
        )
    set_threshold(by=lin_yue, at=at, code="most_standards", value=1)
    with django_assert_max_num_queries(11):
        gaps = coverage([edition], at)
    assert (gaps.without_lead, gaps.too_many, gaps.segments, gaps.sites) == (2, 1, 1, 1)
    assert (gaps.areas, gaps.vacant_posts, gaps.without_check_points) == (3, 0, 3)
    assert [(load.unit.code, load.leads, load.is_too_much) for load in loads([edition], 1)] == [("DW26", 2, True)]
    hold_place(by=lin_yue, at=at, place=street, unit=city.units["DW35"])
    assert list(places_without_holder("site", at)) == []
    vacate_post(by=SYSTEM, at=at, post=city.posts["ma_jun"])
    assert list(vacant_posts_with_duties(at)) == [city.posts["ma_jun"]]


def test_a_post_s_duties_pass_with_it(city: Any, at: Any, edition: Any, django_assert_max_num_queries: Any) -> None:
    assign_duty(
        by=SYSTEM, at=at, standard=standard("C1.1.1"), lead_unit=city.units["DW26"], lead_post=city.posts["ma_jun"]
    )
    ma_jun, han_bing = city.actor("ma_jun"), city.actor("han_bing")
    with django_assert_max_num_queries(3):
        held = what_is_held(ma_jun, [edition], at)
    assert [d.standard.code for d in held.leads] == ["C1.1.1"]
    assert [d.standard.code for d in what_is_held(han_bing, [edition], at).unit_leads] == ["C1.1.1"]
    assert what_is_held(city.actor("su_qing"), [edition], at).unit_leads == []


def test_the_group_whose_remit_fits_best(city: Any, at: Any, edition: Any, site: Any) -> None:
    lin_yue, works = city.actor("lin_yue"), city.groups["G06"]
    supervision = define_group(
        by=SYSTEM,
        at=at,
        code="G00",
        name_zh="督导组",
        lead_unit=city.units["DW05"],
        member_units=[],
        kind="supervision",
    )
    planning = define_group(
        by=SYSTEM, at=at, code="G01", name_zh="综合组", lead_unit=city.units["DW05"], member_units=[]
    )
    set_remit(by=lin_yue, at=at, group=supervision, site_types=["P01"])
    set_remit(by=lin_yue, at=at, group=works, contents=["C1.1"], site_types=["P01"])
    set_remit(by=lin_yue, at=at, group=planning, contents=["C2.1"], areas=["XG"], units=["DW35"])
    assert group_for(standard("C1.1.1"), site.site_type, site.area) == works
    assert group_for(standard("C2.1.1")) == planning
    assert group_for(None, site.site_type) == works
    assert group_for(None, None, city.areas["XG-XH-01"]) == planning
    assert group_for(None, None, city.areas["GC"]) is None
    with pytest.raises(Refused):
        set_remit(by=lin_yue, at=at, group=works, contents=["C7.7"])


def test_the_shared_tables_come_in_without_a_refused_row(city: Any, at: Any, shared: Any, sample_files: Any) -> None:
    import csv

    data = shared / "data/sample"
    with (data / "units.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not Unit.objects.filter(code=row["code"]).exists():
                define_unit(by=SYSTEM, at=at, code=row["code"], name_zh=row["name_zh"], kind=row["kind"])
    with (data / "groups.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            lead = Unit.objects.get(code=row["lead_unit"])
            if not Group.objects.filter(code=row["code"]).exists():
                define_group(
                    by=SYSTEM, at=at, code=row["code"], name_zh=row["name_zh"], lead_unit=lead, member_units=[]
                )
    with (data / "segments.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            define_segment(by=SYSTEM, at=at, code=row["code"], street_zh=row["street_zh"], from_zh=row["from_zh"])
    editions: list[Edition] = []
    for kind in ("city", "minors"):
        files = [sample_files[kind], sample_files["site_types"], sample_files["check_points"]]
        content = preview_import(files, code=kind, kind=kind).preview.content
        made = import_edition(by=SYSTEM, at=at, code=kind, kind=kind, year=2024, name_zh=kind, content=content)
        editions.append(publish_edition(by=SYSTEM, at=at, edition=made))
    duties = preview_duties("duties.csv", (data / "duties.csv").read_bytes(), editions)
    assert (duties.errors, len(duties.rows)) == ([], 253)
    import_duties(by=SYSTEM, at=at, editions=editions, rows=duties.rows)
    holdings = preview_holdings("segments.csv", (data / "segments.csv").read_bytes(), at)
    assert (holdings.errors, len(holdings.rows)) == ([], 83)
    import_holdings(by=SYSTEM, at=at, rows=holdings.rows)
    remits = preview_remits("groups.csv", (data / "groups.csv").read_bytes())
    assert (remits.errors, len(remits.rows)) == ([], 18)
    import_remits(by=SYSTEM, at=at, rows=remits.rows)
    gaps = coverage(editions, at)
    assert (gaps.without_lead, gaps.segments) == (0, 0)
    assert gaps.too_many >= 1
    names = dict(Group.objects.values_list("code", "name_zh"))
    for exported in (as_csv(duties_sheet(editions)), as_xlsx(duties_sheet(editions, chinese=True))):
        assert not preview_duties("x.csv", exported, editions, replaces=True).changes
    assert not preview_holdings("x.csv", as_csv(holdings_sheet("segment", at)), at).changes
    assert not preview_remits("x.xlsx", as_xlsx(remits_sheet(names))).changes
    assert duty_rows(editions) == duties.rows
    assert remit_rows() == sorted(remits.rows, key=lambda row: row.group)


def test_holders_from_a_table_replace_those_before(city: Any, at: Any, street: Any) -> None:
    first = preview_holdings("s.csv", "路段编码,包街单位\nLD12,交通局|DW35\n".encode(), at)
    import_holdings(by=city.actor("lin_yue"), at=at, rows=first.rows)
    later = at + timedelta(days=30)
    then = preview_holdings("s.csv", b"code,holder_units\nLD12,DW49\nLD99,DW49\n", later)
    assert [(c.kind, c.key) for c in then.changes] == [("changed", "segment:LD12")]
    assert [(e.row, e.column.split()[0]) for e in then.errors] == [(3, "code")]
    import_holdings(by=city.actor("lin_yue"), at=later, rows=then.rows)
    assert holding_rows("segment", later)[0].holders == (("DW49", ""),)
    assert holding_rows("segment", at)[0].holders == (("DW26", ""), ("DW35", ""))
    assert define_site_type(by=SYSTEM, at=at, code="P01", name_zh="主次干道")
