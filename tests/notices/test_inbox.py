"""News reach the posts they concern, once; complaints about the software are filed and answered."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.notices.actions import answer_complaint, file_complaint, mark_messages_read, send_messages
from chuangcheng.notices.queries import complaints, inbox, unread_count
from tests.stories import sign_in

pytestmark = pytest.mark.django_db


def test_a_post_is_told_once_and_its_holder_reads(city, at) -> None:  # type: ignore[no-untyped-def]
    ma_jun = city.actor("ma_jun")
    entry = Entry.objects.order_by("pk").last()
    assert send_messages(by=SYSTEM, at=at, entry_id=entry.pk, post_ids=ma_jun.post_ids) == 1
    assert send_messages(by=SYSTEM, at=at, entry_id=entry.pk, post_ids=ma_jun.post_ids) == 0
    assert unread_count(ma_jun) == 1 and unread_count(city.actor("su_qing")) == 0
    mark_messages_read(by=ma_jun, at=at, everything=True)
    assert unread_count(ma_jun) == 0 and inbox(ma_jun).count() == 1


def test_nobody_marks_another_posts_messages(city, at) -> None:  # type: ignore[no-untyped-def]
    ma_jun, su_qing = city.actor("ma_jun"), city.actor("su_qing")
    entry = Entry.objects.order_by("pk").last()
    send_messages(by=SYSTEM, at=at, entry_id=entry.pk, post_ids=ma_jun.post_ids)
    assert mark_messages_read(by=su_qing, at=at, messages=[inbox(ma_jun).get().pk]) == 0
    assert unread_count(ma_jun) == 1


def test_ma_jun_complains_and_the_office_answers(city, at) -> None:  # type: ignore[no-untyped-def]
    ma_jun, lin_yue = city.actor("ma_jun"), city.actor("lin_yue")
    filed = file_complaint(by=ma_jun, at=at, text="同一张照片一周报了三次", page="/desk/cases/1/")
    with pytest.raises(NotAllowed):
        answer_complaint(by=ma_jun, at=at, complaint=filed, answer="好")
    answer_complaint(by=lin_yue, at=at + timedelta(hours=1), complaint=filed, answer="已合并为一次")
    assert complaints(ma_jun).get().answer == "已合并为一次"
    assert not complaints(city.actor("su_qing")).exists()
    with pytest.raises(Refused, match="missing"):
        file_complaint(by=ma_jun, at=at, text="   ")


def test_the_pages(city, client: Client) -> None:  # type: ignore[no-untyped-def]
    sign_in(client, "ma_jun")
    assert client.get(reverse("desk:inbox")).status_code == 200
    sent = client.post(reverse("desk:new_complaint"), {"text": "太慢", "page": "/desk/"}, follow=True)
    assert "太慢" in sent.content.decode()
    number = complaints(city.actor("ma_jun")).get().pk
    sign_in(client, "su_qing")
    assert client.get(reverse("desk:complaint", args=[number])).status_code == 404
    assert client.get(reverse("desk:journal")).status_code == 404
    sign_in(client, "he_ping")
    assert client.get(reverse("desk:journal")).status_code == 200
    assert client.get(reverse("desk:operations")).status_code == 200


def test_a_full_inbox_costs_as_few_queries_as_an_empty_one(city, at, client, django_assert_max_num_queries):  # type: ignore[no-untyped-def]
    ma_jun = city.actor("ma_jun")
    for entry in Entry.objects.all()[:80]:
        send_messages(by=SYSTEM, at=at, entry_id=entry.pk, post_ids=ma_jun.post_ids)
    for number in range(60):
        file_complaint(by=ma_jun, at=at, text=f"第{number}条")
    sign_in(client, "ma_jun")
    client.get(reverse("desk:inbox"))
    for name in ("desk:inbox", "desk:complaints"):
        with django_assert_max_num_queries(11):
            page = client.get(reverse(name))
        assert len(page.context["page"]) == 50
    assert f'nav-count">{unread_count(ma_jun)}<' in page.content.decode()
    client.post(reverse("desk:inbox"))
    assert unread_count(ma_jun) == 0
