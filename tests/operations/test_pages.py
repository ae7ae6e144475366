"""What Wu Di sees: jobs, workers, checks, settings without secrets; and what he does with a dead letter."""

from typing import Any

import pytest
from django.conf import settings as city_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuangcheng.journal.models import Entry
from chuangcheng.kit.jobs import enqueue
from chuangcheng.operations.worker import beat
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client, city: City) -> Client:
    DBTaskResult.objects.all().delete()
    return sign_in(client, "wu_di")


def dead_letters(count: int) -> list[Any]:
    for number in range(count):
        enqueue("chuangcheng.evidence.jobs.make_thumbnails", file_id=number)
    DBTaskResult.objects.update(
        status=TaskResultStatus.FAILED, worker_ids=["a", "b"], finished_at=timezone.now(), traceback="磁盘已满"
    )
    return list(DBTaskResult.objects.values_list("pk", flat=True))


def test_pages_cost_a_bounded_number_of_queries(operator: Client, django_assert_max_num_queries: Any) -> None:
    beat("worker-1")
    dead_letters(60)
    operator.get(reverse("desk:operations"))
    with django_assert_max_num_queries(24):
        page = operator.get(reverse("desk:operations")).content.decode()
    assert "worker-1" in page and city_settings.SECRET_KEY not in page
    with django_assert_max_num_queries(10):
        shown = operator.get(reverse("desk:jobs", args=["FAILED"])).context["page"]
    assert len(shown) == 50 and shown.next_cursor
    assert operator.get(reverse("desk:jobs", args=["BURNT"])).status_code == 404


def test_wu_di_reads_why_it_failed_and_puts_it_in_line_again(operator: Client, city: City) -> None:
    [pk] = dead_letters(1)
    address = reverse("desk:dead_letter", args=[pk])
    assert "磁盘已满" in operator.get(address).content.decode()
    operator.post(address, {"release": "1"})
    assert DBTaskResult.objects.get(pk=pk).status == TaskResultStatus.READY
    assert Entry.objects.get(verb="operations.release_dead_letter").actor_id == city.wu_di.pk
    assert operator.get(address).status_code == 404


def test_he_drops_one_only_with_a_reason(operator: Client) -> None:
    [pk] = dead_letters(1)
    address = reverse("desk:dead_letter", args=[pk])
    operator.post(address, {"discard": "1", "reason": ""})
    assert DBTaskResult.objects.filter(pk=pk).exists()
    operator.post(address, {"discard": "1", "reason": "照片已另行处理"})
    assert not DBTaskResult.objects.filter(pk=pk).exists()


def test_others_find_nothing_there(operator: Client, city: City) -> None:
    [pk] = dead_letters(1)
    for who in ("ma_jun", "su_qing", "gao_yuan"):
        stranger = sign_in(Client(), who)
        for name, more in (("desk:operations", []), ("desk:jobs", ["FAILED"]), ("desk:dead_letter", [pk])):
            assert stranger.get(reverse(name, args=more)).status_code == 404
    auditor = sign_in(Client(), "he_ping")
    assert auditor.get(reverse("desk:operations")).status_code == 200
    assert auditor.post(reverse("desk:dead_letter", args=[pk]), {"release": "1"}).status_code == 404
