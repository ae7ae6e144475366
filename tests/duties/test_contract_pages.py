"""The pages of adopted streets, as the office, the holder and a stranger meet them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from chuangcheng.cases.actions import dispatch_case, open_case
from chuangcheng.duties.actions import hold_place
from chuangcheng.duties.queries import PlaceHolding
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import define_segment
from chuangcheng.places.queries import place_of
from tests.stories import sign_in


@pytest.fixture
def contract(city: Any, at: Any, street: Any) -> Any:
    """The transport bureau holds Xinhua South Road, where a case is open."""
    street.line = {"type": "LineString", "coordinates": [[98.28, 39.77], [98.29, 39.77]]}
    street.save(update_fields=["line"])
    made = hold_place(
        by=SYSTEM,
        at=at,
        place=street,
        unit=city.units["DW26"],
        post=city.posts["ma_jun"],
        agreed_until=date(2026, 12, 5),
    )
    case = open_case(by=SYSTEM, at=at, source="inspection", description="果皮箱破损", place=place_of(street))
    dispatch_case(by=SYSTEM, at=at, case=case)
    return made


def test_the_office_sees_gaps_and_closes_them(client: Any, city: Any, at: Any, contract: Any) -> None:
    bare = define_segment(by=SYSTEM, at=at, code="LD99", street_zh="空路", from_zh="甲", to_zh="乙")
    sign_in(client, "lin_yue")
    page = client.get(reverse("desk:streets"))
    assert {line["segment"].code: line["cover"].state for line in page.context["lines"]} == {
        "LD12": "ending",
        "LD99": "nobody",
    }
    gaps = client.get(reverse("desk:streets"), {"state": "nobody"})
    assert [line["segment"] for line in gaps.context["lines"]] == [bare]
    assert f"place=segment:{bare.pk}" in gaps.content.decode()
    assert client.get(reverse("desk:streets"), {"state": "nonsense"}).status_code == 404
    drawn = client.get(reverse("desk:streets_map")).json()["features"]
    street = next(one["properties"] for one in drawn if one["properties"]["kind"] == "street")
    assert (street["tone"], "市交通运输局" in street["note"]) == ("warn", True)
    given = {"place": f"segment:{bare.pk}", "unit": city.units["DW35"].pk, "agreed_until": "2027-12-31"}
    answer = client.post(reverse("desk:new_holding"), given)
    made = PlaceHolding.objects.get(segment=bare)
    assert answer.url == reverse("desk:holding", args=[made.pk])
    assert (made.agreed_until, made.is_lead) == (date(2027, 12, 31), False)
    client.post(reverse("desk:set_number"), {"code": "contract_notice_days", "value": "5"})
    assert client.get(reverse("desk:streets")).context["notice"] == 5
    client.post(reverse("desk:set_number"), {"code": "nonsense", "value": "5"})


def test_a_contract_is_renewed_handed_over_and_written_out(client: Any, city: Any, at: Any, contract: Any) -> None:
    sign_in(client, "lin_yue")
    page = client.get(reverse("desk:holding", args=[contract.pk])).content.decode()
    assert "果皮箱破损" in page
    assert "2026年12月5日" in page
    renew = reverse("desk:renew_contract", args=[contract.pk])
    assert "agreed_until" in client.post(renew, {"agreed_until": "2026-12-01"}).context["form"].errors
    assert client.post(renew, {"agreed_until": "2027-06-30"}).url == reverse("desk:holding", args=[contract.pk])
    client.post(reverse("desk:kept_duties", args=[contract.pk]), {"lines": "清扫\n除雪\n"})
    client.post(reverse("desk:holder_post", args=[contract.pk]), {"post": city.posts["han_bing"].pk})
    contract.refresh_from_db()
    assert (contract.kept_zh, contract.post, contract.agreed_until) == (
        ["清扫", "除雪"],
        city.posts["han_bing"],
        date(2027, 6, 30),
    )
    hand_over = reverse("desk:hand_over_place", args=[contract.pk])
    assert "果皮箱破损" in client.get(hand_over).content.decode()
    assert "unit" in client.post(hand_over, {"unit": city.units["DW26"].pk}).context["form"].errors
    answer = client.post(hand_over, {"unit": city.units["DW35"].pk})
    following = PlaceHolding.objects.get(unit=city.units["DW35"])
    assert answer.url == reverse("desk:holding", args=[following.pk])
    assert "已结束" in client.get(reverse("desk:holding", args=[contract.pk])).content.decode()
    client.post(reverse("desk:end_holding", args=[following.pk]), {"confirmed": 1})
    following.refresh_from_db()
    assert following.ends_at is not None


def test_the_holder_names_its_post_and_changes_nothing_else(client: Any, city: Any, contract: Any) -> None:
    sign_in(client, "ma_jun")
    assert client.get(reverse("desk:holding", args=[contract.pk])).status_code == 200
    assert client.post(reverse("desk:holder_post", args=[contract.pk]), {"post": ""}).status_code == 302
    for name in ("renew_contract", "hand_over_place", "kept_duties"):
        assert client.get(reverse(f"desk:{name}", args=[contract.pk])).status_code == 404
    assert client.get(reverse("desk:class_duties")).status_code == 404
    sign_in(client, "luo_jia")
    assert client.get(reverse("desk:holder_post", args=[contract.pk])).status_code == 404
    page = client.get(reverse("desk:holding", args=[contract.pk])).content.decode()
    assert "果皮箱破损" not in page  # another unit's case


def test_what_is_kept_is_written_class_by_class(client: Any, city: Any, at: Any, contract: Any) -> None:
    sign_in(client, "lin_yue")
    page = reverse("desk:class_duties")
    assert len(client.get(page).context["lists"]) == 1
    assert client.post(page, {"road_class": "", "lines": "扫雪\n清运"}).status_code == 302
    assert client.get(page).context["lists"][0]["form"].initial["lines"] == "扫雪\n清运"
    assert "lines" in client.post(page, {"road_class": "", "lines": ""}).context["lists"][0]["form"].errors


def test_lists_ask_the_same_number_of_queries_whatever_their_length(
    client: Any, city: Any, at: Any, contract: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        segment = define_segment(
            by=SYSTEM, at=at, code=f"N{number:02}", street_zh=f"路{number}", from_zh="甲", to_zh="乙"
        )
        hold_place(
            by=SYSTEM, at=at, place=segment, unit=city.units["DW35"], agreed_until=at.date() + timedelta(days=90)
        )
    sign_in(client, "lin_yue")
    for name, most in (("streets", 30), ("streets_map", 20), ("holdings", 22)):
        with django_assert_max_num_queries(most):
            assert client.get(reverse(f"desk:{name}")).status_code == 200
    with django_assert_max_num_queries(32):
        client.get(reverse("desk:holding", args=[contract.pk]))
