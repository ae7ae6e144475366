"""What to do next on Xinhua South Road: on its page, on the phone and at home, for those who hold it."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.duties.actions import hold_place
from chuangcheng.duties.queries import contracts_of
from chuangcheng.inspections.actions import SelfAnswer, answer_self_check, finish_self_check, start_self_check
from chuangcheng.inspections.queries import self_lines, street_work
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.units.actions import vacate_post
from tests.duties.test_contract_pages import contract  # noqa: F401
from tests.stories import sign_in


def _work(city: Any, key: str, at: Any) -> Any:
    actor = city.actor(key, at)
    (one,) = street_work(actor, contracts_of(city.actor("han_bing"), at), at)
    return one


def test_what_waits_on_a_street_that_is_held(city: Any, at: Any, contract: Any, site: Any) -> None:  # noqa: F811
    with CaptureQueriesContext(connection) as captured:
        one = _work(city, "ma_jun", at)
    assert len(captured) <= 14
    assert (one.open_count, one.late_count, one.ends_soon, one.days_left) == (1, 0, True, 11)
    assert (one.is_vacant, one.due_checks, one.is_idle) == (False, 1, False)
    vacate_post(by=SYSTEM, at=at, post=city.posts["ma_jun"], reason="调离")
    assert _work(city, "han_bing", at + timedelta(hours=1)).is_vacant


def test_a_check_of_ones_own_is_due_again_after_a_month(city: Any, at: Any, contract: Any, site: Any) -> None:  # noqa: F811
    ma_jun = city.actor("ma_jun")
    own = start_self_check(by=ma_jun, at=at, site=site)
    answers = [SelfAnswer(line.check_point, "pass") for line in self_lines(own)]
    answer_self_check(by=ma_jun, at=at, self_check=own, answers=answers)
    finish_self_check(by=ma_jun, at=at, self_check=own)
    assert _work(city, "ma_jun", at).due_checks == 0
    assert _work(city, "ma_jun", at + timedelta(days=31)).due_checks == 1


def test_nobody_outside_the_unit_learns_whether_it_looked(city: Any, at: Any, contract: Any, site: Any) -> None:  # noqa: F811
    for key in ("lin_yue", "luo_jia", "deng_hai"):
        assert _work(city, key, at).sites == ()


def test_the_street_says_who_holds_it_and_until_when(
    client: Client,
    city: Any,
    at: Any,
    contract: Any,  # noqa: F811
    site: Any,
) -> None:
    hold_place(by=SYSTEM, at=at, place=contract.segment, unit=city.units["DW35"], is_lead=False)
    address = reverse("desk:segment", args=[contract.segment_id])
    holding, phone = reverse("desk:holding", args=[contract.pk]), reverse("field:street", args=[contract.segment_id])
    sign_in(client, "lin_yue")
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address).content.decode()
    assert len(captured) <= 45
    assert holding in page and "2026年12月5日" in page and "市场监督管理局" in page
    assert phone not in page
    sign_in(client, "ma_jun")
    page = client.get(address).content.decode()
    assert holding in page and phone in page
    assert client.get(reverse("field:street", args=[contract.segment_id])).context["work"].open_count == 1


def test_home_says_what_to_do_next_for_the_streets_one_holds(
    client: Client,
    city: Any,
    at: Any,
    contract: Any,  # noqa: F811
    site: Any,
) -> None:
    sign_in(client, "ma_jun")
    page = client.get(reverse("desk:home"))
    assert [one.holding.pk for one in page.context["streets"]] == [contract.pk]
    assert reverse("desk:segment", args=[contract.segment_id]) in page.content.decode()
    for key in ("luo_jia", "lin_yue", "deng_hai"):
        sign_in(client, key)
        assert client.get(reverse("desk:home")).context["streets"] == []


def test_the_private_days_are_changed_where_they_are_explained(client: Client, city: Any, at: Any) -> None:
    sign_in(client, "lin_yue")
    address = reverse("desk:self_checks")
    assert client.get(address).context["days"] == 14
    assert client.post(reverse("desk:set_number"), {"code": "self_check_private_days", "value": "21"}).url == address
    client.post(reverse("desk:set_number"), {"code": "self_check_every_days", "value": "60"})
    page = client.get(address)
    assert page.context["days"] == 21
    assert [one["form"].initial["value"] for one in page.context["numbers"]] == [21, 60]
