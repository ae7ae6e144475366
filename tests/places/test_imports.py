"""The office brings its inventory as spreadsheets and GeoJSON, and sees first what would happen."""

import json
from io import BytesIO

import pytest

from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import write_xlsx
from chuangcheng.places import actions, queries, spreadsheet
from chuangcheng.places.geojson import preview_geojson
from chuangcheng.places.rules.geometry import distance_m
from tests.places.conftest import box

SITES = """编号,名称,点位类型,经度,纬度,地址,开门时间
P20-002,胜利路公厕,P20,98.26,39.76,胜利路1号,8:30
P20-003,五一路公厕,P99,98.26,39.76,五一路1号,
P20-004,没有位置,P20,,,某处,
P20-002,重复,P20,98.26,39.76,,
P20-005,倒过来,P20,39.76,98.26,,
P20-001,新华南路公厕,P20,98.25,39.7501,新华南路12号,
"""


def test_the_segments_of_the_sample_come_in_without_a_refused_row(city, at, shared):
    content = (shared / "data" / "sample" / "segments.csv").read_bytes()
    preview = spreadsheet.preview_segments(content, "segments.csv")
    assert (preview.added_count, preview.errors) == (83, [])
    actions.import_segments(by=SYSTEM, at=at, rows=preview.values, source="segments.csv")
    again = spreadsheet.preview_segments(content, "segments.csv")
    assert (again.rows, again.unchanged_count) == ([], 83)
    entry = Entry.objects.get(verb="places.import_segments")
    assert (entry.payload["added"], entry.payload["source"]) == (83, "segments.csv")


def test_a_sheet_of_sites_says_which_row_is_wrong_and_why(xinhua, at):
    for encoding in ("utf-8", "gb18030"):
        preview = spreadsheet.preview_sites(SITES.encode(encoding), "点位.csv")
        assert [row.code for row in preview.rows] == ["P20-002"]
        assert preview.unchanged_count == 1
        assert {(error.row, error.column.split()[0]) for error in preview.errors} == {
            (3, "site_type_code"), (4, "area"), (5, "code"), (6, "longitude"),
        }  # fmt: skip
    actions.import_sites(by=SYSTEM, at=at, rows=preview.values)
    site = queries.place("site", "P20-002").site
    assert (site.area.code, site.opens_at.hour) == ("XG-XH", 8)


def test_points_of_a_sheet_may_be_in_the_datum_of_chinese_maps(xinhua):
    preview = spreadsheet.preview_sites(SITES.encode(), "点位.csv", "gcj02")
    values = preview.values[0]
    assert 50 < distance_m(values["longitude"], values["latitude"], 98.26, 39.76) < 700


def exported(sheets):
    file = BytesIO()
    write_xlsx(file, sheets)
    return file.getvalue()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_exported_comes_in_again_unchanged(xinhua, at, language):
    from django.utils import translation

    actions.assess_facility(
        by=SYSTEM, at=at, facility=xinhua.toilet, condition="fair", source="巡查", on=at.date(), note_zh="门锁松动"
    )
    office = xinhua.city.actor("lin_yue")
    with translation.override(language):
        toilets = spreadsheet.facility_sheets(
            [xinhua.kind], lambda kind: queries.facilities_for(office).filter(kind=kind)
        )
        files = {
            "segment": exported([spreadsheet.segment_sheet(queries.segments_for(office))]),
            "site": exported([spreadsheet.site_sheet(queries.sites_for(office).select_related("facility"))]),
            "facility": exported(toilets),
        }
    for kind, content in files.items():
        preview = spreadsheet.preview_spreadsheet(kind, content, "x.xlsx")
        assert (preview.errors, preview.rows, preview.unchanged_count) == ([], [], 1), kind


def test_1230_toilets_come_in_as_one_act_with_their_condition(xinhua, at, django_assert_max_num_queries):
    head = "编号,设施类别,名称,经度,纬度,等级,男厕位,扶手,完好状况,状况日期,状况来源\n"
    lines = [
        f"GC{n:04},FK01,第{n}公厕,{98.2 + n % 90 / 1000},{39.7 + n % 80 / 1000},一类,{n % 9},{'是' if n % 2 else '否'},"
        + ("完好,2026-03-01,普查" if n <= 20 else ",,")
        for n in range(2, 1232)
    ]
    preview = spreadsheet.preview_facilities((head + "\n".join(lines)).encode(), "公厕.csv")
    assert (preview.added_count, preview.errors) == (1230, [])
    with django_assert_max_num_queries(40 + 19 * 5):
        written = actions.import_facilities(by=SYSTEM, at=at, rows=preview.values, source="公厕.csv")
    assert len(written.added) == 1230
    acts = Entry.objects.filter(verb__in=["places.import_facilities", "places.assess_facility"])
    assert acts.count() == 20
    assert len(set(acts.values_list("act_id", flat=True))) == 1
    toilet = queries.place("facility", "GC0003").facility
    assert toilet.equipment == {"grade": "一类", "men": 3, "rails": True}
    assert (toilet.condition, toilet.condition_source) == ("good", "普查")


def test_equipment_of_another_kind_is_refused_in_its_row(xinhua, at):
    actions.define_facility_kind(
        by=SYSTEM, at=at, code="FK10", name_zh="路灯", attributes=[{"code": "watt", "name_zh": "功率", "type": "int"}]
    )
    content = "编号,设施类别,名称,区域编码,男厕位,功率\nL1,FK10,灯,JYG,,60\nL2,FK10,灯,JYG,3,60\nL3,FK10,灯,JYG,,亮\n"
    preview = spreadsheet.preview_facilities(content.encode(), "灯.csv")
    assert [row.code for row in preview.rows] == ["L1"]
    assert [error.row for error in preview.errors] == [3, 4]


