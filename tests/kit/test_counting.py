"""Several lists are counted in one query, and none beyond the cap."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Exists, OuterRef
from pytest_django import DjangoAssertNumQueries

from chuangcheng.kit import counting
from chuangcheng.kit.counting import capped_text, count_capped, counts_capped
from chuangcheng.operations.models import WorkerSign

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST", 7)
    WorkerSign.objects.bulk_create(
        WorkerSign(worker_id=f"w{number:03}", seen_at=START + timedelta(minutes=number)) for number in range(12)
    )


def test_lists_with_parameters_and_subqueries_are_counted_together(
    signs: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = WorkerSign.objects.all()
    seen_later = Exists(WorkerSign.objects.filter(seen_at__gt=OuterRef("seen_at"), worker_id__startswith="w01"))
    lists = {
        "all": rows.order_by("-seen_at"),
        "early": rows.filter(seen_at__lt=START + timedelta(minutes=3)),
        "percent": rows.filter(worker_id__contains="100%"),
        "nobody": rows.none(),
        "not the last": rows.filter(seen_later, seen_at__gte=START + timedelta(minutes=9)),
    }
    with django_assert_num_queries(1):
        assert counts_capped(lists) == {"all": 8, "early": 3, "percent": 0, "nobody": 0, "not the last": 2}
    assert {name: count_capped(found) for name, found in lists.items()} == counts_capped(lists)
    assert (capped_text(7), capped_text(8)) == (7, "7+")


def test_nothing_asked_is_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert counts_capped({}) == {}
        assert counts_capped({"nobody": WorkerSign.objects.none()}) == {"nobody": 0}
