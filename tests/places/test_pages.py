"""The office keeps the inventory through its pages; others see what their grants reach."""

import json
from io import BytesIO

import pytest
from django.urls import reverse

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places import actions, queries
from tests.stories import sign_in

LISTS = ("places", "areas", "site_types", "sites", "segments", "facilities", "facility_kinds", "signs")


@pytest.fixture
def office(xinhua, client):
    return sign_in(client, xinhua.city.lin_yue)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_page_opens_in_three_languages(xinhua, office, language):
    office.cookies["django_language"] = language
    addresses = [reverse(f"desk:{name}") for name in LISTS]
    for name, thing in (
        ("area", xinhua.city.areas["XG-XH"]), ("site", xinhua.site), ("segment", xinhua.segment),
        ("facility", xinhua.toilet), ("site_type", xinhua.site_type), ("facility_kind", xinhua.kind),
    ):  # fmt: skip
        addresses += [reverse(f"desk:{name}_new"), reverse(f"desk:{name}_edit", args=[thing.pk])]
        addresses += [reverse(f"desk:{name}", args=[thing.pk])] if "_" not in name else []
    addresses += [f"{reverse('desk:facility_new')}?kind={xinhua.kind.pk}", reverse("desk:geometry_import")]
    addresses += [reverse("desk:place_import", args=[noun]) for noun in ("sites", "segments", "facilities")]
    for address in addresses:
        assert office.get(address).status_code == 200, address


@pytest.mark.parametrize("name", LISTS)
def test_lists_cost_few_queries_however_long(xinhua, office, at, name, django_assert_max_num_queries):
    rows = [
        {"code": f"P20-1{n:03}", "site_type": xinhua.site_type, "name_zh": f"公厕{n}",
         "longitude": 98.21, "latitude": 39.72}
        for n in range(120)
    ]  # fmt: skip
    actions.import_sites(by=SYSTEM, at=at, rows=rows)
    office.get(reverse(f"desk:{name}"))
    with django_assert_max_num_queries(18):
        office.get(reverse(f"desk:{name}"))


@pytest.mark.parametrize("name", ["area", "site", "segment", "facility"])
def test_details_cost_few_queries(xinhua, office, name, django_assert_max_num_queries):
    things = {
        "area": xinhua.city.areas["XG-XH"],
        "site": xinhua.site,
        "segment": xinhua.segment,
        "facility": xinhua.toilet,
    }
    with django_assert_max_num_queries(36):
        office.get(reverse(f"desk:{name}", args=[things[name].pk]))


def test_a_list_is_narrowed_by_words_type_area_and_box(xinhua, office):
    def found(noun, **wanted):
        return "新华南路" in office.get(reverse(f"desk:{noun}"), wanted).content.decode().split("<tbody>")[1]

    assert found("sites", q="新華 12号")
    assert not found("sites", q="长城")
    assert found("sites", site_type=xinhua.site_type.pk, area=xinhua.city.areas["XG"].pk)
    assert not found("sites", area=xinhua.city.areas["GC"].pk)
    assert found("sites", box="98.2,39.7,98.3,39.8")
    assert not found("sites", box="98.3,39.7,98.4,39.8")
    assert found("facilities", kind=xinhua.kind.pk, condition="unknown")
    assert not found("facilities", condition="good")
    assert not found("segments", active="no")
    assert found("sites", cursor="nonsense", area="999999999", box="x")


def test_the_map_gathers_what_would_be_too_many_points(xinhua, office, at):
    address = reverse("desk:place_map", args=["sites"])
    single = office.get(address).json()["features"]
    assert {feature["properties"]["kind"] for feature in single} == {"area", "street", "point"}
    rows = [
        {"code": f"N{n}", "site_type": xinhua.site_type, "name_zh": f"点{n}",
         "longitude": 98.2 + n % 97 / 1000, "latitude": 39.7 + n % 89 / 1000}
        for n in range(1500)
    ]  # fmt: skip
    actions.import_sites(by=SYSTEM, at=at, rows=rows)
    answer = office.get(address)
    points = [f for f in answer.json()["features"] if f["properties"]["kind"] == "point"]
    assert len(points) < 800
    assert len(answer.content) < 300_000
    inside = office.get(points[0]["properties"]["url"])
    assert inside.status_code == 200


def test_the_office_sets_up_a_site_at_a_toilet_and_changes_it(xinhua, office):
    site = {
        "code": "P20-777", "name_zh": "胜利路公厕", "site_type": xinhua.site_type.pk, "is_active": "on",
        "datum": "gcj02", "longitude": "98.25", "latitude": "39.75", "facility": f"facility:{xinhua.toilet.pk}",
        "opens_at": "08:00",
    }  # fmt: skip
    response = office.post(reverse("desk:site_new"), site)
    made = queries.place("site", "P20-777").site
    assert response.url == reverse("desk:site", args=[made.pk])
    assert (made.facility, made.area.code) == (xinhua.toilet, "XG-XH")
    assert made.longitude != 98.25
    again = office.post(reverse("desk:site_new"), site)
    assert "已被使用" in again.content.decode() or "in use" in again.content.decode()
    changed = {**site, "name_zh": "胜利路第一公厕", "datum": "wgs84"}
    office.post(reverse("desk:site_edit", args=[made.pk]), changed)
    assert queries.place("site", "P20-777").name == "胜利路第一公厕"


