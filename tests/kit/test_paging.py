"""Pages by key: every row once, forwards and backwards, whatever happens between two pages."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuangcheng.accounts.models import Person
from chuangcheng.kit.paging import page
from chuangcheng.operations.models import WorkerSign

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 1, tzinfo=UTC)


def _rows(minutes: list[int]) -> None:
    WorkerSign.objects.all().delete()
    WorkerSign.objects.bulk_create(
        WorkerSign(worker_id=f"w{number:03}", seen_at=START + timedelta(minutes=minute))
        for number, minute in enumerate(minutes)
    )


def _walk(order: list[str], size: int) -> list[list[str]]:
    pages, cursor = [], ""
    while True:
        found = page(WorkerSign.objects.all(), order, cursor=cursor, size=size)
        pages.append([row.pk for row in found])
        if not found.next_cursor:
            return pages
        cursor = found.next_cursor


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.lists(st.integers(0, 5), max_size=23), st.integers(1, 7), st.sampled_from([["seen_at"], ["-seen_at"], ["pk"]])
)
def test_every_row_once_in_order_and_back_again(minutes: list[int], size: int, order: list[str]) -> None:
    _rows(minutes)
    walked = [pk for part in _walk(order, size) for pk in part]
    keys = [*order] if order == ["pk"] else [*order, "-pk" if order[0].startswith("-") else "pk"]
    assert walked == list(WorkerSign.objects.order_by(*keys).values_list("pk", flat=True))
    _back(order, size)


def _back(order: list[str], size: int) -> None:
    """From the last page back to the first: the same pages."""
    cursors, cursor = [], ""
    while True:
        found = page(WorkerSign.objects.all(), order, cursor=cursor, size=size)
        cursors.append(found)
        if not found.next_cursor:
            break
        cursor = found.next_cursor
    for later, earlier in zip(cursors[:0:-1], cursors[-2::-1], strict=True):
        back = page(WorkerSign.objects.all(), order, cursor=later.previous_cursor, size=size)
        assert [row.pk for row in back] == [row.pk for row in earlier]


def test_a_row_that_comes_in_between_shifts_nothing() -> None:
    _rows([1, 2, 3, 4])
    first = page(WorkerSign.objects.all(), ["seen_at"], size=2)
    WorkerSign.objects.create(worker_id="new", seen_at=START)
    second = page(WorkerSign.objects.all(), ["seen_at"], cursor=first.next_cursor, size=2)
    assert [row.pk for row in second] == ["w002", "w003"]


@pytest.mark.parametrize("cursor", ["x", "!!!", "e30", "W10", "WzEsWzFdXQ", "a" * 500, "WyJhIiwge31d"])
def test_a_cursor_that_cannot_be_read_opens_the_first_page(cursor: str) -> None:
    _rows([1, 2])
    assert len(page(WorkerSign.objects.all(), ["seen_at"], cursor=cursor)) == 2


@pytest.mark.parametrize("order", [["-id"], ["name"], ["date_joined"]])
@pytest.mark.parametrize("value", ["abc", 10**30, None, [1], {"a": 1}, "a\0b", 1.5, True, ""])
def test_an_altered_cursor_opens_a_page(city: Any, order: list[str], value: Any) -> None:
    """Whoever puts something else into the address gets a page, never an error."""
    for back in (True, False):
        raw = json.dumps([back, [value] * (1 if order == ["-id"] else 2)]).encode()
        cursor = base64.urlsafe_b64encode(raw).decode().rstrip("=")
        page(Person.objects.all(), order, cursor=cursor)


def test_a_page_costs_one_query(django_assert_num_queries: Any) -> None:
    _rows(list(range(20)))
    with django_assert_num_queries(1):
        page(WorkerSign.objects.all(), ["-seen_at"], size=5)
