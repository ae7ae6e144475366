"""The record as pages: who may read it, what narrows it, and that its length costs nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.journal.models import Entry, Personal
from chuangcheng.journal.sealing import seal_entries
from chuangcheng.notices.actions import file_complaint
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db
LATE = 'class="muted small">recorded '


@pytest.fixture
def auditor(client: Client, city: City) -> Client:
    """何平, who sees everything and changes nothing."""
    return sign_in(client, "he_ping")


def rows(client: Client, **wanted: str) -> list[Entry]:
    page = client.get(reverse("desk:journal"), wanted)
    assert page.status_code == 200
    return [row["entry"] for row in page.context["rows"]]


def test_it_is_narrowed_by_deed_person_thing_and_period(auditor: Client, city: City) -> None:
    filed = file_complaint(by=city.actor("ma_jun"), at=city.at, text="同一张照片一周报了三次")
    file_complaint(by=city.actor("su_qing"), at=city.at + timedelta(days=2), text="太慢")
    assert {entry.verb for entry in rows(auditor, verb="notices.file_complaint")} == {"notices.file_complaint"}
    assert [entry.actor_id for entry in rows(auditor, person="ma.jun")] == [city.ma_jun.pk]
    assert [entry.subject_id for entry in rows(auditor, subject=f"notices.complaint:{filed.pk}")] == [filed.pk]
    assert [entry.actor_id for entry in rows(auditor, start="2026-11-25")] == [city.su_qing.pk]
    assert city.su_qing.pk not in {entry.actor_id for entry in rows(auditor, end="2026-11-24")}
    assert rows(auditor, person="nobody") == []


def test_a_thing_written_wrongly_is_said(auditor: Client) -> None:
    page = auditor.get(reverse("desk:journal"), {"subject": "第三件"})
    assert page.status_code == 200 and page.context["form"].errors


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_a_long_record_costs_as_few_queries_as_a_short_one(
    auditor: Client, city: City, language: str, django_assert_max_num_queries: Any
) -> None:
    auditor.cookies["django_language"] = language
    seal_entries(at=city.at)
    auditor.get(reverse("desk:journal"))
    with django_assert_max_num_queries(12):
        assert len(rows(auditor)) == 50
    entry = Entry.objects.filter(verb="units.appoint_person").latest("pk")
    with django_assert_max_num_queries(12):
        page = auditor.get(reverse("desk:journal_entry", args=[entry.pk]))
    assert entry.seal_item.row_hash in page.content.decode()


def test_the_head_to_write_down_is_on_the_page(auditor: Client, city: City) -> None:
    seal_entries(at=city.at)
    page = auditor.get(reverse("desk:journal"))
    assert page.context["head"].hash in page.content.decode()


def test_a_sample_says_once_that_it_was_entered_today(auditor: Client, city: City, settings: Any) -> None:
    long_ago = city.at - timedelta(days=90)
    for number in range(6):
        file_complaint(by=city.actor("ma_jun"), at=long_ago, text=f"第{number}条")
    auditor.cookies["django_language"] = "en"
    warned = auditor.get(reverse("desk:journal")).content.decode()
    assert "entered today" not in warned and warned.count(LATE) >= 6
    settings.SAMPLE_CITY = True
    page = auditor.get(reverse("desk:journal")).content.decode()
    assert page.count("entered today") == 1 and LATE not in page


def test_only_who_may_forgets_a_name(auditor: Client, city: City) -> None:
    entry = Entry.objects.filter(verb="units.appoint_person").latest("pk")
    address = reverse("desk:journal_entry", args=[entry.pk])
    assert auditor.post(address, {"reason": "本人要求"}).status_code in (403, 404)
    assert Personal.objects.filter(pk=entry.pk).exists()
    for nobody in ("ma_jun", "su_qing"):
        assert sign_in(Client(), nobody).get(address).status_code == 404
