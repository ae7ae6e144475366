"""The lists of units and groups travel as spreadsheets, and come back unchanged."""

import io
from datetime import timedelta

import pytest

from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.kit.spreadsheets import write_csv, write_xlsx
from chuangcheng.units.actions import define_unit, import_groups, import_units
from chuangcheng.units.preview import preview_groups, preview_units
from chuangcheng.units.queries import Group, Unit, unit_by_code
from chuangcheng.units.spreadsheet import groups_sheet, read_groups, read_units, units_sheet


def all_units():
    return Unit.objects.select_related("parent", "area").order_by("path")


def all_groups():
    return Group.objects.select_related("lead_unit").prefetch_related("member_units")


def as_xlsx(sheet):
    file = io.BytesIO()
    write_xlsx(file, [sheet])
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_real_lists_import_without_a_refused_row(db, at, shared, encoding):
    def content(name):
        return (shared / "data" / "sample" / name).read_text("utf-8").encode(encoding)

    units = import_units(by=SYSTEM, at=at, sheet=read_units(content("units.csv"), "units.csv"))
    groups = import_groups(by=SYSTEM, at=at, sheet=read_groups(content("groups.csv"), "groups.csv"))
    assert (units.added_count, units.errors) == (99, [])
    assert (groups.added_count, groups.errors) == (18, [])
    assert unit_by_code("DW05").path == "DW04/DW05/"
    assert Group.objects.get(code="G00").kind == "supervision"
    assert Group.objects.filter(kind="working").count() == 17


@pytest.mark.parametrize("is_chinese", [True, False])
def test_what_is_exported_imports_again_unchanged(city, at, is_chinese):
    define_unit(by=SYSTEM, at=at, code="DW90", name_zh="=危险名称", parent=city.units["DW26"], name_zh_hant="危險")
    unit_list = units_sheet(all_units(), all_groups(), is_chinese=is_chinese)
    group_list = groups_sheet(all_groups(), is_chinese=is_chinese)
    before = Entry.objects.count()
    for content, name in (
        (as_xlsx(unit_list), "单位.xlsx"),
        ("".join(write_csv(units_sheet(all_units(), all_groups(), is_chinese=is_chinese))).encode(), "单位.csv"),
    ):
        preview = preview_units(read_units(content, name))
        assert (preview.rows, preview.errors) == ([], [])
        assert preview.unchanged_count == 5
    preview = preview_groups(read_groups(as_xlsx(group_list), "工作组.xlsx"))
    assert (preview.rows, preview.errors, preview.unchanged_count) == ([], [], 1)
    assert Entry.objects.count() == before


def test_faults_name_row_and_column_and_the_rest_is_done(city, at):
    text = (
        "编码,名称,上级单位,是否文明委成员\n"
        "DW26,市交通运输局（新名）,,1\n"
        "DW70,无上级的单位,DW404,0\n"
        "DW71,在其下的单位,DW70,0\n"
        "DW72,好单位,DW26,也许\n"
        "DW73,转圈甲,DW74,0\n"
        "DW74,转圈乙,DW73,0\n"
        "DW75,新单位,DW26,0\n"
        "DW75,重复,DW26,0\n"
    )
    preview = import_units(by=city.actor("lin_yue"), at=at, sheet=read_units(text.encode("gbk"), "单位.csv"))
    assert sorted({error.row for error in preview.errors}) == [3, 4, 5, 6, 7, 9]
    assert [(row.kind, row.code) for row in preview.rows] == [("changed", "DW26"), ("added", "DW75")]
    assert unit_by_code("DW26").short_name_zh == "交通局", "a column that the file lacks stays as it is"
    assert unit_by_code("DW75").path == "DW26/DW75/"


def test_a_unit_moves_with_all_below_it(city, at):
    office = city.actor("lin_yue")
    child = define_unit(by=office, at=at, code="DW80", name_zh="公路管理段", parent=city.units["DW26"])
    define_unit(by=office, at=at, code="DW81", name_zh="养护站", parent=child)
    define_unit(by=office, at=at + timedelta(days=1), code="DW80", name_zh="公路管理段", parent=city.units["DW49"])
    assert unit_by_code("DW81").path == "DW49/DW80/DW81/"
    with pytest.raises(Refused, match="circle"):
        define_unit(by=office, at=at, code="DW80", name_zh="公路管理段", parent=unit_by_code("DW81"))


def test_units_are_set_up_by_the_office_only(city, at):
    for key in ("han_bing", "ma_jun", "su_qing", "he_ping", "wu_di", "deng_hai"):
        with pytest.raises(NotAllowed):
            define_unit(by=city.actor(key), at=at, code="DW99", name_zh="不行")
        with pytest.raises(NotAllowed):
            import_units(by=city.actor(key), at=at, sheet=read_units(b"code,name_zh\n", "x.csv"))
