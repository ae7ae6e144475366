"""Routing rules: at night the sanitation of Xixia goes to another unit; rehearsed, switched on by a second person."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.cases.actions import dispatch_case, import_categories, open_case
from chuangcheng.cases.queries import Category, candidates, routing_rehearsal
from chuangcheng.duties.actions import (
    end_routing_rule,
    hold_place,
    import_routing_rules,
    propose_routing_rule,
    rehearse_routing_rule,
    switch_on_routing_rule,
)
from chuangcheng.duties.queries import RoutingRule, responsible_for
from chuangcheng.duties.routing import EVERY_DAY, PastCase, Route, applies, rehearse
from chuangcheng.duties.rules import RoutingRow
from chuangcheng.duties.spreadsheet import preview_routing, routing_sheet
from chuangcheng.journal.queries import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.places.queries import place_of
from tests.cases.conftest import CATEGORIES
from tests.duties.test_duties import as_csv, as_xlsx
from tests.stories import sign_in

MONDAY = datetime(2026, 11, 23, 12)


def refused(code: str, deed: Any) -> None:
    with pytest.raises(Refused) as caught:
        deed()
    assert caught.value.code == code


def test_area_category_and_time_must_all_fit() -> None:
    night = Route(1, 9, "640104/01/", "B01", (1, 5), time(22), time(6))
    fits = ("640104/01/02/", "B0102")
    assert applies(night, *fits, MONDAY.replace(hour=23)) and applies(night, *fits, MONDAY.replace(day=24, hour=5))
    assert not applies(night, *fits, MONDAY.replace(hour=5)), "the night before began on a Sunday"
    assert not applies(night, *fits, MONDAY) and not applies(night, *fits, MONDAY.replace(day=24, hour=23))
    assert not applies(night, "640104/02/", "B0102", MONDAY.replace(hour=23))
    assert not applies(night, "640104/01/", "B02", MONDAY.replace(hour=23))


@given(st.times(), st.times(), st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)))
def test_day_and_night_share_every_moment(starts: time, ends: time, moment: datetime) -> None:
    if starts != ends:
        day, night = Route(1, 1, starts=starts, ends=ends), Route(2, 2, starts=ends, ends=starts)
        assert applies(day, "", "", moment) != applies(night, "", "", moment)


def test_narrower_rules_go_first() -> None:
    city, area, category = Route(1, 1, category="B01"), Route(2, 1, area="64/"), Route(3, 1, category="B0102")
    timed, smaller = Route(4, 1, category="B0102", weekdays=(6, 7)), Route(5, 1, area="64/01/")
    ranked = sorted((city, area, category, timed, smaller), key=lambda route: route.rank)
    assert [route.pk for route in ranked] == [5, 2, 4, 3, 1]


def test_a_rehearsal_counts_what_would_have_moved_and_what_not() -> None:
    rule, narrower = Route(9, 7, category="B01"), Route(1, 3, area="64/", category="B0101")
    past = [
        PastCase(1, 4, "65/", "B0101", MONDAY),
        PastCase(2, 4, "65/", "B0102", MONDAY),
        PastCase(3, 7, "65/", "B0102", MONDAY),
        PastCase(4, 5, "65/", "B0102", MONDAY, is_chosen=True),
        PastCase(5, 5, "64/", "B0101", MONDAY),
        PastCase(6, 5, "65/", "C02", MONDAY),
    ]
    found = rehearse(rule, [rule, narrower], past)
    assert found["moved"] == [[4, 2]] and found["shown"] == [1, 2]
    assert [found[name] for name in ("cases", "met", "stay", "chosen", "overruled")] == [6, 5, 1, 1, 1]


@pytest.fixture
def categories(city: Any, at: Any, edition: Any) -> dict[str, Category]:
    import_categories(by=SYSTEM, at=at, rows=CATEGORIES)
    return {one.code: one for one in Category.objects.all()}


@pytest.fixture
def rule(city: Any, at: Any, categories: Any) -> RoutingRule:
    """Lin Yue proposes that utilities in the community go to market supervision."""
    area = city.areas["XG-XH-01"]
    return propose_routing_rule(
        by=city.actor("lin_yue"), at=at, unit=city.units["DW35"], area=area, category="B01", note="夜间值守"
    )


def lamp(city: Any, at: Any, street: Any, categories: Any) -> Any:
    return open_case(
        by=city.actor("lin_yue"),
        at=at,
        source="other",
        description="路灯不亮",
        place=place_of(street),
        category=categories["B0102"],
    )


def test_a_rule_moves_nothing_until_two_people_want_it(
    city: Any, at: Any, street: Any, categories: Any, rule: RoutingRule, django_assert_max_num_queries: Any
) -> None:
    lin_yue = city.actor("lin_yue")
    case = lamp(city, at, street, categories)
    assert candidates(case, at)[0].unit.code == "DW26"
    dispatch_case(by=lin_yue, at=at, case=case)
    later = at + timedelta(days=1)
    refused("not_rehearsed", lambda: switch_on_routing_rule(by=SYSTEM, at=later, rule=rule))
    with django_assert_max_num_queries(3):
        found = routing_rehearsal(rule, later)
    assert found["moved"] == [["DW26", 1]] and found["shown"] == [case.pk]
    rehearse_routing_rule(by=lin_yue, at=later, rule=rule, found=found)
    refused("same_person", lambda: switch_on_routing_rule(by=lin_yue, at=later, rule=rule))
    hold_place(by=lin_yue, at=at, place=street, unit=city.units["DW26"])
    switch_on_routing_rule(by=SYSTEM, at=later, rule=rule)
    place = place_of(street)
    with django_assert_max_num_queries(4):
        first, second, *_rest = responsible_for(None, place, later, category="B0102")
    assert (first.unit.code, first.reason_code, second.reason_code) == ("DW35", "routing_rule", "adopted_segment")
    assert "DW35" not in first.reason and city.units["DW35"].name_zh in first.reason
    assert responsible_for(None, place, later, category="S0101")[0].unit.code == "DW26"
    assert candidates(case, later)[0].unit.code == "DW35"
    refused("not_proposed", lambda: rehearse_routing_rule(by=lin_yue, at=later, rule=rule, found=found))
    refused("missing", lambda: end_routing_rule(by=lin_yue, at=later, rule=rule, reason=" "))
    end_routing_rule(by=lin_yue, at=later, rule=rule, reason="值守结束")
    refused("ended_already", lambda: end_routing_rule(by=lin_yue, at=later, rule=rule, reason="再次"))
    assert candidates(case, later)[0].unit.code == "DW26"
    verbs = list(Entry.objects.filter(verb__contains="routing_rule").order_by("pk").values_list("verb", flat=True))
    assert [verb.split(".")[1].split("_")[0] for verb in verbs] == ["propose", "rehearse", "switch", "end"]


def test_what_cannot_be_a_rule_is_refused(city: Any, at: Any, rule: RoutingRule) -> None:
    unit, lin_yue = city.units["DW26"], city.actor("lin_yue")

    def propose(**given: Any) -> Any:
        return lambda: propose_routing_rule(by=lin_yue, at=at, unit=unit, **given)

    refused("for_everything", propose())
    refused("bad_hours", propose(category="B01", starts=time(8)))
    refused("bad_hours", propose(category="B01", starts=time(8), ends=time(8)))
    refused("bad_days", propose(weekdays=[0]))
    refused("bad_code", propose(category="B01; drop"))
    refused("there_already", propose(area=city.areas["XG-XH-01"], category="B01"))
    with pytest.raises(NotAllowed):
        propose_routing_rule(by=city.actor("ma_jun"), at=at, unit=unit, category="B02")


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_table_comes_back_unchanged_and_its_faults_are_named(
    city: Any, at: Any, rule: RoutingRule, write: Any
) -> None:
    rows = [
        RoutingRow("DW26", "XG-XH-01", "B0101", (6, 7), time(22), time(6), "周末夜间"),
        RoutingRow("DW35", "XG-XH-01", "B01"),
    ]
    assert import_routing_rules(by=city.actor("lin_yue"), at=at, rows=rows) == 1
    again = preview_routing("rules", write(routing_sheet(chinese=True)))
    assert not again.errors and not again.changes and len(again.rows) == 2
    assert again.rows[1].weekdays == (6, 7) and again.rows[0].weekdays == EVERY_DAY
    header = "区域编码,分类编码,星期,起始时刻,结束时刻,承办单位"
    lines = ("XX,B01,,,,DW26", ",B01,8,,,DW26", ",B01,,22:00,,DW26", ",,,,,DW26", ",B02,,,,DW00")
    table = "\n".join([header, *lines])
    found = preview_routing("rules.csv", table.encode())
    assert [(error.row, error.column.split()[0]) for error in found.errors] == [
        (2, "area"),
        (3, "weekdays"),
        (4, "starts"),
        (5, "area"),
        (6, "unit"),
    ]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_pages_tell_the_whole_story(
    client: Any, city: Any, at: Any, street: Any, categories: Any, rule: RoutingRule, language: str
) -> None:
    dispatch_case(by=city.actor("lin_yue"), at=at, case=lamp(city, at, street, categories))
    sign_in(client, "lin_yue")
    client.cookies["django_language"] = language
    made = client.post(
        reverse("desk:new_routing_rule"), {"category": "B0102", "unit": city.units["DW26"].pk, "weekdays": ["6", "7"]}
    )
    one = RoutingRule.objects.latest("pk")
    assert made.status_code == 302 and one.weekdays == [6, 7]
    wrong = client.post(reverse("desk:new_routing_rule"), {"category": "Z9", "unit": city.units["DW26"].pk})
    assert wrong.status_code == 200 and wrong.context["form"].errors["category"]
    act = reverse("desk:act_on_routing_rule", args=[rule.pk, "rehearse"])
    shown = client.post(act, follow=True)
    assert shown.context["moved_count"] == 1 and shown.context["needs_second"] and not shown.context["may_switch"]
    client.post(reverse("desk:act_on_routing_rule", args=[rule.pk, "switch-on"]))
    rule.refresh_from_db()
    assert rule.state == "proposed"
    assert client.post(reverse("desk:act_on_routing_rule", args=[rule.pk, "paint"])).status_code == 404
    assert client.get(reverse("desk:routing_rules") + "?state=proposed").status_code == 200
    for kind in ("csv", "xlsx"):
        assert client.get(reverse("desk:export_routing_rules") + f"?kind={kind}").status_code == 200
    table = SimpleUploadedFile("r.csv", "分类编码,承办单位\nS01,DW26\n".encode())
    looked = client.post(reverse("desk:import_routing_rules"), {"file": table})
    client.post(reverse("desk:import_routing_rules"), {"upload": looked.context["upload"].pk})
    assert RoutingRule.objects.filter(category="S01", unit__code="DW26").count() == 1
    client.post(reverse("desk:act_on_routing_rule", args=[rule.pk, "end"]), {"reason": "不再需要"})
    rule.refresh_from_db()
    assert rule.state == "ended"


def test_who_may_not_propose_sees_the_rule_and_no_buttons(client: Any, city: Any, rule: RoutingRule) -> None:
    sign_in(client, "ma_jun")
    assert client.get(reverse("desk:routing_rule", args=[rule.pk])).status_code == 200
    assert client.get(reverse("desk:new_routing_rule")).status_code == 404
    assert client.post(reverse("desk:act_on_routing_rule", args=[rule.pk, "end"]), {"reason": "x"}).status_code == 404
