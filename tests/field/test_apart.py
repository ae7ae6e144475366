"""Double inspection from phones without a network: each packet and record is one's own until both have finished."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from chuangcheng.cases.models import Case
from chuangcheng.inspections.actions import open_round, plan_round, raise_finding
from chuangcheng.inspections.models import Observation, Round, Visit
from chuangcheng.inspections.queries import pairs
from chuangcheng.inspections.rules import double_frame
from tests.field.phone import Phone, record_of
from tests.inspections.conftest import drawn, inspector_of, stop_of
from tests.stories import City

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(city: City, at: datetime, edition: Any, sites: dict[str, Any], inspectors: Any) -> Round:
    """An open round all of whose stops are judged twice."""
    office = city.actor("lin_yue")
    draw = drawn(city, at, sites, double_frame(5, 5))
    dates = {"opens_on": at.date(), "closes_on": at.date() + timedelta(days=10)}
    planned = plan_round(by=office, at=at, code="2026-11", name_zh="十一月", draw=draw, edition=edition, **dates)
    return open_round(by=office, at=at, round=planned)


def test_two_phones_send_two_readings_and_neither_packet_tells_of_the_other(
    city: City, at: datetime, opened: Round, phone_of: Callable[[str], Phone], work: Callable[[], Any]
) -> None:
    visit = stop_of(opened, "P01")  # a street: no photo is asked for what is met
    keys = {post.pk: key for key, post in city.posts.items()}
    first, second = (phone_of(keys[one.post_id]) for one in visit.inspectors.order_by("position"))

    def stop(phone: Phone) -> tuple[dict[str, Any], dict[str, Any]]:
        packet = phone.packet().json()
        return packet, next(one for one in packet["stops"] if one["visit"] == visit.pk)

    raise_finding(by=inspector_of(city, visit), at=at, visit=visit, text="路口有积水")
    assert [one["description"] for one in stop(first)[1]["open_cases"]] == ["路口有积水"]
    first.send(record_of(*stop(first)))
    work()
    packet, seen = stop(second)
    assert seen["is_apart"] and seen["answers"] == [] and seen["open_cases"] == []
    assert visit.pk not in {one["visit"] for one in first.packet().json()["stops"]}
    record = record_of(packet, seen)
    record["observations"][0]["verdict"] = "not_applicable"
    record["observations"][0]["number"] = None
    second.send(record)
    work()
    assert second.state(record["id"]).json()["state"] == "applied"
    assert Visit.objects.get(pk=visit.pk).state == "done"
    assert sorted(Observation.objects.filter(visit=visit).values_list("reading", "verdict")) == [
        (1, "pass"),
        (2, "not_applicable"),
    ]
    assert [(one.first, one.second) for one in pairs([opened.pk])] == [("pass", "not_applicable")]
    assert Case.objects.count() == 1
