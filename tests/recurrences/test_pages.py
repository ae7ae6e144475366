"""The list of what keeps coming back, one card, and where else it shows."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.cases.models import Case, Category
from chuangcheng.recurrences.models import Recurrence
from tests.recurrences.conftest import count, found
from tests.stories import City, sign_in


@pytest.fixture
def card(at: datetime, held: Any, rubbish: Category, twice: list[Case]) -> Recurrence:
    count(found(held, at, category=rubbish))
    return Recurrence.objects.get()


def test_the_office_reads_the_list_and_takes_a_proposal_up(client: Client, city: City, card: Recurrence) -> None:
    sign_in(client, "lin_yue")
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("desk:recurrences")).content.decode()
    assert len(captured) <= 22
    assert "新华南路北段" in page
    address = reverse("desk:recurrence", args=[card.pk])
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address).content.decode()
    assert len(captured) <= 32
    assert card.cases.get(case__closed_at=None).case.number in page
    move = reverse("desk:recurrence_move", args=[card.pk, "take_up_proposal"])
    assert client.get(reverse("desk:recurrence_move", args=[card.pk, "finish_upgrade"])).status_code == 404
    assert client.post(move, {"plan": " ", "unit": ""}).status_code == 200
    assert client.post(move, {"plan": "分类垃圾亭", "unit": city.units["DW26"].pk}).url == address
    page = client.get(address).content.decode()
    assert "分类垃圾亭" in page and "林悦" in page
    assert client.get(reverse("desk:recurrences"), {"state": "proposed"}).context["lines"] == []
    declined = reverse("desk:recurrence_move", args=[card.pk, "decline_proposal"])
    client.post(declined, {"reason": "资金未落实"})
    card.refresh_from_db()
    assert card.state == "declined"


def test_the_place_and_the_case_name_the_card(client: Client, city: City, card: Recurrence, held: Any) -> None:
    address = reverse("desk:recurrence", args=[card.pk])
    case = card.cases.all()[0].case
    sign_in(client, "ma_jun")
    figures = client.get(reverse("desk:home")).context["figures_shown"]
    assert [one.value for one in figures if one.url == f"{reverse('desk:recurrences')}?state=proposed"] == [1]
    assert address in client.get(reverse("desk:segment", args=[held.pk])).content.decode()
    assert address in client.get(reverse("desk:case", args=[case.pk])).content.decode()
    assert client.get(reverse("desk:recurrence_move", args=[card.pk, "take_up_proposal"])).status_code == 404
    sign_in(client, "luo_jia")
    assert address not in client.get(reverse("desk:segment", args=[held.pk])).content.decode()
    assert client.get(address).status_code == 404


def test_the_office_changes_both_numbers_on_the_page(client: Client, city: City, card: Recurrence) -> None:
    sign_in(client, "lin_yue")
    for code, value in (("recurrence_times", 4), ("recurrence_days", 90)):
        assert client.post(reverse("desk:set_number"), {"code": code, "value": value}).url == reverse(
            "desk:recurrences"
        )
    rule = client.get(reverse("desk:recurrences")).context["rule"]
    assert (rule.times, rule.days) == (4, 90)
    client.post(reverse("desk:set_number"), {"code": "recurrence_times", "value": 1})
    assert client.get(reverse("desk:recurrences")).context["rule"].times == 4
    sign_in(client, "ma_jun")
    assert client.post(reverse("desk:set_number"), {"code": "recurrence_days", "value": 9}).status_code == 404