def test_a_new_facility_is_described_by_the_attributes_of_its_kind(xinhua, office):
    address = f"{reverse('desk:facility_new')}?kind={xinhua.kind.pk}"
    data = {
        "code": "GC0002", "name_zh": "五一路公厕", "datum": "wgs84", "area_words": "XG-XH", "is_active": "on",
        "equipment_grade": "一类", "equipment_men": "4", "equipment_rails": "0",
    }  # fmt: skip
    office.post(address, data)
    made = queries.place("facility", "GC0002").facility
    assert made.equipment == {"grade": "一类", "men": 4, "rails": False}
    noted = {"condition": "poor", "on": "2026-11-20", "source": "巡查", "note_zh": "漏水"}
    office.post(reverse("desk:facility_condition", args=[made.pk]), noted)
    page = office.get(reverse("desk:facility", args=[made.pk])).content.decode()
    assert "漏水" in page


def test_areas_segments_types_and_kinds_have_forms_too(xinhua, office):
    office.post(
        reverse("desk:area_new"), {"code": "SQ9", "name_zh": "九号社区", "level": "community", "parent_words": "XG-XH"}
    )
    assert queries.place("area", "SQ9").area.path == "JYG/XG/XG-XH/SQ9/"
    office.post(
        reverse("desk:segment_new"), {"code": "LD99", "street_zh": "长城路", "from_zh": "甲路", "is_active": "on"}
    )
    assert queries.place("segment", "LD99").name == "长城路（甲路—）"
    office.post(reverse("desk:site_type_new"), {"code": "P99", "name_zh": "别的", "is_active": "on"})
    lines = "watt | 功率 | int | 瓦\nsource | 光源 | choice || LED、钠灯"
    office.post(reverse("desk:facility_kind_new"), {"code": "FK10", "name_zh": "路灯", "attributes": lines})
    kind = queries.facility_kinds().get(code="FK10")
    assert [one["choices"] for one in kind.attributes] == [[], ["LED", "钠灯"]]
    wrong = office.post(
        reverse("desk:facility_kind_new"), {"code": "FK11", "name_zh": "灯", "attributes": "a | 甲 | x"}
    )
    assert wrong.status_code == 200


def test_an_import_shows_what_would_change_and_writes_only_when_confirmed(xinhua, office):
    address = reverse("desk:place_import", args=["sites"])
    file = BytesIO("编号,名称,点位类型,区域编码\nA1,甲,P20,XG-XH\nA2,乙,P99,XG-XH\n".encode("gb18030"))
    file.name = "点位.csv"
    page = office.post(address, {"file": file, "datum": "wgs84"})
    assert "A1" in page.content.decode()
    assert "P99" in page.content.decode()
    assert not queries.Site.objects.filter(code="A1").exists()
    hidden = dict(page.context["hidden"])
    assert office.post(address, hidden).status_code == 302
    assert queries.Site.objects.filter(code="A1").exists()
    assert not queries.Site.objects.filter(code="A2").exists()


def test_geometry_is_imported_in_two_steps(xinhua, office):
    address = reverse("desk:geometry_import")
    ring = [[98.21, 39.71], [98.22, 39.71], [98.22, 39.72], [98.21, 39.71]]
    feature = {
        "type": "Feature", "properties": {"code": "SQ1", "name": "一号社区"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip
    file = BytesIO(json.dumps({"type": "FeatureCollection", "features": [feature]}).encode())
    file.name = "社区.geojson"
    data = {"file": file, "kind": "area", "datum": "wgs84", "level": "community", "parent_words": "XG-XH"}
    page = office.post(address, data)
    office.post(address, dict(page.context["hidden"]))
    assert queries.place("area", "SQ1").area.path == "JYG/XG/XG-XH/SQ1/"
    file = BytesIO(b"nonsense")
    file.name = "x.geojson"
    assert office.post(address, {**data, "file": file}).status_code == 200


def test_an_export_is_a_workbook(xinhua, office):
    for noun in ("sites", "segments", "facilities"):
        content = b"".join(office.get(reverse("desk:place_export", args=[noun])).streaming_content)
        assert content.startswith(b"PK")


def test_signs_are_printed_from_the_list_and_revoked(xinhua, office):
    pdf = office.post(reverse("desk:signs_make", args=["sites"]), {"pk": [xinhua.site.pk]})
    assert pdf.content.startswith(b"%PDF")
    patrol = office.post(reverse("desk:signs_make", args=["patrol-points"]), {"points": "XG01 北市场东门\n"})
    assert patrol.content.startswith(b"%PDF")
    assert office.get(reverse("desk:sign_sheet")).content.startswith(b"%PDF")
    sign = queries.valid_signs("site", ["P20-001"])[0]
    office.post(reverse("desk:sign_revoke", args=[sign.pk]), {"reason": "丢失"})
    assert queries.valid_signs("site", ["P20-001"]) == []
    assert office.post(reverse("desk:signs_make", args=["trees"])).status_code == 404


def test_an_inspector_reads_and_notes_conditions_but_keeps_no_inventory(xinhua, client):
    sign_in(client, xinhua.city.su_qing)
    assert client.get(reverse("desk:sites")).status_code == 200
    assert client.get(reverse("desk:facility", args=[xinhua.toilet.pk])).status_code == 200
    for name in ("site_new", "area_new", "geometry_import", "signs"):
        assert client.get(reverse(f"desk:{name}")).status_code == 404
    noted = {"condition": "fair", "on": "2026-11-20", "source": "督查"}
    assert client.post(reverse("desk:facility_condition", args=[xinhua.toilet.pk]), noted).status_code == 302


def test_nobody_unsigned_sees_a_page(xinhua, client):
    for name in LISTS:
        assert client.get(reverse(f"desk:{name}")).status_code == 302
