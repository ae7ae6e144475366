"""The inspector stands where a closed case was and says, without a network, whether it has stayed in order."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.cases.models import Case, Recheck
from chuangcheng.inspections.actions import plan_recheck
from chuangcheng.inspections.models import Visit
from chuangcheng.operations.worker import Worker
from tests.field.phone import Phone, picture
from tests.rechecks.conftest import Closed
from tests.stories import City, sign_in


@pytest.fixture
def visit(city: City, at: datetime, closed: Closed, pointed: Any, edition: Any) -> Visit:
    """Bai Lu is to look again at a case that lies at a mere point."""
    return plan_recheck(by=city.actor("lin_yue"), at=at, case=closed(pointed), posts=[city.posts["bai_lu"]])


@pytest.fixture
def phone_of(city: City) -> Callable[[str], Phone]:
    return lambda key: Phone(sign_in(Client(), city.people[key]))


def record_of(visit: Visit, at: datetime, **said: Any) -> dict[str, Any]:
    """What the app sends of a re-check: the outcome alone."""
    moment = at.isoformat()
    return {
        "id": str(uuid.uuid4()),
        "kind": "visit",
        "visit": visit.pk,
        "site": visit.site_id,
        "started_at": moment,
        "finished_at": moment,
        "sent_at": moment,
        "position": None,
        "observations": [],
        "findings": [],
        "note": said.get("note", ""),
        "recheck": {"note": "", "photos": [], **said},
    }


def sent(phone: Phone, record: dict[str, Any]) -> dict[str, Any]:
    """What became of it."""
    assert phone.send(record).status_code in (200, 201)
    Worker().drain()
    return dict(phone.state(record["id"]).json())


def test_a_relapse_is_recorded_with_its_picture_and_once(
    client: Client, city: City, at: datetime, visit: Visit, phone_of: Callable[[str], Phone]
) -> None:
    phone = phone_of("bai_lu")
    [stop] = phone.packet().json()["stops"]
    assert (stop["kind"], stop["check_points"], stop["site"]["address"]) == ("recheck", [], "新华南路12号")
    told = stop["recheck"]
    assert (told["description"], told["measure"]) == ("路面破损积水", "重新铺装") and told["closed_at"]
    assert [one["kind"] for one in told["photos"]] == ["before", "after"]
    assert phone.client.get(told["photos"][0]["picture"]).headers["Content-Type"] == "image/jpeg"
    record = record_of(
        visit, at, outcome="relapsed", note="又见积水", photos=[{"sha256": phone.upload(picture("brown"))}]
    )
    for _ in range(2):
        assert sent(phone, record)["state"] == "applied"
    again = Recheck.objects.get()
    assert (again.outcome, again.note) == ("relapsed", "又见积水")
    assert Case.objects.get(pk=visit.case_id).state != "closed"
    assert phone.packet().json()["stops"] == []
    sign_in(client, "lin_yue")
    for name, pk in (("desk:case", visit.case_id), ("desk:visit", visit.pk)):
        assert "又见积水" in client.get(reverse(name, args=[pk])).content.decode()


def test_still_in_order_needs_no_picture(
    city: City, at: datetime, visit: Visit, phone_of: Callable[[str], Phone]
) -> None:
    assert sent(phone_of("bai_lu"), record_of(visit, at, outcome="kept"))["state"] == "applied"
    assert Recheck.objects.get().outcome == "kept"
    assert Case.objects.get(pk=visit.case_id).state == "closed"


@pytest.mark.parametrize(
    ("said", "code"),
    [({"outcome": "relapsed", "note": "又见积水"}, "photo_missing"), ({"outcome": "not_seen"}, "missing")],
)
def test_a_relapse_needs_its_picture_and_what_was_not_seen_its_reason(
    city: City, at: datetime, visit: Visit, phone_of: Callable[[str], Phone], said: dict[str, Any], code: str
) -> None:
    told = sent(phone_of("bai_lu"), record_of(visit, at, **said))
    assert (told["state"], told["code"]) == ("conflict", code) and told["message"]
    assert not Recheck.objects.exists()


def test_an_outcome_that_is_none_is_named(
    city: City, at: datetime, visit: Visit, phone_of: Callable[[str], Phone]
) -> None:
    answer = phone_of("bai_lu").send(record_of(visit, at, outcome="better"))
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == ["recheck.outcome"]


def test_a_recheck_is_nobody_elses(
    city: City, at: datetime, visit: Visit, phone_of: Callable[[str], Phone], closed: Closed, pointed: Any
) -> None:
    other = closed(pointed).photos.first()
    assert other is not None
    mine = phone_of("bai_lu")
    assert mine.client.get(reverse("field:recheck_photo", args=[visit.pk, other.pk])).status_code == 404
    theirs = phone_of("su_qing")
    assert theirs.packet().json()["stops"] == []
    assert sent(theirs, record_of(visit, at, outcome="kept"))["code"] == "unknown_stop"
