"""Double inspection from phones without a network: each packet and record is one's own until both have finished."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from chuangcheng.cases.models import Case
from chuangcheng.inspections.actions import open_round, plan_round, raise_finding
from chuangcheng.inspections.models import Observation, Round, Visit
from chuangcheng.inspections.queries import pairs, stops
from chuangcheng.inspections.rules import double_frame
from chuangcheng.receipts.models import Submission
from tests.field.phone import Phone, record_of
from tests.inspections.conftest import drawn, inspector_of, stop_of
from tests.stories import City, sign_in

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


def test_until_both_have_finished_only_the_office_and_the_author_open_a_record(
    city: City, opened: Round, phone_of: Callable[[str], Phone], work: Callable[[], Any]
) -> None:
    """Leaders and auditors see every record, but not what one of two says while the other still judges."""
    visit = stop_of(opened, "P01")
    keys = {post.pk: key for key, post in city.posts.items()}
    pair = [keys[one.post_id] for one in visit.inspectors.order_by("position")]
    phones = [phone_of(key) for key in pair]

    def send(phone: Phone) -> Submission:
        packet = phone.packet().json()
        record = record_of(packet, next(one for one in packet["stops"] if one["visit"] == visit.pk))
        phone.send(record)
        return Submission.objects.get(uid=record["id"])

    def readers(row: Submission) -> set[str]:
        """Who may open the record, and finds it in the list."""
        found = set()
        for key in ("lin_yue", "deng_hai", "he_ping", *pair):
            client = sign_in(Client(), city.people[key])
            address = f"/desk/rounds/records/{row.pk}/"
            opens = client.get(address).status_code == 200
            listed = address in client.get("/desk/rounds/records/", {"state": "all"}).content.decode()
            assert opens == listed, key
            found |= {key} if opens else set()
        return found

    office = {"lin_yue"} - set(pair)
    first = send(phones[0])
    assert readers(first) == office | {pair[0]}, "not even before it is entered"
    work()
    assert readers(first) == office | {pair[0]}
    leader = sign_in(Client(), city.people["deng_hai"]).get(f"/desk/rounds/visits/{visit.pk}/").context
    assert (leader["counts"]["pass"], leader["history"], leader["is_veiled"]) == (0, [], True)
    second = send(phones[1])
    assert readers(second) == office | {pair[1]}
    work()
    assert Visit.objects.get(pk=visit.pk).state == "done"
    for row, author in ((first, pair[0]), (second, pair[1])):
        assert readers(row) == {"lin_yue", "deng_hai", "he_ping", author}


def test_a_record_of_a_reserve_stop_is_as_closed_as_that_of_the_stop_it_replaces(
    city: City, opened: Round, phone_of: Callable[[str], Phone], work: Callable[[], Any]
) -> None:
    visit = next(one for one in stops(opened) if one.stratum_code == "P12")
    keys = {post.pk: key for key, post in city.posts.items()}
    # Whoever works for the market bureau may not follow to a reserve market that the bureau itself looks after.
    strangers = visit.inspectors.exclude(post__unit__code="DW35").order_by("position")
    phone = phone_of(keys[strangers[0].post_id])
    packet = phone.packet().json()
    stop = next(one for one in packet["stops"] if one["visit"] == visit.pk)
    shut = {**record_of(packet, stop), "kind": "not_possible", "reason": "市场停业", "observations": []}
    spare = stop["reserve"][0]
    there = record_of(packet, {**stop, **spare, "visit": None})
    for one in there["observations"]:
        one["verdict"] = "not_observed"
    there["reserve"] = {"of_visit": visit.pk, "rank": spare["rank"]}
    phone.send(shut)
    phone.send(there)
    work()
    assert phone.state(there["id"]).json()["state"] == "applied"
    row = Submission.objects.get(uid=there["id"])
    leader = sign_in(Client(), city.people["deng_hai"])
    assert leader.get(f"/desk/rounds/records/{row.pk}/").status_code == 404
    assert phone.client.get(f"/desk/rounds/records/{row.pk}/").status_code == 200