def collection(*features):
    return json.dumps(
        {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": properties, "geometry": geometry} for properties, geometry in features
        ]}
    ).encode()  # fmt: skip


def test_boundaries_come_in_with_a_sentence_for_each_refused_feature(city, at):
    bowtie = {"type": "Polygon", "coordinates": [[[98, 39], [98.1, 39.1], [98.1, 39], [98, 39.1], [98, 39]]]}
    content = collection(
        ({"code": "SQ02", "name": "某社区", "level": "community", "parent": "XG-XH"}, box(98.2, 39.7, 98.3, 39.8)),
        ({"code": "XG", "name": "雄关区"}, box(98.1, 39.6, 98.4, 39.9)),
        ({"code": "SQ03", "name": "交叉", "level": "community", "parent": "XG-XH"}, bowtie),
        ({"name": "无编码"}, box(98.2, 39.7, 98.3, 39.8)),
        ({"code": "SQ04", "name": "点", "level": "community"}, {"type": "Point", "coordinates": [98, 39]}),
        ({"code": "SQ05", "name": "无级别"}, box(98.2, 39.7, 98.3, 39.8)),
    )
    preview = preview_geojson("area", content, "社区.geojson", "wgs84")
    assert [(row.kind, row.code) for row in preview.rows] == [("added", "SQ02"), ("changed", "XG")]
    assert [(error.row, error.column) for error in preview.errors] == [
        (3, "geometry"), (4, "code"), (5, "geometry"), (6, "level"),
    ]  # fmt: skip
    actions.import_geometry(by=SYSTEM, at=at, kind="area", rows=preview.values, file="社区.geojson")
    assert queries.locate(98.25, 39.75).area.path == "JYG/XG/XG-XH/SQ02/"
    again = preview_geojson("area", content, "社区.geojson", "wgs84")
    assert (again.rows, again.unchanged_count) == ([], 2)


def test_the_same_boundary_in_two_datums_is_one_boundary(city, at, shared):
    folder = shared / "data" / "geo"
    gcj, wgs = (folder / f"jiayuguan-boundary-{name}.geojson" for name in ("gcj02", "wgs84"))
    first = preview_geojson("area", gcj.read_bytes(), gcj.name, "gcj02", level="city")
    assert (first.added_count, first.errors) == (1, [])
    actions.import_geometry(by=SYSTEM, at=at, kind="area", rows=first.values, file=gcj.name, datum="gcj02")
    area = queries.place("area", "620200").area
    second = preview_geojson("area", wgs.read_bytes(), wgs.name, "wgs84", level="city")
    boundaries = [area.boundary, *(row["boundary"] for row in second.values)]
    assert second.errors == []
    ours, theirs = boundaries[0]["coordinates"][0][0], boundaries[-1]["coordinates"][0][0]
    assert max(distance_m(*a, *b) for a, b in zip(ours, theirs, strict=True)) < 1.0


def test_the_districts_of_lanzhou_and_the_cities_of_gansu_come_in(db, at, shared):
    for name, level in (("gansu-cities", "city"), ("lanzhou-districts", "district")):
        content = (shared / "data" / "geo" / f"{name}-gcj02.geojson").read_bytes()
        preview = preview_geojson("area", content, name, "gcj02", level=level)
        assert preview.errors == []
        actions.import_geometry(by=SYSTEM, at=at, kind="area", rows=preview.values, file=name, datum="gcj02")
    assert queries.locate(103.834, 36.061).area.path == "620100/620102/"


def test_lines_and_points_change_only_where_the_thing_is(xinhua, at):
    line = {"type": "LineString", "coordinates": [[98.24, 39.76], [98.27, 39.76]]}
    point = {"type": "Point", "coordinates": [98.21, 39.71]}
    for kind, code, geometry in (("segment", "LD12", line), ("site", "P20-001", point), ("facility", "GC0001", point)):
        preview = preview_geojson(kind, collection(({"code": code}, geometry)), "x.geojson", "wgs84")
        assert [(row.kind, row.label) for row in preview.rows] == [("changed", queries.place(kind, code).name)]
        actions.import_geometry(by=SYSTEM, at=at, kind=kind, rows=preview.values)
    assert queries.place("segment", "LD12").segment.road_class == "主干道"
    assert queries.place("facility", "GC0001").facility.equipment["men"] == 6
    assert queries.place("site", "P20-001").site.longitude == 98.21
    unknown = preview_geojson("site", collection(({"code": "X", "name": "新"}, point)), "x.geojson", "wgs84")
    assert [error.column for error in unknown.errors] == ["site_type_code"]


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff\xfe\x00", b"[" * 100_000, b'{"features": [1]}', b'{"features": {"a": 1}}'],
)
def test_what_is_no_geojson_is_refused(db, content):
    with pytest.raises(Refused, match="unreadable"):
        preview_geojson("area", content, "x.geojson", "wgs84")


@pytest.mark.parametrize("geometry", [None, 3, [], {"type": "Point"}, {"type": "Polygon", "coordinates": "x"},
                                      {"type": "GeometryCollection", "geometries": []}])  # fmt: skip
def test_a_hostile_feature_is_a_row_error_never_a_crash(db, geometry):
    for kind in ("area", "segment", "site", "facility"):
        content = collection(({"code": "A", "name": "甲", "level": "city"}, geometry))
        preview = preview_geojson(kind, content, "x.geojson", "bd09")
        assert (preview.rows, preview.refused_count) == ([], 1)
