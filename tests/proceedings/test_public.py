"""What everybody sees of a proceeding, through HTTP: page, list, search, feed; with no worker running."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.proceedings import actions, queries
from chuangcheng.proceedings.models import Objection, Proceeding
from chuangcheng.proceedings.rules import public_phase
from tests.proceedings.conftest import LIST
from tests.proceedings.test_stories import noticed
from tests.stories import sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PHONE = "13812345678"
SHANGHAI = ZoneInfo("Asia/Shanghai")


class Watch:
    """Moves the clock of the pages; nothing but the clock."""

    def __init__(self, settings, client):
        self.settings, self.client = settings, client

    def at(self, moment):
        self.settings.CLOCK_SHIFT_SECONDS = (moment - datetime.now(SHANGHAI)).total_seconds()

    def sees(self, row):
        """Where its number stands: page, list, search and feed must always agree."""
        page = self.client.get(reverse("portal:notice", args=[row.number]))
        listed = self.client.get(reverse("portal:notices"))
        sought = self.client.get(reverse("portal:notices"), {"q": "交通运输"})
        feed = self.client.get(reverse("portal:notice_feed"))
        for one in (page, listed, sought, feed):
            assert one.status_code == 404 or "no-store" in one["Cache-Control"]
        found = {
            page.status_code == 200,
            row.number in listed.content.decode(),
            row.number in sought.content.decode(),
            row.number in [one["number"] for one in feed.json()["entries"]],
        }
        assert len(found) == 1
        return found.pop()


@pytest.fixture
def watch(settings, client):
    return Watch(settings, client)


def decided(hall, days=8, **more):
    row = noticed(hall, **more)
    at = hall.at + days * DAY
    return actions.decide_proceeding(
        by=hall.actor("deng_hai"), at=at, proceeding=row, outcome="listed", text="符合条件"
    )


def test_from_the_notice_to_the_tombstone_by_the_clock_alone(hall, at, watch, client):
    row = hall.begun()
    watch.at(at + timedelta(minutes=1))
    assert not watch.sees(row)
    assert json.loads(client.get(reverse("portal:notice_feed")).content)["tombstones"] == []
    actions.review_proceeding(by=hall.actor("gao_yuan"), at=at, proceeding=row, text="属实")
    actions.give_notice(by=hall.actor("gao_yuan"), at=at, proceeding=row, text="公示五个工作日")
    assert watch.sees(row)
    page = client.get(reverse("portal:notice", args=[row.number])).content.decode()
    assert LIST.basis_zh in page
    assert reverse("portal:notice_objection", args=[row.number]) in page
    watch.at(row.notice_until - timedelta(seconds=30))
    assert watch.sees(row)
    watch.at(row.notice_until + timedelta(seconds=1))
    assert not watch.sees(row)
    assert client.get(reverse("portal:notice_feed")).json()["tombstones"] == [
        {"number": row.number, "kind": "red_list", "gone": True}
    ]
    actions.decide_proceeding(
        by=hall.actor("deng_hai"), at=at + 8 * DAY, proceeding=row, outcome="listed", text="符合条件"
    )
    watch.at(at + 8 * DAY + timedelta(seconds=1))
    assert watch.sees(row)
    watch.at(row.published_until + timedelta(seconds=1))
    assert not watch.sees(row)


def test_what_is_withdrawn_is_gone_at_once(hall, at, watch):
    row = decided(hall)
    watch.at(at + 9 * DAY)
    assert watch.sees(row)
    actions.withdraw_proceeding(by=hall.actor("lin_yue"), at=at + 9 * DAY, proceeding=row, text="名单有误")
    watch.at(at + 9 * DAY + timedelta(seconds=1))
    assert not watch.sees(row)


def test_a_notice_of_golden_week_runs_its_working_days(hall):
    begun = datetime(2026, 2, 12, 9, 30, tzinfo=SHANGHAI)  # the Thursday before Spring Festival, 14 February is worked
    row = hall.begun()
    actions.review_proceeding(by=hall.actor("gao_yuan"), at=begun, proceeding=row, text="属实")
    actions.give_notice(by=hall.actor("gao_yuan"), at=begun, proceeding=row, text="公示五个工作日")
    assert row.notice_until.astimezone(SHANGHAI).strftime("%m-%d") == "02-26"
    for moment in (begun, begun + 6 * DAY, row.notice_until - timedelta(seconds=1)):
        assert queries.get_public(row.number, moment).phase == "notice"
    with pytest.raises(NotFound):
        queries.get_public(row.number, row.notice_until)


def test_an_objection_from_the_public(hall, at, watch, client):
    row = decided(hall)
    watch.at(at + 9 * DAY)
    url = reverse("portal:notice_objection", args=[row.number])
    assert client.post(url, {"text": "该单位有欠薪", "phone": "不是电话"}).status_code == 422
    own = client.post(url, {"text": "该单位有欠薪", "phone": PHONE})["Location"]
    assert "该单位有欠薪" in client.get(own).content.decode()
    assert not watch.sees(row)
    found = Objection.objects.get()
    assert found.counts
    assert PHONE not in f"{found.objector}{found.contact_sealed}"
    assert not Entry.objects.filter(payload__icontains=PHONE).exists()
    actions.answer_objection(by=hall.actor("lin_yue"), at=at + 9 * DAY, proceeding=row, text="经核实已付清")
    watch.at(at + 10 * DAY)
    assert "经核实已付清" in client.get(own).content.decode()
    assert watch.sees(row)
    client.post(url, {"text": "仍然不服", "phone": f"+86 {PHONE}"})
    assert not Objection.objects.get(number=2).counts
    assert watch.sees(row)
    assert client.get(reverse("portal:own_objection", args=["x" * 32])).status_code == 404


def test_the_number_to_call_is_read_with_a_row_and_forgotten(hall, at, watch, client):
    row = decided(hall)
    one = actions.file_objection(
        by=SYSTEM, at=at + 9 * DAY, proceeding=row, text="不服", objectors=("phone:1",), phone=PHONE
    )
    url = reverse("desk:objection_contact", args=[row.pk, 1])
    assert sign_in(client, "luo_jia").post(url).status_code == 404
    assert PHONE in sign_in(client, "lin_yue").post(url).content.decode()
    assert Entry.objects.filter(verb="proceedings.read_contact", actor_id=hall.city.people["lin_yue"].pk).count() == 1
    actions.answer_objection(by=hall.actor("lin_yue"), at=at + 10 * DAY, proceeding=row, text="不成立")
    assert actions.forget_contacts(by=SYSTEM, at=at + 99 * DAY) == 0
    assert actions.forget_contacts(by=SYSTEM, at=at + 100 * DAY) == 1
    with pytest.raises(NotFound):
        actions.read_contact(by=hall.actor("lin_yue"), at=at + 101 * DAY, objection=Objection.objects.get(pk=one.pk))


def test_who_got_a_letter_objects_with_its_code(hall, at, watch, client):
    kind = replace(LIST, notice="private", objectors="party")
    actions.define_kind(by=SYSTEM, at=at, data=kind.as_data())
    row = noticed(hall, unit=None, party_sealed="密文", key="7", title="某人列入")
    watch.at(at + DAY)
    assert not watch.sees(row)
    code = queries.party_code(row)
    assert code in sign_in(client, "lin_yue").get(reverse("desk:proceeding", args=[row.pk])).content.decode()
    client.logout()
    given = {"number": row.number, "code": "0000000000", "text": "不是我", "phone": PHONE}
    assert client.post(reverse("portal:letter_objection"), given).status_code == 422
    assert client.post(reverse("portal:letter_objection"), {**given, "code": code.lower()}).status_code == 302
    assert Objection.objects.get().objector == "party"


def test_nothing_is_begun_that_could_not_be_shown(hall):
    with pytest.raises(Refused, match="nothing_to_show"):
        hall.begun(facts={"ground": "理由"})
    row = hall.begun(facts={"name": "市交通运输局", "identity": "620200198001011234"}, key="2")
    assert row.shown == {"name": "市交通运输局"}


def test_a_publication_never_outlives_what_its_subject_allows(hall, at):
    row = decided(hall, publish_until=at + 10 * DAY)
    assert row.published_until == at + 10 * DAY
    late = decided(hall, key="2", publish_until=at + 5 * DAY)
    assert late not in queries.public_at(at + 9 * DAY)


MOMENTS = st.integers(-3, 3)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_the_database_finds_is_what_the_rules_say(hall, data):
    """Rows whose moments lie anyhow: the query and the rule never differ, so nothing slips out by either."""
    at = hall.at
    with transaction.atomic():
        row = hall.begun(key=str(data.draw(st.integers(0, 9**9))))
        names = ("served_at", "notice_until", "published_from", "published_until", "decided_at", "over_at")
        moments = {name: data.draw(st.none() | MOMENTS.map(lambda days: at + days * DAY)) for name in names}
        row.kind = {**row.kind, "suspends": data.draw(st.booleans())}
        Proceeding.objects.filter(pk=row.pk).update(**moments, kind=row.kind)
        for number in range(1, data.draw(st.integers(0, 2)) + 1):
            Objection.objects.create(
                proceeding=row,
                number=number,
                objector=str(number),
                text="不服",
                filed_at=at + data.draw(MOMENTS) * DAY,
                counts=data.draw(st.booleans()),
                answer_due_at=at,
                answered_at=data.draw(st.none() | MOMENTS.map(lambda days: at + days * DAY)),
            )
        row.refresh_from_db()
        said = public_phase(row.rules, queries.course_of(row), at) != ""
        assert queries.public_rows(at).filter(pk=row.pk).exists() == said
        transaction.set_rollback(True)
