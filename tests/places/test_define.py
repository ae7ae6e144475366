"""The campaign office of a small city sets up its places, and asks where a point lies."""

from datetime import UTC, date, datetime

import pytest

from chuangcheng.kit.actor import Actor, Grant
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.places import actions, queries

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
OFFICE = Actor(
    person_id=1,
    name="林悦",
    grants=(
        Grant(
            frozenset(
                f"places.{name}"
                for name in (
                    "define_area", "define_site_type", "define_segment", "define_facility_kind", "define_facility",
                    "define_site", "assess_facility", "see_place",
                )
            )
        ),
    ),
)  # fmt: skip


def box(west, south, east, north):
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


@pytest.fixture
def town():
    city = actions.define_area(
        by=OFFICE, at=AT, code="JYG", level="city", name_zh="嘉峪关市", boundary=box(98.0, 39.6, 98.6, 40.0)
    )
    street = actions.define_area(
        by=OFFICE,
        at=AT,
        code="XG",
        level="subdistrict",
        name_zh="雄关街道",
        parent=city,
        boundary=box(98.2, 39.7, 98.3, 39.8),
    )
    return city, street


def test_areas_are_a_tree_and_a_point_lies_in_the_smallest(town):
    city, street = town
    assert street.path == "JYG/XG/"
    assert queries.locate(98.25, 39.75).area == street
    assert queries.locate(98.5, 39.9).area == city
    assert queries.locate(120.0, 30.0).area is None


def test_a_new_segment_is_found_at_once_with_its_distance(town):
    assert queries.locate(98.25, 39.75).segment is None
    segment = actions.define_segment(
        by=OFFICE, at=AT, code="LD01", street_zh="雄关大道", from_zh="玉泉路", to_zh="佳苑路", area=town[1],
        line={"type": "LineString", "coordinates": [[98.24, 39.75], [98.26, 39.75]]},
    )  # fmt: skip
    assert segment.name_zh == "雄关大道（玉泉路—佳苑路）"
    assert segment.length_m == pytest.approx(1710, abs=5)
    located = queries.locate(98.25, 39.751)
    assert located.segment == segment
    assert located.distance_m == pytest.approx(111.2, abs=0.5)


def test_locating_costs_one_small_query(town, django_assert_max_num_queries):
    queries.locate(98.25, 39.75)
    with django_assert_max_num_queries(1):
        queries.locate(98.26, 39.75)


def test_a_site_at_a_toilet_takes_what_the_toilet_says(town):
    kind = actions.define_facility_kind(
        by=OFFICE, at=AT, code="FK01", name_zh="公共厕所",
        attributes=[{"code": "grade", "name_zh": "等级", "type": "choice", "choices": ["一类", "二类"]},
                    {"code": "rails", "name_zh": "扶手", "type": "bool"}],
    )  # fmt: skip
    toilet = actions.define_facility(
        by=OFFICE, at=AT, code="GC0001", kind=kind, name_zh="新华路公厕", longitude=98.25, latitude=39.75,
        address_zh="新华路12号", equipment={"grade": "一类", "rails": "有"},
    )  # fmt: skip
    assert toilet.equipment == {"grade": "一类", "rails": True}
    assert toilet.area == town[1]
    site_type = actions.define_site_type(by=OFFICE, at=AT, code="P20", name_zh="公厕")
    site = actions.define_site(by=OFFICE, at=AT, code="S1", site_type=site_type, name_zh="新华路公厕", facility=toilet)
    assert (site.area, site.address_zh, site.longitude) == (town[1], "新华路12号", 98.25)
    place = queries.place("site", "S1")
    assert (place.facility, place.reference) == (toilet, f"site:{site.pk}")
    assert queries.place_by_reference(place.reference) == place


def test_equipment_that_the_kind_does_not_know_is_refused(town):
    kind = actions.define_facility_kind(by=OFFICE, at=AT, code="FK02", name_zh="路灯")
    with pytest.raises(Refused, match="unknown_attribute"):
        actions.define_facility(
            by=OFFICE, at=AT, code="L1", kind=kind, name_zh="灯", area=town[0], equipment={"watt": 3}
        )


def test_an_older_finding_enters_the_history_only(town):
    kind = actions.define_facility_kind(by=OFFICE, at=AT, code="FK01", name_zh="公共厕所")
    toilet = actions.define_facility(by=OFFICE, at=AT, code="GC1", kind=kind, name_zh="公厕", area=town[1])
    for day, condition in ((date(2026, 2, 1), "good"), (date(2025, 12, 1), "poor")):
        actions.assess_facility(by=OFFICE, at=AT, facility=toilet, condition=condition, source="巡查", on=day)
    toilet.refresh_from_db()
    assert (toilet.condition, toilet.condition_on) == ("good", date(2026, 2, 1))


def test_whoever_is_bound_to_one_subdistrict_changes_nothing_outside(town):
    bound = Actor(person_id=2, name="乙", grants=(Grant(OFFICE.grants[0].verbs, area_path="JYG/XG/"),))
    site_type = actions.define_site_type(by=OFFICE, at=AT, code="P01", name_zh="主次干道")
    inside = actions.define_site(
        by=bound, at=AT, code="S1", site_type=site_type, name_zh="内", longitude=98.25, latitude=39.75
    )
    assert inside.area == town[1]
    with pytest.raises(NotAllowed):
        actions.define_site(
            by=bound, at=AT, code="S2", site_type=site_type, name_zh="外", longitude=98.5, latitude=39.9
        )
    with pytest.raises(NotAllowed):
        actions.define_area(by=bound, at=AT, code="X", level="city", name_zh="别的市")


def test_moving_an_area_moves_its_subtree(town):
    city, street = town
    actions.define_area(by=OFFICE, at=AT, code="SQ", level="community", name_zh="社区", parent=street)
    other = actions.define_area(by=OFFICE, at=AT, code="D1", level="district", name_zh="区", parent=city)
    actions.define_area(by=OFFICE, at=AT, code="XG", level="subdistrict", name_zh="雄关街道", parent=other)
    assert queries.place("area", "SQ").area.path == "JYG/D1/XG/SQ/"


@pytest.mark.parametrize(
    ("boundary", "code"),
    [
        ({"type": "Point", "coordinates": [98, 39]}, "wrong_type"),
        ({"type": "Polygon", "coordinates": [[[39, 98], [40, 98], [40, 99], [39, 98]]]}, "off_earth"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}, "crosses_itself"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [0.1, 0.00001 * n]] for n in range(3)]}, "not_geometry"),
        ({"type": "Polygon", "coordinates": [[[float("nan"), 0], [1, 1], [1, 0], [0, 0]]]}, "off_earth"),
        ({"type": "Polygon", "coordinates": [[[n * 1e-6, 0] for n in range(50_001)]]}, "too_many_vertices"),
        ({"type": "Polygon", "coordinates": [[[[[[[]]]]]]]}, "not_geometry"),
        ({"type": "Polygon", "coordinates": []}, "empty"),
    ],
)
def test_hostile_boundaries_are_refused(boundary, code):
    with pytest.raises(Refused, match=code):
        actions.define_area(by=OFFICE, at=AT, code="X", level="city", name_zh="市", boundary=boundary)
