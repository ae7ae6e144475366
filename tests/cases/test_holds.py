"""What is put off stands in an open list: everybody on the staff sees reason, plan and date, not the report."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.cases.actions import accept_case, dispatch_case, hold_case, open_case
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.queries import Place
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db


def test_another_unit_sees_why_and_until_when_but_not_the_report(
    city: City, at: datetime, client: Client, django_assert_max_num_queries: Any
) -> None:
    """Ma Jun's bureau waits for the spring's road works; Xu Lan of the street office reads the open list."""
    case = open_case(
        by=SYSTEM,
        at=at,
        source="citizen",
        description="李女士反映路面破损",
        place=Place(area=city.areas["XG-XH"]),
    )
    case = dispatch_case(by=city.actor("lin_yue"), at=at, case=case, unit=city.units["DW26"], reason="按职能指定")
    accept_case(by=city.actor("ma_jun"), at=at, case=case)
    review_on = (at + timedelta(days=90)).date()
    hold_case(
        by=city.actor("lin_yue"), at=at, case=case, reason="需纳入道路改造", plan="明年春季施工", review_on=review_on
    )
    sign_in(client, "xu_lan")
    with django_assert_max_num_queries(25):
        page = client.get(reverse("desk:holds")).content.decode()
    assert "需纳入道路改造" in page and "明年春季施工" in page and case.number in page
    assert "李女士" not in page and reverse("desk:case", args=[case.pk]) not in page
    assert client.get(reverse("desk:case", args=[case.pk])).status_code == 404
    sign_in(client, "ma_jun")
    assert reverse("desk:case", args=[case.pk]) in client.get(reverse("desk:holds")).content.decode()


def test_an_empty_list_says_so(city: City, client: Client) -> None:
    sign_in(client, "xu_lan")
    assert "暂无缓办案件" in client.get(reverse("desk:holds")).content.decode()
